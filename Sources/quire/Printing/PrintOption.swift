/// An option as people write it behind `-o`: a name, and the text of its value.
struct PrintOption: Hashable, Sendable {
    var name: String
    var value: String

    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Reads `sides=two-sided-long-edge media=A4 fit-to-page nocollate title='two words'`.
    ///
    /// A name alone means `true`, with `no` before it `false`. Quotes and `\` keep what follows as it is; `{…}` is one
    /// value, a collection.
    static func parse(_ text: String) throws(Failure) -> [PrintOption] {
        var options: [PrintOption] = []
        var rest = Substring(text)
        while true {
            rest = rest.drop { $0.isWhitespace }
            guard !rest.isEmpty else { return options }
            let name = String(rest.prefix { $0 != "=" && !$0.isWhitespace })
            guard !name.isEmpty else { throw .usage("\"\(text)\": an option starts with its name.") }
            rest = rest.dropFirst(name.count)
            if rest.first == "=" {
                rest = rest.dropFirst()
                options.append(PrintOption(name, try value(from: &rest, of: name)))
            } else if name.hasPrefix("no"), name.count > 2 {
                options.append(PrintOption(String(name.dropFirst(2)), "false"))
            } else {
                options.append(PrintOption(name, "true"))
            }
        }
    }

    private static func value(from rest: inout Substring, of name: String) throws(Failure) -> String {
        var value = ""
        var quote: Character?
        var depth = 0
        while let character = rest.first {
            if quote == nil, depth == 0, character.isWhitespace { break }
            rest = rest.dropFirst()
            switch (character, quote) {
            case ("\\", _):
                guard let next = rest.popFirst() else { break }
                value.append(next)
                continue
            case ("'", nil), ("\"", nil):
                if depth == 0 {
                    quote = character
                    continue
                }
            case (let end, .some(let open)) where end == open:
                quote = nil
                continue
            case ("{", nil): depth += 1
            case ("}", nil): depth -= 1
            default: break
            }
            value.append(character)
        }
        guard quote == nil, depth == 0 else {
            throw .usage("option \"\(name)\": a \(quote.map { "quote \($0)" } ?? "brace") is not closed.")
        }
        return value
    }
}
