import IPP
import PrintModel

/// Reads "job-hold-until" and "job-hold-until-time" into a ``Hold`` (RFC 8011 §5.2.2, PWG 5100.11).
struct HoldReader {
    let clock: any WallClock

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
            return .until(now + .seconds(minutes * 60 - local.second), keyword: word)
        }
        return timeOfDay(word, after: now).map { .until($0, keyword: word) }
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
