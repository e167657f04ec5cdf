import PrintModel

/// How long records are kept, and how much of them.
struct AuditRetention: Sendable {
    var days: Int
    /// Of all files.
    var octetsMax: Int64 = 1 << 30

    /// Of a record, with some to spare.
    private static let recordOctets: Int64 = 640

    /// What anybody can cause gets half of the room, so that it never pushes out what administrators did: three quarters of
    /// that for refusals and wrong logins, the rest for documents that their owners read back. 1,723 and 574 a day in a year.
    var refusalsADay: Int { records(ofEight: 3) }
    var readsADay: Int { records(ofEight: 1) }

    private func records(ofEight parts: Int64) -> Int {
        Int(clamping: max(100, octetsMax / 8 * parts / Int64(max(1, days)) / Self.recordOctets))
    }

    var reason: String { "older than \(days) days, or more than \(octetsMax >> 20) MiB" }

    /// The oldest file, if all its records are too old or there is too much; never the newest.
    func nextToRemove(
        from folder: AuditFolder, at now: Moment
    ) throws -> (first: UInt64, checkpoint: AuditCheckpoint)? {
        let files = try folder.files()
        guard files.count > 1, let line = folder.read(files[0])?.wholeLines.last, let last = AuditLine.read(line),
            let head = Hexadecimal.octets(last.hash)
        else { return nil }
        let limit = AuditLine.time(Moment(milliseconds: now.milliseconds - Int64(clamping: days) * 86_400_000))
        let octets = files.reduce(Int64(0)) { $0 + folder.octets($1) }
        guard last.at < limit || octets > octetsMax else { return nil }
        return (files[0], AuditCheckpoint(number: last.n, head: head))
    }
}
