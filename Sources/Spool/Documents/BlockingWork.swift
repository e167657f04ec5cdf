internal import Dispatch

/// Where calls that may block for long are made: never on the cooperative threads, of which there is one a core.
///
/// A change of threads costs 20 to 100 µs here, so short calls (a segment, a query) are made where they are.
struct BlockingWork: Sendable {
    private let queue: DispatchQueue

    init(_ label: String) { queue = DispatchQueue(label: label, attributes: .concurrent) }

    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}
