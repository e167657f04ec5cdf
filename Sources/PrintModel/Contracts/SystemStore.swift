public import IPP

/// Where the System object is kept (PWG 5100.22 §7): what people set of it, and what has been printed in all.
public protocol SystemStore: Sendable {
    /// From memory.
    func system() -> SystemRecord

    /// Changes what is set of the System, durably and all of it at once; counts it in ``SystemRecord/configChanges`` where
    /// something changed, and logs it. `change` may be called again. Throws ``StoreError/noSuchPrinter(_:)`` for a default printer
    /// that is not there.
    @discardableResult
    func updateSystem(
        by actor: String?, at now: Moment, _ change: @escaping @Sendable (inout SystemRecord) -> Void
    ) async throws -> SystemRecord

    /// What a printer has printed since it was made, or all of them since the spool was, deleted ones included; from
    /// memory. Counted in the transaction that ends a job, and never computed from the history.
    func printed(by printer: PrinterID?) -> PageCounters
}

/// What people set of the System object.
public struct SystemRecord: Hashable, Sendable {
    /// Attributes that were set, under their names.
    public var attributes: AttributeGroup
    /// The printer that jobs go to when nobody says where.
    public var defaultPrinter: PrinterID?
    /// "system-config-changes".
    public var configChanges: Int32
    public var configChangedAt: Moment

    public init(
        attributes: AttributeGroup = AttributeGroup(.system), defaultPrinter: PrinterID? = nil,
        configChanges: Int32 = 0,
        configChangedAt: Moment
    ) {
        self.attributes = attributes
        self.defaultPrinter = defaultPrinter
        self.configChanges = configChanges
        self.configChangedAt = configChangedAt
    }

    /// Counts a change; nobody changes the counting itself.
    public mutating func countChange(from before: SystemRecord, at now: Moment) {
        (configChanges, configChangedAt) = (before.configChanges, before.configChangedAt)
        guard self != before else { return }
        configChanges = before.configChanges == .max ? .max : before.configChanges + 1
        configChangedAt = now
    }
}

/// What has been printed, as far as anybody counted it.
public struct PageCounters: Hashable, Sendable {
    /// Jobs that were completed.
    public var jobs: Int64
    /// Pages of their documents ("job-pages"), copies not counted.
    public var pages: Int64
    /// Sides with something on them.
    public var impressions: Int64
    /// Of ``impressions``, those with colour.
    public var colorImpressions: Int64
    public var sheets: Int64

    public init(
        jobs: Int64 = 0, pages: Int64 = 0, impressions: Int64 = 0, colorImpressions: Int64 = 0, sheets: Int64 = 0
    ) {
        self.jobs = jobs
        self.pages = pages
        self.impressions = impressions
        self.colorImpressions = colorImpressions
        self.sheets = sheets
    }

    /// What a job adds that has just ended with `outcome`; `nil` for one that was not printed.
    public init?(of job: Job, after outcome: DeliveryOutcome, _ report: PrintReport) {
        guard outcome == .delivered, job.state == .completed else { return nil }
        func natural(_ number: Int?) -> Int64 { Int64(max(0, number ?? 0)) }
        self.init(
            jobs: 1, pages: natural(job.attributes["job-pages"]?.integerValue.map(Int.init)),
            impressions: natural(report.impressions), colorImpressions: natural(report.colorImpressions),
            sheets: natural(report.sheets))
    }

    public static func + (lhs: PageCounters, rhs: PageCounters) -> PageCounters {
        PageCounters(
            jobs: lhs.jobs &+ rhs.jobs, pages: lhs.pages &+ rhs.pages, impressions: lhs.impressions &+ rhs.impressions,
            colorImpressions: lhs.colorImpressions &+ rhs.colorImpressions, sheets: lhs.sheets &+ rhs.sheets)
    }
}
