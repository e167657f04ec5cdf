internal import PrintModel

extension JobEvent {
    /// Reads the columns of ``SQL/eventColumns``.
    init(_ row: Row) {
        self.init(
            sequence: row.integer(0), job: JobID(row.int32(1)), printer: PrinterID(row.int32(2)),
            at: Moment(milliseconds: row.integer(3)), kind: Kind(rawValue: row.text(4)) ?? .changed,
            actor: row.optionalText(5), detail: row.text(6))
    }
}

extension LoggedEvent {
    /// Reads the columns of ``SQL/logColumns``.
    init(_ row: Row) {
        self.init(
            sequence: row.integer(0), at: Moment(milliseconds: row.integer(3)),
            kinds: EventKinds(rawValue: UInt64(bitPattern: row.integer(8))), what: row.text(4),
            actor: row.optionalText(5), detail: row.text(6), job: row.int32(1) > 0 ? JobID(row.int32(1)) : nil,
            printer: row.int32(2) > 0 ? PrinterID(row.int32(2)) : nil,
            resource: row.isNull(7) ? nil : ResourceID(row.int32(7)),
            document: row.optionalInteger(15).map { Int($0) },
            state: row.isNull(9) ? nil : StateAfter(state: row.int32(9), reasons: row.words(10)),
            impressions: row.optionalInteger(11).map { Int($0) },
            printerStatus: row.isNull(12)
                ? nil : PrinterGlance(state: row.int32(12), reasons: row.words(13), acceptsJobs: row.flag(14)))
    }

    /// - Parameter expiresAt: when the line goes by itself; `nil` for one that goes with its job.
    func insert(on connection: Connection, expiresAt: Moment?) throws(SQLiteFailure) {
        try connection.statement(.insertEvent).run(
            .integer(sequence), .integer(job?.rawValue ?? 0), .integer(printer?.rawValue ?? 0), .moment(at),
            .text(what),
            .text(actor), .text(detail), .integer(resource.map { Int64($0.rawValue) }),
            .integer(Int64(bitPattern: kinds.rawValue)), .integer(state.map { Int64($0.state) }),
            .words(state?.reasons), .integer(impressions.map { Int64($0) }),
            .integer(printerStatus.map { Int64($0.state) }), .words(printerStatus?.reasons),
            .integer(printerStatus.map { $0.acceptsJobs ? 1 : 0 }), .integer(document.map { Int64($0) }),
            .moment(expiresAt))
    }
}

extension SQLValue {
    /// Keywords, with spaces between them.
    static func words(_ words: [String]?) -> SQLValue {
        guard let words else { return .null }
        return .text(words.count == 1 ? words[0] : words.joined(separator: " "))
    }
}

extension Row {
    func words(_ column: Int32) -> [String] { text(column).split(separator: " ").map { String($0) } }
}
