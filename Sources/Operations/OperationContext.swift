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
    public var secretMaker: any SecretMaker = NoSecretMaker()
    public var conditions: ConditionBoard
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
    let facts: PrinterFactsCache
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
        self.show = show
        notifier = Notifier(
            log: events, store: events, jobs: jobs, printers: printers, progress: progress, clock: clock,
            limits: notifierLimits)
        operationIDs = []
        facts = PrinterFactsCache(
            printers: printers, devices: devices, drivers: drivers, preparer: preparer, conditions: conditions)
        operationIDs = OperationTable.printerIDs(in: self)
    }

    var policy: AccessPolicy { settings.policy }

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
        try printers.printer(job.printer)?.admit(request.id)
        return job
    }

    /// The job a request wants to change, if whoever asks may.
    func ownJob(of request: IPPRequest) async throws -> Job {
        let job = try await targetJob(of: request)
        try authorise(request, for: .jobOwner, on: job)
        return job
    }

    func isAdministrator(_ request: IPPRequest) -> Bool { policy.isAdministrator(request.caller.requester) }
    func seesAll(_ request: IPPRequest) -> Bool { policy.seesAll(request.caller.requester) }
    func managesAll(_ request: IPPRequest) -> Bool { policy.managesAll(request.caller.requester) }

    func owns(_ request: IPPRequest, _ job: Job) throws -> Bool {
        policy.owns(request.caller.requester, label: try request.userLabel(), job.owner)
    }

    /// Who did it, for the log of events.
    func actor(of request: IPPRequest) throws -> String {
        policy.owner(request.caller.requester, label: try request.userLabel()).user
    }

    /// Throws "client-error-not-authorized" when the access rule does not let the request through. Rules about a job
    /// are checked again with the job, once it is known.
    func authorise(_ request: IPPRequest, for access: Access, on job: Job? = nil) throws {
        switch policy.grant(access, to: request.caller.requester) {
        case .all: return
        case .no: throw OperationError(.notAuthorized, Self.refusal(of: access, on: job))
        case .own, .named:
            guard let job else { return }
            guard try owns(request, job), access != .documents || job.owner.isProved else {
                throw OperationError(.notAuthorized, Self.refusal(of: access, on: job))
            }
        }
    }

    private static func refusal(of access: Access, on job: Job?) -> String {
        switch access {
        case .administration: "this needs an administrator, over the server's Unix socket or with a password over TLS"
        case .operation:
            "this needs an operator or an administrator, over the server's Unix socket or with a password over TLS"
        case .documents:
            job.map { "only its owner may read the documents of job \($0.id)" }
                ?? "documents are read back by whoever has proved to be their owner"
        case .jobOwner, .details: job.map { "job \($0.id) belongs to somebody else" } ?? "this is not for you to change"
        case .printing: "this proof of who you are is not good for printing"
        case .anyone: "this is not for you"
        }
    }
}
