internal import IPPClient
internal import NIOCore
internal import PrintModel

/// Runs tasks on an event loop, between the bytes that it moves: for a short job, going to the loop and back for every step
/// costs more than the steps.
///
/// Only for what neither blocks nor computes for long: it keeps all other connections waiting.
final class LoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        eventLoop.execute { job.runSynchronously(on: executor) }
    }
}

extension Delivery {
    /// Whether all of it is read at once, without waiting for a disk or for a program that makes it.
    var isShort: Bool {
        let most = Int64(Gate.pieceOctetsMax)
        return !isConverted && documents.reduce(0) { $0 + min($1.octets, most + 1) } <= most
    }
}
