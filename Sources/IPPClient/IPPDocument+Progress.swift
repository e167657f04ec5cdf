import Synchronization

extension IPPDocument {
    /// The same document; `sent` is told after each piece how many bytes have gone so far.
    public func watched(_ sent: @escaping @Sendable (Int64) -> Void) -> IPPDocument {
        IPPDocument(byteCount: byteCount, isRepeatable: isRepeatable) { [open] in
            let next = try open()
            let count = Count()
            return {
                guard let piece = try await next() else { return nil }
                sent(count.add(piece.count))
                return piece
            }
        }
    }

    private final class Count: Sendable {
        private let bytes = Mutex<Int64>(0)
        func add(_ count: Int) -> Int64 {
            bytes.withLock { bytes in
                bytes += Int64(count)
                return bytes
            }
        }
    }
}
