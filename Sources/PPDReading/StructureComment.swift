/// A comment of the Document Structuring Conventions (Adobe TN 5001, version 3.0) that says where in a document one is.
enum StructureComment: Hashable, Sendable {
    /// `%!PS-Adobe-…`
    case header
    /// `%!` and no more.
    case mark
    case pages(Int)
    case endComments
    case beginProlog, endProlog
    case beginSetup, endSetup
    case page
    case beginPageSetup
    /// A document within the document: what looks like a page of it is none of ours.
    case beginDocument, endDocument
    /// So many octets, or lines, follow that are not looked at.
    case octets(Int)
    case lines(Int)
    /// `%%IncludeFeature: *Option Choice`
    case includeFeature(option: String, choice: String)
    case endOfFile
    /// Where a printer's language begins or ends; it has its own place around the document.
    case universalExit, endOfTransmission
    /// `@PJL`, which only means something before the document.
    case jobLanguage
    case comment
    case text

    /// No comment is longer (TN 5001 §3); what is, is text.
    static let octetsMax = 255

    /// - Parameter line: without its end.
    init(_ line: some Collection<UInt8>) {
        guard let first = line.first else {
            self = .text
            return
        }
        if first == 0x04, line.count == 1 {
            self = .endOfTransmission
        } else if first == 0x1B, line.starts(with: Self.exit) {
            self = .universalExit
        } else if first == UInt8(ascii: "@"), line.starts(with: "@PJL".utf8) {
            self = .jobLanguage
        } else if first != UInt8(ascii: "%") {
            self = .text
        } else {
            self = Self.comment(String(decoding: line.prefix(Self.octetsMax), as: UTF8.self))
        }
    }

    private static let exit = Array("\u{1B}%-12345X".utf8)

    private static func comment(_ line: String) -> StructureComment {
        if line.hasPrefix("%!") { return line.hasPrefix("%!PS-Adobe-") ? .header : .mark }
        guard line.hasPrefix("%%") else { return .comment }
        let name = line.dropFirst(2).prefix { $0 != ":" && $0 != " " && $0 != "\t" }
        let words = line.dropFirst(2 + name.count).drop { $0 == ":" }.split(whereSeparator: \.isWhitespace)
        switch name {
        case "Pages": return words.first.flatMap { Int($0) }.map { .pages($0) } ?? .comment
        case "EndComments": return .endComments
        case "BeginProlog": return .beginProlog
        case "EndProlog": return .endProlog
        case "BeginSetup": return .beginSetup
        case "EndSetup": return .endSetup
        case "Page": return .page
        case "BeginPageSetup": return .beginPageSetup
        case "BeginDocument": return .beginDocument
        case "EndDocument": return .endDocument
        case "BeginBinary": return .octets(Self.count(words.first))
        case "BeginData":
            return words.count >= 3 && words[2] == "Lines"
                ? .lines(Self.count(words.first)) : .octets(Self.count(words.first))
        case "IncludeFeature":
            guard words.count >= 2, words[0].hasPrefix("*") else { return .comment }
            return .includeFeature(option: String(words[0].dropFirst()), choice: String(words[1]))
        case "EOF": return .endOfFile
        default: return .comment
        }
    }

    /// A count that is missing or absurd stands for none: better to look at data than to pass over a document.
    private static func count(_ word: Substring?) -> Int {
        guard let word, let count = Int(word), 0...(1 << 40) ~= count else { return 0 }
        return count
    }
}
