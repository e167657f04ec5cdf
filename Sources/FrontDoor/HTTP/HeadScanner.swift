import NIOCore

/// Finds the end of a request head in bytes that arrive in pieces, and says early what can never become one.
struct HeadScanner {
    /// Bytes already looked at, from the start of the head.
    private var scanned = 0
    private var lineStart = 0
    private var lines = 0

    /// - Returns: octets of the head, its empty line included; `nil` when more have to come.
    mutating func scan(_ buffer: inout ByteBuffer, limits: HTTPLimits) throws(HTTPRefusal) -> Int? {
        let found = buffer.withUnsafeReadableBytes { bytes in
            var scanner = self
            let found = scanner.scan(bytes, limits: limits)
            self = scanner
            return found
        }
        switch found {
        case .end(let count): return count
        case .more: return nil
        case .refused(let refusal): throw refusal
        }
    }

    private enum Finding {
        case end(Int), more, refused(HTTPRefusal)
    }

    private mutating func scan(_ bytes: UnsafeRawBufferPointer, limits: HTTPLimits) -> Finding {
        if let refusal = Self.checkBegin(bytes) { return .refused(refusal) }
        while scanned < bytes.count {
            let octet = bytes[scanned]
            scanned += 1
            guard octet == UInt8(ascii: "\n") else { continue }
            let line = lineStart..<scanned
            guard line.count > 1, bytes[scanned - 2] == UInt8(ascii: "\r") else {
                return .refused(.badRequest("a line that does not end in CR LF"))
            }
            if line.count == 2 { return lines == 0 ? .refused(.badRequest("no request line")) : .end(scanned) }
            lineStart = scanned
            lines += 1
            if scanned > limits.headBytesMax { break }
            if lines > limits.fieldsMax + 1 {
                return .refused(HTTPRefusal(431, "more than \(limits.fieldsMax) fields"))
            }
        }
        guard scanned > limits.headBytesMax else { return .more }
        return .refused(
            lines <= 1 && lineStart == scanned || lines == 0
                ? HTTPRefusal(414, "a request line of more than \(limits.headBytesMax) octets")
                : HTTPRefusal(431, "more than \(limits.headBytesMax) octets of fields"))
    }

    /// A request begins with a method. Whoever speaks something else is told so at once and not after a deadline.
    private static func checkBegin(_ bytes: UnsafeRawBufferPointer) -> HTTPRefusal? {
        for octet in bytes.prefix(33) {
            if octet == UInt8(ascii: " ") { return nil }
            guard octet.isTokenCharacter else { return .badRequest("this is not HTTP") }
        }
        return bytes.count > 32 ? .badRequest("this is not HTTP") : nil
    }
}
