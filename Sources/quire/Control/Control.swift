import ArgumentParser
import IPP
import IPPClient

/// A verb of `quirectl`.
protocol ControlCommand: ParsableCommand {
    var control: ControlOptions { get }
    func run(_ control: Control) async throws -> ExitStatus
}

/// What a verb works with: the server, and how to show what it finds.
struct Control: Sendable {
    let session: Session
    let server: PrintServer
    var format: OutputFormat
    let hasHeader: Bool
    let isQuiet: Bool
    let isVerbose: Bool
    /// Whether programs are told of each change: not where it is only a part of what a verb does.
    var tellsChanges = true
    /// Titles of the columns asked for, in their order; `nil` for the usual ones.
    let columns: [String]?
    let paint: Paint

    init(_ options: ControlOptions, _ session: Session) throws(Failure) {
        self.session = session
        var wishes = ServerChoice.Wishes()
        wishes.server = options.server
        wishes.user = options.login
        wishes.encryption = options.tls?.rawValue
        wishes.serverVariables = ["QUIRE_SERVER", "CUPS_SERVER"]
        server = PrintServer(
            try ServerChoice(wishes, in: session), in: session, timeout: options.timeout?.duration)
        let usual = session.variable("QUIRE_OUTPUT").flatMap(OutputFormat.init(rawValue:)) ?? .table
        format = options.json ? .json : options.output ?? usual
        hasHeader = !options.noHeader
        isQuiet = options.quiet
        isVerbose = options.verbose
        columns = options.columns.map { $0.split(separator: ",").map { $0.uppercased() } }
        if columns?.isEmpty == true { throw .usage("--columns names none.", hint: "such as --columns job,user,title.") }
        paint = Paint(isOn: options.color == .always || options.color == .auto && session.output.takesColor)
        if isVerbose { session.errors.print("\(session.name): asking \(server.address) as \(server.user)") }
    }

    // MARK: Showing

    /// One thing of a list: as a row, for programs, and by name.
    struct Item: Sendable {
        let name: String
        let cells: [Table.Cell]
        let json: JSON
    }

    /// Shows a list. An empty table says so in words, unless a program reads it.
    func show(_ items: [Item], kind: String, _ columns: [Table.Column], empty: String) throws(Failure) {
        var table = Table(columns: columns)
        table.rows = items.map(\.cells)
        if let wanted = self.columns { table = try table.with(columns: wanted) }
        let output = session.output
        switch format {
        case .json: output.print(Self.document(kind, items.map(\.json)).text)
        case .ndjson: for item in items { output.print(item.json.text) }
        case .name: for item in items { output.print(item.name) }
        case .csv: for line in table.csv(hasHeader: hasHeader) { output.print(line) }
        case .table, .wide:
            if items.isEmpty, output.isTerminal {
                if !isQuiet { output.print(empty) }
                return
            }
            let lines = table.lines(
                width: output.width, isWide: format == .wide, hasHeader: hasHeader && !items.isEmpty, paint: paint)
            for line in lines { output.print(line) }
        }
    }

    /// Shows one thing: its facts, one a line, or all of it for a program.
    func show(_ facts: [Fact], kind: String, _ json: JSON, name: String) {
        switch format {
        case .json: session.output.print(Self.document(kind, [json]).text)
        case .ndjson: session.output.print(json.text)
        case .name: session.output.print(name)
        case .csv:
            var table = Table(columns: [.init("FACT"), .init("VALUE")])
            table.rows = facts.map { [.init($0.title), $0.cell] }
            for line in table.csv(hasHeader: hasHeader) { session.output.print(line) }
        case .table, .wide: show(facts)
        }
    }

    struct Fact: Sendable {
        let title: String
        let cell: Table.Cell

        init(_ title: String, _ cell: Table.Cell) {
            self.title = title
            self.cell = cell
        }

        /// `nil` when there is nothing to say.
        init?(_ title: String, _ text: String?) {
            guard let text, !text.isEmpty else { return nil }
            self.init(title, Table.Cell(text))
        }
    }

    func show(_ facts: [Fact]) {
        let width = facts.map(\.title.cells).max() ?? 0
        for fact in facts {
            let title = session.output.isTerminal ? fact.title.padded(to: width) + "  " : fact.title + "\t"
            session.output.print(paint(title, .faint) + paint(fact.cell.text, fact.cell.color))
        }
    }

    /// `{"schema":"quire/v1","kind":"JobList","items":[…]}`
    static func document(_ kind: String, _ items: [JSON]) -> JSON {
        .object([.init("schema", .string("quire/v1")), .init("kind", .string(kind)), .init("items", .array(items))])
    }

    /// Whether more is shown than the usual columns.
    var needsAll: Bool { isForPrograms || format == .wide || columns != nil }

    var isForPrograms: Bool { format == .json || format == .ndjson }
}
