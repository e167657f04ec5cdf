import Glibc
import IPP

/// Moments as people and programs write them. Seconds after 1970-01-01 00:00 UTC inside.
enum MomentText {
    /// `2026-11-21T03:00:19Z` (RFC 3339).
    static func rfc3339(_ seconds: Int64) -> String {
        let moment = IPPDateTime(secondsSince1970: seconds)
        return "\(digits(Int(moment.year), 4))-\(digits(Int(moment.month)))-\(digits(Int(moment.day)))T"
            + "\(digits(Int(moment.hour))):\(digits(Int(moment.minute))):\(digits(Int(moment.second)))Z"
    }

    /// `14:02` for a moment of today, `20 Nov 14:02` for another, in local time.
    static func short(_ seconds: Int64, now: Int64) -> String {
        let there = local(seconds)
        let here = local(now)
        let clock = "\(digits(Int(there.tm_hour))):\(digits(Int(there.tm_min)))"
        if there.tm_year == here.tm_year, there.tm_yday == here.tm_yday { return clock }
        let day = "\(there.tm_mday) \(months[Int(there.tm_mon)])"
        return there.tm_year == here.tm_year ? "\(day) \(clock)" : "\(day) \(Int(there.tm_year) + 1900)"
    }

    /// `14:02:11`, in local time.
    static func clock(_ seconds: Int64) -> String {
        let there = local(seconds)
        return [there.tm_hour, there.tm_min, there.tm_sec].map { digits(Int($0)) }.joined(separator: ":")
    }

    /// `3 min ago`, `in 4 h 12 min`.
    static func relative(_ seconds: Int64, now: Int64) -> String {
        let distance = abs(seconds - now)
        if distance < 5 { return "now" }
        let text = length(distance)
        return seconds > now ? "in \(text)" : "\(text) ago"
    }

    static func length(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min"
        case ..<86_400:
            let minutes = seconds % 3_600 / 60
            return minutes == 0 ? "\(seconds / 3_600) h" : "\(seconds / 3_600) h \(minutes) min"
        default: return "\(seconds / 86_400) d"
        }
    }

    /// Reads `18:00` (the next one, local), `2026-11-22`, `2026-11-22T18:00`, an RFC 3339 moment, `+2h`, `+30m`, `1d`.
    static func parse(_ text: String, now: Int64 = Int64(time(nil))) -> Int64? {
        if let length = duration(text.hasPrefix("+") ? text.dropFirst() : text[...]) { return now + length }
        if let clock = clock(text[...]) {
            var day = local(now)
            (day.tm_hour, day.tm_min, day.tm_sec) = clock
            let moment = seconds(of: day)
            if moment > now { return moment }
            day.tm_mday += 1
            return seconds(of: day)
        }
        return date(text)
    }

    /// When it is next that time of day (`23:30`, `23:30:00`) in UTC.
    static func next(utcTime text: String, after now: Int64) -> Int64? {
        guard let clock = clock(text[...]) else { return nil }
        let moment = now - now % 86_400 + Int64(clock.0) * 3_600 + Int64(clock.1) * 60 + Int64(clock.2)
        return moment > now ? moment : moment + 86_400
    }

    /// `90s`, `30m` or `30min`, `2h`, `1d`, in seconds.
    static func duration(_ text: Substring) -> Int64? {
        let number = text.prefix(while: \.isNumber)
        guard let count = Int64(number), count <= 1_000_000 else { return nil }
        switch text.dropFirst(number.count) {
        case "s": return count
        case "m", "min": return count * 60
        case "h": return count * 3_600
        case "d": return count * 86_400
        default: return nil
        }
    }

    private static func clock(_ text: Substring) -> (Int32, Int32, Int32)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count, parts.allSatisfy({ 1...2 ~= $0.count }) else { return nil }
        let numbers = parts.compactMap { Int32($0) }
        guard numbers.count == parts.count, 0...23 ~= numbers[0], numbers.dropFirst().allSatisfy({ 0...59 ~= $0 })
        else {
            return nil
        }
        return (numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 0)
    }

    private static func date(_ text: String) -> Int64? {
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard let day = parts.first?.split(separator: "-").compactMap({ Int32($0) }), day.count == 3, parts.count <= 2,
            1...12 ~= day[1], 1...31 ~= day[2]
        else { return nil }
        var moment = tm()
        (moment.tm_year, moment.tm_mon, moment.tm_mday, moment.tm_isdst) = (day[0] - 1900, day[1] - 1, day[2], -1)
        guard parts.count == 2 else { return seconds(of: moment) }
        let isUTC = parts[1].hasSuffix("Z")
        guard let clock = clock(isUTC ? parts[1].dropLast() : parts[1]) else { return nil }
        (moment.tm_hour, moment.tm_min, moment.tm_sec) = clock
        return isUTC ? Int64(timegm(&moment)) : seconds(of: moment)
    }

    private static func local(_ seconds: Int64) -> tm {
        var moment = tm()
        var clock = time_t(seconds)
        localtime_r(&clock, &moment)
        return moment
    }

    private static func seconds(of moment: tm) -> Int64 {
        var moment = moment
        moment.tm_isdst = -1
        return Int64(mktime(&moment))
    }

    private static func digits(_ number: Int, _ count: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
