/// The time that a command sees pass while it waits. Given to it, so that in a test hours pass at once.
struct Stopwatch: Sendable {
    /// The time since some moment, the same one at every reading.
    var read: @Sendable () -> Duration
    var sleep: @Sendable (Duration) async throws -> Void

    static let real: Stopwatch = {
        let start = ContinuousClock.now
        return Stopwatch(read: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0) })
    }()
}
