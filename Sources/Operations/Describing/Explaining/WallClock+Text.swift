import PrintModel

extension WallClock {
    /// "18:00", or "Sat 18:00" when that is not today: local time, for people.
    func text(of moment: Moment) -> String {
        let then = localTime(at: moment)
        let today = localTime(at: now())
        func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let time = "\(twoDigits(then.minuteOfDay / 60)):\(twoDigits(then.minuteOfDay % 60)):\(twoDigits(then.second))"
        guard then.weekday != today.weekday || abs((moment - now()).components.seconds) > 86_400 else { return time }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        return "\(days[then.weekday % 7]) \(time)"
    }
}

extension Duration {
    /// "4 h 12 min", "12 min", "40 s".
    var words: String {
        let seconds = max(0, components.seconds)
        return switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        default: "\(seconds / 86_400) days"
        }
    }
}

extension Int64 {
    /// Octets for people: "3.1 MB", "12 kB".
    var octetsInWords: String {
        let tenths = self / 100_000
        return self < 1_000_000 ? "\((self + 999) / 1000) kB" : "\(tenths / 10).\(tenths % 10) MB"
    }
}
