import IPP

/// What of a job is its owner's business: what it and its documents are called, whose it is, what it is accounted to. It is
/// taken out of what devices and programs say of their own before others read that.
///
/// Letters and digits are compared, without regard to case and to what stands between them: a title comes back with
/// underscores for its blanks, without its ending, or cut.
public struct PrivateWords: Sendable {
    /// Stands in a word's place.
    public static let mark: Character = "…"

    /// Letters of all that is looked for, those of one beginning once: the names of a hundred documents, for they are kept for
    /// every device. Of a job with more nothing is told at all: ``mark`` stands for every text.
    private static let lettersMax = 8_192
    private static let partsMax = 16
    /// Letters of a part that is looked for alone.
    private static let partLeast = 4
    /// Those that are no longer are found as words of their own only: a title `paper` leaves `newspaper` alone.
    private static let shortMax = 7
    /// So much of a longer one's beginning is enough.
    private static let beginningLeast = 12
    /// Octets of a text that may have been cut at its end, and there so much of a beginning is enough.
    fileprivate static let cutLeast = 120

    /// Small letters and digits, with a blank for whatever is between them.
    fileprivate var tree = LetterTree()
    fileprivate var hasTooMany = false

    public init(_ job: Job, _ documents: [Document] = []) {
        if job.owner.user != "anonymous" { insert(job.owner.user) }
        var names = [job.name]
        for name in ["job-account-id", "job-accounting-user-id", "job-billing"] {
            names += job.attributes[name]?.stringValues ?? []
        }
        names += documents.compactMap(\.name)
        var seen: Set<String> = []
        for part in names.lazy.filter({ seen.insert($0).inserted }).flatMap(Self.parts) {
            insert(part)
            guard tree.count <= Self.lettersMax else {
                (tree, hasTooMany) = (LetterTree(), true)
                return
            }
        }
    }

    private mutating func insert(_ text: String) {
        var letters = Self.units(of: text).map(\.letter)
        while letters.last == " " { letters.removeLast() }
        if letters.first == " " { letters.removeFirst() }
        tree.insert(letters, isAlone: letters.count <= Self.shortMax && letters.allSatisfy(\.isASCII))
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
        return [text] + parts.filter { $0 != text && $0.count { $0.isLetter || $0.isNumber } >= partLeast }
    }

    fileprivate struct Unit {
        var letter: Character
        var start: String.Index
        var end: String.Index
    }

    fileprivate static func units(of text: String) -> [Unit] {
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

    /// How much of `units` from `place` on is one of them, the longest; 0 where none is.
    fileprivate func longest(in units: [Unit], at place: Int, isCut: Bool) -> Int {
        let beginsWord = place == 0 || units[place - 1].letter == " "
        var (here, end, found) = (LetterTree.start, place, 0)
        while end < units.count, let next = tree.next(units[end].letter, from: here) {
            (here, end) = (next, end + 1)
            switch tree.end(at: here) {
            case .anywhere: found = end - place
            case .aloneOnly:
                if beginsWord, end == units.count || units[end].letter == " " { found = end - place }
            case .none: break
            }
        }
        guard beginsWord, tree.goesOn(from: here), isBeginning(end - place, of: units, to: end, isCut) else {
            return found
        }
        return max(found, units[end - 1].letter == " " ? end - place - 1 : end - place)
    }

    /// Whether so many letters of a longer word are enough to be it.
    private func isBeginning(_ count: Int, of units: [Unit], to end: Int, _ isCut: Bool) -> Bool {
        // Cut where the text was.
        let isAtEnd = end == units.count || end == units.count - 1 && units[end].letter == " "
        return count >= Self.beginningLeast || isCut && isAtEnd && count >= Self.partLeast
    }
}

extension [PrivateWords] {
    /// The text without the words of any of them.
    public func removed(from text: String) -> String {
        guard !text.isEmpty, contains(where: { $0.hasTooMany || !$0.tree.isEmpty }) else { return text }
        guard allSatisfy({ !$0.hasTooMany }) else { return String(PrivateWords.mark) }
        let units = PrivateWords.units(of: text)
        let isCut = text.utf8.count >= PrivateWords.cutLeast
        var result = ""
        var (place, kept) = (0, text.startIndex)
        while place < units.count {
            let count =
                units[place].letter == " "
                ? 0 : reduce(0) { Swift.max($0, $1.longest(in: units, at: place, isCut: isCut)) }
            guard count > 0 else {
                place += 1
                continue
            }
            result += text[kept..<Swift.max(kept, units[place].start)]
            result.append(PrivateWords.mark)
            kept = units[place + count - 1].end
            place += count
        }
        return result + text[kept...]
    }

    public func removed(from state: DeviceState) -> DeviceState {
        guard !isEmpty else { return state }
        var state = state
        for index in state.alerts.indices { state.alerts[index].text = removed(from: state.alerts[index].text) }
        return state
    }
}
