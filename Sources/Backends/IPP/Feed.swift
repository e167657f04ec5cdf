internal import PrintModel
internal import Synchronization

/// A document on its way into a request, counted, so that whoever waits knows on whom.
final class Feed: Sendable {
    struct Progress: Hashable, Sendable {
        /// Octets that were handed to the connection.
        var octets: Int64 = 0
        /// Whether those are all.
        var isAtEnd = false
        /// Whether the document is waited for, not the printer.
        var isReading = false
    }

    private struct State {
        var progress = Progress()
        var failure: (any Error)?
    }

    private let document: GatedDocument
    private let gzip: Gzip?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - octets: as many as there will be, where that is known.
    ///   - isCompressed: gzip on the way.
    init(_ document: GatedDocument, octets: Int64?, isCompressed: Bool) {
        self.document = document
        gzip = isCompressed ? Gzip() : nil
        var begun = State()
        begun.progress.isAtEnd = octets == 0
        state = Mutex(begun)
    }

    var progress: Progress { state.withLock { $0.progress } }

    /// Why the document could not be read on.
    var failure: (any Error)? { state.withLock { $0.failure } }

    func next() async throws -> [UInt8]? {
        state.withLock { $0.progress.isReading = true }
        defer { state.withLock { $0.progress.isReading = false } }
        do {
            while true {
                guard !progress.isAtEnd else { return nil }
                let piece = try await document.next()
                let isLast = piece?.isLast ?? true
                var bytes = piece.map { Array($0.bytes) } ?? []
                if let gzip { bytes = try gzip.compress(bytes, isLast: isLast) }
                state.withLock { state in
                    state.progress.octets += Int64(bytes.count)
                    state.progress.isAtEnd = isLast
                }
                if !bytes.isEmpty { return bytes }
            }
        } catch {
            state.withLock { $0.failure = error }
            throw error
        }
    }
}
