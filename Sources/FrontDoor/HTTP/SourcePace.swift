import Logging
import NIOCore
import Operations
import PrintModel
import Synchronization

/// How fast each source asks (``Limit/requestsPerSecond``): one table for all event loops, looked at with every request.
///
/// A source is an address, or a local user; of IPv6 a network of 64 bits, all of whose addresses one host can have. The
/// machines of an office have one together, as they have one address behind a translator, and so much is theirs.
final class SourcePace: Sendable {
    private let rates: Mutex<Rates>
    /// Sources remembered at a time, some 100 octets each.
    private static let sourcesMax = 20_000

    init?(_ limits: HTTPLimits) {
        let count = Int64(limits.requestsPerSecondMax)
        guard count > 0 else { return nil }
        let burst = count.multipliedReportingOverflow(by: max(1, limits.requestBurstTime.components.seconds))
        rates = Mutex(
            Rates(
                Rate(count, in: .seconds(1), burst: burst.overflow ? count : burst.partialValue),
                namesMax: Self.sourcesMax))
    }

    /// One more request.
    ///
    /// - Returns: how many seconds to wait instead.
    func take(_ source: String, now: NIODeadline) -> Int64? {
        let now = Int64(clamping: now.uptimeNanoseconds)
        return rates.withLock { $0.take(source, now: now) }.map { $0 / 1_000_000_000 + 1 }
    }
}

extension HTTPConnection {
    /// Counts the request in hand; gives back how long its source has to wait when it asks too fast.
    func secondsToWait() -> Int64? {
        guard let seconds = house.pace?.take(source, now: roll.loop.now) else { return nil }
        if house.limitBoard.note(.requestsPerSecond) {
            house.log.warning(
                "asks too fast; the limit requests-per-second says how fast one may", metadata: ["from": "\(address)"])
        }
        return seconds
    }
}

extension Requester {
    /// Root may do anything here anyway, and works for others.
    var isTrustedByKernel: Bool {
        if case .localUser(uid: 0, _) = origin { return true }
        return false
    }
}

extension Answer {
    /// To a source that asks too fast.
    ///
    /// - Parameter message: of an IPP request, which is answered in IPP.
    static func tooFast(_ seconds: Int64, _ message: [UInt8]?) -> Answer {
        busy(429, "too many requests from where you are; try again in \(seconds) s", seconds, message)
    }

    /// When there are too many requests in hand.
    static func tooMany(_ message: [UInt8]?) -> Answer {
        busy(503, "the server has too many requests in hand; try again", 1, message)
    }

    /// When there are too many attributes in hand.
    static func tooMuch(_ message: [UInt8]) -> Answer {
        busy(503, "the server has too many attributes in hand; try again", 1, message)
    }

    private static func busy(_ status: Int, _ words: String, _ seconds: Int64, _ message: [UInt8]?) -> Answer {
        let fields = [HTTPField("Retry-After", String(seconds))]
        let bytes = message.map { BusyAnswer.bytes(to: $0, saying: words) } ?? []
        guard !bytes.isEmpty else { return Answer(HTTPRefusal(status, words), fields: fields) }
        return Answer(status: 200, contentType: "application/ipp", fields: fields, bytes: bytes)
    }
}
