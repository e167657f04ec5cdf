/// What a job is and what is to be printed of it: lines of a letter and what belongs to it (RFC 1179 §7).
///
/// Letters that mean nothing here, or to nobody, are passed over: LPRng's, those of old Unix systems, fonts of troff, names
/// of files to be deleted at the client's. A line that does not come out well never costs somebody his job.
struct ControlFile: Hashable, Sendable {
    struct File: Hashable, Sendable {
        /// dfA012host
        var name: String
        /// The letter of its first line: `f` text, `l` text with its control characters, `o` PostScript, `p` text with
        /// headers, `r` FORTRAN … (RFC 1179 §7.17 to §7.29).
        var format: UInt8
        /// A line for each.
        var copies = 1
        /// What a person calls it (`N`).
        var title: String?
    }

    /// `H`
    var host: String?
    /// `P`
    var user: String?
    /// `J`
    var jobName: String?
    /// `C`
    var jobClass: String?
    /// `T`, over pages of `p`.
    var title: String?
    /// `L`
    var wantsBanner = false
    /// `M`: whoever should get mail once it is printed.
    var mailsTo: String?
    /// `W`: columns of text.
    var width: Int?
    /// `I`: columns that text is set in by.
    var indent: Int?
    /// `Z`: options of LPRng.
    var options: [String] = []
    /// Written by LPRng: then the class is a priority.
    var isLPRng = false
    var files: [File] = []

    /// Files that one job may name; clients have letters for 52.
    static let filesMax = 100
    /// Copies of one file; what "copies" of the Job Template has.
    static let copiesMax = 999

    init(_ octets: [UInt8]) throws(LineCommand.Problem) {
        var number: Int?
        var waitingTitle: String?
        for line in octets.split(separator: 0x0A) {
            guard let letter = line.first else { continue }
            let text = ClientText.read(line.dropFirst()).trimmed
            switch letter {
            case UInt8(ascii: "H"): host = text
            case UInt8(ascii: "P"): user = text
            case UInt8(ascii: "J"): jobName = text
            case UInt8(ascii: "C"): jobClass = text
            case UInt8(ascii: "T"): title = text
            case UInt8(ascii: "L"): wantsBanner = true
            case UInt8(ascii: "M"): mailsTo = text
            case UInt8(ascii: "W"): width = Int(text)
            case UInt8(ascii: "I"): indent = Int(text)
            case UInt8(ascii: "Z"): options += text.split(separator: ",").map { String($0).trimmed }
            case UInt8(ascii: "A"), UInt8(ascii: "Q"): isLPRng = true
            case UInt8(ascii: "K"): number = Int(text)
            case UInt8(ascii: "N"): waitingTitle = name(text)
            case UInt8(ascii: "a")...UInt8(ascii: "z"): waitingTitle = try print(text, letter, waitingTitle)
            default: continue
            }
        }
        if let number, number > 1, files.allSatisfy({ $0.copies == 1 }) {
            for index in files.indices { files[index].copies = number }
        }
        guard !files.isEmpty else { throw LineCommand.Problem("the control file names nothing to print") }
        guard files.allSatisfy({ $0.copies <= Self.copiesMax }) else {
            throw LineCommand.Problem("more than \(Self.copiesMax) copies of a file")
        }
    }

    /// The name of a file stands behind its line, or before it.
    ///
    /// - Returns: the name, where it belongs to a file that is still to come.
    private mutating func name(_ text: String) -> String? {
        guard let last = files.indices.last, files[last].title == nil else { return text }
        files[last].title = text
        return nil
    }

    private mutating func print(
        _ name: String, _ letter: UInt8, _ title: String?
    ) throws(LineCommand.Problem) -> String? {
        if let index = files.firstIndex(where: { $0.name == name }) {
            files[index].copies += 1
            return title
        }
        guard ReceivedName(name) != nil else { throw LineCommand.Problem("a data file with a name that is none") }
        guard files.count < Self.filesMax else { throw LineCommand.Problem("more than \(Self.filesMax) files") }
        files.append(File(name: name, format: letter, title: title))
        return nil
    }
}

/// The name of a file as clients give them: `cfA012host`, `dfA012host`, `dfB012host`, … (RFC 1179 §6.2, §6.3). It is compared
/// and shown, and never the name of a file here.
struct ReceivedName: Hashable, Sendable {
    let text: String
    /// Of one job's files, in order.
    var letter: Character { text.dropFirst(2).first ?? "A" }

    /// `nil` for what no client would write.
    init?(_ text: String) {
        guard (3...255).contains(text.utf8.count), text.hasPrefix("cf") || text.hasPrefix("df") else { return nil }
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") }
        guard isPlain else { return nil }
        self.text = text
    }
}

extension String {
    /// Without the white space at its ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
