import PrintModel

/// How many events that anybody can cause are written down: the first few from each place in a minute, and of the others
/// how many there were. So nobody fills the disk by being refused, nor hides among others.
struct RefusalBudget {
    /// From one address in a minute; of IPv6, one network of 64 bits.
    static let perSource = 10
    /// From all of them in a minute: some 40 MB a day at most.
    static let inAll = 60
    /// Addresses that are counted each; what comes from others counts together.
    private static let sourcesMax = 1024

    private var minute: Int64 = .min
    private var counts: [String: Int] = [:]
    private var taken = 0
    private var leftOut = 0
    private var loudest: (host: String, count: Int)?

    /// Whether there is room for it, and what there is to say about the minute before.
    mutating func take(_ event: AuditEvent) -> (isIn: Bool, summary: AuditEvent?) {
        let summary = turn(to: event.at)
        let place = InternetAddress.place(of: event.host)
        let host = counts[place] != nil || counts.count < Self.sourcesMax ? place : "others"
        let count = counts[host, default: 0] + 1
        counts[host] = count
        guard count <= Self.perSource, taken < Self.inAll else {
            leftOut += 1
            if count > loudest?.count ?? 0 { loudest = (host, count) }
            return (false, summary)
        }
        taken += 1
        return (true, summary)
    }

    /// What was left out, when its minute is over.
    mutating func turn(to now: Moment) -> AuditEvent? {
        let minute = now.milliseconds / 60_000
        guard minute != self.minute else { return nil }
        defer {
            self.minute = minute
            (counts, taken, leftOut, loudest) = ([:], 0, 0, nil)
        }
        guard leftOut > 0 else { return nil }
        let most = loudest.map { ", most from \($0.host)" } ?? ""
        return AuditEvent(
            .refusal, at: now, who: "quired", proof: "none", host: loudest?.host ?? "", operation: "Audit-Left-Out",
            result: "\(leftOut)", detail: "\(leftOut) more were refused in a minute\(most)")
    }
}
