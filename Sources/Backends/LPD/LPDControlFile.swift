internal import PrintModel

/// What a job is and how its files are printed, in lines of a letter and what belongs to it (RFC 1179 §7).
struct LPDControlFile: Hashable, Sendable {
    struct File: Hashable, Sendable {
        /// dfA012host
        var name: String
        /// What a person calls it.
        var title: String
        /// A line for each.
        var copies = 1
    }

    var host: String
    var user: String
    var title: String
    /// Of the banner page, where one is wanted.
    var bannerClass: String?
    /// RFC 1179 §7.17 ff.: `l` for bytes that nobody shall touch.
    var format: Character = "l"
    var files: [File]

    /// Lengths that a reader may count on (RFC 1179 §7).
    private static let hostMax = 31
    private static let userMax = 31
    private static let classMax = 31
    private static let titleMax = 99
    private static let fileTitleMax = 131

    var bytes: [UInt8] {
        var lines = [
            "H" + Self.cut(host, Self.hostMax), "P" + Self.cut(user, Self.userMax),
            "J" + Self.cut(title, Self.titleMax),
        ]
        if let bannerClass {
            lines += ["C" + Self.cut(bannerClass, Self.classMax), "L" + Self.cut(user, Self.userMax)]
        }
        for file in files {
            lines += Array(repeating: "\(format)\(file.name)", count: file.copies)
            lines += ["U\(file.name)", "N" + Self.cut(file.title, Self.fileTitleMax)]
        }
        return lines.flatMap { Array($0.utf8) + [0x0A] }
    }

    /// At most so many octets, between characters, and on one line.
    static func cut(_ text: String, _ max: Int) -> String {
        var cut = ""
        for character in text {
            let plain: Character =
                character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
                ? character : "_"
            guard cut.utf8.count + String(plain).utf8.count <= max else { break }
            cut.append(plain)
        }
        return cut.isEmpty ? "_" : cut
    }

    /// Letters, digits, spaces and little else: old servers put titles into command lines.
    static func plain(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || " .-_".contains($0)) ? $0 : "_" })
    }
}

/// The names of a job's files: `cfA012host`, `dfA012host`, `dfB012host` … (RFC 1179 §6.2, §6.3).
struct LPDNames: Hashable, Sendable {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    private static let hostMax = 15

    /// Files that one job may have: the letters end.
    static let filesMax = letters.count

    private let suffix: String

    init(job: JobID, host: String) {
        let number = String(job.rawValue % 1000)
        let short = String(LPDControlFile.plain(host).filter { $0 != " " }.prefix(Self.hostMax))
        suffix = String(repeating: "0", count: 3 - number.count) + number + (short.isEmpty ? "localhost" : short)
    }

    var control: String { "cfA" + suffix }

    /// - Parameter index: below ``filesMax``.
    func data(_ index: Int) -> String { "df\(Self.letters[index % Self.filesMax])" + suffix }
}
