import Glibc

extension MomentText {
    /// `Sat Nov 21 00:26:46 2026`: local time, as `strftime` writes "%c" in the C locale. Scripts read it, so it does
    /// not follow the locale.
    static func classic(_ seconds: Int64) -> String {
        var moment = tm()
        var clock = time_t(seconds)
        guard localtime_r(&clock, &moment) != nil else { return String(seconds) }
        let length = 64
        let bytes = [CChar](unsafeUninitializedCapacity: length) { buffer, count in
            count = strftime(buffer.baseAddress, length, "%a %b %e %H:%M:%S %Y", &moment)
        }
        return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
