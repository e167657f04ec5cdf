internal import Crypto
internal import FoundationEssentials
import PrintModel

/// One record as it is kept: a line of JSON, with the hash of the record before it and its own at the end.
///
///     {"n":12,"at":"2026-11-21T22:33:44.123Z","kind":"change","who":"anna","proof":"password","from":"10.0.0.7",
///      "op":"Pause-Printer","target":"printer floor2","result":"successful-ok","detail":"","request":"",
///      "prev":"<64 hexadecimal digits>","hash":"<64 hexadecimal digits>"}
///
/// on one line. The hash is SHA-256 over the 32 octets of the hash before and the octets of the line from its beginning to
/// the end of "prev": whoever has `sha256sum` can check it. Before the first record stand 32 octets of 0.
struct AuditLine: Sendable {
    let number: UInt64
    /// Without the line feed.
    let octets: [UInt8]
    let hash: [UInt8]

    static let noHash = [UInt8](repeating: 0, count: 32)
    private static let mark = Array(#","hash":""#.utf8)

    init(_ event: AuditEvent, number: UInt64, after previous: [UInt8]) {
        var text = "{\"n\":\(number),\"at\":\"\(Self.time(event.at))\",\"kind\":\"\(event.kind.rawValue)\""
        func put(_ key: String, _ value: String, max: Int) {
            text += ",\"\(key)\":\"\(Self.escaped(value, max: max))\""
        }
        put("who", event.who, max: 96)
        put("proof", event.proof, max: 16)
        put("from", event.host, max: 64)
        put("op", event.operation, max: 64)
        put("target", event.target, max: 160)
        put("result", event.result, max: 64)
        put("detail", event.detail, max: 200)
        put("request", event.request, max: 24)
        put("prev", Hexadecimal.text(previous), max: 64)
        let body = Array(text.utf8)
        self.number = number
        hash = Self.hash(of: body[...], after: previous)
        octets = body + Self.mark + Array(Hexadecimal.text(hash).utf8) + Array("\"}".utf8)
    }

    static func hash(of body: ArraySlice<UInt8>, after previous: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: previous)
        hash.update(data: Array(body))
        return Array(hash.finalize())
    }

    // MARK: Reading

    /// What a kept line says.
    struct Content: Decodable, Sendable {
        var n: UInt64
        var at: String
        var kind: String
        var who: String
        var from: String
        var op: String
        var detail: String
        var prev: String
        var hash: String
    }

    /// `nil` for what is no record.
    static func read(_ line: ArraySlice<UInt8>) -> Content? {
        try? JSONDecoder().decode(Content.self, from: Data(line))  // What is wrong with it matters to nobody.
    }

    /// The octets that a line's hash was made of; `nil` where it has none.
    static func body(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        // The mark, 64 digits, a quotation mark and a brace.
        let bodyCount = line.count - mark.count - 66
        guard bodyCount > 0, line.dropFirst(bodyCount).starts(with: mark), line.suffix(2).elementsEqual("\"}".utf8)
        else { return nil }
        return line.prefix(bodyCount)
    }

    // MARK: Text

    /// In UTC, with milliseconds.
    static func time(_ moment: Moment) -> String {
        let milliseconds = moment.milliseconds
        let day = 86_400_000 as Int64
        let days = milliseconds >= 0 ? milliseconds / day : -1
        let rest = milliseconds >= 0 ? milliseconds % day : 0
        let (year, month, date) = civil(days)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let fraction = rest % 1000
        let padded = (fraction < 10 ? "00" : fraction < 100 ? "0" : "") + "\(fraction)"
        return "\(year)-\(two(month))-\(two(date))T\(two(rest / 3_600_000)):\(two(rest / 60_000 % 60)):"
            + "\(two(rest / 1000 % 60)).\(padded)Z"
    }

    /// The date of a day after 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// As the inside of a JSON string of at most `max` octets; control characters become spaces.
    static func escaped(_ text: String, max: Int) -> String {
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            let piece: String =
                switch scalar {
                case "\"": "\\\""
                case "\\": "\\\\"
                case "\u{2028}", "\u{2029}": " "
                default: scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? " " : String(scalar)
                }
            count += piece.utf8.count
            guard count <= max else { break }
            result += piece
        }
        return result
    }
}

enum Hexadecimal {
    static func text(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func octets(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var octets: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let octet = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else {
                return nil
            }
            octets.append(octet)
        }
        return octets
    }
}
