/// Bytes on their way out, gathered so that the sink is called for large pieces.
final class OutputBuffer {
    private let sink: ByteSink
    let start: UnsafeMutablePointer<UInt8>
    /// At least what one ``reserve(_:)`` may ask for.
    let capacity: Int
    private(set) var used = 0
    private var flushed = 0

    init(octets: Int = 256 << 10, to sink: @escaping ByteSink) {
        self.sink = sink
        capacity = octets
        start = .allocate(capacity: octets)
    }

    deinit { start.deallocate() }

    /// Bytes since the beginning of the document.
    var offset: Int { flushed + used }

    /// Room for `count` bytes: where they go; ``advance(to:)`` says how many came.
    func reserve(_ count: Int) throws -> UnsafeMutablePointer<UInt8> {
        if capacity - used < count { try flush() }
        precondition(count <= capacity, "more bytes than the buffer has room for")
        return start + used
    }

    func advance(to end: UnsafeMutablePointer<UInt8>) {
        used = end - start
        precondition(used <= capacity, "the buffer is overrun")
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        guard let base = bytes.baseAddress else { return }
        if bytes.count > capacity - used { try flush() }
        guard bytes.count <= capacity else {
            try sink(bytes)
            flushed += bytes.count
            return
        }
        UnsafeMutableRawPointer(start + used).copyMemory(from: base, byteCount: bytes.count)
        used += bytes.count
    }

    func append(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try append($0) }
    }

    func append(_ text: String) throws {
        try append(Array(text.utf8))
    }

    func append(bigEndian value: UInt32) throws {
        try withUnsafeBytes(of: value.bigEndian) { try append($0) }
    }

    func flush() throws {
        guard used > 0 else { return }
        try sink(UnsafeRawBufferPointer(start: start, count: used))
        flushed += used
        used = 0
    }
}
