/// HP's Printer Job Language around a document (PJL Technical Reference Manual).
public enum JobControl {
    public static let universalExit = Array("\u{1B}%-12345X".utf8)

    /// What a title or a name may say in a line of PJL: 80 printable characters of ASCII without a quote.
    public static func word(_ text: String) -> String {
        let plain = text.utf8.map { octet -> UInt8 in
            (0x20...0x7E).contains(octet) && octet != UInt8(ascii: "\"") ? octet : UInt8(ascii: "_")
        }
        return String(decoding: plain.prefix(80), as: UTF8.self)
    }

    /// The beginning of a job, behind what the PPD begins one with; nothing where that is no PJL.
    ///
    /// - Parameter begin: the PPD's `*JCLBegin`.
    public static func start(_ begin: [UInt8], title: String, user: String) -> [UInt8] {
        guard isPJL(begin) else { return begin }
        // Its own line @PJL JOB, if there is one, would name no job.
        let lines = begin.split(separator: 0x0A, omittingEmptySubsequences: false).compactMap { line -> [UInt8]? in
            let isFirst = line.starts(with: universalExit)
            let rest = isFirst ? line.dropFirst(universalExit.count) : line
            let isJob = rest.starts(with: job) && (rest.count == job.count || rest.dropFirst(job.count).first == 0x20)
            guard isJob else { return Array(line) }
            return isFirst ? universalExit + Array("@PJL".utf8) : nil
        }
        var start = Array(lines.joined(separator: [0x0A]))
        if start.last != 0x0A { start.append(0x0A) }
        start += Array("@PJL JOB NAME = \"\(word(title))\"\n".utf8)
        if !user.isEmpty { start += Array("@PJL SET USERNAME = \"\(word(user))\"\n".utf8) }
        return start
    }

    private static let job = Array("@PJL JOB".utf8)

    public static func isPJL(_ begin: [UInt8]) -> Bool {
        String(decoding: begin.prefix(1024), as: UTF8.self).contains("@PJL")
    }

    /// Copies in PJL: `QTY` whole sets, `COPIES` each page by itself.
    public static func copies(_ count: Int, collated: Bool) -> [UInt8] {
        guard count > 1 else { return [] }
        return Array("@PJL SET \(collated ? "QTY" : "COPIES") = \(count)\n".utf8)
    }

    /// The end of a job; a PPD that says how its jobs end is followed.
    public static func end(_ begin: [UInt8], _ end: [UInt8]) -> [UInt8] {
        if !end.isEmpty {
            // What libcups' authors saw: an end that only leaves the language would leave the job open.
            guard isPJL(begin), !String(decoding: end, as: UTF8.self).contains("EOJ") else { return end }
            return end.starts(with: universalExit)
                ? universalExit + Array("@PJL EOJ\n".utf8) + universalExit : end
        }
        return isPJL(begin) ? universalExit + Array("@PJL EOJ\n".utf8) + universalExit : []
    }
}

extension JobControl {
    /// Hexadecimal octets in `<>` (TN 5003 §2.3), which PPDs write control characters with.
    public static func decoded(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text[...]
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")),
                let octets = octets(rest[..<end])
            else {
                result.append(octet)
                continue
            }
            result += octets
            rest = rest[(end + 1)...]
        }
        return result
    }

    private static func octets(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
        let plain = digits.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        guard !plain.isEmpty, plain.count % 2 == 0, plain.count <= 1024 else { return nil }
        var octets: [UInt8] = []
        for place in stride(from: 0, to: plain.count, by: 2) {
            guard let octet = UInt8(String(decoding: plain[place..<place + 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            octets.append(octet)
        }
        return octets
    }
}
