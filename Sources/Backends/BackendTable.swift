internal import IPPClient
public import PrintModel
internal import Synchronization

/// Every kind of device that can be printed to here. `backend(for:)`, the messages about device URIs and
/// "device-uri-schemes-supported" are made from this list, so they cannot disagree with it.
public final class BackendTable: DeviceCatalog {
    public struct Configuration: Sendable {
        /// Folders that output may go to, and folders in them; absolute paths. The instance's own folder should be one.
        public var outputRoots: [String]
        /// Where relative folders such as that of `pdf:paper` are; in one of ``outputRoots``.
        public var home: String
        /// The spool's folder for unfinished output; made when missing. On the file system of the output, so that
        /// nothing unfinished is ever in a printer's folder.
        public var scratch: String
        /// What tells this spool from others that write to the same folder, such as the first 8 digits of its UUID:
        /// letters and digits.
        public var instance: String
        /// Whether `test:` devices may be made, which fail on purpose and can end the daemon.
        public var allowsTestDevices = false
        /// What devices want to hear before they print.
        public var secrets: any DeviceSecretStore = NoDeviceSecrets()
        /// Where what devices said of themselves is kept, so that it is known while they are off; made when missing.
        public var notes: String?
        /// Where CUPS' programs for devices are, and how they are run; `nil` where none are.
        public var programs: ProgramSettings?
        /// This server, for others that jobs are passed on to.
        public var server: InstanceUUID?
        /// Files written or made durable at once, in all queues together.
        public var threadsMax = 32

        public init(outputRoots: [String], home: String, scratch: String, instance: String) {
            self.outputRoots = outputRoots
            self.home = home
            self.scratch = scratch
            self.instance = instance
        }
    }

    /// Made from a checked URI; throws what is wrong with it.
    typealias Make = @Sendable (DeviceURI, BackendSetting) throws(DeviceURIProblem) -> any Backend

    private static let all: [(scheme: String, make: Make)] = [
        (PDFBackend.scheme, { uri, setting throws(DeviceURIProblem) in try PDFBackend(uri, setting) }),
        (FileBackend.scheme, { uri, setting throws(DeviceURIProblem) in try fileBackend(uri, setting) }),
        (NullBackend.scheme, { uri, _ throws(DeviceURIProblem) in try NullBackend(uri) }),
        ("ipp", { uri, setting throws(DeviceURIProblem) in try IPPBackend(uri, setting) }),
        ("ipps", { uri, setting throws(DeviceURIProblem) in try IPPBackend(uri, setting) }),
        ("http", { uri, setting throws(DeviceURIProblem) in try IPPBackend(uri, setting) }),
        ("https", { uri, setting throws(DeviceURIProblem) in try IPPBackend(uri, setting) }),
        (SocketBackend.scheme, { uri, setting throws(DeviceURIProblem) in try SocketBackend(uri, setting) }),
        (LPDBackend.scheme, { uri, setting throws(DeviceURIProblem) in try LPDBackend(uri, setting) }),
    ]

    private static let forTests: [(scheme: String, make: Make)] = [
        (TestBackend.scheme, { uri, setting throws(DeviceURIProblem) in try TestBackend(uri, setting) })
    ]

    /// Schemes whose programs come with packages of their own.
    private static let packages = [
        "usb": "cups-daemon", "dnssd": "cups-daemon", "http": "cups-daemon", "https": "cups-daemon",
        "snmp": "cups-daemon", "serial": "cups-filters", "parallel": "cups-filters", "beh": "cups-filters",
        "hp": "hplip", "smb": "smbclient", "cups-pdf": "printer-driver-cups-pdf",
    ]

    private let makers: [(scheme: String, make: Make)]
    private let setting: BackendSetting
    private let programs: ProgramSettings?
    /// By URI. Bounded, because every URI that anybody tries gets in here.
    private let made = Mutex<[String: any Backend]>([:])
    private static let madeMax = 10_000

