import IPP
import NIOCore

/// Takes a body out of the bytes of a connection: by its length, or chunk by chunk (RFC 9112 §6, §7.1).
struct HTTPBodyReader {
    enum Piece {
        case data(ByteBuffer)
        case end
    }

    private enum Step {
        case length(Int64)
        case chunkSize, chunkData(Int64), chunkEnd, trailer
        case end
    }

    private var step: Step
    private var octetsLeft: Int64
    private var trailerOctets = 0

    init(_ framing: HTTPRequestHead.Framing, octetsMax: Int64) {
        octetsLeft = octetsMax
        switch framing {
        case .none: step = .end
        case .length(let length): step = .length(length)
        case .chunked: step = .chunkSize
        }
    }

    var isAtEnd: Bool { if case .end = step { true } else { false } }

    /// Octets still to come, as far as that is known.
    var declaredLeft: Int64 { if case .length(let left) = step { left } else { 0 } }

    /// - Returns: the next piece, or `nil` when more bytes have to come first.
    mutating func next(from buffer: inout ByteBuffer) throws(HTTPRefusal) -> Piece? {
        while true {
            switch step {
            case .length(let left):
                guard let data = take(upTo: left, from: &buffer) else { return nil }
                let rest = left - Int64(data.readableBytes)
                step = rest > 0 ? .length(rest) : .end
                return .data(data)
            case .chunkSize:
                guard let line = try takeLine(from: &buffer, max: Self.sizeLineMax) else { return nil }
                let size = try Self.chunkSize(line)
                guard size <= octetsLeft else { throw HTTPRefusal(413, "the body is larger than what is taken") }
                octetsLeft -= size
                step = size > 0 ? .chunkData(size) : .trailer
            case .chunkData(let left):
                guard let data = take(upTo: left, from: &buffer) else { return nil }
                let rest = left - Int64(data.readableBytes)
                step = rest > 0 ? .chunkData(rest) : .chunkEnd
                return .data(data)
            case .chunkEnd:
                guard buffer.readableBytes >= 2 else { return nil }
                guard let end = buffer.readBytes(length: 2), end == [13, 10] else {
                    throw .badRequest("a chunk is longer than it says")
                }
                step = .chunkSize
            case .trailer:
                guard let line = try takeLine(from: &buffer, max: Self.trailerMax) else { return nil }
                trailerOctets += line.count + 2
                guard trailerOctets <= Self.trailerMax else { throw HTTPRefusal(431, "a trailer too long") }
                if line.isEmpty { step = .end }  // Trailer fields are dropped: nothing here means anything to us.
            case .end: return .end
            }
        }
    }

    private func take(upTo left: Int64, from buffer: inout ByteBuffer) -> ByteBuffer? {
        let count = Int(min(left, Int64(buffer.readableBytes)))
        return count > 0 ? buffer.readSlice(length: count) : nil
    }

    private func takeLine(from buffer: inout ByteBuffer, max: Int) throws(HTTPRefusal) -> [UInt8]? {
        let view = buffer.readableBytesView.prefix(max)
        guard let end = view.firstIndex(of: UInt8(ascii: "\n")) else {
            guard view.count < max else { throw .badRequest("a chunk's line is too long") }
            return nil
        }
        guard let line = buffer.readBytes(length: end - view.startIndex + 1), line.dropLast().last == 13 else {
            throw .badRequest("a chunk's line does not end in CR LF")
        }
        return Array(line.dropLast(2))
    }

    /// `1a2b;extension`. Extensions are allowed and mean nothing.
    private static func chunkSize(_ line: [UInt8]) throws(HTTPRefusal) -> Int64 {
        let digits = line.prefix { $0.hexDigit != nil }
        guard !digits.isEmpty else { throw .badRequest("a chunk without a size") }
        guard digits.count <= 15 else { throw HTTPRefusal(413, "an endless chunk") }
        let rest = line.dropFirst(digits.count)
        guard rest.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 }) else { throw .badRequest("a bad chunk size") }
        guard let next = rest.first(where: { $0 != 32 && $0 != 9 }) else {
            guard rest.isEmpty else { throw .badRequest("a bad chunk size") }
            return value(of: digits)
        }
        guard next == UInt8(ascii: ";") else { throw .badRequest("a bad chunk size") }
        return value(of: digits)
    }

    private static func value(of digits: ArraySlice<UInt8>) -> Int64 {
        digits.reduce(0) { $0 << 4 | Int64($1.hexDigit ?? 0) }
    }

    private static let sizeLineMax = 256
    private static let trailerMax = 4_096
}
