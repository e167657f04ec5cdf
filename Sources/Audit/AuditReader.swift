internal import FoundationEssentials
import PrintModel

/// Reads the record, and says whether it is whole.
struct AuditReader: Sendable {
    let folder: AuditFolder

    /// Looked at for one page, however few of them are wanted: some tens of milliseconds.
    static let scannedMax = 20_000

    func page(_ query: AuditQuery, after number: UInt64, limit: Int) throws -> AuditPage {
        let files = try folder.files()
        let since = query.since.map(AuditLine.time)
        let operation = query.operation?.lowercased()
        var found: [AuditRecord] = []
        var scanned = 0
        for (index, first) in files.enumerated() {
            // All of this file's records come before.
            if index + 1 < files.count, files[index + 1] <= number &+ 1 { continue }
            for line in folder.read(first)?.wholeLines ?? [] {
                guard let content = AuditLine.read(line), content.n > number else { continue }
                if found.count >= limit || scanned >= Self.scannedMax {
                    return AuditPage(records: found, next: content.n - 1)
                }
                scanned += 1
                // Times of one form compare as texts do.
                if let since, content.at < since { continue }
                if let user = query.user, content.who != user { continue }
                if let operation, content.op.lowercased() != operation { continue }
                found.append(AuditRecord(number: content.n, line: String(decoding: line, as: UTF8.self)))
            }
        }
        return AuditPage(records: found, next: nil)
    }

    // MARK: Whether it is whole

    /// - Parameter end: the last record that was written, as the writer knows it.
    func verify(endingWith end: AuditEnd.Place) throws -> AuditVerdict {
        var verdict = AuditVerdict(first: 0, last: 0, head: Hexadecimal.text(AuditLine.noHash))
        /// The hash of the last record, and whether one that signs off what was removed was found.
        var previous: [UInt8]?
        var begins: (number: UInt64, after: [UInt8])?
        var isSignedOff = false
        for first in try folder.files() {
            guard let bytes = folder.read(first) else { continue }
            if bytes.last.map({ $0 != UInt8(ascii: "\n") }) ?? false {
                return verdict.with(fault: "its line has no end", at: verdict.last + 1)
            }
            for line in bytes.wholeLines {
                let expected = previous == nil ? nil : verdict.last + 1
                guard let content = AuditLine.read(line), let body = AuditLine.body(of: line),
                    let before = Hexadecimal.octets(content.prev), let hash = Hexadecimal.octets(content.hash)
                else { return verdict.with(fault: "it cannot be read", at: expected ?? first) }
                if let expected, content.n != expected {
                    return verdict.with(fault: "it is missing: after \(verdict.last) comes \(content.n)", at: expected)
                }
                guard AuditLine.hash(of: body, after: before) == hash else {
                    return verdict.with(fault: "it was changed", at: content.n)
                }
                if let previous, before != previous {
                    return verdict.with(fault: "it does not follow the one before it", at: content.n)
                }
                if previous == nil {
                    begins = (content.n, before)
                    verdict.first = content.n
                }
                if let begins, AuditCheckpoint(content)?.signsOff(begins.number, begins.after) ?? false {
                    isSignedOff = true
                }
                if content.n == end.number, hash != end.hash {
                    return verdict.with(fault: "it is not the one that was written", at: content.n)
                }
                previous = hash
                verdict.last = content.n
                verdict.head = content.hash
            }
        }
        if verdict.last < end.number {
            return verdict.with(
                fault: "it is missing: \(end.number) was the last that was written", at: verdict.last + 1)
        }
        if let begins, begins.number > 1 || begins.after != AuditLine.noHash, !isSignedOff {
            return verdict.with(fault: "those before it were removed, and no record says so", at: begins.number)
        }
        return verdict
    }
}

/// A record that says that older ones were removed, and with which hash they ended.
struct AuditCheckpoint: Hashable, Sendable {
    static let operation = "Audit-Checkpoint"

    /// The last of those that were removed.
    var number: UInt64
    var head: [UInt8]

    init(number: UInt64, head: [UInt8]) {
        self.number = number
        self.head = head
    }

    init?(_ content: AuditLine.Content) {
        let words = content.detail.split(separator: " ")
        guard content.op == Self.operation, words.count >= 4, words[0] == "removed-to", let number = UInt64(words[1]),
            words[2] == "head", let head = Hexadecimal.octets(String(words[3]))
        else { return nil }
        self.init(number: number, head: head)
    }

    var detail: String { "removed-to \(number) head \(Hexadecimal.text(head))" }

    /// Whether the record `first` may be the first there is.
    func signsOff(_ first: UInt64, _ before: [UInt8]) -> Bool { first == number &+ 1 && before == head }
}

extension AuditVerdict {
    fileprivate func with(fault: String, at number: UInt64) -> AuditVerdict {
        var verdict = self
        verdict.fault = Fault(number: number, reason: fault)
        return verdict
    }
}
