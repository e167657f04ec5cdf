internal import Foundation
internal import Glibc
internal import Synchronization

/// A device on the network: listens on a port of the loopback and talks to whoever comes as a test tells it, in blocking
/// calls on threads of its own.
public final class FakeServer: Sendable {
    public let port: Int
    private let listener: CInt
    private let open = Mutex<[Talk]>([])
    private let count = Atomic<Int>(0)
    private let answers: Bool
    private let isStopped = Atomic(false)

    /// - Parameters:
    ///   - backlog: connections that the kernel makes before anybody answers them.
    ///   - answers: whether anybody ever does.
    ///   - serve: has one conversation; the connection is closed when it returns.
    public init(
        port: Int = 0, backlog: CInt = 64, answers: Bool = true,
        serve: @escaping @Sendable (_ talk: Talk, _ number: Int) -> Void = { talk, _ in _ = talk.readToEnd() }
    ) throws {
        listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw Problem(errno: errno) }
        var yes: CInt = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        address.sin_port = UInt16(port).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && listen(descriptor, backlog) == 0
                    && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard result else { throw Problem(errno: errno) }
        self.answers = answers
        self.port = Int(UInt16(bigEndian: address.sin_port))
        guard answers else { return }
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0, let self else {
                    if connection >= 0 { Glibc.close(connection) }
                    // It does not listen any more; nobody else closes it, so nobody else's file can have its number.
                    Glibc.close(descriptor)
                    return
                }
                let talk = Talk(connection)
                self.open.withLock { $0.append(talk) }
                let number = self.count.add(1, ordering: .relaxed).newValue
                Thread.detachNewThread {
                    serve(talk, number)
                    talk.close()
                }
            }
        }
    }

    deinit { stop() }

    /// Connections so far.
    public var connections: Int { count.load(ordering: .relaxed) }

    /// Is gone from one moment to the next: connections are reset, new ones refused.
    public func stop() {
        guard !isStopped.exchange(true, ordering: .relaxed) else { return }
        shutdown(listener, CInt(SHUT_RDWR))
        if !answers { Glibc.close(listener) }
        for talk in open.withLock({ $0 }) { talk.reset() }
    }

    public struct Problem: Error { public var errno: CInt }
}
