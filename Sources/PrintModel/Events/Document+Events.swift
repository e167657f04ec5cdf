// What happens to documents when their job moves on (PWG 5100.5 §4, RFC 3995 §5.3.3). Nothing is written about a document
// then (``Document/state(in:hasBegun:)``): its events are found by comparing the job before and after.

extension Document {
    /// What `before` becoming `after` is to those who watch this document.
    public func events(from before: Job, to after: Job) -> EventKinds {
        let (old, new) = (state(in: before), state(in: after))
        if new.isFinished { return old.isFinished ? [] : .documentCompleted }
        if new == .stopped, old != .stopped { return .documentStopped }
        return old != new || isToStop(in: before) != isToStop(in: after) ? .documentStateChanged : []
    }
}

extension Job {
    /// What it is to a document that nobody has canceled that `before` has become this job; of a new job, `nil` before.
    public func documentEvents(since before: Job?) -> EventKinds {
        guard documentCount > 0 else { return [] }
        guard let before else { return .documentCreated }
        guard before.lifecycle != lifecycle else { return [] }
        return Document.any.events(from: before, to: self)
    }

    /// A line for each of its documents to which something happened.
    public func news(of documents: [Document], since before: Job?) -> [JobNews] {
        documents.compactMap { document in
            let events = before.map { document.events(from: $0, to: self) } ?? .documentCreated
            guard !events.isEmpty else { return nil }
            let number = document.number
            return JobNews(.documentTurned, "Document \(number)", events: events, document: number)
        }
    }
}

extension Document {
    fileprivate static let any = Document(
        number: 1, format: "", formatSupplied: nil, name: nil, octets: 0, digest: [])
}

extension LoggedEvent {
    /// "document-state" right after it, of a line about a document: it follows its job, but for one that came to its end
    /// while its job goes on, which was canceled alone.
    public var documentState: Document.State? {
        guard document != nil, let state else { return nil }
        let ofJob = state.state == JobLifecycle.State.held.rawValue ? .pending : Document.State(rawValue: state.state)
        return kinds.contains(.documentCompleted) && ofJob?.isFinished != true ? .canceled : ofJob
    }
}
