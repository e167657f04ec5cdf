/// PackBits, as PDF's RunLengthDecode (ISO 32000-1 §7.4.5) and PCL's compression 2 have it:
///
///     0…127      1 to 128 bytes as they are
///     129…255    the next byte, 128 to 2 times
///     128        the end, in PDF
enum PackBits {
    /// The most that `count` bytes can become, without the end.
    static func octetsMax(_ count: Int) -> Int { count + (count + 127) / 128 }

    /// - Returns: the end of what is written at `to`, which has room for ``octetsMax(_:)``.
    static func compress(
        _ bytes: UnsafePointer<UInt8>, count: Int, to: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var (at, to) = (0, to)
        while at < count {
            let run = EqualBytes.prefix(bytes + at, bytes + at + 1, count: count - at - 1) + 1
            if run >= 3 {
                to = repeated(bytes[at], run, to)
                at += run
            } else {
                let end = LineCompression.nextTriple(bytes, from: at + run, to: count)
                to = literal(bytes + at, end - at, to)
                at = end
            }
        }
        return to
    }

    private static func repeated(
        _ byte: UInt8, _ count: Int, _ start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var (rest, to) = (count, start)
        while rest > 0 {
            let chunk = min(rest, 128)
            to[0] = chunk == 1 ? 0 : UInt8(truncatingIfNeeded: 257 - chunk)
            to[1] = byte
            to += 2
            rest -= chunk
        }
        return to
    }

    private static func literal(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, _ start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var (from, rest, to) = (bytes, count, start)
        while rest > 0 {
            let chunk = min(rest, 128)
            to[0] = UInt8(truncatingIfNeeded: chunk - 1)
            (to + 1).update(from: from, count: chunk)
            to += 1 + chunk
            from += chunk
            rest -= chunk
        }
        return to
    }
}
