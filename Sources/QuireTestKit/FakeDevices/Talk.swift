internal import Foundation
internal import Glibc
internal import Synchronization

/// One connection, from the device's side.
public final class Talk: Sendable {
    private let descriptor: Mutex<CInt>
    /// What has been read of it.
    private let heard = Mutex<[UInt8]>([])
    private let isReleased = NSCondition()
    private let released = Mutex(false)

    init(_ descriptor: CInt) { self.descriptor = Mutex(descriptor) }

    private var socket: CInt { descriptor.withLock { $0 } }

    public var bytes: [UInt8] { heard.withLock { $0 } }

    /// Fewer only at the end.
    public func read(_ count: Int) -> [UInt8] {
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

    public func readToEnd() -> [UInt8] { read(.max) }

    /// Without its end, CR LF or LF; `nil` when there is none.
    public func readLine() -> [UInt8]? {
        var line: [UInt8] = []
        while let byte = read(1).first {
            if byte == 0x0A { return line }
            if byte != 0x0D { line.append(byte) }
        }
        return nil
    }

    public func write(_ text: String) { write(Array(text.utf8)) }

    public func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    public func endWriting() { shutdown(socket, CInt(SHUT_WR)) }

    /// Does nothing until ``release()``.
    public func hang() {
        isReleased.lock()
        while !released.withLock({ $0 }) { isReleased.wait() }
        isReleased.unlock()
    }

    public func release() {
        isReleased.lock()
        released.withLock { $0 = true }
        isReleased.broadcast()
        isReleased.unlock()
    }

    public func close() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { Glibc.close(descriptor) }
            descriptor = -1
        }
    }

    public func reset() {
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
