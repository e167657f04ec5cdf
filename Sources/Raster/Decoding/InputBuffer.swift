/// Gives up to as many bytes as there is room for; 0 is the end.
public typealias ByteSource = (UnsafeMutableRawBufferPointer) throws -> Int

/// Bytes on their way in, which know where in the document they are.
final class InputBuffer {
    private let source: ByteSource
    private let start: UnsafeMutableRawBufferPointer
    private var at = 0
    private var end = 0
    private var before = 0
    private var isAtEnd = false

    init(octets: Int = 64 << 10, from source: @escaping ByteSource) {
        self.source = source
        start = .allocate(byteCount: octets, alignment: 16)
    }

    deinit { start.deallocate() }

    /// Of the next byte, from the beginning of the document.
    var offset: Int { before + at }

    /// Forgets what was not taken yet; the source goes on at `offset`.
    func resume(at offset: Int) {
        (at, end, before, isAtEnd) = (0, 0, offset, false)
    }

    /// - Returns: whether there is another byte.
    func fill() throws -> Bool {
        if at < end { return true }
        if isAtEnd { return false }
        before += end
        (at, end) = (0, 0)
        let count = try source(start)
        precondition((0...start.count).contains(count), "a source gives more than there is room for")
        end = count
        isAtEnd = count == 0
        return !isAtEnd
    }

    /// The next byte without taking it; `nil` at the end.
    func peek() throws -> UInt8? { try fill() ? start[at] : nil }

    /// - Parameter what: for the error when the document ends here.
    func byte(_ what: StaticString) throws -> UInt8 {
        guard try fill() else { throw RasterError(.truncated, "it ends in \(what)", at: offset) }
        at += 1
        return start[at - 1]
    }

    func read(_ count: Int, to: UnsafeMutablePointer<UInt8>, _ what: StaticString) throws {
        var done = 0
        while done < count {
            guard try fill() else { throw RasterError(.truncated, "it ends in \(what)", at: offset) }
            let now = min(count - done, end - at)
            UnsafeMutableRawBufferPointer(start: to + done, count: now).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: start[at..<at + now]))
            at += now
            done += now
        }
    }

    func bytes(_ count: Int, _ what: StaticString) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try bytes.withUnsafeMutableBufferPointer { buffer in
            if let to = buffer.baseAddress { try read(count, to: to, what) }
        }
        return bytes
    }
}
