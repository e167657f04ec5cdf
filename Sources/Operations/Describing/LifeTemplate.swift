import IPP
import PrintModel

/// The Job Template attributes that say how long a job lives and what it waits for, rather than what it looks like
/// (PWG 5100.7 §6.8, PWG 5100.11).
enum LifeTemplate {
    /// None of them is narrowed: there is nothing in them that a site would want to forbid.
    static let entries: [JobTemplate.Entry] = all.map { entry in
        var entry = entry
        entry.canBeNarrowed = false
        return entry
    }

    private static let all = [
        JobTemplate.Entry(
            name: "job-cancel-after", standard: [], supported: [.rangeOfInteger(positive)]),
        JobTemplate.Entry(
            name: "job-delay-output-until", standard: [.keyword("no-delay-output")],
            supported: (["no-delay-output", "indefinite"] + HoldPeriod.allCases.map(\.rawValue)).map { .keyword($0) }),
        JobTemplate.Entry(name: "job-delay-output-until-time", standard: [], supported: [.rangeOfInteger(seconds)]),
        // Without a value, documents are kept as long as the server keeps them.
        JobTemplate.Entry(
            name: "job-retain-until", standard: [],
            supported: RetainReader.words.map { .keyword($0) }),
        JobTemplate.Entry(name: "job-retain-until-interval", standard: [], supported: [.rangeOfInteger(seconds)]),
        JobTemplate.Entry(name: "job-retain-until-time", standard: [], supported: [.rangeOfInteger(seconds)]),
        JobTemplate.Entry(
            name: "proof-copies", standard: [], supported: [.rangeOfInteger(IntegerRange(1, 999))]),
        JobTemplate.Entry(name: "proof-print", standard: [], supported: [.keyword("proof-print-copies")]),
    ]

    /// Those that a queue has no default for.
    static let withoutDefault: Set<String> = [
        "job-hold-until-time", "job-delay-output-until-time", "job-retain-until-interval", "job-retain-until-time",
        "proof-copies", "proof-print",
    ]

    /// Defaults that a queue need not have.
    static let clearable: Set<String> = ["job-cancel-after-default", "job-retain-until-default"]

    /// Ways of saying the same: one of them at a time. Where several are given, the last of these counts.
    static let alternatives = [
        ["job-hold-until", "job-hold-until-time"], ["job-delay-output-until", "job-delay-output-until-time"],
        ["job-retain-until", "job-retain-until-interval", "job-retain-until-time"],
    ]

    private static let seconds = IntegerRange(0, .max)
    private static let positive = IntegerRange(1, .max)
}

/// Reads "job-retain-until", "job-retain-until-interval" and "job-retain-until-time" into a ``Retain``.
struct RetainReader {
    static let words = ["none", "indefinite", "end-of-day", "end-of-week", "end-of-month"]

    let clock: any WallClock

    /// `nil` when the value is not one we support.
    func retain(_ name: String, _ value: AttributeValue) -> Retain? {
        switch (name, value) {
        case ("job-retain-until", .keyword(let word)), ("job-retain-until", .name(let word)): retain(until: word)
        case ("job-retain-until-interval", .integer(let seconds)) where seconds >= 0: .seconds(Int64(seconds))
        case ("job-retain-until-time", .dateTime(let time)): .until(Moment(seconds: time.secondsSince1970))
        default: nil
        }
    }

    private func retain(until word: String) -> Retain? {
        switch word {
        case "none": Retain.none
        case "indefinite": .indefinite
        case "end-of-day": .endOfDay(secondsAhead)
        case "end-of-week": .endOfWeek(secondsAhead)
        case "end-of-month": .endOfMonth(secondsAhead)
        default: nil
        }
    }

    /// How far local time is ahead of UTC now, -12 to +14 hours: found from where either is in its week.
    private var secondsAhead: Int64 {
        let now = clock.now()
        let local = clock.localTime(at: now)
        let day = now.seconds / 86_400
        // 1970-01-01 was a Thursday.
        let universal = (day + 4) % 7 * 1440 + now.seconds % 86_400 / 60
        let ahead = (Int64(local.weekday) * 1440 + Int64(local.minuteOfDay) - universal + 10_080) % 10_080
        return (ahead > 14 * 60 ? ahead - 10_080 : ahead) * 60
    }
}
