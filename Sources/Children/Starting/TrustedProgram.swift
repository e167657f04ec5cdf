internal import CSpawn
internal import Glibc

/// A program of ours that is started as it is, with all the rights that we have: for what needs them and reads nothing of
/// strangers'. Everything else is a ``Program`` and goes through ``Nursery``.
///
/// It has a process group of its own, no signal blocked or ignored, no descriptor but those that it is given, and leaves no
/// core.
public struct TrustedProgram: Sendable {
    /// Absolute.
    public var path: String
    public var arguments: [String]
    /// All of it: `NAME=value`.
    public var environment: [String]

    public init(path: String, arguments: [String], environment: [String] = Self.usualEnvironment) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
    }

    public static let usualEnvironment = [
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no",
    ]

    /// - Parameter descriptors: what becomes its 0, 1 and 2; -1 for /dev/null.
    /// - Returns: its process, which the caller waits for.
    public func start(_ descriptors: [Int32]) throws(SpawnError) -> Int32 {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard path.hasPrefix("/"), ([path] + arguments + environment).allSatisfy({ !$0.utf8.contains(0) }) else {
            throw SpawnError(path, step: "path and arguments", errno: EINVAL)
        }
        let result = withCStrings([name] + arguments) { arguments in
            withCStrings(environment) { environment in
                withCStrings([path, "/"]) { paths in
                    var request = SpawnRequest()
                    request.path = paths?[0]
                    request.folder = paths?[1]
                    request.arguments = arguments
                    request.environment = environment
                    request.network = -1
                    request.file_mask = 0o077
                    let all = descriptors.prefix(3) + Array(repeating: -1, count: Int(SPAWN_DESCRIPTORS))
                    request.descriptors = (all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7])
                    var result = SpawnResult()
                    spawn_start(&request, &result)
                    return result
                }
            }
        }
        guard result.error == 0 else {
            throw SpawnError(path, step: String(cString: spawn_step_name(result.step)), errno: result.error)
        }
        close(result.process)
        return result.pid
    }
}
