extension PrintOrder {
    /// Reads the options of `lpr`, in the order given: where two disagree, the later one counts.
    init(lpr items: [OptionTable.Item], _ session: Session) throws(Failure) {
        for item in items {
            switch item {
            case .value(let letter, let value): try take(letter, value, session)
            case .flag(let letter): try take(letter, session)
            case .operand("-"): continue
            case .operand(let file): try add(file)
            case .long(let name, let value): try take(long: name, value)
            }
        }
        takeClass()
    }

    private mutating func take(_ letter: Character, _ value: String, _ session: Session) throws(Failure) {
        switch letter {
        case "#", "K": try set(copies: value)
        case "H": wishes.server = value
        case "P": take(printer: value)
        case "U": wishes.user = value
        case "o": try add(options: value)
        case "Z": for part in value.split(separator: ",") { try add(options: String(part)) }
        case "C":
            title = value
            className = value
        case "T", "J": title = value
        case "R": set("job-account-id", value)
        case "X": throw Self.refusedOption(letter)
        case "A", "D":
            session.errors.print("\(session.name): Warning - option \"\(letter)\" of LPRng ignored.")
        default: Self.warn(letter, session)
        }
    }

    private mutating func take(_ letter: Character, _ session: Session) throws(Failure) {
        switch letter {
        case "E": wishes.isEncrypted = true
        case "h": set("job-sheets", "none")
        case "l", "b": set("raw", "true")
        case "p": set("prettyprint", "true")
        case "m": mailsWhenDone = true
        case "q": set("job-hold-until", "indefinite")
        case "r": isRemovingFiles = true
        case "V": isTalkative = true
        // A document on standard input is sent as it comes, always.
        case "s", "k": break
        case "Y", "B", "G": throw Self.refusedOption(letter)
        default: Self.warn(letter, session)
        }
    }

    /// LPRng's classes are letters that are priorities as well, `A` the lowest: with `-o lprng-classes=true` only, as
    /// everywhere else `-C` is the title.
    private mutating func takeClass() {
        guard let index = options.firstIndex(where: { $0.name == "lprng-classes" }) else { return }
        let isOn = AttributeText.flag(options.remove(at: index).value) ?? false
        guard isOn, let className, className.utf8.count == 1, let letter = className.utf8.first,
            UInt8(ascii: "A")...UInt8(ascii: "Z") ~= letter
        else { return }
        set("job-priority", String(1 + Int(letter - UInt8(ascii: "A")) * 99 / 25))
    }

    private static func refusedOption(_ letter: Character) -> Failure {
        let why =
            switch letter {
            case "Y": "jobs always go through the server, which keeps them safe; there is no direct printing"
            default: "filters run on the server, never in the client"
            }
        return .usage("Error - option \"\(letter)\" of LPRng is not served: \(why).")
    }

    private static func warn(_ letter: Character, _ session: Session) {
        session.errors.print(
            "\(session.name): Warning - \"\(letter)\" format modifier not supported - output may not be correct.")
    }
}
