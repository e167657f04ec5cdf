internal import PrintModel

extension Subscription {
    /// Reads the columns of ``SQL/subscriptionColumns``.
    init(_ row: Row) {
        let scope: Scope
        if let job = row.optionalInteger(1) {
            scope = .job(JobID(Int32(truncatingIfNeeded: job)), on: PrinterID(row.int32(2)))
        } else if !row.isNull(2) {
            scope = .printer(PrinterID(row.int32(2)))
        } else if !row.isNull(3) {
            scope = .resource(ResourceID(row.int32(3)))
        } else {
            scope = .system
        }
        self.init(
            id: SubscriptionID(row.int32(0)), scope: scope, events: row.words(4), attributes: row.words(5),
            userData: row.blob(6), charset: row.text(7), language: row.text(8),
            owner: Owner(user: row.text(9), host: row.text(10), isProved: row.flag(11)), uri: row.text(12),
            lease: row.optionalInteger(13).map { Int($0) }, expiresAt: row.optionalMoment(14),
            createdAt: Moment(milliseconds: row.integer(15)), number: row.integer(16), countedAt: row.integer(17))
    }

    /// Gives back the number it got; ``id`` is not looked at.
    func insert(on connection: Connection) throws(SQLiteFailure) -> SubscriptionID? {
        var (job, printer, resource): (Int64?, Int64?, Int64?) = (nil, nil, nil)
        switch scope {
        case .system: break
        case .printer(let id): printer = Int64(id.rawValue)
        case .job(let id, let on): (job, printer) = (Int64(id.rawValue), Int64(on.rawValue))
        case .resource(let id): resource = Int64(id.rawValue)
        }
        return try connection.statement(.insertSubscription).first(
            .integer(job), .integer(printer), .integer(resource), .words(events), .words(attributes), .blob(userData),
            .text(charset), .text(language), .text(owner.user), .text(owner.host), .flag(owner.isProved), .text(uri),
            .integer(lease.map { Int64($0) }), .moment(expiresAt), .moment(createdAt), .integer(number),
            .integer(countedAt)
        ) { SubscriptionID($0.int32(0)) }
    }
}
