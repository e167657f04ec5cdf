/// The log of everything that happened, which notifications, timelines and audits are read from.
///
/// What happens to jobs and to queues is written by the store, in the transaction that makes it happen. This is for what
/// happens elsewhere: to devices, to resources, to the server.
public protocol EventLog: Sendable {
    /// Writes down what happened, in that order; durable when it returns.
    func record(_ news: [ServerNews], by actor: String?, at now: Moment) async throws
}
