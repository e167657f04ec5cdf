import Foundation
import IPP
import Testing

@Suite("Dates")
struct DateTimeTests {
    @Test(
        "A moment is written as the date it is in UTC",
        arguments: [
            (0, 1970, 1, 1, 0, 0, 0), (-1, 1969, 12, 31, 23, 59, 59), (951_782_400, 2000, 2, 29, 0, 0, 0),
            (2_147_483_648, 2038, 1, 19, 3, 14, 8), (4_107_542_400, 2100, 3, 1, 0, 0, 0),
            (253_402_300_799, 9999, 12, 31, 23, 59, 59), (1_709_164_800, 2024, 2, 29, 0, 0, 0),
        ] as [(Int64, UInt16, UInt8, UInt8, UInt8, UInt8, UInt8)])
    func known(seconds: Int64, year: UInt16, month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8) {
        let expected = IPPDateTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)

        #expect(IPPDateTime(secondsSince1970: seconds) == expected)
        #expect(expected.secondsSince1970 == seconds)
        #expect(expected.isValid)
    }

    @Test("Local time is taken back to UTC by its distance, ahead or behind")
    func offsets() {
        let kolkata = IPPDateTime(
            year: 1970, month: 1, day: 1, hour: 5, minute: 30, second: 0, utcHours: 5, utcMinutes: 30)
        let caracas = IPPDateTime(
            year: 1969, month: 12, day: 31, hour: 19, minute: 30, second: 0, isAheadOfUTC: false, utcHours: 4,
            utcMinutes: 30)

        #expect(kolkata.secondsSince1970 == 0)
        #expect(caracas.secondsSince1970 == 0)
    }

    @Test("Every day of 800 years agrees with the system's calendar")
    func calendar() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))

        for day in stride(from: Int64(-140_000), to: 160_000, by: 13) {
            let seconds = day * 86_400 + 3_661
            let dateTime = IPPDateTime(secondsSince1970: seconds)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour], from: Date(timeIntervalSince1970: TimeInterval(seconds)))
            #expect(Int(dateTime.year) == parts.year && Int(dateTime.month) == parts.month)
            #expect(Int(dateTime.day) == parts.day && Int(dateTime.hour) == parts.hour)
            #expect(dateTime.secondsSince1970 == seconds)
            #expect(dateTime.isValid)
        }
    }

    @Test("Moments far outside the calendar of DateAndTime are clamped, not fatal", arguments: [Int64.min, .max])
    func extremes(seconds: Int64) {
        let dateTime = IPPDateTime(secondsSince1970: seconds)

        #expect(dateTime.year == (seconds < 0 ? 0 : .max))
    }
}
