/// What every ``Limit`` is on this server.
public struct Limits: Hashable, Sendable {
    private var values: [Limit: Int64] = [:]
    /// Those that somebody has set, whatever to.
    public private(set) var set: Set<Limit> = []

    public init() {}

    public subscript(_ limit: Limit) -> Int64 { values[limit] ?? limit.rule.standard }

    /// As a number of things to count in memory.
    public func count(_ limit: Limit) -> Int { Int(clamping: self[limit]) }

    /// Takes what somebody wrote: `documents-per-job=20`, `document-bytes = 4G`, `jobs-per-user=none`.
    public mutating func set(_ text: String) throws(LimitProblem) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.trimmed)
        guard parts.count == 2 else { throw LimitProblem("'\(text)' is not NAME=VALUE") }
        guard let limit = Limit(rawValue: parts[0]) else {
            throw LimitProblem("there is no limit '\(parts[0])'; there are \(Self.names)")
        }
        let rule = limit.rule
        guard let value = Self.number(parts[1], limit) else {
            throw LimitProblem("\(limit.name) is a number\(Self.hint(limit)), not '\(parts[1])'")
        }
        guard rule.range.contains(value) else {
            throw LimitProblem(
                "\(limit.name) is \(rule.range.lowerBound) to \(rule.range.upperBound), not \(parts[1])")
        }
        values[limit] = value
        set.insert(limit)
    }

    /// Takes a file of such lines; what follows a `#` is for people.
    public mutating func set(lines text: String) throws(LimitProblem) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = Self.trimmed(line.prefix { $0 != "#" })
            guard !words.isEmpty else { continue }
            do throws(LimitProblem) {
                try set(words)
            } catch {
                throw LimitProblem("line \(index + 1): \(error.reason)")
            }
        }
    }

    /// For tests and measurements on one machine: one client may have all there is, unless somebody set something else.
    public mutating func trustClients() {
        for limit in [Limit.requestsPerSecond, .jobsPerMinute, .jobsPerUser, .jobsPerAddress]
        where !set.contains(limit) { values[limit] = 0 }
        if !set.contains(.waitingBytesPerSource) {
            values[.waitingBytesPerSource] = Limit.waitingBytesPerSource.rule.range.upperBound
        }
    }

    /// What is said to whom a limit stops: an administrator is told how it is changed.
    public func refusal(_ limit: Limit, _ words: String, to isAdministrator: Bool) -> String {
        guard isAdministrator else { return words }
        return "\(words) (the limit \(limit.name) is \(self[limit]); \(Limit.howToChange))"
    }

    private static var names: String { Limit.allCases.map(\.name).joined(separator: ", ") }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let spaces: Set<Character> = [" ", "\t", "\r", "\r\n"]
        return String(String(text.drop { spaces.contains($0) }.reversed()).drop { spaces.contains($0) }.reversed())
    }

    private static func hint(_ limit: Limit) -> String {
        let units = limit.unit == .bytes ? " of bytes, such as 512M or 4G" : limit.unit == .seconds ? " of seconds" : ""
        return limit.rule.zero == nil ? units : "\(units), or none"
    }

    private static func number(_ text: String, _ limit: Limit) -> Int64? {
        if text == "none" { return limit.rule.zero == nil ? nil : 0 }
        let shifts: [Character: Int64] = ["K": 10, "M": 20, "G": 30, "T": 40]
        var digits = Substring(text)
        var factor: Int64 = 1
        if limit.unit == .bytes, let last = text.last.map({ Character($0.uppercased()) }), let shift = shifts[last] {
            digits.removeLast()
            factor <<= shift
        }
        guard digits.utf8.allSatisfy({ 48...57 ~= $0 }), let number = Int64(digits) else { return nil }
        let (product, isTooMuch) = number.multipliedReportingOverflow(by: factor)
        return isTooMuch ? nil : product
    }
}

extension Limit {
    /// For administrators.
    public static let howToChange = "--limit or limits.conf change it"
}

/// Why a limit cannot be set so.
public struct LimitProblem: Error, Hashable, CustomStringConvertible {
    public let reason: String
    public init(_ reason: String) { self.reason = reason }
    public var description: String { reason }
}
