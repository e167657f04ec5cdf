import Synchronization

/// Where the scheduler writes down what each device is doing, for whoever describes printers and explains jobs.
///
/// In memory only: after a restart every device is asked anew.
public final class ConditionBoard: Sendable {
    private struct State {
        var conditions: [PrinterID: PrinterCondition] = [:]
        var devices: [PrinterID: DeviceState] = [:]
        var revision: UInt64 = 0
        var capabilities: UInt64 = 0
        /// Printers whose trouble is another one than before, since that was last asked.
        var changed: Set<PrinterID> = []
        var changes: Int64 = 0
    }
    private let state = Mutex(State())
    /// Tells when ``takeChanged()`` has something to give.
    public let changes = EventSignal()

    public init() {}

    public func condition(of printer: PrinterID) -> PrinterCondition {
        state.withLock { $0.conditions[printer] ?? PrinterCondition() }
    }

    public func set(_ condition: PrinterCondition, for printer: PrinterID) {
        let changes = state.withLock { state -> Int64? in
            let before = state.conditions[printer]
            guard before != condition else { return nil }
            state.conditions[printer] = condition
            state.revision &+= 1
            guard before?.trouble?.reason != condition.trouble?.reason else { return nil }
            state.changed.insert(printer)
            state.changes += 1
            return state.changes
        }
        if let changes { self.changes.announce(changes) }
    }

    /// What the device said of itself last; empty where it says nothing.
    public func device(of printer: PrinterID) -> DeviceState {
        state.withLock { $0.devices[printer] ?? DeviceState() }
    }

    public func set(_ device: DeviceState, for printer: PrinterID) {
        state.withLock { state in
            guard state.devices[printer] ?? DeviceState() != device else { return }
            state.devices[printer] = device
            state.revision &+= 1
        }
    }

    /// The device is another than before in what it can do: what was described is out of date.
    public func noteNewCapabilities() {
        state.withLock { state in
            state.revision &+= 1
            state.capabilities &+= 1
        }
    }

    /// Grows when a device turns out to be able to do something else.
    public var capabilitiesRevision: UInt64 { state.withLock { $0.capabilities } }

    /// Nothing keeps it from printing any more. What the device says of itself stays.
    public func forget(_ printer: PrinterID) { set(PrinterCondition(), for: printer) }

    /// Grows with every change: what was described from an older one is out of date.
    public var revision: UInt64 { state.withLock { $0.revision } }

    /// The printers whose device has begun, or ceased, to say what keeps it from printing since this was last asked, and
    /// the number of changes up to now. For one reader.
    public func takeChanged() -> (printers: Set<PrinterID>, changes: Int64) {
        state.withLock { state in
            defer { state.changed = [] }
            return (state.changed, state.changes)
        }
    }
}
