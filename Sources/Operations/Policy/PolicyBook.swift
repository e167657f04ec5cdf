import PrintModel
import Synchronization

/// The policies as they are asked for: read once for each change of the queues or the System, not with each request.
final class PolicyBook: Sendable {
    private struct State {
        var printers: UInt64?
        var queues: [PrinterID: QueuePolicy] = [:]
        /// Whether any queue's rules name groups.
        var queuesNameGroups = false
        var system: Int32?
        var server = (rules: PolicyRules.none, isSharing: true)
    }

    private let printers: any PrinterStore
    private let system: any SystemStore
    private let state = Mutex(State())

    init(printers: any PrinterStore, system: any SystemStore) {
        self.printers = printers
        self.system = system
    }

    func policy(of printer: Printer) -> QueuePolicy {
        let revision = printers.revision
        let known = state.withLock { $0.printers == revision ? $0.queues[printer.id] : nil }
        // One that is not in the store, or not as it is there, says for itself.
        return known ?? look(revision).queues[printer.id] ?? QueuePolicy(of: printer)
    }

    /// Whether groups have to be known to judge what is asked of `printer`, or of everything.
    func namesGroups(for printer: Printer?) -> Bool {
        if serverRules.namesGroups { return true }
        if let printer { return policy(of: printer).namesGroups }
        let revision = printers.revision
        let known = state.withLock { $0.printers == revision ? $0.queuesNameGroups : nil }
        return known ?? look(revision).queuesNameGroups
    }

    var serverRules: PolicyRules { server.rules }

    /// The server's rules, and whether it shares printers at all.
    var server: (rules: PolicyRules, isSharing: Bool) {
        let record = system.system()
        return state.withLock { state in
            if state.system != record.configChanges {
                state.server = (record.policyRules, record.sharesPrinters)
                state.system = record.configChanges
            }
            return state.server
        }
    }

    /// Reads all queues anew.
    private func look(_ revision: UInt64) -> State {
        let queues = Dictionary(
            printers.printers().map { ($0.id, QueuePolicy(of: $0)) }, uniquingKeysWith: { first, _ in first })
        return state.withLock { state in
            state.printers = revision
            state.queues = queues
            state.queuesNameGroups = queues.values.contains(where: \.namesGroups)
            return state
        }
    }
}
