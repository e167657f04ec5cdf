import IPP
import PrintModel

/// A ``JobEvent`` as one value of "quire-job-timeline".
struct TimelineEntry: Sendable {
    let event: JobEvent
    /// How long after the event before; `nil` for the first.
    let after: Duration?

    /// All of a job's events, oldest first.
    static func entries(of events: [JobEvent]) -> [TimelineEntry] {
        let moments = [nil] + events.map(\.at)
        return zip(events, moments).map { event, last in
            TimelineEntry(event: event, after: last.map { event.at - $0 })
        }
    }

    var collection: AttributeValue {
        var members = [
            Attribute("event-time", .dateTime(event.at.ippDateTime)),
            Attribute("event-kind", .keyword(event.kind.rawValue)),
            Attribute("event-text", .text(event.detail.truncated(toOctets: 1023))),
        ]
        if let actor = event.actor { members.append(Attribute("event-actor", .name(actor))) }
        // A clock that was put back counts as none.
        if let after {
            members.append(
                Attribute("event-milliseconds-after", .integer(Int32(clamping: max(0, after.wholeMilliseconds)))))
        }
        return .collection(members)
    }
}