    /// - Parameter clock: for `test:` devices that take their time.
    public init(
        _ configuration: Configuration, disk: any OutputDisk = LinuxOutputDisk(), clock: any WallClock
    ) {
        programs = configuration.programs
        let makers = Self.all + (configuration.allowsTestDevices ? Self.forTests : [])
        self.makers = makers
        let own = makers.map(\.scheme)
        let found = configuration.programs.map { ProgramFolders(settings: $0).all().map(\.scheme) } ?? []
        schemes = own + found.filter { !own.contains($0) }
        setting = BackendSetting(
            home: AbsolutePath(configuration.home), roots: configuration.outputRoots,
            tools: OutputTools(
                roots: configuration.outputRoots, scratch: configuration.scratch, instance: configuration.instance,
                threadsMax: configuration.threadsMax, disk: disk),
            clock: clock, secrets: configuration.secrets, notes: configuration.notes, instance: configuration.instance,
            server: configuration.server,
            snmp: configuration.programs.map { SNMPLook(settings: $0) })
    }

    /// Those of programs as they were when the daemon started.
    public let schemes: [String]

    /// The same backend for the same URI, so that deliveries to a folder share what it costs to make them durable.
    public func backend(for deviceURI: String) throws(DeviceURIProblem) -> any Backend {
        if let backend = made.withLock({ $0[deviceURI] }) { return backend }
        let scheme = try DeviceURI.scheme(of: deviceURI)
        let backend: any Backend
        if let maker = makers.first(where: { $0.scheme == scheme }) {
            backend = try maker.make(DeviceURI(deviceURI), setting)
        } else {
            guard let program = try program(for: scheme, deviceURI) else { throw unknown(scheme) }
            backend = program
        }
        made.withLock { made in
            if made.count >= Self.madeMax { made = [:] }
            made[deviceURI] = backend
        }
        return backend
    }

    public func devices(_ query: DeviceQuery) async -> [FoundDevice] {
        var found = ["pdf:paper", "file://\(setting.home.text)/out/", "null:"].compactMap { uri -> FoundDevice? in
            // A folder that output may not go to is no device.
            guard let backend = try? backend(for: uri) else { return nil }
            let model = backend.capabilities.makeAndModel
            return FoundDevice(kind: .file, uri: uri, info: model, makeAndModel: model)
        }
        if let programs { found += await ProgramSearch(settings: programs).devices(query) }
        return Array(found.filter { query.wants($0) }.prefix(query.limit))
    }

    /// Removes unfinished output that belongs to none of `jobs`, in the scratch folder and for these devices.
    ///
    /// Only for the start, **before** anything is delivered: `jobs` are those that were being printed when an earlier
    /// run ended. Says what could not be looked at.
    public func removeLeftovers(keeping jobs: Set<JobID>, of deviceURIs: [String]) async -> [String] {
        var problems: [String] = []
        do {
            let tools = setting.tools
            try await tools.threads.run {
                try tools.removeAside(in: tools.scratch.open(tools.scratchPath)) { !jobs.contains($0.job) }
            }
        } catch {
            problems.append("\(setting.tools.scratchPath): \(error)")
        }
        for uri in Set(deviceURIs).sorted() {
            // A URI that names nothing any more has no folder to look into.
            guard let output = (try? backend(for: uri) as? any FolderBackend)?.output else { continue }
            do {
                try await output.removeLeftovers(keeping: jobs)
            } catch {
                problems.append("\(uri): \(error)")
            }
        }
        return problems
    }

