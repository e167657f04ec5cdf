internal import IPP
internal import PrintModel

/// A job as it lies in the table.
struct JobRow {
    var job: Job
    /// The run that claimed it last; 0 before the first.
    var epoch: Int64
    /// Whether its attributes could not be read: it may be shown, but must not be printed as if it had none.
    var isDamaged: Bool

    /// Reads the columns of ``SQL/jobColumns``.
    init(_ row: Row) {
        let attributes = AttributeGroup(stored: row.blob(26))
        let lifecycle = JobLifecycle(
            state: JobLifecycle.State(rawValue: row.int32(2)) ?? .aborted, hold: Hold(row, at: 6),
            lock: JobLock(rawValue: Int(row.integer(27))) ?? .password, passwordTries: Int(row.integer(29)),
            wantsProof: row.flag(28), isOpen: row.flag(5),
            cancelRequested: row.optionalText(9).flatMap(JobLifecycle.Canceller.init(rawValue:)),
            attempts: Int(row.integer(10)),
            setbacks: JobLifecycle.Setbacks(
                failures: Int(row.integer(37)), doubts: Int(row.integer(38)), interruptions: Int(row.integer(39))))
        job = Job(
            id: JobID(row.int32(0)), printer: PrinterID(row.int32(1)), name: row.text(12),
            owner: Owner(user: row.text(13), host: row.text(14), isProved: row.flag(15)),
            priority: Int(row.integer(3)), order: row.integer(4), lifecycle: lifecycle,
            attributes: attributes ?? AttributeGroup(.job), terms: JobTerms(row),
            createdAt: Moment(milliseconds: row.integer(16)),
            processingAt: row.optionalMoment(17), finishedAt: row.optionalMoment(18), closesAt: row.optionalMoment(19),
            documentCount: Int(row.integer(20)), octets: row.integer(21), impressionsCompleted: Int(row.integer(22)),
            deviceJob: row.optionalText(23), message: row.text(24), hasDocuments: row.flag(25))
        job.cancelAt = row.optionalMoment(30)
        job.retainUntil = row.optionalMoment(31)
        job.member = row.optionalInteger(36).map { PrinterID(Int32(truncatingIfNeeded: $0)) }
        epoch = row.integer(11)
        isDamaged = attributes == nil
    }
}

extension Job {
    /// - Parameter encoded: ``attributes``, encoded by whoever had the time.
    func insert(
        key: String?, epoch: Int64, encoded: [UInt8], on connection: Connection
    ) throws(SQLiteFailure) {
        let hold = HoldColumns(lifecycle.hold)
        try connection.statement(.insertJob).run(
            .integer(id.rawValue), .integer(printer.rawValue), .integer(state.rawValue), .integer(priority),
            .integer(order), .flag(lifecycle.isOpen), .integer(hold.kind), hold.until, hold.text,
            .text(lifecycle.cancelRequested?.rawValue), .integer(lifecycle.attempts), .integer(epoch), .text(name),
            .text(owner.user), .text(owner.host), .flag(owner.isProved), .moment(createdAt), .moment(processingAt),
            .moment(finishedAt), .moment(closesAt), .integer(documentCount), .integer(octets),
            .integer(impressionsCompleted), .text(deviceJob), .text(message), .flag(hasDocuments),
            .blob(encoded), .integer(lifecycle.lock.rawValue), .flag(lifecycle.wantsProof),
            .integer(lifecycle.passwordTries), .moment(cancelAt), .moment(retainUntil),
            .integer(terms.cancelAfter.map { Int64($0) }),
            .text(terms.retain?.text), .integer(terms.lock.rawValue), terms.secret.map { .blob($0.stored) } ?? .null,
            .integer(member.map { Int64($0.rawValue) }), .integer(lifecycle.setbacks.failures),
            .integer(lifecycle.setbacks.doubts), .integer(lifecycle.setbacks.interruptions), .moment(dueAt), .text(key))
    }

