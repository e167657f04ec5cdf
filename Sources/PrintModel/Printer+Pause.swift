internal import IPP

/// Who paused a queue, and when: kept with the queue for as long as it is paused, for whoever asks why nothing comes out.
public struct PauseRecord: Hashable, Sendable {
    public enum Cause: Hashable, Sendable {
        /// A user, by name.
        case person(String)
        /// The queue's ``ErrorPolicy`` said so, because its device failed.
        case errorPolicy
    }

    public var cause: Cause
    /// To the second.
    public var at: Moment

    public init(_ cause: Cause, at: Moment) {
        self.cause = cause
        self.at = at
    }
}

extension Printer {
    /// `nil` while it is not paused, and for a pause of which nobody kept who it was.
    public var pauseRecord: PauseRecord? {
        guard isPaused, let who = attributes[Self.pausedByAttribute]?.values.first,
            case .dateTime(let at)? = attributes[Self.pausedAtAttribute]?.values.first
        else { return nil }
        let moment = Moment(seconds: at.secondsSince1970)
        // Nobody is called by a keyword: no user can be taken for the policy.
        if case .keyword = who { return PauseRecord(.errorPolicy, at: moment) }
        return who.stringValue.map { PauseRecord(.person($0), at: moment) }
    }

    /// Lets no job begin until somebody resumes it.
    ///
    /// - Parameter reason: for everybody whose job waits; empty when nothing was said.
    public mutating func pause(_ record: PauseRecord, because reason: String) {
        isPaused = true
        stateMessage = reason
        keep(record)
    }

    /// Remembers who has paused it.
    public mutating func keep(_ record: PauseRecord) {
        guard isPaused else { return }
        switch record.cause {
        case .person(let name): attributes.set(Self.pausedByAttribute, .name(name))
        case .errorPolicy: attributes.set(Self.pausedByAttribute, .keyword("error-policy"))
        }
        attributes.set(Self.pausedAtAttribute, .dateTime(IPPDateTime(secondsSince1970: record.at.seconds)))
    }

    mutating func forgetPause() {
        attributes.remove(Self.pausedByAttribute)
        attributes.remove(Self.pausedAtAttribute)
    }

    private static let pausedByAttribute = "quire-paused-by"
    private static let pausedAtAttribute = "quire-paused-at"
    /// They are state, not what an administrator has set.
    static let pauseAttributes: Set<String> = [pausedByAttribute, pausedAtAttribute]
}
