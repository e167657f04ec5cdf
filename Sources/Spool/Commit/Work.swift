internal import PrintModel

/// One change that waits for a transaction.
protocol Work: AnyObject {
    /// Documents that its rows will refer to.
    var documents: [ReceivedBytes] { get }
    /// Makes the change. May be called again, in another transaction, when the first one was rolled back.
    func run(in transaction: WriteTransaction) throws
    /// The change is durable: tells the caller.
    func succeed()
    /// The change has not happened: tells the caller.
    func fail(_ error: any Error)
}

/// A change with its result and its caller.
///
/// Not synchronised: the caller sets it up, then whoever commits has it, then the caller again; ``GroupCommit`` hands
/// it over under its lock.
final class Change<Output: Sendable>: Work, @unchecked Sendable {
    let documents: [ReceivedBytes]
    private let body: @Sendable (WriteTransaction) throws -> Output
    private var output: Output?
    private(set) var result: Result<Output, any Error>?
    /// The caller, if it waits on another thread.
    var continuation: CheckedContinuation<Output, any Error>?

    init(_ documents: [ReceivedBytes], _ body: @escaping @Sendable (WriteTransaction) throws -> Output) {
        self.documents = documents
        self.body = body
    }

    func run(in transaction: WriteTransaction) throws { output = try body(transaction) }

    func succeed() {
        guard let output else { preconditionFailure("a change succeeds after it has run") }
        end(.success(output))
    }

    func fail(_ error: any Error) { end(.failure(error)) }

    private func end(_ result: Result<Output, any Error>) {
        precondition(self.result == nil, "a change ends once")
        self.result = result
        continuation?.resume(with: result)
    }
}
