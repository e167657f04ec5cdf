import PrintModel
import Synchronization

/// Lets a document pass and counts its pages.
final class PageTally: Sendable {
    private let counter: Mutex<(any PageCounting)?>

    init(_ counter: (any PageCounting)?) { self.counter = Mutex(counter) }

    func watching(_ stream: DocumentStream) -> DocumentStream {
        guard counter.withLock({ $0 != nil }) else { return stream }
        return DocumentStream {
            let piece = try await stream.next()
            if let piece { self.counter.withLock { $0?.add(piece) } }
            return piece
        }
    }

    /// `nil` where nobody can say.
    func count() -> Int? { counter.withLock { $0?.pages() } }
}
