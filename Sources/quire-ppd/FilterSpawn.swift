import Glibc
import Workbench

/// Starts a filter: what it is told, and nothing of what we were.
enum FilterSpawn {
    /// job, user, title, copies, options; the document comes through descriptor 0.
    static func arguments(_ instructions: PPDInstructions) -> [String] {
        let job = instructions.job
        return [
            plain(job.printer), String(job.number), plain(job.user), plain(job.title), String(max(1, job.copies)),
            options(job),
        ]
    }

    /// `name=value` by blanks; what a value holds beyond plain characters stays out, as filters quote it differently.
    private static func options(_ job: PPDJob) -> String {
        var words: [String] = []
        for (name, value) in job.options.sorted(by: { $0.key < $1.key }) where isPlain(name) && isPlain(value) {
            words.append("\(name)=\(value)")
        }
        if job.copies > 1 { words.append(job.collated ? "Collate=True" : "Collate=False") }
        return words.joined(separator: " ")
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255
            && text.utf8.allSatisfy { octet in
                switch octet {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }

    private static func plain(_ text: String) -> String {
        String(PPDFile.plain(String(text.prefix(255))))
    }

    static func environment(_ instructions: PPDInstructions, ppd: String) -> [String] {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let filters = instructions.filters.folders.first ?? "/usr/lib/cups/filter"
        let programs = filters.hasSuffix("/filter") ? String(filters.dropLast(7)) : filters
        return [
            "CHARSET=utf-8", "LANG=en_US.UTF-8", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=\(folder)", "TMPDIR=\(folder)",
            "PATH=\(filters):/usr/bin:/bin", "SOFTWARE=Quire", "USER=quire", "CUPS_SERVERBIN=\(programs)",
            "CUPS_SERVERROOT=/nonexistent", "CUPS_STATEDIR=\(folder)", "CUPS_CACHEDIR=\(folder)",
            "CUPS_DATADIR=/usr/share/cups", "CUPS_DOCROOT=/nonexistent", "CUPS_FONTPATH=/usr/share/cups/fonts",
            "RIP_MAX_CACHE=128m", "CUPS_MAX_MESSAGE=2047", "CUPS_FILETYPE=document",
            "CONTENT_TYPE=\(instructions.format)",
            "FINAL_CONTENT_TYPE=\(instructions.format)",
            "DEVICE_URI=quire:", "PRINTER=\(plain(instructions.job.printer))",
            "PRINTER_INFO=\(plain(instructions.filters.info))",
            "PRINTER_LOCATION=\(plain(instructions.filters.location))", "PRINTER_STATE_REASONS=none",
            "CLASSIFICATION=", "PPD=\(ppd)",
        ]
    }

    /// The sandbox leaves room for 256; who is started by hand may have been given more.
    private static var descriptorsMax: Int32 {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 65_536 }
        return Int32(min(max(limit.rlim_cur, 64), 65_536))
    }

    /// - Parameter descriptors: what the filter has as 0, 1, 2, …; every other is closed in it.
    static func start(
        _ path: String, _ arguments: [String], _ environment: [String], _ descriptors: [Int32]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { throw FilterRun.failure() }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawnattr_init(&attributes) == 0 else { throw FilterRun.failure() }
        defer { posix_spawnattr_destroy(&attributes) }
        // Filters expect SIGPIPE to end them; we ignore it.
        var standard = sigset_t()
        sigemptyset(&standard)
        sigaddset(&standard, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &standard)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        // First out of the way of the places they go to, then into them.
        let moved = try descriptors.map { descriptor in
            let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 64)
            guard copy >= 0 else { throw FilterRun.failure() }
            return copy
        }
        defer { for copy in moved { close(copy) } }
        for (place, copy) in moved.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, copy, Int32(place))
        }
        // Whatever else is open here is not open there; what is set below takes the mark away again.
        for descriptor in 3..<descriptorsMax { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var process = pid_t()
        // argv[0] is the printer, as filters have it.
        let status = withCStrings(arguments) { words in
            withCStrings(environment) { variables in
                posix_spawn(&process, path, &actions, &attributes, words, variables)
            }
        }
        guard status == 0 else {
            throw Problem(.internalError, "cannot start \(path): \(String(cString: strerror(status)))")
        }
        return process
    }

    private static func withCStrings<Value>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
