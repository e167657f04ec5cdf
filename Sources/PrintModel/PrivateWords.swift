import IPP

/// What of a job is its owner's business: what it and its documents are called, whose it is, what it is accounted to. It is
/// taken out of what devices and programs say of their own before others read that.
///
/// Letters and digits are compared, without regard to case and to what stands between them: a title comes back with
/// underscores for its blanks, without its ending, or cut.
public struct PrivateWords: Sendable {
    /// Stands in a word's place.
    public static let mark: Character = "…"

    /// Names of documents that are looked for; each costs a look at the text.
    private static let documentsMax = 100
    private static let partsMax = 16
    /// Letters of a part that is looked for alone.
    private static let partLeast = 4
    /// Those that are no longer are found as words of their own only: a title `paper` leaves `newspaper` alone.
    private static let shortMax = 7
    /// So much of a longer one's beginning is enough.
    private static let beginningLeast = 12
    /// Octets of a text that may have been cut at its end, and there so much of a beginning is enough.
    private static let cutLeast = 120

    private struct Form: Hashable {
        /// Small letters and digits, with a blank for whatever is between them.
        var letters: [Character]
        var isShort: Bool
    }
    private let names: [String]
    private let user: String

    public init(_ job: Job, _ documents: [Document] = []) {
        var names = [job.name]
        names += documents.prefix(Self.documentsMax).compactMap(\.name)
        for name in ["job-account-id", "job-accounting-user-id", "job-billing"] {
            names += job.attributes[name]?.stringValues ?? []
        }
        self.names = names
        user = job.owner.user == "anonymous" ? "" : job.owner.user
    }

    /// Worked out when something is said, which is with few jobs.
    private var forms: Set<Form> {
        let words = names.flatMap(Self.parts) + [user]
        return Set(words.map(Self.form).filter { !$0.letters.isEmpty })
    }

    /// The text, and what of it may come back alone: the last of a path, what stands beside the name of an application
    /// ("Writer - Salary.odt"), each without its ending.
    private static func parts(of text: String) -> [String] {
        let name = text.split { $0 == "/" || $0 == "\\" }.last.map { String($0) } ?? text
        var parts = [name]
        var rest = name[...]
        while let dash = rest.firstIndex(of: "-"), parts.count <= partsMax {
            let isBetween = rest[..<dash].last == " " && rest[dash...].dropFirst().first == " "
            if isBetween { parts += [String(rest[..<dash]), String(rest[dash...])] }
            rest = rest[rest.index(after: dash)...]
        }
        parts += parts.compactMap { part in
            part.lastIndex(of: ".").flatMap { part[$0...].count <= 6 ? String(part[..<$0]) : nil }
        }
        return [text] + parts.filter { $0.count { $0.isLetter || $0.isNumber } >= partLeast }
    }

    private static func form(_ text: String) -> Form {
        var letters = units(of: text).map(\.letter)
        while letters.last == " " { letters.removeLast() }
        if letters.first == " " { letters.removeFirst() }
        return Form(letters: letters, isShort: letters.count <= shortMax && letters.allSatisfy(\.isASCII))
    }

    private struct Unit {
        var letter: Character
        var start: String.Index
        var end: String.Index
    }

    private static func units(of text: String) -> [Unit] {
        var units: [Unit] = []
        var index = text.startIndex
        while index < text.endIndex {
            let start = index
            let character = text[index]
            text.formIndex(after: &index)
            var isBetween = !character.isLetter && !character.isNumber
            // A blank in a URI.
            if character == "%", text[index...].prefix(2).count == 2, text[index...].prefix(2).allSatisfy(\.isHexDigit)
            {
                index = text.index(index, offsetBy: 2)
                isBetween = true
            }
            if isBetween {
                if units.last?.letter == " " {
                    units[units.count - 1].end = index
                } else {
                    units.append(Unit(letter: " ", start: start, end: index))
                }
            } else {
                // Some letters become two.
                for letter in character.lowercased() { units.append(Unit(letter: letter, start: start, end: index)) }
            }
        }
        return units
    }

    /// The text without them.
    public func removed(from text: String) -> String {
        let forms = text.isEmpty ? [] : self.forms
        guard !forms.isEmpty else { return text }
        let units = Self.units(of: text)
        let isCut = text.utf8.count >= Self.cutLeast
        var result = ""
        var (place, kept) = (0, text.startIndex)
        while place < units.count {
            let count =
                units[place].letter == " " ? 0 : Self.longest(of: forms, in: units, at: place, isCut)
            guard count > 0 else {
                place += 1
                continue
            }
            result += text[kept..<units[place].start]
            result.append(Self.mark)
            kept = units[place + count - 1].end
            place += count
        }
        return result + text[kept...]
    }

    private static func longest(of forms: Set<Form>, in units: [Unit], at place: Int, _ isCut: Bool) -> Int {
        forms.reduce(0) { max($0, match($1, in: units, at: place, isCut)) }
    }

    /// How much of `units` from `place` on is that form; 0 where it is not.
    private static func match(_ form: Form, in units: [Unit], at place: Int, _ isCut: Bool) -> Int {
        var count = 0
        while count < form.letters.count, place + count < units.count,
            units[place + count].letter == form.letters[count]
        {
            count += 1
        }
        guard count > 0 else { return 0 }
        let end = place + count
        let beginsWord = place == 0 || units[place - 1].letter == " "
        let endsWord = end == units.count || units[end].letter == " "
        if count == form.letters.count { return !form.isShort || beginsWord && endsWord ? count : 0 }
        // Cut where the text was.
        let isAtEnd = end == units.count || end == units.count - 1 && units[end].letter == " "
        let isBeginning = count >= beginningLeast || isCut && isAtEnd && count >= partLeast
        guard beginsWord, isBeginning else { return 0 }
        return units[end - 1].letter == " " ? count - 1 : count
    }
}

extension PrivateWords {
    public func removed(from state: DeviceState) -> DeviceState {
        var state = state
        for index in state.alerts.indices { state.alerts[index].text = removed(from: state.alerts[index].text) }
        return state
    }
}
