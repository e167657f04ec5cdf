/// Programs joined by pipes of the kernel: A | B | C. Nothing between two stages passes through the daemon.
///
/// Descriptors of each stage: 0 document in, 1 document out, 2 log, 3 progress, 4 instructions (docs/CHILDREN.md).
public struct Pipeline: Sendable {
    public enum Input: Sendable {
        case none
        /// An open file or pipe, handed to the first stage as it is.
        case descriptor(Descriptor)
        /// Pulled as the first stage wants more; `nil` is the end. What it throws ends the pipeline.
        case stream(@Sendable () async throws -> [UInt8]?)
    }

    /// At least one.
    public var stages: [Stage]
    public var input: Input
    /// Where the last stage writes to; without, ``PipelineRun/next()`` gives it. To be let go of by the caller, since a
    /// pipe does not end while somebody holds it.
    public var output: Descriptor?
    /// Between asking stages to end and making them.
    public var grace: Duration = .milliseconds(500)
    /// Called for each line, in order for each stage and source; must be quick. See ``LineLimits``.
    public var onLine: @Sendable (StageLine) -> Void
    public var lineLimits = LineLimits()
    /// How often limits are looked at.
    public var watchInterval: Duration = .milliseconds(250)

    public init(
        _ stages: [Stage], input: Input, output: Descriptor? = nil,
        onLine: @escaping @Sendable (StageLine) -> Void = { _ in }
    ) {
        self.stages = stages
        self.input = input
        self.output = output
        self.onLine = onLine
    }

    /// Starts all stages, or none.
    ///
    /// - Throws: ``SpawnError``, ``DescriptorError``.
    public func start(in nursery: Nursery) async throws -> PipelineRun {
        precondition(!stages.isEmpty, "a pipeline has stages")
        try Task.checkCancellation()
        return PipelineRun(try await PipelineCore.start(self, nursery))
    }
}

/// How much a stage may say.
public struct LineLimits: Hashable, Sendable {
    /// Lines of progress a second; a stage that says more is made to wait, since none may be lost.
    public var progressPerSecond = 2_000
    /// Lines of the log that are passed on, of one stage; the others are counted.
    public var logLinesMax = 1_000

    public init() {}
}
