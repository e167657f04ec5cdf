/// A moment as RFC 2579's DateAndTime writes it (RFC 8011 §5.1.15): 11 octets, local time with its distance to UTC.
public struct IPPDateTime: Hashable, Sendable {
    public var year: UInt16
    public var month: UInt8
    public var day: UInt8
    public var hour: UInt8
    public var minute: UInt8
    /// 0 to 60: a leap second is written 60.
    public var second: UInt8
    public var deciSecond: UInt8
    /// Whether local time is ahead of UTC (`+`) or behind it (`-`).
    public var isAheadOfUTC: Bool
    public var utcHours: UInt8
    public var utcMinutes: UInt8

    public init(
        year: UInt16, month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8, deciSecond: UInt8 = 0,
        isAheadOfUTC: Bool = true, utcHours: UInt8 = 0, utcMinutes: UInt8 = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.deciSecond = deciSecond
        self.isAheadOfUTC = isAheadOfUTC
        self.utcHours = utcHours
        self.utcMinutes = utcMinutes
    }

    /// Whether each field is in the range RFC 2579 gives it, and the day in the month.
    public var isValid: Bool {
        guard 1...12 ~= month, hour <= 23, minute <= 59, second <= 60, deciSecond <= 9 else { return false }
        // RFC 2579 says 13 hours; Kiribati's are 14.
        guard utcHours <= 14, utcMinutes <= 59 else { return false }
        return 1...Self.days(ofMonth: month, year: year) ~= day
    }

    private static func days(ofMonth month: UInt8, year: UInt16) -> UInt8 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The moment so many seconds after 1970-01-01 00:00 UTC, written in UTC. What lies outside the years 0 to 65535
    /// becomes the first or last moment of them.
    public init(secondsSince1970: Int64) {
        let seconds = min(max(secondsSince1970, Self.firstSecond), Self.lastSecond)
        let days = seconds.flooredQuotient(by: 86_400)
        let second = seconds - days * 86_400
        let (year, month, day) = Self.civilDate(daysSince1970: days)
        self.init(
            year: UInt16(clamping: year), month: UInt8(clamping: month), day: UInt8(clamping: day),
            hour: UInt8(clamping: second / 3600), minute: UInt8(clamping: second / 60 % 60),
            second: UInt8(clamping: second % 60))
    }

    /// Seconds after 1970-01-01 00:00 UTC.
    public var secondsSince1970: Int64 {
        let days = Self.daysSince1970(year: Int64(year), month: Int64(month), day: Int64(day))
        let local = days * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
        let ahead = Int64(utcHours) * 3600 + Int64(utcMinutes) * 60
        return isAheadOfUTC ? local - ahead : local + ahead
    }

    private static let firstSecond = daysSince1970(year: 0, month: 1, day: 1) * 86_400
    private static let lastSecond = daysSince1970(year: 65_536, month: 1, day: 1) * 86_400 - 1

    /// The proleptic Gregorian date, counted in 400-year cycles that start on 1 March.
    private static func civilDate(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let cycle = shifted.flooredQuotient(by: 146_097)
        let dayOfCycle = shifted - cycle * 146_097
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let cycle = shiftedYear.flooredQuotient(by: 400)
        let yearOfCycle = shiftedYear - cycle * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return cycle * 146_097 + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - 719_468
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self < 0 && quotient * divisor != self ? quotient - 1 : quotient
    }
}
