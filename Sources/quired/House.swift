import Audit
import Backends
import Children
import Discovery
import Drivers
import Fetching
import Filters
import FrontDoor
import Glibc
import Identity
import Logging
import Operations
import PrintModel
import Remotes
import Scheduler
import SideDoors
import Spool

/// Introduces the rooms to each other: the only file that sees all of them.
struct House {
    /// The instance's own folder, absolute.
    let folder: String
    let addresses: [BoundAddress]
    let lineAddresses: [BoundAddress]
    private let store: SQLiteStore
    private let scheduler: Scheduler
    private let housekeeper: Housekeeper
    private let temporaryPrinters: TemporaryPrinters
    private let deviceReporter: DeviceReporter
    private let notifier: Notifier
    private let frontDoor: HTTPServer
    private let audit: AuditKeeper
    private let lineServer: LineServer?
    private let rawPorts: RawPorts
    private let announcer: Announcer?
    private let remotes: RemoteFollower
    private let hangUps = HangUps()
    private let accessLog: AccessLog?
    private let pageLog: PageLog?
    private let log: Logger

    /// Opens the spool, takes it over from whoever had it, and listens.
    init(_ serve: Serve, _ manager: ServiceManager, log: Logger) async throws {
        self.log = log
        let entrance = try Entrance(serve, manager)
        folder = try Self.makeFolder(serve.dir)
        try Hardening.check(folder)
        let clock = SystemClock()
        let policy = AccessPolicy(serve.policy, daemonUID: getuid(), trustsLoopback: serve.trustLoopback)
        let limits = try StartLimits.read(serve, folder)
        let isFirst = access(folder + "/spool/queue.db", F_OK) != 0
        store = try SQLiteStore(
            directory: folder + "/spool", settings: SpoolSettings(limits), clock: clock,
            logger: Logger(label: "quire.spool"))
        if policy.kind == .open {
            log.warning("--policy open: every client of this machine may administer, as any user. For tests only.")
        }
        var backends = BackendTable.Configuration(
            outputRoots: [folder] + serve.outputRoot, home: folder, scratch: folder + "/scratch",
            instance: store.uuid.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        backends.allowsTestDevices = policy.kind == .open
        backends.secrets = store
        backends.server = InstanceUUID(store.uuid)
        backends.notes = folder + "/devices"
        let programs = try await Self.makePrograms(folder, serve)
        backends.programs = programs
        let devices = BackendTable(backends, clock: clock)
        let (conditions, progress) = (ConditionBoard(), ProgressBoard())
        let nursery = try await Self.makeNursery(folder, log)
        let drivers = try await Self.openDrivers(folder, nursery, clock, log)
        let converters = Self.makeConverters(nursery, drivers, clock, log)
        var context = OperationContext(
            jobs: store, printers: store, system: store, resources: store, events: store, devices: devices,
            preparer: converters,
            previewer: Previews(converters, folder: folder + "/previews"), drivers: drivers, conditions: conditions,
            progress: progress,
            typer: Sniffer(), decoder: Inflater(ratioMax: limits.count(.decompressionRatio)),
            fetcher: Self.makeFetcher(serve), clock: clock,
            settings: Self.makeSettings(store, policy, limits),
            notifierLimits: NotifierLimits(limits),
            show: { log.notice("\($0)") })
        let groups = SystemGroups()
        context.groups = groups
        context.secrets = store
        context.accounts = store
        context.secretMaker = HouseSecrets()
        audit = try AuditKeeper(
            folder: folder + "/audit", days: serve.auditDays, isFirst: isFirst, clock: clock,
            log: Logger(label: "quire.audit"))
        context.audit = audit
        context.finder = ServiceFinder(printers: store)
        remotes = RemoteFollower(printers: store, clock: clock, log: Logger(label: "quire.remotes"))
        context.remotes = remotes
        context.machineRole = Self.machineRole(serve)
        scheduler = Scheduler(
            jobs: store, printers: store, devices: devices, preparer: converters, drivers: drivers, secrets: store,
            conditions: conditions, fitting: PrinterFitness(context), progress: progress, clock: clock)
        notifier = context.notifier
        try await notifier.start()
        deviceReporter = DeviceReporter(conditions: conditions, log: store, clock: clock)
        temporaryPrinters = TemporaryPrinters(jobs: store, printers: store, conditions: conditions, clock: clock)
        housekeeper = Housekeeper(jobs: store, clock: clock, retention: Retention())
        try await Self.makePaper(store, clock)
        try await Self.clearAway(devices, store, log)
        var configuration = HTTPConfiguration(
            listeners: entrance.listeners + [.unix(path: folder + "/quire.sock")], limits: HTTPLimits(limits),
            certificateFolder: folder + "/tls", limitsPerSource: policy.kind != .open, threads: Self.eventLoops)
        configuration.hostAliases = serve.hostName
        configuration.announcedName = { [board = context.discovery] in board.hostName }
        configuration.ippLimits = context.settings.ippLimits
        configuration.limitBoard = context.limitBoard
        configuration.shuns = Self.childrenAreShunned([nursery, programs.nursery])
        configuration.isReady = { [store] in store.problem == nil }
        let authenticator = try Self.makeAuthenticator(serve, entrance, store, groups, audit, clock)
        accessLog = if let path = serve.logs.accessLog { try AccessLog(path: path, log: log) } else { nil }
        if let path = serve.logs.pageLog {
            pageLog = try PageLog(path: path, jobs: store, printers: store, events: store, log: log)
        } else {
            pageLog = nil
        }
        configuration.clientAuthorities = serve.identity.clientCA
        configuration.certificateOwner = { authenticator.identity(ofCertificate: $0, from: $1) }
        frontDoor = HTTPServer(
            configuration: configuration,
            service: OperationService(context: context),
            pages: Pages(
                pages: [
                    IconPages(printers: store), StringsPages(), ResourcePages(resources: store),
                    DriverPages(printers: store, drivers: drivers),
                    GeneratedPPDPages(context: context, since: clock.now()), PrinterPages(context: context),
                    CUPSConfigurationPage(context: context),
                ], context: context), authenticator: authenticator, accessLog: accessLog,
            log: Logger(label: "quire.http"))
        addresses = try await frontDoor.start()
        context.discovery.set(isReachable: addresses.contains(where: \.isForOthers))
        (lineServer, lineAddresses) = try await Self.openLineServer(serve, entrance, context)
        rawPorts = Self.makeRawPorts(serve, context, addresses.compactMap { $0.place(.ipp)?.address })
        context.listening.tell { [addresses, lineAddresses, rawPorts] in
            Self.places(addresses, lineAddresses, rawPorts)
        }
        announcer = Self.makeAnnouncer(serve, context, addresses, lineAddresses, rawPorts)
    }

    /// Serves until a signal comes or a later run of the daemon takes over.
    func run(_ manager: ServiceManager, until signals: StopSignals) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await scheduler.run() }
            group.addTask { await housekeeper.run() }
            group.addTask { await temporaryPrinters.run() }
            group.addTask { await deviceReporter.run() }
            group.addTask { await notifier.run() }
            group.addTask { await runSharing() }
            group.addTask { await remotes.run() }
            group.addTask { await giveSignsOfLife(to: manager) }
            group.addTask { await followCertificate() }
            group.addTask { await pageLog?.run() }
            await withTaskGroup(of: String.self) { ends in
                ends.addTask { "signal \(await signals.first() ?? 0)" }
                ends.addTask { await fenced() }
                let reason = await ends.next() ?? ""
                log.notice("stopping: \(reason)")
                manager.stopping(reason)
                ends.cancelAll()
            }
            await notifier.stop()
            await stopDoors()
            store.feed.finish()
            group.cancelAll()
        }
        // Fenced, or with a broken disk, it is left: the next start counts from the log.
        try? await notifier.keep()
        audit.close()
        accessLog?.close()
        store.close()
    }

    private func runSharing() async {
        async let raw: Void = rawPorts.run()
        await announcer?.run()
        await raw
    }

    private func stopDoors() async {
        async let side: Void? = lineServer?.stop(within: .seconds(6))
        async let raw: Void = rawPorts.stop(within: .seconds(6))
        await frontDoor.stop(within: .seconds(8))
        _ = await (side, raw)
    }

    /// Returns when another run has taken the spool over.
    private func fenced() async -> String {
        while !Task.isCancelled, store.problem != .fenced {
            // Cut off only when something else ends the daemon.
            try? await Task.sleep(for: .seconds(1))
        }
        return "another run of the daemon has taken over"
    }

    /// As long as the store answers: a daemon that hangs is started anew.
    private func giveSignsOfLife(to manager: ServiceManager) async {
        guard let interval = manager.watchdog else { return }
        while !Task.isCancelled {
            _ = store.trouble
            manager.alive()
            // Cut off only at the end.
            try? await Task.sleep(for: interval)
        }
    }

    /// Takes up a new certificate: at SIGHUP, and within a minute after its files have changed.
    private func followCertificate() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in hangUps.received { await frontDoor.followCertificate() }
            }
            group.addTask {
                while !Task.isCancelled {
                    // Cut off only at the end.
                    try? await Task.sleep(for: .seconds(60))
                    await frontDoor.followCertificate()
                }
            }
        }
    }

    // MARK: Parts

    /// Half of the processors: the other half writes jobs. On two, one loop answers half as many queries again as two,
    /// which take the processors from each other and from the store (docs/PERFORMANCE.md).
    private static var eventLoops: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) / 2) }

    private static func makeFolder(_ path: String) throws -> String {
        // Others pass through it to the socket; what lies in it, documents among it, is ours alone by the umask.
        if mkdir(path, 0o755) == 0 {
            chmod(path, 0o755)
        } else if errno != EEXIST {
            throw StartProblem("cannot make \(path): \(String(cString: strerror(errno)))")
        }
        guard let resolved = realpath(path, nil) else { throw StartProblem("cannot open \(path): errno \(errno)") }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// What fetches documents: nothing, unless somebody said from where.
    private static func makeFetcher(_ serve: Serve) -> any DocumentFetcher {
        guard !serve.fetchDocumentsFrom.isEmpty else { return NoFetcher() }
        let ranges = serve.fetchDocumentsFrom.compactMap { if case .range(let range) = $0 { range } else { nil } }
        return WebFetcher(FetchPolicy(ranges: ranges, allowsOthers: serve.fetchDocumentsFrom.contains(.any)))
    }

    /// Where converters are started; says in the log what they are not shut in by.
    private static func makeNursery(_ folder: String, _ log: Logger) async throws -> Nursery {
        let nursery = try await Nursery(NurserySettings(temporaryBase: folder + "/converting"))
        let open = nursery.report.entries.filter { !$0.isEnforced }
        if !open.isEmpty {
            let words = open.map { "\($0.protection.words) (\($0.reason))" }.joined(separator: "; ")
            log.notice("converters are not shut in by: \(words)")
        }
        return nursery
    }

    /// Whoever takes a converter or a program for a device over must not be the daemon's user at the daemon's own socket: that
    /// one is an administrator. They have its user wherever root does not run it.
    private static func childrenAreShunned(
        _ nurseries: [Nursery]
    ) -> @Sendable (_ process: Int32, _ user: UInt32) -> Bool {
        let ourUser = geteuid()
        return { process, user in
            // Our user's processes can be seen, unless they hide or are gone: then nobody knows what they were.
            if user == ourUser, !Nursery.sees(process) { return true }
            return nurseries.contains { $0.has(process) }
        }
    }

    /// How CUPS' programs for devices are run. They have a nursery of their own: printers that wait for paper must not keep
    /// documents from being converted.
    private static func makePrograms(_ folder: String, _ serve: Serve) async throws -> ProgramSettings {
        var nursery = NurserySettings(temporaryBase: folder + "/delivering")
        nursery.users = 61_056..<61_184
        nursery.childrenMax = nursery.users.count
        var settings = ProgramSettings(nursery: try await Nursery(nursery))
        if !serve.cupsBackends.isEmpty { settings.folders = serve.cupsBackends }
        settings.unconfined = Set(serve.unconfinedBackend)
        return settings
    }

    /// The drivers of this instance, and those that came with the server.
    private static func openDrivers(
        _ folder: String, _ nursery: Nursery, _ clock: SystemClock, _ log: Logger
    ) async throws -> DriverFolder {
        let reader = Converters(nursery: nursery, clock: clock)
        return try await DriverFolder(
            folder: folder + "/drivers", shipped: ShippedDrivers.paths(), at: clock.now(),
            log: { log.warning("drivers: \($0)") }, describe: { try PPDReport.read(try await reader.describe($0)) })
    }

    /// What converts documents; says in the log what is missing for it.
    private static func makeConverters(
        _ nursery: Nursery, _ drivers: DriverFolder, _ clock: SystemClock, _ log: Logger
    ) -> Converters {
        let converters = Converters(nursery: nursery, drivers: drivers, clock: clock)
        if !converters.missing.isEmpty {
            log.warning(
                "not installed, what needs them cannot be printed: \(converters.missing.joined(separator: ", "))")
        }
        return converters
    }

    /// The queue that is there from the first start, so that everything can be tried without a printer.
    private static func makePaper(_ store: SQLiteStore, _ clock: SystemClock) async throws {
        guard store.epoch == 1, store.printers().isEmpty, let name = PrinterName("paper") else { return }
        let paper = try await store.add(
            NewPrinter(name: name, deviceURI: "pdf:paper", info: "PDF files", location: ""), at: clock.now())
        try await store.setDefault(paper.id)
    }

    /// Removes output that an earlier run left unfinished, but for that of jobs which are taken over.
    private static func clearAway(_ devices: BackendTable, _ store: SQLiteStore, _ log: Logger) async throws {
        var interrupted: Set<JobID> = []
        var cursor: JobCursor?
        repeat {
            let page = try await store.jobs(
                JobQuery(which: .states([.processing, .stopped])), after: cursor, limit: 500)
            interrupted.formUnion(page.jobs.map(\.id))
            cursor = page.next
        } while cursor != nil
        let problems = await devices.removeLeftovers(keeping: interrupted, of: store.printers().map(\.deviceURI))
        for problem in problems { log.warning("cannot clear away unfinished output: \(problem)") }
    }
}

struct StartProblem: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
