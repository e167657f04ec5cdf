import ArgumentParser
import Glibc
import IPP
import IPPClient

/// `quirectl driver add FILE.ppd`
struct DriverAdd: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add the PPD file of a printer.",
        discussion: """
            The file is data: what it says of options is used, a command in it is never run. A filter it names is run \
            only if you allow it here, or later with quirectl driver approve; it must lie in the server's folder for \
            filters.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The file.", completion: .file(extensions: ["ppd"])) var file: String
    @Option(help: "What to call it; made from its make and model without one.") var name: String?
    @Option(help: "A filter it may run; can be given several times.") var allowFilter: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        try PPDFile.check(file)
        return try await control.make([Control.Change(target: file, noun: "driver")]) { _ in
            if change.dryRun {
                let driver = try await control.server.check(ppd: file)
                return .planned("add driver \(driver.model.harmless)")
            }
            var attributes: [Attribute] = []
            if let name { attributes.append(Attribute("ppd-name", .name(name.prefix(octets: 255)))) }
            if !allowFilter.isEmpty {
                attributes.append(Attribute("quire-driver-filters-approved", allowFilter.map(AttributeValue.name)))
            }
            let driver = try await control.server.changeDriver(
                .quireAddDriver, attributes, document: .file(atPath: file))
            return .done("added as \(driver.name)\(driver.openQuestion)".harmless)
        }
    }
}

/// `quirectl driver check FILE.ppd`
struct DriverCheck: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look at a PPD file without adding it.",
        discussion: "Shows what the printer can do, what is wrong with the file, and what in it would not be run.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The file.", completion: .file(extensions: ["ppd"])) var file: String

    /// - Returns: "failed" for a file that is none.
    func run(_ control: Control) async throws -> ExitStatus {
        try PPDFile.check(file)
        let driver = try await control.server.check(ppd: file)
        control.show(driver.facts(now: control.session.now()), kind: "DriverList", driver.json, name: driver.model)
        return driver.model.isEmpty ? .failed : .done
    }
}

/// `quirectl driver approve NAME`
struct DriverApprove: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Say which filters a driver may run.",
        discussion: "Those named are allowed and no others; none at all takes every allowance back.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The driver.") var name: String
    @Argument(help: "The filters it may run.") var filters: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.make([Control.Change(target: name, noun: "driver")]) { _ in
            let what = filters.isEmpty ? "may run no filter" : "may run \(filters.joined(separator: ", "))"
            if change.dryRun {
                _ = try await control.server.driver(name, ["ppd-name"])
                return .planned(
                    "let driver \(name) run \(filters.isEmpty ? "nothing" : filters.joined(separator: ", "))")
            }
            var attributes = [Attribute("ppd-name", .name(name.prefix(octets: 255)))]
            if !filters.isEmpty {
                attributes.append(Attribute("quire-driver-filters-approved", filters.map(AttributeValue.name)))
            }
            let driver = try await control.server.changeDriver(.quireApproveDriver, attributes)
            return .done("\(what)\(driver.openQuestion)".harmless)
        }
    }
}

/// `quirectl driver delete NAME…`
struct DriverDelete: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete drivers that no printer has.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The drivers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        if !change.yes, !change.dryRun { try control.confirm("Delete \(names.joined(separator: ", "))?") }
        return try await control.make(names.map { Control.Change(target: $0, noun: "driver") }) { change in
            if self.change.dryRun {
                let driver = try await control.server.driver(change.target, ["ppd-name"])
                return .planned("delete driver \(driver.name)")
            }
            _ = try await control.server.changeDriver(
                .quireDeleteDriver, [Attribute("ppd-name", .name(change.target.prefix(octets: 255)))])
            return .done("deleted")
        }
    }
}

extension PrintServer {
    /// What a PPD is, without adding it.
    fileprivate func check(ppd path: String) async throws -> DriverFacts {
        try await changeDriver(
            .quireAddDriver, [Attribute("quire-check-only", .boolean(true))], document: .file(atPath: path))
    }
}

extension DriverFacts {
    /// What is still to be done before it prints, for the end of a sentence.
    fileprivate var openQuestion: String { obstacle.isEmpty ? "" : "; but \(obstacle)" }
}

/// A PPD on this machine.
enum PPDFile {
    /// A server takes no more of one.
    private static let bytesMax = 4_194_304

    static func check(_ path: String) throws(Failure) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Failure(
                .failed, code: "file-not-readable", "cannot read \"\(path)\": \(String(cString: strerror(errno)))")
        }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= bytesMax else {
            throw Failure(.failed, code: "file-not-readable", "\"\(path)\" is no PPD: no file, or more than 4 MiB.")
        }
    }
}
