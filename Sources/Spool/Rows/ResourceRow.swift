internal import IPP
internal import PrintModel

extension Resource {
    /// Reads the columns of ``SystemSQL/resourceColumns``; `nil` for a kind that nobody knows, which only a damaged row
    /// has.
    init?(_ row: Row) {
        guard let kind = Kind(rawValue: row.text(2)) else { return nil }
        self.init(
            id: ResourceID(row.int32(0)), uuid: row.blob(1), kind: kind, name: row.text(5), info: row.text(6),
            createdAt: Moment(milliseconds: row.integer(12)))
        state = State(rawValue: row.int32(3)) ?? .aborted
        isCancelRequested = row.flag(4)
        format = row.optionalText(7)
        octets = row.integer(8)
        digest = row.blob(9)
        stateMessage = row.text(10)
        attributes = AttributeGroup(stored: row.blob(11)) ?? AttributeGroup(.resource)
        installedAt = row.optionalMoment(13)
        canceledAt = row.optionalMoment(14)
    }

    /// Gives back the number it got; ``id`` is not looked at.
    func insert(on connection: Connection) throws(SQLiteFailure) -> ResourceID? {
        try connection.statement(text: SystemSQL.insertResource).first(
            .blob(uuid), .text(kind.rawValue), .integer(state.rawValue), .flag(isCancelRequested), .text(name),
            .text(info), .text(format), .integer(octets), .blob(digest), .text(stateMessage),
            .blob(attributes.encoded()), .moment(createdAt), .moment(installedAt), .moment(canceledAt)
        ) { ResourceID($0.int32(0)) }
    }

    func update(on connection: Connection) throws(SQLiteFailure) {
        try connection.statement(text: SystemSQL.updateResource).run(
            .integer(id.rawValue), .integer(state.rawValue), .flag(isCancelRequested), .text(name), .text(info),
            .text(format), .integer(octets), .blob(digest), .text(stateMessage), .blob(attributes.encoded()),
            .moment(installedAt), .moment(canceledAt))
    }
}
