import IPP
public import PrintModel

/// What operations work with; given once, at start.
public struct OperationContext: Sendable {
    public var jobs: any JobStore
    public var printers: any PrinterStore
    public var system: any SystemStore
    public var resources: any ResourceStore
    public var events: any EventLog & SubscriptionStore
    public var devices: any DeviceCatalog
    public var preparer: any DocumentPreparer
    /// What draws pages; `nil` where nothing does.
    public var previewer: (any DocumentPreviewer)?
    public let drivers: any DriverStore
    /// Where passwords of devices go.
    public var secrets: any DeviceSecretStore = NoDeviceSecrets()
    /// For lists of users that name groups.
    public var groups: any UserGroups = NoUserGroups()
    /// Those this server knows by a password or a token of its own.
    public var accounts: any AccountStore = NoAccounts()
    /// The role of a user of the machine, by his name and his groups.
    public var machineRole: @Sendable (String, Set<String>) -> Role = { _, _ in .user }
    /// Where it is written down who did what.
    public var audit: any AuditLog = NoAudit()
    public var secretMaker: any SecretMaker = NoSecretMaker()
    public var conditions: ConditionBoard
    /// What looks for printers in the network.
    public var finder: any PrinterFinder = NoFinder()
    /// What looks after queues of other servers that were adopted.
    public var remotes: any RemoteKeeper = NoRemotes()
    /// What the network is told of printers.
    public var discovery = DiscoveryBoard()
    /// Where the server listens.
    public var listening = ListeningBoard()
    public var progress: ProgressBoard
    public var typer: any DocumentTyper
    public var decoder: any DocumentDecoder
    /// What fetches documents that requests only name.
    public var fetcher: any DocumentFetcher
    public var clock: any WallClock
    public var settings: ServerSettings
    /// Shows a line to the server's operator.
    public var show: @Sendable (String) -> Void
    /// Where it is noted that a limit stopped somebody.
    public var limitBoard = LimitBoard()
    let jobRates: JobRates
    let incoming = IncomingOctets()
    /// Wrong passwords of jobs, by where they come from, or whose job it is that gives them.
    let wrongPasswords: TryThrottle
    let lockedJobs: LockedJobs
    let passwordTurns = TryTurns<PasswordTry.Turn>()
    let secretDesk = JobSecretDesk()
    let facts: PrinterFactsCache
    let policies: PolicyBook
    /// Counts notifications and keeps who waits for them.
    public let notifier: Notifier
    /// Values of "operations-supported" of printers.
    private(set) var operationIDs: [OperationID]

    public init(
        jobs: any JobStore, printers: any PrinterStore, system: any SystemStore,
        resources: any ResourceStore,
        events: any EventLog & SubscriptionStore, devices: any DeviceCatalog,
        preparer: any DocumentPreparer = NoPreparer(), previewer: (any DocumentPreviewer)? = nil,
        drivers: any DriverStore = NoDrivers(), conditions: ConditionBoard, progress: ProgressBoard = ProgressBoard(),
        typer: any DocumentTyper, decoder: any DocumentDecoder, fetcher: any DocumentFetcher = NoFetcher(),
        clock: any WallClock, settings: ServerSettings, notifierLimits: NotifierLimits = NotifierLimits(),
        show: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.jobs = jobs
        self.printers = printers
        self.system = system
        self.resources = resources
        self.events = events
        self.devices = devices
        self.preparer = preparer
        self.previewer = previewer
        self.drivers = drivers
        self.conditions = conditions
        self.progress = progress
        self.typer = typer
        self.decoder = decoder
        self.fetcher = fetcher
        self.clock = clock
        self.settings = settings
        jobRates = JobRates(settings.limits)
        wrongPasswords = TryThrottle(clock: clock)
        lockedJobs = LockedJobs(clock: clock)
        self.show = show
        notifier = Notifier(
            log: events, store: events, jobs: jobs, printers: printers, progress: progress, clock: clock,
            limits: notifierLimits)
        operationIDs = []
        policies = PolicyBook(printers: printers, system: system)
        facts = PrinterFactsCache(
            printers: printers, devices: devices, drivers: drivers, preparer: preparer, conditions: conditions)
        operationIDs = OperationTable.printerIDs(in: self)
    }

    var policy: AccessPolicy { settings.policy }

    /// Whether nobody on the way could read it: what passwords come in.
    func isPrivate(_ request: IPPRequest) -> Bool { policy.isPrivate(request.caller.requester) }

    /// What a queue is that is not in the store, or not as it is there.
    func facts(of draft: Printer) -> PrinterFacts {
        PrinterFacts(draft, devices: devices, drivers: drivers, preparer: preparer)
    }

    /// The queue a request is about.
    func targetPrinter(of request: IPPRequest) throws -> Printer {
        let printer = try namedPrinter(of: request)
        try printer.admit(request.id)
        return printer
    }

    func namedPrinter(of request: IPPRequest) throws -> Printer {
        switch try request.target() {
        case .printer(let name): return try printer(named: name)
        case .defaultPrinter:
            guard let printer = printers.defaultPrinter() else {
                throw OperationError(.notFound, "there is no default printer")
            }
            return printer
        case .system:
            if let printer = try numberedPrinter(of: request) { return printer }
            guard request.id == .getPrinterAttributes, let printer = printers.defaultPrinter() else {
                throw OperationError(.notFound, "the request is about the System and names no printer-id")
            }
            return printer
        case .job, .server:
            throw OperationError(.notFound, "the request names no printer")
        }
    }

    func printer(named name: PrinterName) throws -> Printer {
        guard let printer = printers.printer(named: name) else {
            throw OperationError(.notFound, "there is no printer '\(name)'")
        }
        return printer
    }

    /// The job a request is about: "job-uri", or "printer-uri" and "job-id".
    func targetJob(of request: IPPRequest) async throws -> Job {
        let id: JobID
        switch try request.target() {
        case .job(let named): id = named
        case .printer, .defaultPrinter, .server:
            guard let number = try request.integer("job-id") else {
                throw OperationError(.badRequest, "the request names no job")
            }
            id = JobID(number)
        case .system: throw OperationError(.notFound, "the system has no jobs of its own")
        }
        guard let job = try await jobs.job(id) else { throw OperationError.noSuchJob(id) }
        guard let printer = printers.printer(job.printer) else { return job }
        try printer.admit(request.id)
        let look = decision(.anyone, try person(of: request), on: printer)
        guard look.isAllowed else { throw Self.refusal(of: .anyone, look, on: job) }
        return job
    }

    /// The job a request wants to change, if whoever asks may.
    func ownJob(of request: IPPRequest) async throws -> Job {
        let job = try await targetJob(of: request)
        try authorise(request, for: .jobOwner, on: job)
        return job
    }

    func isAdministrator(_ request: IPPRequest) throws -> Bool { try isAllowed(.administration, request) }

    /// Whether whoever asks sees what else only owners see: of one queue, or without one of everything.
    func seesAll(_ request: IPPRequest, on printer: Printer? = nil) throws -> Bool {
        try isAllowed(.details, request, on: printer)
    }

    func managesAll(_ request: IPPRequest, on printer: Printer? = nil) throws -> Bool {
        try isAllowed(.jobOwner, request, on: printer)
    }

    func isAllowed(_ access: Access, _ request: IPPRequest, on printer: Printer? = nil) throws -> Bool {
        decision(access, try person(of: request), on: printer).isForAll
    }

    /// Who did it, for the log of events.
    func actor(of request: IPPRequest) throws -> String {
        policy.owner(request.caller.requester, label: try request.userLabel()).user
    }
}
