import Glibc
import IPP

/// What a command line asks to be printed, and how: not yet where.
struct PrintOrder: Hashable, Sendable {
    var wishes = ServerChoice.Wishes()
    var printer: String?
    var files: [String] = []
    var title: String?
    var options: [PrintOption] = []
    var isRemovingFiles = false
    var isTalkative = false
    var mailsWhenDone = false

    init() {}

    /// Reads the options of `lpr`, in the order given: where two disagree, the later one counts.
    init(_ items: [OptionTable.Item], _ session: Session) throws(Failure) {
        for item in items {
            switch item {
            case .value(let letter, let value): try take(letter, value, session)
            case .flag(let letter): try take(letter, session)
            case .operand(let file): try add(file)
            case .long: continue
            }
        }
    }

    private mutating func take(_ letter: Character, _ value: String, _ session: Session) throws(Failure) {
        switch letter {
        case "#", "K": set("copies", try Self.copies(value))
        case "H": wishes.server = value
        case "P": take(printer: value)
        case "U": wishes.user = value
        case "o": try add(options: value)
        case "Z": for part in value.split(separator: ",") { try add(options: String(part)) }
        case "T", "J", "C": title = value
        case "R": set("job-account-id", value)
        case "X": throw Self.refusedOption(letter)
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
        case "s": break
        case "Y", "B", "G": throw Self.refusedOption(letter)
        default: Self.warn(letter, session)
        }
    }

    /// `queue@host[:port]` names the server as well.
    private mutating func take(printer text: String) {
        guard let at = text.lastIndex(of: "@") else {
            printer = text
            return
        }
        printer = String(text[..<at])
        wishes.server = String(text[text.index(after: at)...])
    }

    private mutating func set(_ name: String, _ value: String) {
        options.removeAll { $0.name == name }
        options.append(PrintOption(name, value))
    }

    private mutating func add(options text: String) throws(Failure) {
        for option in try PrintOption.parse(text) { set(option.name, option.value) }
    }

    mutating func add(_ file: String) throws(Failure) {
        guard access(file, R_OK) == 0 else {
            throw Failure(
                .failed, code: "file-not-readable",
                "Error - unable to access \"\(file)\" - \(String(cString: strerror(errno)))")
        }
        files.append(file)
        title = title ?? file.split(separator: "/").last.map(String.init) ?? file
    }

    private static func copies(_ text: String) throws(Failure) -> String {
        guard let number = Int32(text), number >= 1 else { throw .usage("Error - copies must be 1 or more.") }
        return String(number)
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
