/// A line that a program wrote among its messages (filter(7), "Messages").
enum ProgramMessage: Hashable, Sendable {
    enum Level: Int, Hashable, Sendable, Comparable {
        case debug, info, notice, warning, error

        static func < (lhs: Level, rhs: Level) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    case text(Level, String)
    /// Pages since the last one.
    case pages(Int)
    case pagesTotal(Int)
    case state(StateChange)
    case attributes([(name: String, value: String)])

    init(_ line: String) {
        let (word, rest) = Self.split(line)
        self =
            switch word {
            case "EMERG", "ALERT", "CRIT", "ERROR": .text(.error, rest)
            case "WARNING": .text(.warning, rest)
            case "NOTICE": .text(.notice, rest)
            case "INFO": .text(.info, rest)
            case "PAGE": Self.pages(in: rest) ?? .text(.debug, line)
            case "STATE": .state(StateChange(rest))
            case "ATTR": .attributes(ProgramAttributes.parse(rest))
            case "DEBUG", "DEBUG2": .text(.debug, rest)
            default: .text(.debug, line)
            }
    }

    private static func split(_ line: String) -> (word: String, rest: String) {
        guard let colon = line.firstIndex(of: ":") else { return ("", line) }
        return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }))
    }

    /// `PAGE: 3 2`: page 3, two of it. `PAGE: total 12`.
    private static func pages(in text: String) -> ProgramMessage? {
        let words = text.split { $0 == " " || $0 == "\t" }
        guard words.count >= 2, let number = Int(words[1]), (0...countMax).contains(number) else { return nil }
        if words[0] == "total" { return .pagesTotal(number) }
        return Int(words[0]) == nil ? nil : .pages(number)
    }

    /// The model's numbers of pages have 31 bits.
    static let countMax = Int(Int32.max)

    static func == (lhs: ProgramMessage, rhs: ProgramMessage) -> Bool { lhs.key == rhs.key }
    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    private var key: [String] {
        switch self {
        case .text(let level, let text): ["text", "\(level)", text]
        case .pages(let number): ["pages", String(number)]
        case .pagesTotal(let number): ["total", String(number)]
        case .state(let change): ["state", "\(change.kind)"] + change.reasons
        case .attributes(let attributes): ["attributes"] + attributes.flatMap { [$0.name, $0.value] }
        }
    }
}

/// `STATE: +media-empty-error`: what is added to, or taken from, the reasons; without a sign, all there are.
struct StateChange: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case add, remove, replace }

    var kind: Kind
    /// Keywords; "none" is not among them.
    var reasons: [String]

    init(_ text: String) {
        switch text.first {
        case "+": kind = .add
        case "-": kind = .remove
        default: kind = .replace
        }
        let words = (kind == .replace ? text[...] : text.dropFirst()).split { " ,\t".contains($0) }
        reasons = words.filter(Self.isKeyword).map { $0.lowercased() }.filter { $0 != "none" }
    }

    private static func isKeyword(_ word: Substring) -> Bool {
        word.utf8.count <= 255
            && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }
}

/// `ATTR: name=value other='a value'`: words in the manner of a shell, lists with commas.
enum ProgramAttributes {
    /// Of one line.
    static let attributesMax = 100

    static func parse(_ text: String) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        var rest = text[...]
        while found.count < attributesMax {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            let name = rest.prefix { $0 != "=" && $0 != " " && $0 != "\t" }
            guard !name.isEmpty else {
                if rest.popFirst() == nil { break }
                continue
            }
            rest = rest.dropFirst(name.count)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            found.append((String(name), value(&rest)))
        }
        return found
    }

    /// Up to a blank outside of quotes. The quotes around all of it go, those inside stay.
    private static func value(_ rest: inout Substring) -> String {
        var value = ""
        var quote: Character?
        while let character = rest.first {
            if quote == nil, character == " " || character == "\t" { break }
            rest = rest.dropFirst()
            if character == "\\", let next = rest.first {
                // Within a list, the backslash is for whoever takes the list apart.
                if quote != nil { value.append(character) }
                value.append(next)
                rest = rest.dropFirst()
            } else if let open = quote, character == open {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
                // A quote in the middle is an element's own.
                if !value.isEmpty {
                    value.append(character)
                    value += element(&rest, closedBy: character)
                    quote = nil
                }
            } else {
                value.append(character)
            }
        }
        return value
    }

    private static func element(_ rest: inout Substring, closedBy quote: Character) -> String {
        var text = ""
        while let character = rest.popFirst() {
            text.append(character)
            if character == quote { break }
        }
        return text
    }

    /// The elements of a list: commas within quotes do not count, and the quotes go.
    static func list(_ value: String) -> [String] {
        var elements: [String] = []
        var element = ""
        var quote: Character?
        var rest = value[...]
        while let character = rest.popFirst() {
            if character == "\\", let next = rest.popFirst() {
                element.append(next)
            } else if let open = quote {
                if character == open { quote = nil } else { element.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "," {
                elements.append(element)
                element = ""
            } else {
                element.append(character)
            }
        }
        return elements + [element]
    }
}
