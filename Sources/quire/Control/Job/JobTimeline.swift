import IPP

/// What has happened to a job.
struct JobTimeline: Hashable, Sendable {
    struct Event: Hashable, Sendable {
        /// Seconds after 1970-01-01 00:00 UTC.
        let time: Int64?
        let kind: String
        let text: String
        let actor: String
    }

    let events: [Event]

    /// Of Quire's own: given only when asked for by name.
    static let attribute = "quire-job-timeline"

    init(_ job: JobDescription) {
        let values = job.attributes[Self.attribute]?.values ?? []
        events = values.compactMap(\.collectionValue).map { members in
            var time: Int64?
            if case .dateTime(let moment)? = members["event-time"]?.values.first { time = moment.secondsSince1970 }
            return Event(
                time: time, kind: members["event-kind"]?.stringValue ?? "",
                text: members["event-text"]?.stringValue ?? "", actor: members["event-actor"]?.stringValue ?? "")
        }
    }
}
