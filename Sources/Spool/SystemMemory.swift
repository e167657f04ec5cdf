internal import IPP
internal import PrintModel
internal import Synchronization

/// The System object as it is asked for: in memory, changed after each commit, before anybody is told of it.
final class SystemMemory: Sendable {
    struct State {
        var record: SystemRecord
        var printed: [PrinterID: PageCounters] = [:]
        var all = PageCounters()
    }

    private let state: Mutex<State>

    init(on connection: Connection) throws {
        let made = try connection.statement(text: SystemSQL.instanceMade).first {
            Moment(milliseconds: $0.integer(0))
        }
        let record = try connection.statement(text: SystemSQL.system).first { SystemRecord($0) }
        var state = State(record: record ?? SystemRecord(configChangedAt: made ?? Moment(milliseconds: 0)))
        for (printer, counters) in try connection.statement(text: SystemSQL.printed).all(read: { row in
            (PrinterID(row.int32(0)), PageCounters(row))
        }) {
            state.printed[printer] = counters
            state.all = state.all + counters
        }
        self.state = Mutex(state)
    }

    var record: SystemRecord { state.withLock { $0.record } }

    func set(_ record: SystemRecord) { state.withLock { $0.record = record } }

    func printed(by printer: PrinterID?) -> PageCounters {
        state.withLock { state in printer.map { state.printed[$0] ?? PageCounters() } ?? state.all }
    }

    func add(_ counters: PageCounters, to printer: PrinterID) {
        state.withLock { state in
            state.printed[printer] = (state.printed[printer] ?? PageCounters()) + counters
            state.all = state.all + counters
        }
    }
}

extension SystemRecord {
    /// Reads the columns of ``SystemSQL/system``.
    fileprivate init(_ row: Row) {
        self.init(
            attributes: AttributeGroup(stored: row.blob(0)) ?? AttributeGroup(.system), configChanges: row.int32(1),
            configChangedAt: Moment(milliseconds: row.integer(2)))
    }
}

extension PageCounters {
    fileprivate init(_ row: Row) {
        self.init(
            jobs: row.integer(1), pages: row.integer(2), impressions: row.integer(3), colorImpressions: row.integer(4),
            sheets: row.integer(5))
    }
}
