/// How one stage came to its end.
public struct StageEnd: Hashable, Sendable {
    public var name: String
    public var end: ChildEnd
    public var usage: ChildUsage
    /// The last page it said had left; 0 if none.
    public var page: Int
    /// The last lines of its log, at most ``logLinesMax``, for whoever looks into it.
    public var log: [String]
    /// Lines of its log that were too many and went nowhere.
    public var logLinesDropped: Int

    public static let logLinesMax = 20
}

/// How a pipeline came to its end.
public struct PipelineEnd: Sendable {
    public var stages: [StageEnd]
    /// The stage that failed first, not those that failed because it did.
    public var firstFailure: Int?
    public var isCancelled: Bool
    /// What the input's stream threw.
    public var inputError: (any Error)?

    /// Every stage did all it had to do.
    public var isGood: Bool { firstFailure == nil && !isCancelled && inputError == nil }

    /// What to throw to who wanted the output.
    public var error: (any Error)? {
        if let firstFailure { return PipelineFailure(index: firstFailure, stage: stages[firstFailure]) }
        return inputError ?? (isCancelled ? CancellationError() : nil)
    }
}

/// A stage has failed, and with it the document.
public struct PipelineFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Its place in the pipeline, from 0.
    public var index: Int
    public var stage: StageEnd

    /// "render: was killed by signal 11 (segmentation fault) after page 6"
    public var description: String {
        let place: String
        switch stage.end {
        case .exceeded(.cpuOfPage): place = ""
        default: place = stage.page > 0 ? " after page \(stage.page)" : ""
        }
        return "\(stage.name): \(stage.end.words)\(place)"
    }
}
