import IPP

/// What has happened to a job.
struct JobTimeline: Hashable, Sendable {
    struct Event: Hashable, Sendable {
        /// Seconds after 1970-01-01 00:00 UTC.
        let time: Int64?
        let kind: String
        let text: String
        let actor: String
        /// Since the event before; `nil` for the first, and from a server that does not say.
        let milliseconds: Int64?

        /// `+3.2 s`, and seconds left out where nobody counts them any more.
        var after: String {
            guard let milliseconds else { return "" }
            let tenths = (milliseconds + 50) / 100
            return tenths < 600 ? "+\(tenths / 10).\(tenths % 10) s" : "+\(MomentText.length(milliseconds / 1000))"
        }

        var json: JSON {
            var members = [JSON.Member("kind", .string(kind)), .init("text", .string(text))]
            if let time { members.insert(.init("time", .string(MomentText.rfc3339(time))), at: 0) }
            if let milliseconds { members.append(.init("milliseconds-after", .number(milliseconds))) }
            if !actor.isEmpty { members.append(.init("by", .string(actor))) }
            return .object(members)
        }
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
                text: members["event-text"]?.stringValue ?? "", actor: members["event-actor"]?.stringValue ?? "",
                milliseconds: members["event-milliseconds-after"]?.integerValue.map(Int64.init))
        }
    }
}
