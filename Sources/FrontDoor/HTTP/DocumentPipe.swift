import NIOCore
import PrintModel
import Synchronization

/// What carries a body from the connection, which has it pushed in, to the service, which pulls.
///
/// It holds at most ``HTTPLimits/bufferedBytesMax`` and one read more: when it is full the connection reads no further,
/// until the service has taken what there is. The service gets large pieces, half of that and more, but for the last:
/// to wake it costs more than to receive 10 KiB.
final class DocumentPipe: Sendable {
    private enum Ending {
        case end
        case failed(any Error)
    }

    private struct State {
        var pieces: [UInt8] = []
        var ending: Ending?
        var reader: Reader?
        var isFull = false
    }

    private typealias Reader = CheckedContinuation<[UInt8]?, any Error>

    private let state = Mutex(State())
    private let bufferedBytesMax: Int
    /// How many octets are worth a change of threads, while more are to come.
    private var worthWaking: Int { bufferedBytesMax / 2 }
    private static let longPiece = 32_768
    /// Called, from anywhere, when there is room again.
    private let onRoom: @Sendable () -> Void

    init(bufferedBytesMax: Int, onRoom: @escaping @Sendable () -> Void) {
        self.bufferedBytesMax = bufferedBytesMax
        self.onRoom = onRoom
    }

    var stream: DocumentStream { DocumentStream { try await self.pull() } }

    // MARK: The connection's end

    /// - Returns: whether there is room for more.
    func push(_ piece: ByteBuffer) -> Bool {
        let (reader, bytes, hasRoom) = state.withLock { state in
            guard state.ending == nil else { return (nil as Reader?, [UInt8](), true) }
            // A long document: room for all of what is handed over, so that nothing is moved as it grows.
            if state.pieces.isEmpty, piece.readableBytes >= Self.longPiece {
                state.pieces.reserveCapacity(worthWaking + piece.readableBytes)
            }
            state.pieces += piece.readableBytesView
            if let reader = state.reader, state.pieces.count >= worthWaking {
                defer { (state.reader, state.pieces) = (nil, []) }
                return (reader, state.pieces, true)
            }
            state.isFull = state.pieces.count >= bufferedBytesMax
            return (nil, [], !state.isFull)
        }
        reader?.resume(returning: bytes)
        return hasRoom
    }

    func finish() { close(.end) }

    /// What came before is not given any more either: a broken document is of no use.
    func fail(_ error: any Error) { close(.failed(error)) }

    private func close(_ ending: Ending) {
        let (reader, last) = state.withLock { state in
            guard state.ending == nil else { return (nil as Reader?, [UInt8]()) }
            state.ending = ending
            if case .failed = ending { state.pieces = [] }
            guard let reader = state.reader else { return (nil, []) }
            defer { (state.reader, state.pieces) = (nil, []) }
            return (reader, state.pieces)
        }
        switch ending {
        case .end: reader?.resume(returning: last.isEmpty ? nil : last)
        case .failed(let error): reader?.resume(throwing: error)
        }
    }

    // MARK: The service's end

    private enum Pulled {
        case bytes([UInt8], hadNoRoom: Bool)
        case ended(Ending)
        case waiting
        case refused(any Error)
    }

    private func pull() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                switch take(orWait: continuation) {
                case .bytes(let bytes, let hadNoRoom):
                    continuation.resume(returning: bytes)
                    if hadNoRoom { onRoom() }
                case .ended(.end): continuation.resume(returning: nil)
                case .ended(.failed(let error)): continuation.resume(throwing: error)
                case .refused(let error): continuation.resume(throwing: error)
                case .waiting: break
                }
            }
        } onCancel: {
            let reader = state.withLock { state in
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume(throwing: CancellationError())
        }
    }

    private func take(orWait continuation: CheckedContinuation<[UInt8]?, any Error>) -> Pulled {
        state.withLock { state in
            // Looked at under the lock: a cancellation from now on finds the reader there.
            if Task.isCancelled { return .refused(CancellationError()) }
            if state.pieces.count >= worthWaking || state.ending != nil && !state.pieces.isEmpty {
                defer { (state.pieces, state.isFull) = ([], false) }
                return .bytes(state.pieces, hadNoRoom: state.isFull)
            }
            if let ending = state.ending { return .ended(ending) }
            guard state.reader == nil else { return .refused(DocumentPipeError.twoReaders) }
            state.reader = continuation
            return .waiting
        }
    }
}

enum DocumentPipeError: Error {
    /// Two tasks pull from one document.
    case twoReaders
    /// The request was answered: nobody reads its document any more.
    case requestIsOver
    /// The connection ended before the document did.
    case connectionLost
}
