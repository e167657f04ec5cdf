import Children
import Glibc

/// What asks PAM for us: `quire-pam`, a program of its own (docs/IDENTITY.md), at the other end of a socket of packets.
enum PasswordHelper {
    private static let name = "quire-pam"
    private static let socketType = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)

    /// Starts one, which has the rights that we have now.
    ///
    /// - Returns: our end of its socket, with which it ends, and its process.
    static func start(service: String, folder: String?) throws -> (socket: Int32, process: pid_t) {
        guard let path = ProgramFinder().helper(name) else { throw StartProblem("--pam: \(name) is not installed") }
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, socketType, 0, &ends) == 0 else {
            throw StartProblem("--pam: \(String(cString: strerror(errno)))")
        }
        defer { close(ends[1]) }
        do {
            let program = TrustedProgram(path: path, arguments: [service] + (folder.map { [$0] } ?? []))
            return (ends[0], try program.start([ends[1], -1, STDERR_FILENO]))
        } catch {
            close(ends[0])
            throw StartProblem("--pam: \(error)")
        }
    }

    /// One that somebody else has started, such as a service manager: at a socket that only root or we ourselves can have made,
    /// for who listens there can let anybody in.
    static func connect(to path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw StartProblem("--pam-socket \(path): the path is too long")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let made = socket(AF_UNIX, socketType, 0)
        guard made >= 0 else { throw StartProblem("--pam-socket: \(String(cString: strerror(errno)))") }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(made, $0, size) == 0 }
        }
        guard isConnected else {
            defer { close(made) }
            throw StartProblem("--pam-socket \(path): \(String(cString: strerror(errno)))")
        }
        guard let user = peer(of: made), user == 0 || user == geteuid() else {
            close(made)
            throw StartProblem("--pam-socket \(path): neither root nor we ourselves listen there")
        }
        return made
    }

    /// SO_PEERCRED: process, user, group.
    private static func peer(of socket: Int32) -> uid_t? {
        var credentials: [UInt32] = [0, 0, 0]
        var size = socklen_t(MemoryLayout<UInt32>.size * credentials.count)
        guard getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0, size == 12 else { return nil }
        return credentials[1]
    }
}
