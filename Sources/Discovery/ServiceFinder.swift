internal import Dispatch
public import PrintModel
import Synchronization

/// Finds printers in the network when somebody asks, by this machine's Avahi; nothing goes on in between.
///
/// Who asks while somebody else is looking gets the same answer, and so does who asks a moment later: however many ask, the
/// network hears of one at a time.
public actor ServiceFinder: PrinterFinder {
    /// Such as `lpstat -e` and then `lp -d`.
    private static let goodFor = Duration.seconds(4)
    /// The longest that anybody may have it look.
    private static let limitMax = Duration.seconds(30)

    private let printers: any PrinterStore
    private let clock = ContinuousClock()
    private var looking: Task<Result<[FoundService], FindProblem>, Never>?
    private var last: (services: [FoundService], limit: Duration, at: ContinuousClock.Instant)?

    public init(printers: any PrinterStore) { self.printers = printers }

    public func find(within limit: Duration) async throws(FindProblem) -> [FoundPrinter] {
        let limit = min(max(limit, .milliseconds(100)), Self.limitMax)
        let own = Set(printers.printers().map { Self.text(of: $0.uuid) })
        return FoundPrinter.together(try await services(within: limit)).filter { !own.contains($0.uuid) }
    }

    private func services(within limit: Duration) async throws(FindProblem) -> [FoundService] {
        if let last, last.limit >= limit, clock.now - last.at < Self.goodFor { return last.services }
        if let looking { return try await looking.value.get() }
        let task = Task { await Self.look(within: limit) }
        looking = task
        let result = await task.value
        looking = nil
        if case .success(let services) = result { last = (services, limit, clock.now) }
        return try result.get()
    }

    /// `01234567-89ab-…`, as TXT records have it.
    private static func text(of uuid: [UInt8]) -> String {
        var text = ""
        for (place, octet) in uuid.enumerated() {
            if [4, 6, 8, 10].contains(place) { text += "-" }
            text += (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }
        return text
    }

    private static func look(within limit: Duration) async -> Result<[FoundService], FindProblem> {
        let (ends, teller) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        // D-Bus is waited for, so not on a thread of everybody's.
        let search = await blocking { () throws(AvahiProblem) in try AvahiSearch { teller.yield() } }
        switch search {
        case .failure(let problem): return .failure(FindProblem(problem))
        case .success(let search):
            let timer = Task {
                // Cut off when all have been heard.
                try? await Task.sleep(for: limit)
                teller.yield()
            }
            var end = ends.makeAsyncIterator()
            _ = await end.next()
            timer.cancel()
            return await blocking { () throws(AvahiProblem) in try search.close() }.mapError { FindProblem($0) }
        }
    }

    private static func blocking<Value: Sendable>(
        _ body: @escaping @Sendable () throws(AvahiProblem) -> Value
    ) async -> Result<Value, AvahiProblem> {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Result { () throws(AvahiProblem) in try body() })
            }
        }
    }
}

extension FindProblem {
    fileprivate init(_ problem: AvahiProblem) {
        self.init(
            "Printers in the network cannot be looked for: \(problem.reason). Install the packages dbus and avahi-daemon and start both."
        )
    }
}
