internal import Glibc
internal import IPP

/// One connection to a fake printer: blocking, with just enough of HTTP/1.1.
final class FakeConnection {
    struct Head {
        var fields: [String: String] = [:]
        var path = ""
        var isChunked: Bool { fields["transfer-encoding"]?.lowercased().contains("chunked") == true }
        var length: Int { fields["content-length"].flatMap { Int($0) } ?? 0 }
        var expectsContinue: Bool { fields["expect"]?.lowercased() == "100-continue" }
    }

    private let socket: Int32
    private var held: [UInt8] = []
    private var start = 0

    init(_ socket: Int32) { self.socket = socket }

    private var waiting: ArraySlice<UInt8> { held[start...] }

    /// `false` at the end of the connection.
    private func fill() -> Bool {
        if start > 0 {
            held.removeFirst(start)
            start = 0
        }
        let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            var got = recv(socket, buffer.baseAddress, 65_536, 0)
            while got < 0, errno == EINTR { got = recv(socket, buffer.baseAddress, 65_536, 0) }
            count = max(0, got)
        }
        held += piece
        return !piece.isEmpty
    }

    func line() -> String? {
        while true {
            if let end = waiting.firstIndex(of: 10) {
                defer { start = end + 1 }
                return String(decoding: waiting[..<end].filter { $0 != 13 }, as: UTF8.self)
            }
            guard held.count < 65_536, fill() else { return nil }
        }
    }

    func head() -> Head? {
        guard let first = line() else { return nil }
        var head = Head()
        let words = first.split(separator: " ")
        if words.count > 1 { head.path = String(words[1]) }
        while let text = line() {
            guard !text.isEmpty else { return head }
            let halves = text.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            head.fields[halves[0].lowercased()] = String(halves[1].drop { $0 == " " })
        }
        return nil
    }

    /// Up to `count` octets, at least one; `nil` at the end of the connection.
    private func some(_ count: Int) -> [UInt8]? {
        if waiting.isEmpty, !fill() { return nil }
        let piece = Array(waiting.prefix(count))
        start += piece.count
        return piece
    }

    /// Reads the body; `take` returns whether it wants more.
    ///
    /// - Returns: whether it was there to its end.
    func body(_ head: Head, _ take: ([UInt8]) -> Bool) -> Bool {
        guard head.isChunked else { return piece(of: head.length, take) }
        while true {
            guard let size = line().flatMap({ Int($0.prefix { $0.isHexDigit }, radix: 16) }) else { return false }
            guard piece(of: size, take), line() == "" else { return false }
            if size == 0 { return true }
        }
    }

    private func piece(of size: Int, _ take: ([UInt8]) -> Bool) -> Bool {
        var left = size
        while left > 0 {
            guard let piece = some(min(left, 65_536)) else { return false }
            left -= piece.count
            if !take(piece) { return false }
        }
        return true
    }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Waits (0x2000: POLLRDHUP) until the other side, or whoever switches the printer off, ends the connection, and reads nothing.
    func hang() {
        while true {
            var poll = pollfd(fd: socket, events: Int16(0x2000), revents: 0)
            let ready = Glibc.poll(&poll, 1, 1000)
            if ready > 0, poll.revents & (0x2000 | Int16(POLLHUP | POLLERR)) != 0 { return }
            if ready < 0, errno != EINTR { return }
        }
    }

    /// With a reset, so that the other side sees it at once.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        shutdown(socket, Int32(SHUT_RDWR))
    }
}
