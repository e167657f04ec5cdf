import Glibc
import PrintModel

/// The machine's own clock and time zone.
struct SystemClock: WallClock {
    func now() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Goes on while the machine sleeps.
    func uptime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    func localTime(at moment: Moment) -> LocalTime {
        var seconds = time_t(moment.seconds)
        var local = tm()
        localtime_r(&seconds, &local)
        return LocalTime(
            weekday: Int(local.tm_wday), minuteOfDay: Int(local.tm_hour) * 60 + Int(local.tm_min),
            second: Int(local.tm_sec))
    }

    func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}
