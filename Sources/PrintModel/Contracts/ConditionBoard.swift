import Synchronization

/// Where the scheduler writes down what each device is doing, for whoever describes printers and explains jobs.
///
/// In memory only: after a restart every device is asked anew.
public final class ConditionBoard: Sendable {
    private struct State {
        var conditions: [PrinterID: PrinterCondition] = [:]
        var revision: UInt64 = 0
    }
    private let state = Mutex(State())

    public init() {}

    public func condition(of printer: PrinterID) -> PrinterCondition {
        state.withLock { $0.conditions[printer] ?? PrinterCondition() }
    }

    public func set(_ condition: PrinterCondition, for printer: PrinterID) {
        state.withLock { state in
            guard state.conditions[printer] != condition else { return }
            state.conditions[printer] = condition
            state.revision &+= 1
        }
    }

    public func forget(_ printer: PrinterID) { set(PrinterCondition(), for: printer) }

    /// Grows with every change: what was described from an older one is out of date.
    public var revision: UInt64 { state.withLock { $0.revision } }
}
