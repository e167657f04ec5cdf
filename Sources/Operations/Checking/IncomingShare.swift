import IPP
import PrintModel
import Synchronization

/// How many octets of documents are being sent, by whom: what is not a job's yet fills the disk as well.
final class IncomingOctets: Sendable {
    private let bySource: Mutex<[String: Int64]> = Mutex([:])

    /// - Returns: how many there are of that source now.
    func add(_ octets: Int64, of source: String) -> Int64 {
        bySource.withLock { bySource in
            let sum = bySource[source, default: 0] + octets
            bySource[source] = sum > 0 ? sum : nil
            return sum
        }
    }
}

/// What one document on its way in adds to what waits of its owner (``Limit/waitingBytesPerSource``).
final class IncomingShare: Sendable {
    private let context: OperationContext
    private let request: IPPRequest
    private let owner: Owner
    private let printer: PrinterID
    private let isBounded: Bool
    private let octets = Mutex<Int64>(0)

    /// Throws where there is no room for anything more.
    init(for request: IPPRequest, on printer: Printer, in context: OperationContext) throws {
        (self.request, self.context, self.printer) = (request, context, printer.id)
        owner = try Forwarding.owner(of: request, on: printer, in: context).0
        // They print for others as well.
        isBounded = !context.policy.managesAll(request.caller.requester)
        try add(0)
    }

    deinit { end() }

    /// It is a job's from now on, or nobody's.
    func end() {
        let all = octets.withLock { octets in
            defer { octets = 0 }
            return octets
        }
        if all > 0 { _ = context.incoming.add(-all, of: owner.source) }
    }

    /// The same document, counted; it breaks off where it becomes too much.
    func counting(_ stream: DocumentStream) -> DocumentStream {
        DocumentStream {
            guard let piece = try await stream.next() else { return nil }
            try self.add(Int64(piece.count))
            return piece
        }
    }

    private func add(_ count: Int64) throws {
        guard isBounded else { return }
        octets.withLock { $0 += count }
        let coming = context.incoming.add(count, of: owner.source)
        let all = coming + context.jobs.waiting(of: owner, on: printer).octets
        guard let most = most(besides: all), all > most else { return }
        throw context.stopped(
            by: .waitingBytesPerSource, .busy,
            "documents of \(owner.isProved ? owner.user : owner.host) that wait to be printed have \(most >> 20) MiB, the most there may be of one; try again when some are printed",
            request)
    }

    /// What waits of others and what is free is shared out again with every piece.
    private func most(besides mine: Int64) -> Int64? {
        let set = context.settings.limits[.waitingBytesPerSource]
        if set > 0 { return set }
        // A small disk that is nearly full is refused by its reserve, not by this.
        return context.jobs.roomOctets.map { max(Self.octetsFree, ($0 + mine) / 2) }
    }

    /// What everybody may have, so that half of little is not nothing.
    private static let octetsFree: Int64 = 64 << 20
}
