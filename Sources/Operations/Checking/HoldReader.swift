import IPP
import PrintModel

/// Reads "job-hold-until" and "job-hold-until-time" into a ``Hold`` (RFC 8011 §5.2.2, PWG 5100.11).
struct HoldReader {
    let clock: any WallClock

    /// What the operation attributes "job-hold-until" and "job-hold-until-time" ask for, `nil` for nothing. A value that is
    /// not supported holds the job until it is released, and is given back (RFC 8011 §4.3.5 and §4.3.7).
    func hold(askedBy operation: AttributeGroup) -> (Hold?, unsupported: [Attribute]) {
        let readers: [(String, (AttributeValue) -> Hold?)] = [
            ("job-hold-until", hold(until:)), ("job-hold-until-time", hold(untilTime:)),
        ]
        for (name, read) in readers {
            guard let attribute = operation[name] else { continue }
            guard attribute.values.count == 1, let hold = attribute.values.first.flatMap(read) else {
                return (.indefinite, [attribute])
            }
            return (hold, [])
        }
        return (nil, [])
    }

    /// `nil` when the value is not one we support.
    func hold(until value: AttributeValue) -> Hold? {
        switch value {
        case .keyword(let word), .name(let word), .nameWithLanguage(let word, _): hold(until: word)
        default: nil
        }
    }

    func hold(untilTime value: AttributeValue) -> Hold? {
        guard case .dateTime(let dateTime) = value else { return nil }
        let moment = Moment(seconds: dateTime.secondsSince1970)
        return moment <= clock.now() ? Hold.none : .until(moment, keyword: nil)
    }

    /// "job-delay-output-until" has the words of "job-hold-until" but for one.
    func delay(until value: AttributeValue) -> Hold? {
        if value.stringValue == "no-delay-output" { return Hold.none }
        guard value.stringValue != "no-hold" else { return nil }
        return hold(until: value).flatMap(delayed)
    }

    func delay(untilTime value: AttributeValue) -> Hold? { hold(untilTime: value).flatMap(delayed) }

    private func delayed(_ hold: Hold) -> Hold? {
        switch hold {
        case .none: Hold.none
        case .indefinite: .delayed(until: nil, keyword: nil)
        case .until(let moment, let keyword): .delayed(until: moment, keyword: keyword)
        default: nil
        }
    }

    func hold(until word: String) -> Hold? {
        switch word {
        case "no-hold": return Hold.none
        case "indefinite": return .indefinite
        default: break
        }
        let now = clock.now()
        if let period = HoldPeriod(rawValue: word) {
            let local = clock.localTime(at: now)
            let minutes = period.minutesUntilOpen(at: local)
            guard minutes > 0 else { return Hold.none }
            return .until(mended(now + .seconds(minutes * 60 - local.second), minutes, local), keyword: word)
        }
        return timeOfDay(word, after: now).map { .until($0, keyword: word) }
    }

    /// The moment that is so many minutes away on the clock on the wall, which may be put forward or back meanwhile.
    private func mended(_ moment: Moment, _ minutes: Int, _ now: LocalTime) -> Moment {
        let wanted = (now.minuteOfDay + minutes) % 1440
        let found = clock.localTime(at: moment).minuteOfDay
        // The shorter way round the clock: an hour, not 23.
        let off = (found - wanted + 1440 + 720) % 1440 - 720
        return moment + .seconds(-off * 60)
    }

    /// "HH:MM" or "HH:MM:SS", in UTC, the next time it comes: CUPS' own form, which `lp -H` and print dialogs send.
    private func timeOfDay(_ word: String, after now: Moment) -> Moment? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }) else { return nil }
        let numbers = parts.compactMap { part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(part) : nil
        }
        guard numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60, numbers.count < 3 || numbers[2] < 60
        else { return nil }
        let second = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        let midnight = now.seconds - now.seconds % 86_400
        let today = midnight + second
        return Moment(seconds: today > now.seconds ? today : today + 86_400)
    }
}
