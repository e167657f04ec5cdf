/// What a client of a line printer daemon asks for: one octet that says what, a queue's name, and what else there is,
/// between white space (RFC 1179 §3.1 and §5).
enum LineCommand: Hashable, Sendable {
    case printWaiting(queue: String)
    case receiveJob(queue: String)
    /// What waits in a queue: all, or these jobs and those of these users.
    case state(queue: String, of: [String], isLong: Bool)
    /// Removes jobs: that in hand where none are named, else these and those of these users.
    case remove(queue: String, agent: String, [String])

    /// - Throws: ``Problem``, where it is none of these.
    init(_ line: [UInt8], operandsMax: Int) throws(Problem) {
        guard let code = line.first else { throw Problem("an empty command") }
        var words = line.dropFirst().split(whereSeparator: Self.isSpace).map { ClientText.read($0) }
        guard !words.isEmpty else { throw Problem("the command names no queue") }
        let queue = words.removeFirst()
        guard words.count <= operandsMax else { throw Problem("more than \(operandsMax) jobs are named") }
        switch code {
        case 1: self = .printWaiting(queue: queue)
        case 2: self = .receiveJob(queue: queue)
        case 3: self = .state(queue: queue, of: words, isLong: false)
        // LPRng's verbose state.
        case 4, 9: self = .state(queue: queue, of: words, isLong: true)
        case 5:
            guard !words.isEmpty else { throw Problem("the command does not say who wants jobs removed") }
            self = .remove(queue: queue, agent: words.removeFirst(), words)
        default: throw Problem("command \(code) is not known here")
        }
    }

    /// Why a line was not understood.
    struct Problem: Error, Hashable, Sendable {
        let reason: String
        init(_ reason: String) { self.reason = reason }
    }

    /// Space, HT, VT, FF (RFC 1179 §3.1), and the CR of those who end lines with two octets.
    static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 || (0x0B...0x0D).contains(octet) }
}

/// What follows a request to receive a job (RFC 1179 §6).
enum ReceiveCommand: Hashable, Sendable {
    case abort
    case controlFile(octets: Int64, name: String)
    /// `nil`: until the client ends the connection.
    case dataFile(octets: Int64?, name: String)
    /// Another job for another queue, on the same connection; not in RFC 1179, and sent by some.
    case receiveJob(queue: String)

    init(_ line: [UInt8]) throws(LineCommand.Problem) {
        let words = line.dropFirst().split(whereSeparator: LineCommand.isSpace).map { ClientText.read($0) }
        switch (line.first, words.count) {
        case (1?, _): self = .abort
        case (2?, 2):
            guard let octets = Self.count(words[0]) else { throw LineCommand.Problem("a length that is no number") }
            self = .controlFile(octets: octets, name: words[1])
        case (3?, 2):
            guard let octets = Self.count(words[0]) else { throw LineCommand.Problem("a length that is no number") }
            self = .dataFile(octets: Self.isUnknown(octets) ? nil : octets, name: words[1])
        case (2?, 1) where Self.count(words[0]) == nil: self = .receiveJob(queue: words[0])
        default: throw LineCommand.Problem("a subcommand that is not known here")
        }
    }

    /// Digits alone: no sign, no space, no more than fits.
    private static func count(_ text: String) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(text)
    }

    /// What clients say that do not know how much they will send: 0 (LPRng), the most that they can write down (CUPS'
    /// lpd program with mode=stream, on systems of 32 and 64 bits, and others), and lengths of a terabyte and more, which
    /// Windows makes up with its byte counting off.
    private static func isUnknown(_ octets: Int64) -> Bool {
        octets == 0 || octets == 2_147_483_647 || octets == 4_294_967_295 || octets >= 999_999_999_999
    }
}

/// Text from a client of a time before UTF-8.
enum ClientText {
    /// UTF-8, where it is that; else every octet is a letter of Latin-1. Control characters are spaces.
    static func read(_ octets: some Collection<UInt8>) -> String {
        let clean = octets.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        if let text = String(validating: clean, as: UTF8.self) {
            // Those of Latin-1 as well: terminals obey them.
            return String(
                String.UnicodeScalarView(text.unicodeScalars.map { (0x80...0x9F).contains($0.value) ? " " : $0 }))
        }
        return String(
            String.UnicodeScalarView(clean.map { (0x80...0x9F).contains($0) ? "?" : Unicode.Scalar($0) }))
    }
}
