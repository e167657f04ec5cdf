import Glibc
import IPP
import IPPClient

/// `lpc`: controls printers and queues, by the verbs of BSD and LPRng. One command on the command line, or one after
/// another from standard input.
enum Lpc: ClassicCommand {
    static let name = "lpc"
    static let summary = "control printers, one verb at a time"

    static let options = OptionTable(
        usage: ["Usage: lpc [options] [command [arguments]]"],
        entries: [
            .encryption, .server(), .value("P", "destination", "Take this printer where a command names none"), .user,
        ],
        notes: ["With no command, commands are read from standard input; lpc help lists them."], endsAtOperand: true)

    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool {
        var wishes = ServerChoice.Wishes()
        var printer: String?
        var words: [String] = []
        for item in items {
            switch item {
            case .flag: wishes.isEncrypted = true
            case .value("h", let server): wishes.server = server
            case .value("P", let text): (printer, wishes.server) = wishes.split(printer: text)
            case .value(_, let user): wishes.user = user
            case .operand(let word): words.append(word)
            case .long: continue
            }
        }
        let server = PrintServer(try ServerChoice(wishes, in: session), in: session)
        let console = LpcConsole(server: server, session: session, wishes: wishes, printer: printer)
        if !words.isEmpty { return try await console.run(words) }
        return await interact(console, session)
    }

    /// Asks for commands until there are no more. A person has seen what failed; a script is told at the end.
    private static func interact(_ console: LpcConsole, _ session: Session) async -> Bool {
        var isFine = true
        var lines = InputLines(session.standardInput)
        while true {
            session.output.write("lpc> ")
            session.output.flush()
            guard let line = lines.next() else { return isFine || isatty(session.standardInput) == 1 }
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let word = words.first else { continue }
            if ["exit", "quit"].contains(LpcVerb.named(word)?.name) { return isFine }
            do {
                if try await !console.run(words) { isFine = false }
            } catch {
                isFine = false
                _ = session.report(error)
            }
        }
    }
}

/// Lines from a descriptor, as they come.
private struct InputLines {
    private let descriptor: CInt
    private var bytes: [UInt8] = []
    private static let lineBytesMax = 65_536

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    mutating func next() -> String? {
        while true {
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                defer { bytes.removeFirst(end + 1) }
                return String(decoding: bytes[..<end], as: UTF8.self)
            }
            let piece = [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
                count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
            }
            if piece.isEmpty || bytes.count > Self.lineBytesMax {
                defer { bytes = [] }
                return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
            }
            bytes += piece
        }
    }
}
