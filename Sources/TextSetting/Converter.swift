internal import Glibc

/// Another charset to Unicode, by the C library.
final class Converter {
    enum End {
        case all
        /// The last octets are the beginning of a character.
        case incomplete
        /// The next octet is none of the charset's.
        case wrong
    }

    private let handle: iconv_t
    private var output = [UInt32](repeating: 0, count: 4096)

    init?(from name: String) {
        guard let handle = iconv_open("UTF-32LE", name), handle != iconv_t(bitPattern: -1) else { return nil }
        self.handle = handle
    }

    deinit { iconv_close(handle) }

    /// Up to where it goes, or the room for the result is full.
    func convert(_ bytes: ArraySlice<UInt8>) -> (scalars: ArraySlice<UInt32>, octets: Int, end: End) {
        var source = Array(bytes.prefix(16 << 10))
        let offered = source.count
        var (end, left, room) = (End.all, offered, output.count * 4)
        source.withUnsafeMutableBytes { from in
            output.withUnsafeMutableBytes { to in
                var input = from.baseAddress?.assumingMemoryBound(to: CChar.self)
                var result = to.baseAddress?.assumingMemoryBound(to: CChar.self)
                guard iconv(handle, &input, &left, &result, &room) == -1 else { return }
                switch errno {
                case E2BIG: end = .all
                case EINVAL: end = offered < bytes.count ? .all : .incomplete
                default: end = .wrong
                }
            }
        }
        let octets = offered - left
        // Nothing taken and nothing said would go on for ever.
        if octets == 0, left > 0, end == .all { end = .wrong }
        return (output[..<((output.count * 4 - room) / 4)], octets, end)
    }
}
