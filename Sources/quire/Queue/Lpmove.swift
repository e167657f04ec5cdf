import IPP
import IPPClient

/// `lpmove`: moves a job, or all jobs of a printer, to another printer.
enum Lpmove: ClassicCommand {
    static let name = "lpmove"
    static let summary = "move jobs to another printer"

    static let options = OptionTable(
        usage: ["Usage: lpmove [options] job destination", "       lpmove [options] source-destination destination"],
        entries: [.encryption, .server(), .user])

    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool {
        var wishes = ServerChoice.Wishes()
        var operands: [String] = []
        for item in items {
            switch item {
            case .flag: wishes.isEncrypted = true
            case .value("h", let server): wishes.server = server
            case .value(_, let user): wishes.user = user
            case .operand(let text): operands.append(text)
            case .long: continue
            }
        }
        guard operands.count == 2 else {
            if operands.count > 2 { throw Failure.usage("Unknown argument \"\(operands[2])\".") }
            throw Failure.usage("Error - expected a job or printer, and where to.", hint: "see lpmove --help")
        }
        let server = PrintServer(try ServerChoice(wishes, in: session), in: session)
        let move = QueueMove(server: server, session: session)
        // A printer may have a name that looks like a job's: it goes first, as with CUPS.
        if let number = JobName.number(in: operands[0]), try await isJob(operands[0], server) {
            try await move.move(job: number, to: operands[1])
        } else {
            try await move.moveAll(of: operands[0], to: operands[1])
        }
        return true
    }

    private static func isJob(_ text: String, _ server: PrintServer) async throws -> Bool {
        if text.allSatisfy(\.isNumber) { return true }
        return try await !server.hasPrinter(text)
    }
}
