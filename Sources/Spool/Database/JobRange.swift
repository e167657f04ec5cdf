internal import PrintModel

/// A part of a list of jobs that lies in one piece in an index, so that a page costs what is on it.
///
/// A list is some of these behind one another: one for each state that waits, in the order of the states, then one
/// for the finished jobs. A page that begins inside a list begins inside one of them.
struct JobRange {
    private enum Kind {
        case waiting(JobLifecycle.State)
        /// The rest of the jobs with the cursor's priority.
        case asUrgent(JobLifecycle.State, behind: JobCursor)
        case lessUrgent(JobLifecycle.State, than: JobCursor)
        case done(Set<JobLifecycle.State>, behind: JobCursor?)
    }

    private let kind: Kind

    private static let waiting: [JobLifecycle.State] = [.processing, .stopped, .pending, .held]
    private static let done: Set<JobLifecycle.State> = [.canceled, .aborted, .completed]

    /// What is to be read for a page, in order.
    static func all(of query: JobQuery, after cursor: JobCursor?) -> [JobRange] {
        let states: Set<JobLifecycle.State> =
            switch query.which {
            case .notCompleted: Set(waiting)
            case .completed: done
            case .all: Set(JobLifecycle.State.allCases)
            case .awaitingApproval: [.stopped]
            case .states(let states): states
            }
        var kinds: [Kind] = []
        let begin = cursor.map { place(of: $0.state) } ?? 0
        for (place, state) in waiting.enumerated() where states.contains(state) && place >= begin {
            if let cursor, place == begin {
                kinds += [.asUrgent(state, behind: cursor), .lessUrgent(state, than: cursor)]
            } else {
                kinds.append(.waiting(state))
            }
        }
        let doneStates = states.intersection(done)
        if !doneStates.isEmpty {
            kinds.append(.done(doneStates, behind: begin == waiting.count ? cursor : nil))
        }
        return kinds.map(JobRange.init(kind:))
    }

    private static func place(of state: JobLifecycle.State) -> Int { waiting.firstIndex(of: state) ?? waiting.count }

    /// - Parameter skipped: so many are left out at the beginning; costs a step in the index for each.
    func jobs(
        of query: JobQuery, behind skipped: Int = 0, limit: Int, on connection: Connection
    ) throws(SQLiteFailure) -> [Job] {
        var (text, values) = statement(for: query, limit: limit)
        if skipped > 0 {
            text += " OFFSET ?"
            values.append(.integer(skipped))
        }
        return try connection.statement(text: text).all(values) { JobRow($0).job }
    }

    /// How many there are, counted up to `max`.
    func count(of query: JobQuery, max: Int, on connection: Connection) throws(SQLiteFailure) -> Int {
        let (text, values) = statement(for: query, columns: "1", limit: max)
        let all = try connection.statement(text: "SELECT count(*) FROM (\(text))").all(values) { Int($0.integer(0)) }
        return all.first ?? 0
    }

    func statement(
        for query: JobQuery, columns: String = SQL.jobColumns, limit: Int
    ) -> (text: String, values: [SQLValue]) {
        var (conditions, values) = Self.conditions(of: query)
        let suffix = query.user != nil ? "_of" : query.printer != nil ? "_on" : ""
        let index: String
        let order: String
        switch kind {
        case .waiting(let state), .asUrgent(let state, _), .lessUrgent(let state, _):
            index = "job_waiting\(suffix)"
            order = "priority DESC, ord, id"
            conditions += ["state = ?", "finished_at IS NULL"]
            values.append(.integer(state.rawValue))
            // Few are suspended at all.
            if query.which == .awaitingApproval { conditions.append("hold_kind = \(Hold.approvalKind)") }
        case .done(let states, _) where states.count == 1 && states != [.completed]:
            // Rarer than those that were printed: found without walking past them.
            index = "job_ended\(suffix)"
            order = "finished_at DESC, id DESC"
            conditions += ["state = ?", "finished_at IS NOT NULL", "state <> 9"]
            values += states.map { .integer($0.rawValue) }
        case .done(let states, _):
            index = "job_done\(suffix)"
            order = "finished_at DESC, id DESC"
            conditions.append("finished_at IS NOT NULL")
            if states != Self.done {
                conditions.append("state IN (\(states.map { "\($0.rawValue)" }.sorted().joined(separator: ", ")))")
            }
        }
        switch kind {
        case .asUrgent(_, let cursor):
            conditions += ["priority = ?", "(ord, id) > (?, ?)"]
            values += [.integer(cursor.priority), .integer(cursor.order), .integer(cursor.id.rawValue)]
        case .lessUrgent(_, let cursor):
            conditions.append("priority < ?")
            values.append(.integer(cursor.priority))
        case .done(_, let cursor?):
            conditions.append("(finished_at, id) < (?, ?)")
            values += [.moment(cursor.finishedAt), .integer(cursor.id.rawValue)]
        case .waiting, .done(_, nil): break
        }
        values.append(.integer(limit))
        let text = """
            SELECT \(columns) FROM job INDEXED BY \(index) WHERE \(conditions.joined(separator: " AND ")) \
            ORDER BY \(order) LIMIT ?
            """
        return (text, values)
    }

    private static func conditions(of query: JobQuery) -> ([String], [SQLValue]) {
        var conditions: [String] = []
        var values: [SQLValue] = []
        if let user = query.user {
            conditions.append("user = ?")
            values.append(.text(user))
        }
        if let printer = query.printer {
            conditions.append("printer = ?")
            values.append(.integer(printer.rawValue))
        }
        if !query.hidden.isEmpty {
            // One text however many there are, so that it is prepared once. The indexes have the printer at their end: what
            // is hidden is stepped over without a look at the job.
            conditions.append("printer NOT IN (SELECT value FROM json_each(?))")
            let list = query.hidden.sorted().map(\.description).joined(separator: ",")
            values.append(.text("[\(list)]"))
        }
        return (conditions, values)
    }
}
