import ArgumentParser
import IPP
import IPPClient
import PrintModel

/// `quirectl printer add NAME DEVICE`
struct PrinterAdd: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a printer.",
        discussion: """
            DEVICE says where its jobs go, such as ipp://floor2.local/ipp/print, socket://10.0.0.17, \
            file:///srv/out/ or pdf:paper; or it is only a host, and the best way to it is found out. A device that does not \
            answer can be added by its URI: what it can do is filled in when it comes up. A name and a password in the URI \
            are sealed by the server and not shown again.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "A name without blanks, /, # and ?.") var name: String
    @Argument(help: "The URI of the device, or its host.") var device: String
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
    @Flag(help: "Say that all is well where there is such a printer for that device already.") var ifAbsent = false
    @Flag(inversion: .prefixedNo, help: "Ask the device first.") var probe = true

    func validate() throws {
        try PrinterName.check(name)
        if !DeviceAddress.isURI(device), !probe {
            throw ValidationError("'\(device)' is no URI: with --no-probe, such as ipp://host/ipp/print is expected.")
        }
        if let geo, !geo.hasPrefix("geo:") { throw ValidationError("'\(geo)' is no place: expected geo:LAT,LON.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let candidates = try DeviceAddress.uris(of: device)
        // A name has no slash in it.
        let ppd = driver.flatMap { $0.contains("/") ? $0 : nil }
        if let ppd { try PPDFile.check(ppd) }
        if let known = try await control.deviceOfPrinter(name) {
            return try await thereAlready(known, candidates, control)
        }
        let device = try await chosen(of: candidates, control)
        let attributes = try attributes(for: device)
        return try await control.make([.printer(name)]) { _ in
            if change.dryRun { return .planned("add printer \(name) for \(DeviceSecret.taken(from: device).uri)") }
            try await control.server.setPrinter(name, attributes, ppd: try ppd.map { try .file(atPath: $0) })
            if isDefault {
                try await control.send(
                    PrinterRequestPlan(operation: .cupsSetDefault, done: "", would: ""), about: name)
            }
            let job = test ? try await testPage(control) : nil
            return .done(
                "added\(isDefault ? ", and made the default" : ""): \(DeviceSecret.taken(from: device).uri)"
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

    private func thereAlready(_ known: String, _ candidates: [String], _ control: Control) async throws -> ExitStatus {
        guard ifAbsent, candidates.contains(where: { DeviceSecret.taken(from: $0).uri == known }) else {
            let with = ifAbsent ? " for another device, \(known)" : ""
            throw Failure(
                ifAbsent ? .refusedInThisState : .failed, code: "printer-exists",
                "there is a printer \"\(name)\" already\(with).",
                hint: "see it: quirectl printer show \(name); delete it: quirectl printer delete \(name)")
        }
        return try await control.make([.printer(name)]) { _ in .done("is there already: \(known)") }
    }

    /// The way that answers best; a URI also where nothing answers, for a printer may be off.
    private func chosen(of candidates: [String], _ control: Control) async throws -> String {
        guard probe, let only = candidates.first, only.contains("://"), !only.hasPrefix("file:") else { return device }
        // Without the password: it would get the device's answer, but into the server's answer as well.
        let shown = candidates.map { DeviceSecret.taken(from: $0).uri }
        let found = try await control.server.probe(shown, within: .milliseconds(10_000))
        if let best = ProbedDevice.best(of: found) {
            let words = [best.model, best.abilities].filter { !$0.isEmpty }.joined(separator: ": ")
            control.say("\(best.uri) answers\(words.isEmpty ? "" : ", \(words)")")
            if !best.message.isEmpty { control.say("it says: \(best.message)") }
            return candidates.count == 1 ? only : best.uri
        }
        guard candidates.count > 1 else {
            if let device = found.first, device.state != "unsupported" {
                let why = device.message.isEmpty ? device.state : device.message
                control.say("\(device.uri) does not answer (\(why)); what it can do is filled in when it comes up")
            }
            return only
        }
        let answers = found.map { "\($0.uri): \($0.message.isEmpty ? $0.state : $0.message)" }
        throw Failure(
            .failed, code: "device-not-found", "nothing answers at \(device). \(answers.joined(separator: "; "))",
            hint: "if it is only off, add it by its URI: quirectl printer add \(name) ipp://\(device)/ipp/print")
    }

    private func attributes(for device: String) throws -> [Attribute] {
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
        guard try await deviceOfPrinter(name) != nil else { return }
        throw Failure(
            .failed, code: "printer-exists", "there is a printer \"\(name)\" already.",
            hint: "see it: quirectl printer show \(name); delete it: quirectl printer delete \(name)")
    }

    /// Where a printer's jobs go, empty for a pool's; `nil` where there is no printer of that name.
    fileprivate func deviceOfPrinter(_ name: String) async throws -> String? {
        do {
            return try await server.printer(name, ["printer-name", "device-uri"])["device-uri"]?.stringValue ?? ""
        } catch let failure as Failure where failure.code == "printer-not-found" {
            return nil
        }
    }
}
