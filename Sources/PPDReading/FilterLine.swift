/// What `*cupsFilter` and `*cupsFilter2` say: which type goes in, what it costs, which program takes it.
public struct FilterLine: Hashable, Sendable {
    public var source: String
    /// What comes out; `nil` where only the device knows.
    public var destination: String?
    public var cost: Int
    /// `-` for none: the device reads it.
    public var program: String

    public var isDirect: Bool { program == "-" }

    /// `application/vnd.cups-raster 100 rastertohp`, perhaps with `maxsize(1000)` before the program.
    public init?(_ value: String) {
        let words = Self.words(value)
        guard words.count >= 3 else { return nil }
        self.init(words[0], nil, words[1], words[2...])
    }

    /// The same with the type that comes out, as `*cupsFilter2` has it.
    public init?(second value: String) {
        let words = Self.words(value)
        guard words.count >= 4 else { return nil }
        self.init(words[0], words[1], words[2], words[3...])
    }

    private init?(_ source: Substring, _ destination: Substring?, _ cost: Substring, _ rest: ArraySlice<Substring>) {
        guard source.contains("/"), let cost = Int(cost), cost >= 0 else { return nil }
        self.source = source.lowercased()
        self.destination = destination?.lowercased()
        self.cost = min(cost, 10_000)
        // The rest of the line, blanks and all: a name with a blank in it is none, and refused as a whole.
        let program = rest.joined(separator: " ")
        self.program = program.hasPrefix("maxsize(") ? Self.behindParenthesis(program) : program
    }

    private static func behindParenthesis(_ text: String) -> String {
        let rest = text.drop { $0 != ")" }.dropFirst()
        return String(rest.drop { $0 == " " })
    }

    private static func words(_ value: String) -> [Substring] {
        value.split(maxSplits: 100, whereSeparator: \.isWhitespace)
    }

    /// Whether it names a program in a folder of filters, or none (`-`): no path, no blanks, nothing a shell would read.
    public static func isName(_ name: String) -> Bool {
        if name == "-" { return true }
        guard let first = name.utf8.first, name.utf8.count <= 127 else { return false }
        guard first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
        return name.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "+"):
                true
            default: false
            }
        }
    }

    /// Programs that run what a file tells them to: never approved, whoever asks.
    public static let neverRun: Set<String> = ["foomatic-rip", "foomatic-gswrapper", "cupsomatic", "sys5ippprinter"]
}
