import Children
import Foundation
import Glibc
import Testing

/// What HostileChild can try, and what must be enforced for it to be refused.
enum HostileAttempt {
    static let files = [
        "read-shadow", "read-passwd", "read-spool", "write-spool", "remove-spool", "link-spool", "symlink-spool",
        "list-spool", "make-file-outside", "list-other-folders", "reopen-input", "read-disk", "parent-memory",
        "parent-environment", "parent-maps", "any-environment", "exec-shell", "exec-setuid", "exec-own",
    ]
    static let systemCalls = [
        "truncate-spool", "chmod-spool", "chown-spool", "setxattr-spool", "touch-spool", "watch-spool", "chmod-input",
        "setxattr-input", "open-by-handle", "make-device", "trace-parent", "process-vm-readv", "parent-descriptor",
        "pidfd-signal", "tkill-parent", "signal-by-owner", "limit-parent", "renice-parent", "bind-parent",
        "outlive-parent", "leave-session", "leave-group", "connect-tcp", "bind-tcp", "send-udp", "connect-unix",
        "bind-abstract", "raw-socket", "packet-socket", "netlink-socket", "vsock-socket", "tcp6-socket", "socketpair",
        "chroot", "mount", "fsopen", "open-tree", "umount", "pivot-root", "unshare-user", "unshare-network", "setns",
        "clone-user", "clone3-user", "setuid-root", "setuid-other", "keyctl", "add-key", "bpf", "perf", "userfaultfd",
        "io-uring", "kexec", "module", "personality", "kernel-log", "shared-memory", "future-call", "exec-memory",
        "int80", "x32", "fork-bomb", "memory-file",
    ]
    static let signals = ["signal-parent", "tgkill-parent", "sigqueue-parent"]
    static let users = ["thread-bomb"]
    /// Refused on every kernel, for every user.
    static let always = [
        "inherited-descriptor", "write-10gb", "extend-10gb", "allocate-10gb", "many-files", "raise-limits", "core-dump",
        "cpu",
    ]

    static let all = files + systemCalls + signals + users + always

    static func needs(_ name: String) -> Protection? {
        if files.contains(name) { return .files }
        if systemCalls.contains(name) { return .systemCalls }
        if signals.contains(name) { return .signals }
        return users.contains(name) ? .ownUser : nil
    }
}

/// A document of the daemon's, and doors that a child must not find open.
final class HostileScene: Sendable {
    let folder: String
    let nursery: Nursery
    private let listener: Descriptor
    private let unixListener: Descriptor
    private let port: UInt16

    var document: String { "\(folder)/document" }

    init() async throws {
        folder = "/tmp/quire-spool-\(UUID().uuidString)"
        mkdir(folder, 0o700)
        let file = open("\(folder)/document", O_CREAT | O_WRONLY, 0o600)
        write(file, "secret", 6)
        close(file)
        nursery = try await newNursery()
        listener = Descriptor(taking: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        unixListener = Descriptor(taking: socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
        port = Self.listen(on: listener.number)
        Self.listen(on: unixListener.number, path: "\(folder)/socket")
    }

    deinit {
        for name in ["document", "document.made", "socket"] { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    func run(_ attempt: String, _ sandbox: SandboxProfile, settled: Bool = false) async throws -> ChildEnd {
        let path = try #require(ProgramFinder().helper("HostileChild"))
        var limits = ChildLimits()
        limits.memoryOctets = 1 << 30
        limits.fileOctets = 16 << 20
        limits.cpuSeconds = 1
        let program = Program(
            path: path, arguments: [attempt, argument(of: attempt)] + (settled ? ["settled"] : []), sandbox: sandbox,
            limits: limits)
        let input = Descriptor(taking: open(document, O_RDONLY))
        return try await nursery.start(program, descriptors: [input]).end()
    }

    private func argument(of attempt: String) -> String {
        switch attempt {
        case "connect-tcp": "\(port)"
        case "connect-unix": "\(folder)/socket"
        default: document
        }
    }

    private static func listen(on number: Int32) -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                _ = bind(number, generic, size)
                getsockname(number, generic, &size)
            }
        }
        _ = Glibc.listen(number, 8)
        return UInt16(bigEndian: address.sin_port)
    }

    private static func listen(on number: Int32, path: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                _ = bind(number, generic, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        _ = Glibc.listen(number, 8)
    }
}
