import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer add NAME DEVICE`
struct PrinterAdd: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a printer.",
        discussion: """
            DEVICE says where its jobs go, such as ipp://floor2.local/ipp/print, socket://10.0.0.17, \
            file:///srv/out/ or pdf:paper.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "A name without blanks, /, # and ?.") var name: String
    @Argument(help: "The URI of the device.") var device: String
    @Option(help: "What people are shown, such as \"Colour laser, 2nd floor\".") var info: String?
    @Option(help: "Where it stands.") var location: String?
    @Option(help: "Where it stands on earth, such as geo:52.52,13.40.") var geo: String?
    @Option(help: "everywhere (ask the device), raw (send as it is), the name of a driver, or a path of a PPD file.")
    var driver: String?
    @Option(name: .customLong("option"), help: "A default for jobs, such as sides=two-sided-long-edge.")
    var options: [String] = []
    @Flag(inversion: .prefixedNo, help: "Whether other machines may use it.") var share = false
    @Flag(name: .customLong("default"), help: "Make it the server's default.") var isDefault = false
    @Flag(help: "Add it paused.") var paused = false
    @Flag(help: "Print a test page on it.") var test = false

    func validate() throws {
        try PrinterName.check(name)
        guard device.contains(":") else {
            throw ValidationError(
                "'\(device)' is no device: expected a URI such as ipp://host/ipp/print or socket://host.")
        }
        if let geo, !geo.hasPrefix("geo:") { throw ValidationError("'\(geo)' is no place: expected geo:LAT,LON.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let attributes = try attributes
        // A name has no slash in it.
        let ppd = driver.flatMap { $0.contains("/") ? $0 : nil }
        if let ppd { try PPDFile.check(ppd) }
        try await control.requireNoPrinter(name)
        return try await control.make([.printer(name)]) { _ in
            if change.dryRun { return .planned("add printer \(name) for \(device)") }
            try await control.server.setPrinter(name, attributes, ppd: try ppd.map { try .file(atPath: $0) })
            if isDefault {
                try await control.send(
                    PrinterRequestPlan(operation: .cupsSetDefault, done: "", would: ""), about: name)
            }
            let job = test ? try await testPage(control) : nil
            return .done(
                "added\(isDefault ? ", and made the default" : ""): \(device)"
                    + (job.map { ", test page is job \($0)" } ?? ""))
        }
    }

    /// A page that cannot be printed does not take the printer away again.
    private func testPage(_ control: Control) async throws -> Int32 {
        do {
            return try await control.submitTestPage(.standard, to: name)
        } catch {
            let failure = Failure(error)
            throw Failure(
                failure.status, code: failure.code, "\(name) is added, but prints no test page: \(failure.message)",
                hint: failure.hint)
        }
    }

    private var attributes: [Attribute] {
        get throws {
            var printer = AttributeGroup(.printer)
            printer.set("device-uri", .uri(device))
            printer.set("printer-info", .text(info ?? name))
            if let location { printer.set("printer-location", .text(location)) }
            if let geo { printer.set("printer-geo-location", .uri(geo)) }
            if let driver, !driver.contains("/") { printer.set("ppd-name", .name(driver)) }
            printer.set("printer-is-accepting-jobs", .boolean(true))
            printer.set("printer-is-shared", .boolean(share))
            printer.set("printer-state", .enum(paused ? PrinterState.stopped.rawValue : PrinterState.idle.rawValue))
            for option in try options.flatMap({ try PrintOption.parse($0) }) {
                printer.set(try PrinterSetting.attribute(option))
            }
            return printer.attributes
        }
    }
}

/// What a printer may be called, here and in CUPS.
enum PrinterName {
    static func check(_ name: String) throws {
        guard !name.isEmpty, name.utf8.count <= 127, !name.contains(where: { " /#?\\'\"\t\n".contains($0) }) else {
            throw ValidationError(
                "'\(name)' is no name for a printer: no blanks, quotes, /, \\, # and ?; 127 bytes at most.")
        }
    }
}

extension Control {
    /// Throws if there is one of that name: adding it would change it.
    func requireNoPrinter(_ name: String) async throws {
        do {
            _ = try await server.printer(name, ["printer-name"])
        } catch let failure as Failure where failure.code == "printer-not-found" {
            return
        }
        throw Failure(
            .failed, code: "printer-exists", "there is a printer \"\(name)\" already.",
            hint: "see it: quirectl printer show \(name); delete it: quirectl printer delete \(name)")
    }
}
