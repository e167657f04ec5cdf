/// The log of everything that happened, which notifications, timelines and audits are read from.
///
/// What happens to jobs and to queues is written by the store, in the transaction that makes it happen. ``record(_:by:at:)``
/// is for what happens elsewhere: to devices, to resources, to the server.
///
/// Lines about a job go with the job, but not before they are ``Retention/eventLife`` old; other lines are kept for
/// ``Retention/serverEvents``.
public protocol EventLog: Sendable {
    /// Writes down what happened, in that order; durable when it returns.
    ///
    /// `printer-state-changed` with ``ServerNews/reasons`` says what the printer's device has to say from now on; it is
    /// left out where the printer looks the same as before. The store adds the printer's state. News of a printer that is
    /// not there are left out too.
    func record(_ news: [ServerNews], by actor: String?, at now: Moment) async throws

    /// Writes down how far jobs are that are being printed (`job-progress`); those that no longer are, are left out.
    func record(_ progress: [JobProgress], at now: Moment) async throws

    /// What happened to anything, oldest first, from behind the line with that number on.
    ///
    /// Numbers grow with the order of the commits: who reads on from the last number it saw misses nothing.
    func log(after sequence: Int64, limit: Int) async throws -> [LoggedEvent]

    /// The number of the last line, 0 before the first; from memory.
    var lastEvent: Int64 { get }

    /// Tells when there are more lines.
    var eventSignal: EventSignal { get }

    /// When a job, a device or a person last changed what ``PrinterGlance`` says of a printer; `nil` when nothing has in
    /// this run of the daemon. From memory.
    func stateChangedAt(of printer: PrinterID) -> Moment?
}

/// How far a job is.
public struct JobProgress: Hashable, Sendable {
    public var job: JobID
    public var impressions: Int

    public init(job: JobID, impressions: Int) {
        self.job = job
        self.impressions = impressions
    }
}

extension Retention {
    /// Lines about printers, resources and the server.
    public static let serverEvents = Duration.seconds(30 * 24 * 3600)
    /// For how long notifications can be asked for after they happened. More than the "ippget-event-life" that clients
    /// are told, so that one who comes a little late misses nothing (RFC 3996 §8.1).
    public static let eventLife = Duration.seconds(300)
}
