import Glibc

/// What the service manager that started us gives and wants to hear (sd_listen_fds(3), sd_notify(3)).
///
/// A few lines in place of libsystemd, which would be needed on machines without systemd as well.
struct ServiceManager: Sendable {
    /// A socket that was bound for us, and what it is called (sd_listen_fds_with_names(3)).
    struct Socket: Sendable {
        let descriptor: Int32
        let name: String
    }

    /// The name of those for clients of line printer daemons; all others are for IPP.
    static let lineName = "lpd"
    /// The name of one to `quire-pam`, which ``UserChange`` has started.
    static let passwordsName = "quired-pam"
    /// The name of those that ``UserChange`` has bound where `--listen` says.
    static let ownName = "quired-listen"

    /// Sockets that it has bound for us.
    let sockets: [Socket]
    private let notifyPath: String?
    /// Between two signs of life, if it wants any: half of the time after which it takes us for dead.
    let watchdog: Duration?

    /// Descriptors it may give: far more than anybody listens at.
    private static let socketsMax: Int32 = 64
    static let firstSocket: Int32 = 3

    init(environment: (String) -> String? = { name in getenv(name).map { String(cString: $0) } }) {
        notifyPath = environment("NOTIFY_SOCKET").flatMap { $0.isEmpty ? nil : $0 }
        let isForUs = environment("WATCHDOG_PID").map { Int32($0) == getpid() } ?? true
        let microseconds = isForUs ? environment("WATCHDOG_USEC").flatMap { Int64($0) } : nil
        watchdog = microseconds.flatMap { $0 > 0 ? .microseconds(max(1_000, $0 / 2)) : nil }
        guard environment("LISTEN_PID").flatMap({ Int32($0) }) == getpid(),
            let count = environment("LISTEN_FDS").flatMap({ Int32($0) }), count > 0
        else {
            sockets = []
            return
        }
        let names = (environment("LISTEN_FDNAMES") ?? "").split(separator: ":", omittingEmptySubsequences: false)
        sockets = (0..<min(count, Self.socketsMax)).map { number in
            let name = names.indices.contains(Int(number)) ? String(names[Int(number)]) : "unknown"
            return Socket(descriptor: Self.firstSocket + number, name: name)
        }
        // Nothing that we start is to have them.
        for socket in sockets { _ = fcntl(socket.descriptor, F_SETFD, FD_CLOEXEC) }
    }

    func ready(_ status: String) { tell("READY=1\nSTATUS=\(status)") }
    func stopping(_ reason: String) { tell("STOPPING=1\nSTATUS=stopping: \(reason)") }
    func alive() { tell("WATCHDOG=1") }

    /// Nothing can be done where it does not listen.
    private func tell(_ text: String) {
        guard let notifyPath else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(notifyPath.utf8)
        // In the abstract space, which is written with an @.
        if name.first == UInt8(ascii: "@") { name[0] = 0 }
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                _ = bytes.withUnsafeBytes {
                    sendto(descriptor, $0.baseAddress, $0.count, 0, generic, length)
                }
            }
        }
    }
}
