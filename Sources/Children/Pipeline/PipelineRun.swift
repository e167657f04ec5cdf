/// A pipeline that runs. Letting go of it cancels it.
public final class PipelineRun: Sendable {
    private let core: PipelineCore
    private let driver: Task<PipelineEnd, Never>

    init(_ core: PipelineCore) {
        self.core = core
        driver = Task { await core.drive() }
    }

    deinit { core.cancel() }

    /// The next piece of the output, never an empty one. `nil` only when every stage has done all it had to do;
    /// throws ``PipelineFailure`` when one has not, also if its output looks whole. Stages wait while nobody pulls.
    ///
    /// Cancelling the task that waits here cancels the pipeline.
    public func next() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            if let piece = try await core.nextPiece() { return piece }
            if let error = await driver.value.error { throw error }
            return nil
        } onCancel: {
            core.cancel()
        }
    }

    /// Waits until nothing is left of it. Where the output is pulled, somebody has to, or to ``cancel()``.
    public func end() async -> PipelineEnd { await driver.value }

    /// Asks all stages to end, and makes them after a grace.
    public func cancel() { core.cancel() }

    /// The last page that a stage said has left, and what it has used.
    public func progress(of stage: Int) -> (page: Int, usage: ChildUsage) { core.progress(of: stage) }
}
