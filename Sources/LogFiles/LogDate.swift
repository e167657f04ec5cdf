internal import Glibc

/// When something was, as the Common Log Format has it: `21/Nov/2026:22:33:44 +0000`, in the machine's time zone.
public enum LogDate {
    public static func now() -> String { text(secondsSince1970: Int64(time(nil))) }

    public static func text(secondsSince1970 seconds: Int64) -> String {
        var moment = time_t(seconds)
        var parts = tm()
        localtime_r(&moment, &parts)
        var text = [CChar](repeating: 0, count: 40)
        let length = strftime(&text, text.count, "%d/%b/%Y:%H:%M:%S %z", &parts)
        return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
