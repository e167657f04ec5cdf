internal import PrintModel

extension JobEvent {
    /// Reads the columns of ``SQL/eventColumns``.
    init(_ row: Row) {
        self.init(
            sequence: row.integer(0), job: JobID(row.int32(1)), printer: PrinterID(row.int32(2)),
            at: Moment(milliseconds: row.integer(3)), kind: Kind(rawValue: row.text(4)) ?? .changed,
            actor: row.optionalText(5), detail: row.text(6))
    }

    func insert(on connection: Connection) throws(SQLiteFailure) {
        try connection.statement(.insertEvent).run(
            .integer(sequence), .integer(job.rawValue), .integer(printer.rawValue), .moment(at),
            .text(kind.rawValue), .text(actor), .text(detail))
    }
}
