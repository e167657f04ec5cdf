internal import Glibc

/// Threads for calls that block on a disk: never the cooperative ones, of which there is one a core.
///
/// Not a Dispatch queue, because that has as many threads as cores, and deliveries are to wait for the disk together:
/// 32 files made durable at once cost little more than one. A thread is made when there is work and none is idle.
final class BlockingThreads: Sendable {
    private let crew: Crew

    /// - Parameter max: how many calls may block at once; more wait their turn.
    init(max: Int) { crew = Crew(max: max) }

    deinit { crew.dismiss() }

    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            crew.add { continuation.resume(with: Result { try body() }) }
        }
    }
}

/// What the threads share; lives until the last of them has ended.
private final class Crew: Sendable {
    private struct Work {
        /// Taken from the end when ``next`` is empty: a queue of two stacks, so that neither end costs.
        var arrived: [@Sendable () -> Void] = []
        var next: [@Sendable () -> Void] = []
        var threads = 0
        var idle = 0
        var isDismissed = false

        var count: Int { arrived.count + next.count }

        mutating func take() -> (@Sendable () -> Void)? {
            if next.isEmpty {
                next = arrived.reversed()
                arrived.removeAll(keepingCapacity: true)
            }
            return next.popLast()
        }
    }

    private let work = Monitor(Work())
    private let max: Int

    init(max: Int) { self.max = max }

    func add(_ body: @escaping @Sendable () -> Void) {
        work.change { work in
            work.arrived.append(body)
            guard work.count > work.idle, work.threads < max else { return }
            // With no thread at all the work would wait for ever; with some it only waits longer.
            precondition(startThread() || work.threads > 0, "cannot start a thread")
            work.threads += 1
        }
        work.wakeOne()
    }

    func dismiss() {
        work.change { $0.isDismissed = true }
        work.wakeAll()
    }

    private func labour() {
        while let body = next() { body() }
    }

    private func next() -> (@Sendable () -> Void)? {
        var isIdle = false
        return work.wait { work in
            let body = work.take()
            if body != nil || work.isDismissed {
                if isIdle { work.idle -= 1 }
                return .some(body)
            }
            if !isIdle { work.idle += 1 }
            isIdle = true
            return nil
        }
    }

    private func startThread() -> Bool {
        var thread = pthread_t()
        let crew = Unmanaged.passRetained(self)
        let result = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Crew>.fromOpaque(argument).takeRetainedValue().labour()
                return nil
            }, crew.toOpaque())
        guard result == 0 else {
            crew.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
