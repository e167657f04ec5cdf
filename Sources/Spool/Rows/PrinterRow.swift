internal import IPP
internal import PrintModel

extension Printer {
    /// Reads the columns of ``SQL/printerColumns``; `nil` when the name is none, which only a damaged row has.
    init?(_ row: Row) {
        guard let name = PrinterName(row.text(1)) else { return nil }
        self.init(
            id: PrinterID(row.int32(0)), name: name, uuid: row.blob(2), deviceURI: row.text(3), info: row.text(4),
            location: row.text(5), isPaused: row.flag(6), acceptsJobs: row.flag(7), holdsNewJobs: row.flag(8),
            isShared: row.flag(9), stateMessage: row.text(10),
            attributes: AttributeGroup(stored: row.blob(11)) ?? AttributeGroup(.printer),
            createdAt: Moment(milliseconds: row.integer(12)))
        stateChangedAt = Moment(milliseconds: row.integer(13))
        configChangedAt = Moment(milliseconds: row.integer(14))
        configChanges = row.int32(15)
    }

    /// Gives back the number it got; ``id`` is not looked at.
    func insert(on connection: Connection) throws(SQLiteFailure) -> PrinterID? {
        try connection.statement(.insertPrinter).first(
            .text(name.text), .text(name.folded), .blob(uuid), .text(deviceURI), .text(info), .text(location),
            .flag(isPaused), .flag(acceptsJobs), .flag(holdsNewJobs), .flag(isShared), .text(stateMessage),
            .blob(attributes.encoded()), .moment(createdAt), .moment(stateChangedAt), .moment(configChangedAt)
        ) { PrinterID($0.int32(0)) }
    }

    func update(on connection: Connection) throws(SQLiteFailure) {
        try connection.statement(.updatePrinter).run(
            .integer(id.rawValue), .text(name.text), .text(name.folded), .text(deviceURI), .text(info),
            .text(location), .flag(isPaused), .flag(acceptsJobs), .flag(holdsNewJobs), .flag(isShared),
            .text(stateMessage), .blob(attributes.encoded()), .moment(stateChangedAt), .moment(configChangedAt),
            .integer(configChanges))
    }
}
