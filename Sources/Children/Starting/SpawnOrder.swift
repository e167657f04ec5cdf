internal import CSpawn
internal import Glibc

/// A program's start in C's words.
struct SpawnOrder {
    var program: Program
    /// Its temporary folder.
    var folder: String
    var user: UInt32?
    var network: Int32
    var onlyProbe: Bool

    /// Starts it; `result.error` says whether it failed.
    func give(_ descriptors: [Int32]) -> SpawnResult {
        let sandbox = program.sandbox
        let runtime = RuntimeLibraries.folder.map { [$0] } ?? []
        return withCStrings([program.name] + program.arguments) { arguments in
            withCStrings(environment) { environment in
                withCStrings(sandbox.readable + runtime) { readable in
                    withCStrings([program.path] + RuntimeLibraries.loaders + sandbox.programs) { programs in
                        withCStrings(sandbox.writable + [folder]) { writable in
                            withCStrings([program.path, program.workingFolder ?? folder]) { paths in
                                var request = plainRequest
                                request.path = paths?[0]
                                request.folder = paths?[1]
                                request.arguments = arguments
                                request.environment = environment
                                request.readable = readable
                                request.programs = programs
                                request.writable = writable
                                let all = descriptors + Array(repeating: -1, count: Int(SPAWN_DESCRIPTORS))
                                request.descriptors = (
                                    all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7]
                                )
                                var result = SpawnResult()
                                spawn_start(&request, &result)
                                return result
                            }
                        }
                    }
                }
            }
        }
    }

    /// What is not text.
    private var plainRequest: SpawnRequest {
        let sandbox = program.sandbox
        let limits = program.limits
        var request = SpawnRequest()
        var wanted = sandbox.wanted
        if user == nil { wanted.remove(.ownUser) }
        if network < 0 || sandbox.network == .full { wanted.remove(.ownNetwork) }
        if sandbox.network == .full { wanted.remove(.noTCP) }
        request.wanted = wanted.bits
        request.required = sandbox.required.bits
        request.permitted = permitted
        request.memory_octets = limits.memoryOctets
        request.cpu_seconds = limits.cpuSeconds
        request.file_octets = limits.fileOctets
        request.processes = limits.processes + othersOfOurUser
        request.open_files = limits.openFiles
        request.user = user ?? 0
        request.group = program.group ?? user ?? 0
        request.capabilities = program.capabilities.reduce(0) { (0..<64).contains($1) ? $0 | 1 << UInt64($1) : $0 }
        request.network = network
        request.niceness = sandbox.niceness
        request.memory_score = 500
        request.file_mask = 0o077
        request.only_probe = onlyProbe ? 1 : 0
        return request
    }

    private var permitted: UInt32 {
        var bits = program.sandbox.mayStartProcesses ? SPAWN_MAY_FORK : 0
        switch program.sandbox.network {
        case .none: break
        case .unixSockets: bits |= SPAWN_MAY_USE_UNIX_SOCKETS
        case .full: bits |= SPAWN_MAY_USE_NETWORK
        }
        return UInt32(bits)
    }

    /// RLIMIT_NPROC counts all processes and threads of a user. Where the child's is ours, leaves room for all there
    /// are on the machine (an upper bound that costs one system call) and for those that will come.
    private var othersOfOurUser: UInt64 {
        guard user == nil else { return 0 }
        return UInt64(spawn_tasks_of_machine()) + 1_000
    }

    private var environment: [String] {
        var environment = program.environment
        if environment["TMPDIR"] == nil { environment["TMPDIR"] = folder }
        if environment["HOME"] == nil { environment["HOME"] = folder }
        return environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }
}

extension Program {
    /// Refuses what C would understand otherwise than it was meant.
    func check() throws(SpawnError) {
        guard path.hasPrefix("/") else { throw SpawnError(path, step: "the path is not absolute", errno: EINVAL) }
        var words = [path, name, workingFolder ?? "/"] + arguments + sandbox.readable + sandbox.programs
        words += sandbox.writable + environment.keys + environment.values
        guard words.allSatisfy({ !$0.utf8.contains(0) }) else {
            throw SpawnError(path, step: "an argument with a zero byte in it", errno: EINVAL)
        }
        guard environment.keys.allSatisfy({ !$0.isEmpty && !$0.contains("=") }) else {
            throw SpawnError(path, step: "the name of an environment variable", errno: EINVAL)
        }
    }
}