    /// Writes what ``JobLifecycle`` and a delivery change.
    func updateLifecycle(epoch: Int64, on connection: Connection) throws(SQLiteFailure) {
        let hold = HoldColumns(lifecycle.hold)
        try connection.statement(.updateLifecycle).run(
            .integer(id.rawValue), .integer(state.rawValue), .flag(lifecycle.isOpen), .integer(hold.kind), hold.until,
            hold.text, .text(lifecycle.cancelRequested?.rawValue), .integer(lifecycle.attempts), .integer(epoch),
            .moment(processingAt), .moment(finishedAt), .moment(closesAt), .moment(dueAt),
            .integer(impressionsCompleted), .text(deviceJob), .text(message), .flag(hasDocuments),
            .integer(lifecycle.lock.rawValue), .flag(lifecycle.wantsProof), .integer(lifecycle.passwordTries),
            .moment(cancelAt), .moment(retainUntil), .integer(lifecycle.setbacks.failures),
            .integer(lifecycle.setbacks.doubts), .integer(lifecycle.setbacks.interruptions))
    }

    /// Writes what a person changes, and the documents' sums.
    func updateRest(on connection: Connection) throws(SQLiteFailure) {
        try connection.statement(.updateJob).run(
            .integer(id.rawValue), .integer(printer.rawValue), .integer(priority), .integer(order), .text(name),
            .blob(attributes.encoded()), .integer(documentCount), .integer(octets),
            .integer(terms.cancelAfter.map { Int64($0) }),
            .text(terms.retain?.text))
    }
}

extension JobTerms {
    /// A lock or a secret that cannot be read any more is one that only an administrator opens.
    fileprivate init(_ row: Row) {
        self.init(
            cancelAfter: row.optionalInteger(32).map { Int($0) },
            retain: row.optionalText(33).flatMap { Retain(text: $0) },
            lock: JobLock(rawValue: Int(row.integer(34))) ?? .password,
            secret: JobSecret(stored: row.blob(35)))
    }
}

/// A hold in three columns: a number for the case, and what the case carries.
private struct HoldColumns {
    var kind: Int
    var until = SQLValue.null
    var text = SQLValue.null

    init(_ hold: Hold) {
        switch hold {
        case .none: kind = 0
        case .indefinite: kind = 1
        case .until(let moment, let keyword): (kind, until, text) = (2, .moment(moment), .text(keyword))
        case .onArrival: kind = 3
        case .failed(let reason, let fault): (kind, text) = (fault.holdKind, .text(reason))
        case .suspended(let who): (kind, text) = (5, .text(who.rawValue))
        case .approval: kind = Hold.approvalKind
        case .delayed(let moment, let keyword): (kind, until, text) = (7, .moment(moment), .text(keyword))
        case .interrupted: kind = 8
        case .authentication(let reason): (kind, text) = (9, .text(reason))
        case .unconfirmed(let reason): (kind, text) = (10, .text(reason))
        }
    }
}

extension JobFault {
    fileprivate var holdKind: Int {
        switch self {
        case .device: 4
        case .format: 11
        case .conversion: 12
        }
    }
}

extension Hold {
    /// As `hold_kind` says ``approval``.
    static let approvalKind = 6

    fileprivate init(_ row: Row, at column: Int32) {
        switch row.integer(column) {
        case 1: self = .indefinite
        case 2:
            self = .until(Moment(milliseconds: row.integer(column + 1)), keyword: row.optionalText(column + 2))
        case 3: self = .onArrival
        case 4: self = .failed(row.text(column + 2), .device)
        case 11: self = .failed(row.text(column + 2), .format)
        case 12: self = .failed(row.text(column + 2), .conversion)
        case 5:
            self = .suspended(by: row.optionalText(column + 2).flatMap { .init(rawValue: $0) } ?? .operator_)
        case Int64(Hold.approvalKind): self = .approval
        case 8: self = .interrupted
        case 9: self = .authentication(row.text(column + 2))
        case 10: self = .unconfirmed(row.text(column + 2))
        case 7: self = .delayed(until: row.optionalMoment(column + 1), keyword: row.optionalText(column + 2))
        default: self = .none
        }
    }
}

extension AttributeGroup {
    /// What ``encoded()`` wrote; `nil` when it does not read any more.
    ///
    /// Without the limits of a request: it was let in once, perhaps through a quirk or under higher limits.
    init?(stored bytes: [UInt8]) {
        do {
            self = try AttributeGroup(decoding: bytes, limits: .client, quirks: Quirk.allowed)
        } catch {
            return nil
        }
    }
}

extension SQLValue {
    static func moment(_ moment: Moment?) -> SQLValue { .integer(moment?.milliseconds) }
}

extension Row {
    func optionalMoment(_ column: Int32) -> Moment? {
        optionalInteger(column).map { Moment(milliseconds: $0) }
    }
}
