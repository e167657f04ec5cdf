@preconcurrency import Dispatch
import Glibc

/// SIGTERM and SIGINT as a value to wait for.
struct StopSignals: Sendable {
    private let received: AsyncStream<Int32>
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingNewest(2))
        received = stream
        // It is heard once there is something to do about it (``HangUps``); until then it must end nothing.
        signal(SIGHUP, SIG_IGN)
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
    }

    /// The first signal.
    func first() async -> Int32? { await received.first { _ in true } }
}

/// SIGHUP, each time; until whoever waits is cancelled.
struct HangUps: Sendable {
    let received: AsyncStream<Void>

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        signal(SIGHUP, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
        source.setEventHandler { continuation.yield() }
        source.resume()
        continuation.onTermination = { _ in source.cancel() }
        received = stream
    }
}
