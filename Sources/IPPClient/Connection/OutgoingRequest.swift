import IPP
import NIOCore
import NIOHTTP1
import Synchronization

/// A request on its way: attributes, then the document, if there is one.
final class OutgoingRequest: Sendable {
    let path: String
    private let attributes: [UInt8]
    private let document: IPPDocument?
    /// The document's source, once it was opened.
    private let source = Mutex<Source?>(nil)

    private struct Source {
        let next: IPPDocument.Reader
        /// A piece was taken: the source cannot start again by itself.
        var isStarted = false
    }

    /// Whether the operation only asks: doing it twice does no harm.
    let isQuestion: Bool

    init(_ message: IPPMessage, to path: String, document: IPPDocument?) {
        self.path = path
        self.document = document
        attributes = message.encoded()
        isQuestion = message.operation.name.map { $0.hasPrefix("Get-") || $0.hasPrefix("CUPS-Get-") } ?? false
    }

    /// All bytes behind the head; `nil` when the document's size is not known.
    var byteCount: Int64? {
        guard let document else { return Int64(attributes.count) }
        return document.byteCount.map { $0 + Int64(attributes.count) }
    }

    /// Whether the server is asked before the document is sent.
    func isAnnounced(_ options: IPPClientOptions) -> Bool {
        guard let document else { return false }
        return document.byteCount.map { $0 > options.expectContinueBytes } ?? true
    }

    /// Whether the request can be sent once more, to the last byte.
    var canRepeat: Bool {
        guard let document else { return true }
        return document.isRepeatable || source.withLock { $0?.isStarted != true }
    }

    /// Sends the head and what can be sent at once, and goes on with the rest beside the caller, who reads the answer.
    func start(
        on connection: HTTPConnection, head: HTTPRequestHead, _ options: IPPClientOptions
    ) throws(IPPClientError) -> Upload {
        connection.send(head)
        guard let document else {
            connection.send(attributes)
            connection.sendEnd()
            return .done
        }
        let isAnnounced = isAnnounced(options)
        if isAnnounced { connection.flush() }
        let next = try open(document)
        let patience = isAnnounced ? TimeAmount(options.continuePatience) : nil
        return Upload(on: connection) { [self] () async throws(IPPClientError) in
            if let patience, try await !connection.waitForContinue(patience: patience) { return }
            connection.send(attributes)
            try await send(document, from: next, on: connection)
        }
    }

    private func open(_ document: IPPDocument) throws(IPPClientError) -> IPPDocument.Reader {
        if let source = source.withLock({ $0 }), !source.isStarted { return source.next }
        do {
            let next = try document.open()
            source.withLock { $0 = Source(next: next) }
            return next
        } catch {
            throw IPPClientError(document: error)
        }
    }

    /// Pulls the document through, no faster than the network takes it; stops when the server answers early.
    private func send(
        _ document: IPPDocument, from next: IPPDocument.Reader, on connection: HTTPConnection
    ) async throws(IPPClientError) {
        source.withLock { $0?.isStarted = true }
        var left = document.byteCount
        while left != 0 {
            guard let piece = try await self.next(next, on: connection) else { break }
            if let known = left {
                guard known >= piece.count else { throw .document(reason: "it is longer than it was") }
                left = known - Int64(piece.count)
            }
            guard try await connection.waitForRoom() else { return }
            connection.send(piece)
            if left != 0 { connection.flush() }
        }
        guard (left ?? 0) == 0 else { throw .document(reason: "it ended \(left ?? 0) bytes early") }
        connection.sendEnd()
    }

    private func next(
        _ next: IPPDocument.Reader, on connection: HTTPConnection
    ) async throws(IPPClientError) -> [UInt8]? {
        do {
            return try await connection.waiting { try await next() }
        } catch {
            throw IPPClientError(document: error)
        }
    }
}

/// A document being sent, beside the caller who waits for the answer.
///
/// Not a child task: when the server answers early, nobody waits for a source that may never give its next piece.
struct Upload: Sendable {
    private let task: Task<Void, Never>?

    /// Nothing left to send.
    static let done = Upload(task: nil)

    private init(task: Task<Void, Never>?) { self.task = task }

    init(on connection: HTTPConnection, _ send: @escaping @Sendable () async throws(IPPClientError) -> Void) {
        task = Task {
            do throws(IPPClientError) {
                try await send()
            } catch {
                connection.failUpload(error)
            }
        }
    }

    /// The answer has come: what has not been sent is not wanted any more.
    func stop() { task?.cancel() }
}

extension IPPClientError {
    /// Says that a source gave up, in its own words where it has some of ours.
    fileprivate init(document error: any Error) {
        self = error as? IPPClientError ?? .document(reason: "\(error)")
    }
}
