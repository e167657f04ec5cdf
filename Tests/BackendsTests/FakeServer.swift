import Foundation
import Glibc
import Synchronization

/// A device on the network: listens on a port of the loopback and talks to whoever comes as a test tells it, in blocking
/// calls on threads of its own.
final class FakeServer: Sendable {
    let port: Int
    private let listener: CInt
    private let open = Mutex<[Talk]>([])
    private let count = Atomic<Int>(0)
    private let answers: Bool
    private let isStopped = Atomic(false)

    /// - Parameters:
    ///   - backlog: connections that the kernel makes before anybody answers them.
    ///   - answers: whether anybody ever does.
    ///   - serve: has one conversation; the connection is closed when it returns.
    init(
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
    var connections: Int { count.load(ordering: .relaxed) }

    /// Is gone from one moment to the next: connections are reset, new ones refused.
    func stop() {
        guard !isStopped.exchange(true, ordering: .relaxed) else { return }
        shutdown(listener, CInt(SHUT_RDWR))
        if !answers { Glibc.close(listener) }
        for talk in open.withLock({ $0 }) { talk.reset() }
    }

    struct Problem: Error { var errno: CInt }
}

/// One connection, from the device's side.
final class Talk: Sendable {
    private let descriptor: Mutex<CInt>
    /// What has been read of it.
    private let heard = Mutex<[UInt8]>([])
    private let isReleased = NSCondition()
    private let released = Mutex(false)

    init(_ descriptor: CInt) { self.descriptor = Mutex(descriptor) }

    private var socket: CInt { descriptor.withLock { $0 } }

    var bytes: [UInt8] { heard.withLock { $0 } }

    /// Fewer only at the end.
    func read(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < count {
            let got = recv(socket, &piece, min(piece.count, count - bytes.count), 0)
            guard got > 0 else { break }
            bytes += piece[..<got]
            heard.withLock { $0 += piece[..<got] }
        }
        return bytes
    }

    func readToEnd() -> [UInt8] { read(.max) }

    /// Without its end, CR LF or LF; `nil` when there is none.
    func readLine() -> [UInt8]? {
        var line: [UInt8] = []
        while let byte = read(1).first {
            if byte == 0x0A { return line }
            if byte != 0x0D { line.append(byte) }
        }
        return nil
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    func endWriting() { shutdown(socket, CInt(SHUT_WR)) }

    /// Does nothing until ``release()``.
    func hang() {
        isReleased.lock()
        while !released.withLock({ $0 }) { isReleased.wait() }
        isReleased.unlock()
    }

    func release() {
        isReleased.lock()
        released.withLock { $0 = true }
        isReleased.broadcast()
        isReleased.unlock()
    }

    func close() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { Glibc.close(descriptor) }
            descriptor = -1
        }
    }

    func reset() {
        descriptor.withLock { descriptor in
            guard descriptor >= 0 else { return }
            var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
            // Whoever reads it wakes, and closes it.
            shutdown(descriptor, CInt(SHUT_RD))
        }
        release()
    }
}

/// What tests collect from other threads.
final class Box<Value: Sendable>: Sendable {
    private let value: Mutex<Value>
    init(_ value: Value) { self.value = Mutex(value) }

    func get() -> Value { value.withLock { $0 } }
    func change(_ body: (inout Value) -> Void) { value.withLock { body(&$0) } }

    /// Looks until `condition` holds, at most ten seconds: for what other threads do.
    func until(_ condition: (Value) -> Bool) async -> Bool {
        for _ in 0..<2000 {
            if condition(get()) { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return condition(get())
    }
}

/// A port that answers nobody: its queue is full, so the kernel drops what comes.
final class BlackHole: Sendable {
    let port: Int
    private let server: FakeServer
    private let fillers: [Filler]

    init() throws {
        server = try FakeServer(backlog: 0, answers: false)
        port = server.port
        fillers = (0..<4).map { [port] _ in Filler(port: port) }
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
