@preconcurrency internal import Dispatch
internal import Glibc
import Synchronization

/// A thread that does one thing after another, and lives until this is let go.
///
/// Not a queue of Dispatch, whose threads come and go: the kernel kills a child when the *thread* that started it ends.
final class WorkThread: Sendable {
    private let jobs = Jobs()

    init() throws {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(jobs)
        let error = pthread_create(&thread, nil, { Jobs.work($0) }, context.toOpaque())
        guard error == 0 else {
            context.release()
            throw DescriptorError("thread", error)
        }
        pthread_detach(thread)
    }

    deinit { jobs.add(nil) }

    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            jobs.add { continuation.resume(with: Swift.Result { try body() }) }
        }
    }

    func start(_ body: @escaping @Sendable () -> Void) { jobs.add(body) }

    /// What the thread itself holds, so that it does not hold the `WorkThread`.
    private final class Jobs: Sendable {
        private let waiting = Mutex<[(@Sendable () -> Void)?]>([])
        private let count = DispatchSemaphore(value: 0)

        func add(_ job: (@Sendable () -> Void)?) {
            waiting.withLock { $0.append(job) }
            count.signal()
        }

        /// Waits for the next one; `nil` ends the thread.
        private func next() -> (@Sendable () -> Void)? {
            count.wait()
            return waiting.withLock { $0.removeFirst() }
        }

        static func work(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let context else { return nil }
            let jobs = Unmanaged<Jobs>.fromOpaque(context).takeRetainedValue()
            while let job = jobs.next() { job() }
            return nil
        }
    }
}
