internal import PrintModel
internal import Synchronization

/// What is asked too often to be read from the disk: the queues and their counts. Changed after each commit, before
/// anybody is told of it.
final class StoreMemory: Sendable {
    struct State {
        var printers: [PrinterID: Printer] = [:]
        var idsByName: [String: PrinterID] = [:]
        var sorted: [Printer] = []
        var defaultPrinter: PrinterID?
        var revision: UInt64 = 1
        var counts: [PrinterID: QueueCounts] = [:]
        var waiting = WaitingJobs()
        var keptOctets: Int64 = 0
        /// Counted when it is first needed.
        var doneJobs: Int?
        var lastEvent: Int64 = 0
        /// What devices have said keeps them from printing; every device is asked anew after a start.
        var troubles: [PrinterID: [String]] = [:]
        /// When queues last changed their state, in this run.
        var turned: [PrinterID: Moment] = [:]
        var deviceSecrets: [String: DeviceSecret] = [:]
        var jobSecrets: [JobID: DeviceSecret] = [:]

        mutating func add(_ printer: Printer) {
            printers[printer.id] = printer
            idsByName[printer.name.folded] = printer.id
        }

        mutating func remove(_ id: PrinterID) {
            if let old = printers.removeValue(forKey: id) { idsByName[old.name.folded] = nil }
        }

        mutating func sort() { sorted = printers.values.sorted { ($0.name, $0.id) < ($1.name, $1.id) } }
    }

    let feed = ChangeFeed()
    let signal = EventSignal()
    /// Announces ``State/revision``.
    let turns = EventSignal()
    private let state: Mutex<State>

    init(_ state: State) {
        var state = state
        state.sort()
        self.state = Mutex(state)
        signal.announce(state.lastEvent)
    }

    func read<Result>(_ body: (borrowing State) -> Result) -> Result where Result: Sendable {
        state.withLock { body($0) }
    }

    func hasSecret(_ job: JobID) -> Bool { state.withLock { $0.jobSecrets[job] != nil } }
    func hasSecret(_ deviceURI: String) -> Bool { state.withLock { $0.deviceSecrets[deviceURI] != nil } }

    func setDoneJobs(_ count: Int) { state.withLock { $0.doneJobs = count } }

    func apply(_ effects: Effects, lastEvent: Int64) {
        let revision: UInt64? = state.withLock { state in
            for (printer, counts) in effects.counts { state.counts[printer, default: QueueCounts()].add(counts) }
            state.waiting.add(effects.waiting)
            state.keptOctets += effects.keptOctets
            state.doneJobs = state.doneJobs.map { $0 + effects.doneJobs }
            state.lastEvent = lastEvent
            for (printer, trouble) in effects.troubles { state.troubles[printer] = trouble.isEmpty ? nil : trouble }
            state.turned.merge(effects.turned) { $1 }
            for (uri, secret) in effects.deviceSecrets { state.deviceSecrets[uri] = secret }
            for (job, secret) in effects.jobSecrets { state.jobSecrets[job] = secret }
            guard !effects.printers.isEmpty || effects.defaultPrinter != nil else { return nil }
            // Names first go, then come: two queues may have exchanged theirs in one transaction.
            for (id, _) in effects.printers { state.remove(id) }
            for case let printer? in effects.printers.values { state.add(printer) }
            for (id, printer) in effects.printers where printer == nil {
                state.troubles[id] = nil
                state.turned[id] = nil
            }
            if let printer = effects.defaultPrinter { state.defaultPrinter = printer }
            if let printer = state.defaultPrinter, state.printers[printer] == nil { state.defaultPrinter = nil }
            state.revision += 1
            state.sort()
            return state.revision
        }
        if let revision { turns.announce(Int64(clamping: revision)) }
    }
}
