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
    /// `lpr -C`
    var className: String?
    /// `lp -s`
    var isSilent = false
    /// `--wait`: until the job is over.
    var waits = false
    /// `--json`
    var isJSON = false
    /// `--dry-run`: only ask whether the server would take it.
    var isDryRun = false
    /// `--lax`: values the printer does not have are left to the server, with a warning.
    var isLax = false

    init() {}

    // MARK: What both commands have

    mutating func set(_ name: String, _ value: String) {
        options.removeAll { $0.name == name }
        options.append(PrintOption(name, value))
    }

    mutating func add(options text: String) throws(Failure) {
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

    /// `queue@host[:port]` names the server as well.
    mutating func take(printer text: String) { (printer, wishes.server) = wishes.split(printer: text) }

    mutating func set(copies text: String) throws(Failure) {
        guard let number = Int32(text), number >= 1 else { throw .usage("Error - copies must be 1 or more.") }
        set("copies", String(number))
    }
}

extension ServerChoice.Wishes {
    /// The printer of `queue@host[:port]`, and the server: the one named there, or else the one wished before.
    func split(printer text: String) -> (printer: String, server: String?) {
        guard let at = text.lastIndex(of: "@"), at != text.startIndex else { return (text, server) }
        return (String(text[..<at]), String(text[text.index(after: at)...]))
    }
}
