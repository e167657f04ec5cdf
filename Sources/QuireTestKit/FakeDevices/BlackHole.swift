internal import Glibc

/// A port that answers nobody: its queue is full, so the kernel drops what comes.
public final class BlackHole: Sendable {
    public let port: Int
    private let server: FakeServer
    private let fillers: Box<[Filler]>

    public init() throws {
        server = try FakeServer(backlog: 0, answers: false)
        port = server.port
        fillers = Box((0..<4).map { [port] _ in Filler(port: port) })
    }

    /// From now on its port is free.
    public func stop() {
        fillers.change { $0 = [] }
        server.stop()
    }
}

/// A connection that is made, or not, and of which nothing more comes.
private final class Filler: Sendable {
    private let descriptor: CInt

    init(port: Int) {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let descriptor = descriptor
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    deinit { close(descriptor) }
}
