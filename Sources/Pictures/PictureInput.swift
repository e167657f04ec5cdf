/// A picture as it is read: forwards, in pieces, with bounds.
public struct PictureInput {
    private let more: () throws -> [UInt8]
    private var buffer: ArraySlice<UInt8> = []
    /// Everything taken since ``startRecording()``, for what is to be passed on as it came.
    private var record: [UInt8]?

    /// - Parameter more: the next octets; none at the end.
    public init(more: @escaping () throws -> [UInt8]) { self.more = more }

    public init(_ bytes: [UInt8]) {
        var rest = bytes
        more = {
            defer { rest = [] }
            return rest
        }
    }

    /// Octets that come next, without taking them; fewer at the end.
    mutating func peek(_ count: Int) throws -> ArraySlice<UInt8> {
        while buffer.count < count {
            let piece = try more()
            if piece.isEmpty { break }
            buffer = buffer.isEmpty ? piece[...] : buffer + piece
        }
        return buffer.prefix(count)
    }

    /// Takes exactly `count` octets; `nil` when there are fewer.
    mutating func take(_ count: Int) throws -> ArraySlice<UInt8>? {
        let taken = try peek(count)
        guard taken.count == count else { return nil }
        drop(count)
        record?.append(contentsOf: taken)
        return taken
    }

    /// Takes what is at hand, at most `count` octets; empty at the end.
    mutating func takePiece(upTo count: Int = .max) throws -> ArraySlice<UInt8> {
        let piece = try peek(1).isEmpty ? [] : buffer.prefix(count)
        drop(piece.count)
        record?.append(contentsOf: piece)
        return piece
    }

    private mutating func drop(_ count: Int) {
        buffer = buffer.dropFirst(count)
        // A slice keeps the whole array behind it alive.
        if buffer.isEmpty { buffer = [] }
    }

    mutating func startRecording() { record = [] }

    mutating func endRecording() -> [UInt8] {
        defer { record = nil }
        return record ?? []
    }

    /// The kinds of pictures that are understood, by their first octets.
    public enum Kind: Sendable {
        case jpeg, png
    }

    public mutating func kind() throws -> Kind? {
        let start = try peek(8)
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        return start.elementsEqual(PNGChunks.signature) ? .png : nil
    }
}
