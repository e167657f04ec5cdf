/// A line that a CUPS filter writes to its standard error (CUPS, filter(7)).
public enum FilterMessage: Hashable, Sendable {
    /// So many sheets of this page have been made.
    case page(Int, copies: Int)
    case error(String)
    case warning(String)
    /// For a developer.
    case log(String)

    /// At most this much of a line is looked at.
    public static let octetsMax = 1024

    public init(_ line: some Sequence<UInt8>) {
        let plain = line.prefix(Self.octetsMax).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        let text = String(decoding: plain, as: UTF8.self)
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            self = .log(text)
            return
        }
        let rest = parts[1].drop { $0 == " " }
        switch parts[0] {
        case "EMERG", "ALERT", "CRIT", "ERROR": self = .error(String(rest))
        case "WARNING": self = .warning(String(rest))
        case "PAGE":
            let words = rest.split(separator: " ")
            // `PAGE: total N` corrects a sum that we count ourselves.
            guard words.count == 2, let page = Int(words[0]), let copies = Int(words[1]), page > 0, copies > 0,
                page < 1 << 31, copies < 1 << 31
            else { fallthrough }
            self = .page(page, copies: copies)
        default: self = .log(text)
        }
    }
}