    /// What runs a program; `nil` where there is none for the scheme.
    private func program(for scheme: String, _ deviceURI: String) throws(DeviceURIProblem) -> ProgramBackend? {
        guard let programs else { return nil }
        let folders = ProgramFolders(settings: programs)
        let isExplicit = scheme.hasPrefix(ProgramFolders.prefix)
        let own = isExplicit ? String(scheme.dropFirst(ProgramFolders.prefix.count)) : scheme
        let found = isExplicit ? try folders.cupsProgram(for: own) : try folders.program(for: own)
        guard let found else { return nil }
        let uri = ProgramURI(isExplicit ? String(deviceURI.dropFirst(ProgramFolders.prefix.count)) : deviceURI)
        return ProgramBackend(found, uri, deviceURI: deviceURI, settings: programs, secrets: setting.secrets)
    }

    private func unknown(_ scheme: String) -> DeviceURIProblem {
        let list = schemes.map { "\($0):" }.joined(separator: ", ")
        if let package = Self.packages[scheme] {
            return DeviceURIProblem(
                "there is no program for \(scheme): devices on this machine; Debian has it in the package \(package)")
        }
        let near = schemes.min { Spelling.distance($0, scheme) < Spelling.distance($1, scheme) }
        if let near, Spelling.distance(near, scheme) <= 2 {
            return DeviceURIProblem("there is no scheme \(scheme):, did you mean \(near):? There are \(list)")
        }
        return DeviceURIProblem("there is no scheme \(scheme):; there are \(list)")
    }
}

/// A backend that puts files into a folder.
protocol FolderBackend: Backend {
    /// `nil` when it puts nothing anywhere.
    var output: FolderOutput? { get }
}

/// What backends are made with.
struct BackendSetting: Sendable {
    var home: AbsolutePath
    var roots: [String]
    var tools: OutputTools
    var clock: any WallClock
    var secrets: any DeviceSecretStore
    /// A folder.
    var notes: String?
    /// Moves the bytes of all connections to devices: no job and no queue has a thread of its own.
    let thread = ClientThread()
    /// ``BackendTable/Configuration/instance``
    var instance: String
    /// ``BackendTable/Configuration/server``
    var server: InstanceUUID?
    /// Asks printers that say nothing on their wire; `nil` where no programs are run.
    var snmp: SNMPLook?
    /// Devices that are looked at at once.
    let lookers = Lookers(64)

    /// The folder a URI names, if output may go there.
    ///
    /// Looks at the words only; where symbolic links lead is checked when the folder is opened (``FolderKeeper``).
    func output(to uri: DeviceURI, example: String) throws(DeviceURIProblem) -> FolderOutput {
        guard uri.authority ?? "" == "" || uri.authority == "localhost" else {
            throw DeviceURIProblem(
                "\(uri.scheme)://\(uri.authority ?? "")/ would be a folder on another machine; write \(example)")
        }
        guard !uri.names.isEmpty else { throw DeviceURIProblem("\(uri.scheme): needs a folder, as in \(example)") }
        let path = uri.isAbsolute ? AbsolutePath(names: uri.names) : home + uri.names
        guard roots.contains(where: { isInside(path, AbsolutePath($0)) }) else {
            throw DeviceURIProblem(
                "\(path.text) is not in a folder that output may go to; allowed: \(roots.joined(separator: ", "))")
        }
        return FolderOutput(path: path.text, tools: tools)
    }

    /// Either name of a root that is, or lies behind, a symbolic link will do.
    private func isInside(_ path: AbsolutePath, _ root: AbsolutePath) -> Bool {
        if path.isInside(root) { return true }
        // A root that cannot be resolved is not there; then only its own name counts.
        guard let real = try? tools.disk.resolved(root.text) else { return false }
        return path.isInside(AbsolutePath(real))
    }
}

/// How alike two words are.
enum Spelling {
    /// How many letters must be added, left out or changed to make one word the other.
    static func distance(_ lhs: String, _ rhs: String) -> Int {
        let right = Array(rhs)
        var row = Array(0...right.count)
        for (line, letter) in lhs.enumerated() {
            var next = [line + 1]
            for (column, other) in right.enumerated() {
                next.append(min(row[column] + (letter == other ? 0 : 1), row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row[right.count]
    }
}
