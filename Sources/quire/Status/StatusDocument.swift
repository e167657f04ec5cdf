import IPP
import IPPClient

/// `lpstat --json`: what the options ask for, as one document.
///
///     {"schema":"quire/v1","kind":"Status","default-printer":"floor2","printers":[…],"jobs":[…]}
struct StatusDocument {
    private let session: Session
    private var report: StatusReport
    private var printerLists: [String?] = []
    private var jobLists: [(printers: String?, users: String?)] = []
    private var showsDefault = false

    init(_ items: [OptionTable.Item], _ server: PrintServer, _ session: Session) {
        self.session = session
        report = StatusReport(server: server, session: session)
        for item in items {
            switch item {
            case .value("W", let which): report.which = which
            case .operand(let list): jobLists.append((list, nil))
            case .flag(let letter): take(letter, nil)
            case .value(let letter, let list): take(letter, list)
            case .long: continue
            }
        }
        if printerLists.isEmpty, jobLists.isEmpty, !showsDefault { jobLists = [(nil, server.user)] }
    }

    private mutating func take(_ letter: Character, _ list: String?) {
        switch letter {
        case "a", "c", "e", "p", "v": printerLists.append(list)
        case "d": showsDefault = true
        case "o", "R": jobLists.append((list, nil))
        case "u": jobLists.append((nil, list))
        case "s", "t":
            showsDefault = true
            printerLists.append(nil)
            if letter == "t" { jobLists.append((nil, nil)) }
        default: return
        }
    }

    func show() async throws -> Bool {
        var report = report
        var members: [JSON.Member] = [.init("schema", .string("quire/v1")), .init("kind", .string("Status"))]
        if showsDefault {
            let name = try await report.server.defaultPrinter()
            members.append(.init("default-printer", name.map(JSON.string) ?? .null))
        }
        if !printerLists.isEmpty {
            var printers: [PrinterStatusText] = []
            for list in printerLists { printers += try await report.printers(list) }
            members.append(.init("printers", .array(printers.map { JSON($0.attributes.attributes) })))
        }
        if !jobLists.isEmpty {
            var jobs: [JSON] = []
            for (printers, users) in jobLists {
                let found = try await report.jobs(printers, users: users, checks: true, JobDescription.requested)
                jobs += found.map { JobDescription(attributes: $0.job.attributes).json }
            }
            members.append(.init("jobs", .array(jobs)))
        }
        session.output.print(JSON.object(members).text)
        return true
    }
}
