import IPP
import IPPClient

/// What only the server knows of the words a line can go on with. Without an answer there is nothing to offer, and
/// nobody to tell.
struct CompletionSource {
    private let server: PrintServer?

    init(_ line: CompletionLine, _ session: Session) {
        self.init(server: line.given["--server"], login: line.given["--login"], in: session)
    }

    init(server: String?, login: String?, in session: Session) {
        var wishes = ServerChoice.Wishes()
        wishes.server = server
        wishes.user = login
        wishes.serverVariables = ["QUIRE_SERVER", "CUPS_SERVER"]
        var quiet = session
        // Nobody is asked for a password while typing.
        quiet.errors = TextOutput(descriptor: nil, isTerminal: false, width: nil, takesColor: false)
        let choice = try? ServerChoice(wishes, in: session)
        self.server = choice.map { PrintServer($0, in: quiet, timeout: session.completionPatience) }
    }

    private static let wordsMax = 500

    func printers() async -> [Completion.Word] {
        let found = try? await server?.printers(["printer-name", "printer-info"])
        return (found ?? []).compactMap { printer in
            guard let name = printer["printer-name"]?.stringValue else { return nil }
            let info = printer["printer-info"]?.stringValue ?? ""
            return Completion.Word(name, info == name ? "" : info)
        }
    }

    func jobs(which: String) async -> [Completion.Word] {
        let found = try? await server?.jobs(which: which, JobDescription.forChoosing) { group in
            group.set("limit", .integer(Int32(Self.wordsMax)))
        }
        return (found ?? []).prefix(Self.wordsMax).map { attributes in
            let job = JobDescription(attributes: attributes)
            return Completion.Word(String(job.number), "\(job.title) (\(job.owner), \(job.state.text))")
        }
    }

    func users() async -> [Completion.Word] {
        let found = try? await server?.jobs(which: "all", ["job-originating-user-name"]) { group in
            group.set("limit", .integer(Int32(Self.wordsMax)))
        }
        return Set((found ?? []).compactMap { $0["job-originating-user-name"]?.stringValue }).sorted()
            .map { Completion.Word($0) }
    }

    func devices() async -> [Completion.Word] {
        guard let server else { return [] }
        var request = server.request(.cupsGetDevices, .server)
        request.update(.operation) { $0.set("timeout", .integer(1)) }
        let answer = try? await server.perform(request)
        return (answer?.groups ?? []).filter { $0.tag == .printer }.compactMap { device in
            guard let uri = device["device-uri"]?.stringValue else { return nil }
            return Completion.Word(uri, device["device-make-and-model"]?.stringValue ?? "")
        }
    }

    func drivers() async -> [Completion.Word] {
        let found = try? await server?.drivers(["ppd-name", "ppd-make-and-model"])
        return (found ?? []).prefix(Self.wordsMax).map { Completion.Word($0.name, $0.model) }
    }

    // MARK: name=value

    func settings(_ typed: String, ofJob word: String) async -> [Completion.Word] {
        guard let number = JobName.number(in: word),
            let job = try? await server?.job(number, ["job-printer-uri"])
        else { return [] }
        return await settings(typed, ofPrinter: JobDescription(attributes: job).printer)
    }

    /// Names with a `=` behind them; once that is typed, the values.
    func settings(_ typed: String, ofPrinter name: String?) async -> [Completion.Word] {
        let found = await capabilities(of: name)
        guard let equals = typed.firstIndex(of: "=") else { return found.map { Completion.Word($0.option + "=") } }
        let option = typed[..<equals]
        guard let capability = found.first(where: { $0.option == option }) else { return [] }
        return capability.words.map { Completion.Word("\(option)=\($0)") }
    }

    func settingNames(ofPrinter name: String?) async -> [Completion.Word] {
        await capabilities(of: name).map { Completion.Word($0.option) }
    }

    func printerSettings(_ typed: String, of name: String) async -> [Completion.Word] {
        guard typed.contains("=") else {
            return await PrinterSetting.names.map { Completion.Word($0 + "=") } + settings(typed, ofPrinter: name)
        }
        for flag in ["shared=", "accepting="] where typed.hasPrefix(flag) {
            return [Completion.Word(flag + "yes"), Completion.Word(flag + "no")]
        }
        if typed.hasPrefix("order=") {
            return ["arrival", "fair-turns"].map { Completion.Word("order=" + $0) }
        }
        return await settings(typed, ofPrinter: name)
    }

    /// Of the default printer where none is named.
    private func capabilities(of name: String?) async -> [Capability] {
        guard let server else { return [] }
        var named = name
        if named == nil { named = try? await server.defaultPrinter() }
        guard let named, let printer = try? await server.printer(named, ["all"]) else { return [] }
        return Capability.all(of: printer).filter { $0.option != "document-format" }
    }
}
