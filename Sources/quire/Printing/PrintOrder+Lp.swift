extension PrintOrder {
    /// Reads the options of `lp`, in the order given: where two disagree, the later one counts.
    init(lp items: [OptionTable.Item], _ session: Session) throws(Failure) {
        for item in items {
            switch item {
            case .value(let letter, let value): try take(letter, value, session)
            case .flag(let letter): take(letter)
            case .operand("-"): continue
            case .operand(let file): try add(file)
            case .long(let name, let value): try take(long: name, value)
            }
        }
    }

    private mutating func take(_ letter: Character, _ value: String, _ session: Session) throws(Failure) {
        switch letter {
        case "d": take(printer: value)
        case "h": wishes.server = value
        case "U": wishes.user = value
        case "n": try set(copies: value)
        case "o": try add(options: value)
        case "p", "q": try set(priority: value)
        case "t": title = value
        case "H": set("job-hold-until", Self.hold(value))
        case "P": set("page-ranges", value)
        case "f": Self.warn("form", session)
        case "y": Self.warn("mode", session)
        case "S": Self.warn("character set", session)
        case "T": Self.warn("content type", session)
        default: return
        }
    }

    private mutating func take(_ letter: Character) {
        switch letter {
        case "E": wishes.isEncrypted = true
        case "m": mailsWhenDone = true
        case "s": isSilent = true
        // `-c`, to copy the files before printing, is what always happens; `-w`, a message on the terminal, never.
        default: return
        }
    }

    private mutating func set(priority text: String) throws(Failure) {
        guard let number = Int32(text), 1...100 ~= number else {
            throw .usage("Error - priority must be between 1 and 100.")
        }
        set("job-priority", String(number))
    }

    /// The words of System V; others are moments or keywords of IPP.
    private static func hold(_ text: String) -> String {
        switch text {
        case "hold": "indefinite"
        case "immediate", "resume": "no-hold"
        default: text
        }
    }

    private static func warn(_ what: String, _ session: Session) {
        session.errors.print("\(session.name): Warning - \(what) option ignored.")
    }
}
