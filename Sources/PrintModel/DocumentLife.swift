public import IPP

// The life of a document follows from its job's and from whether somebody canceled it alone (PWG 5100.5 §3), so that
// moving a job on writes nothing about its documents.

extension Document {
    /// "document-state" (PWG 5100.5 §9.1.8).
    public enum State: Int32, Hashable, Sendable, CaseIterable {
        case pending = 3
        case processing = 5
        case stopped = 6
        case canceled = 7
        case aborted = 8
        case completed = 9

        public var isFinished: Bool { self == .canceled || self == .aborted || self == .completed }
    }

    /// - Parameter hasBegun: whether its bytes are being sent, where somebody knows.
    public func state(in job: Job, hasBegun: Bool = true) -> State {
        if isCanceled(in: job) { return .canceled }
        return switch job.state {
        case .pending, .held: .pending
        case .processing: hasBegun ? .processing : .pending
        case .stopped: hasBegun ? .stopped : .pending
        case .canceled: .canceled
        case .aborted: .aborted
        case .completed: .completed
        }
    }

    /// Whether it is canceled while an attempt to print it is under way, which is being stopped
    /// ("processing-to-stop-point").
    public func isToStop(in job: Job) -> Bool {
        guard job.state == .processing || job.state == .stopped else { return false }
        return job.lifecycle.cancelRequested != nil || cancellation?.attempt == job.lifecycle.attempts
    }

    /// Whether it is left out. A cancellation that came when the device already had everything has not been one.
    private func isCanceled(in job: Job) -> Bool {
        guard let cancellation else { return false }
        let isOfThisAttempt = cancellation.attempt == job.lifecycle.attempts && cancellation.attempt > 0
        return switch job.state {
        case .processing, .stopped, .completed: !isOfThisAttempt
        case .pending, .held, .canceled, .aborted: true
        }
    }

    /// When it came to its end; `nil` while it has not.
    public func finishedAt(in job: Job) -> Moment? {
        isCanceled(in: job) ? cancellation?.at : job.finishedAt
    }

    /// Cancels it alone; its bytes stay, so that the job can be printed again with it.
    public mutating func cancel(
        by who: JobLifecycle.Canceller, in job: Job, at now: Moment
    ) throws(JobLifecycle.Refusal) -> JobNews {
        let state = state(in: job)
        guard !state.isFinished else {
            throw .init(state: job.state, reason: "has a document that is already \(state)")
        }
        guard cancellation == nil, job.lifecycle.cancelRequested == nil else {
            throw .init(state: job.state, reason: "has a document that is already being canceled")
        }
        let isUnderWay = job.state == .processing || job.state == .stopped
        cancellation = Cancellation(by: who, attempt: isUnderWay ? job.lifecycle.attempts : 0, at: now)
        // What is being printed is canceled when it has stopped.
        return JobNews(
            .documentCanceled, "Document \(number)", events: isUnderWay ? .documentStateChanged : .documentCompleted,
            document: number)
    }

    /// Keeps what became of its pages; those of an earlier end go.
    public mutating func keep(_ pages: DocumentPages) {
        attributes.attributes.removeAll { $0.name.hasSuffix("-actual") }
        for attribute in pages.attributes { attributes.set(attribute) }
    }

    /// Changes what a person may change, while it waits.
    public mutating func apply(_ change: DocumentChange, in job: Job) throws(JobLifecycle.Refusal) -> [JobNews] {
        guard state(in: job) == .pending else {
            throw .init(state: job.state, reason: "has a document that is already \(state(in: job))")
        }
        let before = self
        if let name = change.name { self.name = name }
        attributes = change.attributes ?? attributes
        return self == before ? [] : [JobNews(.documentChanged, "Document \(number)", document: number)]
    }
}

/// What a person changes about a document that waits.
public struct DocumentChange: Hashable, Sendable {
    public var name: String?
    /// The whole set, new (``Document/attributes``).
    public var attributes: AttributeGroup?

    public init(name: String? = nil, attributes: AttributeGroup? = nil) {
        self.name = name
        self.attributes = attributes
    }
}
