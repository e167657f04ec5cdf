internal import Glibc
import Synchronization

/// The reading end of a pipe, read by one task at a time without blocking a thread.
final class PipeReader: Sendable {
    private struct State {
        var isFinishing = false
        var waiting: Poller.Ticket?
    }

    private let descriptor: Descriptor
    private let poller: Poller
    private let state = Mutex(State())

    init(_ descriptor: Descriptor, _ poller: Poller) throws {
        guard spawnNotBlocking(descriptor) else { throw DescriptorError("fcntl", errno) }
        self.descriptor = descriptor
        self.poller = poller
    }

    /// What is there, at most `octetsMax`; waits while there is nothing. `nil` at the end.
    func next(octetsMax: Int) async throws -> [UInt8]? {
        while true {
            try Task.checkCancellation()
            switch try read(octetsMax) {
            case .bytes(let bytes): return bytes
            case .end: return nil
            case .nothingYet: break
            }
            // Looked at after the read: what came before the end was told is read.
            guard let ticket = beginWaiting() else {
                if case .bytes(let bytes) = try read(octetsMax) { return bytes }
                return nil
            }
            await poller.wait(for: descriptor.number, .readable, ticket) { self.state.withLock { $0.isFinishing } }
            state.withLock { $0.waiting = nil }
        }
    }

    /// Nobody who counts writes any more: what is there is read, and then it has ended, though some process may still
    /// hold the other end.
    func finish() {
        let ticket = state.withLock { state in
            state.isFinishing = true
            return state.waiting
        }
        if let ticket { poller.wake(ticket) }
    }

    private func beginWaiting() -> Poller.Ticket? {
        state.withLock { state in
            guard !state.isFinishing else { return nil }
            state.waiting = poller.newTicket()
            return state.waiting
        }
    }

    private enum Outcome {
        case bytes([UInt8])
        case end
        case nothingYet
    }

    private func read(_ octetsMax: Int) throws -> Outcome {
        var error: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: octetsMax) { buffer, count in
            var outcome: Int
            repeat {
                outcome = Glibc.read(descriptor.number, buffer.baseAddress, buffer.count)
            } while outcome < 0
                && errno == EINTR
            error = outcome < 0 ? errno : 0
            count = max(0, outcome)
        }
        if error == EAGAIN { return .nothingYet }
        guard error == 0 else { throw DescriptorError("read", error) }
        return bytes.isEmpty ? .end : .bytes(bytes)
    }
}
