internal import Synchronization

/// What tests collect from other threads.
public final class Box<Value: Sendable>: Sendable {
    private let value: Mutex<Value>
    public init(_ value: Value) { self.value = Mutex(value) }

    public func get() -> Value { value.withLock { $0 } }
    public func change(_ body: (inout Value) -> Void) { value.withLock { body(&$0) } }

    /// Looks until `condition` holds, at most ten seconds: for what other threads do.
    public func until(_ condition: (Value) -> Bool) async -> Bool {
        for _ in 0..<2000 {
            if condition(get()) { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return condition(get())
    }
}
