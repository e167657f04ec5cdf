internal import IPP
internal import PrintModel

/// Where the bytes of a document are, as `document.place` and the columns behind it say.
enum Place: Hashable {
    /// Removed after their time, or set aside because they were damaged.
    case nowhere
    case inline([UInt8])
    case segment(Container, start: Int64)
    case file(Container)
}

/// A file that holds documents: the `serial`-th that the run with `epoch` made.
struct Container: Hashable {
    let number: Int64

    init(number: Int64) { self.number = number }
    init(epoch: Int64, serial: Int64) { number = epoch << 32 | serial }

    var epoch: Int64 { number >> 32 }
    var serial: Int64 { number & 0xFFFF_FFFF }
}

/// The row id of a document: `job << 20 | number`.
struct DocumentKey: Hashable {
    /// More documents than this in one job would run into the next job's. The setting is far below.
    static let numberMax = 1 << 20 - 1
    let rowID: Int64

    init(rowID: Int64) { self.rowID = rowID }
    init(_ job: JobID, _ number: Int) { rowID = Int64(job.rawValue) << 20 | Int64(number) }

    var job: JobID { JobID(Int32(truncatingIfNeeded: rowID >> 20)) }
    var number: Int { Int(rowID & 0xF_FFFF) }

    static func first(of job: JobID) -> SQLValue { .integer(DocumentKey(job, 0).rowID) }
    static func last(of job: JobID) -> SQLValue { .integer(DocumentKey(job, numberMax).rowID) }
}

extension Document {
    /// Reads the columns of ``SQL/documentsOfJob``.
    init(_ row: Row) {
        let attributes = row.isNull(6) ? nil : AttributeGroup(stored: row.blob(6))
        let canceller = row.optionalText(8).flatMap(JobLifecycle.Canceller.init(rawValue:))
        self.init(
            number: DocumentKey(rowID: row.integer(0)).number, format: row.text(1),
            formatSupplied: row.optionalText(2), name: row.optionalText(3), octets: row.integer(4),
            digest: row.blob(5), attributes: attributes ?? AttributeGroup(.document),
            createdAt: row.optionalMoment(7),
            cancellation: canceller.map {
                Cancellation(
                    by: $0, attempt: Int(row.integer(9)), at: row.optionalMoment(10) ?? Moment(milliseconds: 0))
            })
        isDamaged = !row.isNull(6) && attributes == nil
    }

    /// Writes what few documents have; nothing for one that has none of it.
    func keepDetail(of job: JobID, on connection: Connection) throws(SQLiteFailure) {
        try connection.statement(.keepDocumentDetail).run(
            .integer(DocumentKey(job, number).rowID), .blob(attributes.encoded()), .moment(createdAt),
            .text(cancellation?.by.rawValue), .integer(cancellation?.attempt ?? 0), .moment(cancellation?.at))
    }

    func insert(into job: JobID, at place: Place, on connection: Connection) throws(SQLiteFailure) {
        let (code, container, start, bytes): (Int, SQLValue, SQLValue, SQLValue) =
            switch place {
            case .nowhere: (0, .null, .null, .null)
            case .inline(let bytes): (1, .null, .null, .blob(bytes))
            case .segment(let container, let start): (2, .integer(container.number), .integer(start), .null)
            case .file(let container): (3, .integer(container.number), .null, .null)
            }
        try connection.statement(.insertDocument).run(
            .integer(DocumentKey(job, number).rowID), .text(format), .text(formatSupplied), .text(name),
            .integer(octets), .blob(digest), .integer(code), container, start, bytes)
        if createdAt != nil || !attributes.attributes.isEmpty { try keepDetail(of: job, on: connection) }
    }
}

/// A document's bytes and what they must be.
struct StoredBytes {
    var octets: Int64
    var digest: [UInt8]
    var place: Place

    /// Reads the columns of ``SQL/documentBytes``.
    init(_ row: Row) {
        octets = row.integer(0)
        digest = row.blob(1)
        let container = Container(number: row.integer(3))
        switch row.integer(2) {
        case 1: place = .inline(row.blob(5))
        case 2: place = .segment(container, start: row.integer(4))
        case 3: place = .file(container)
        default: place = .nowhere
        }
    }
}
