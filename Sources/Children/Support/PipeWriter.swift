internal import CSpawn
internal import Glibc
import Synchronization

/// The writing end of a pipe, written by one task without blocking a thread and without SIGPIPE.
final class PipeWriter: Sendable {
    private let descriptor: Mutex<Descriptor?>
    private let poller: Poller

    init(_ descriptor: Descriptor, _ poller: Poller) throws {
        guard spawnNotBlocking(descriptor) else { throw DescriptorError("fcntl", errno) }
        self.descriptor = Mutex(descriptor)
        self.poller = poller
    }

    /// The reader comes to the end.
    func close() { descriptor.withLock { $0 = nil } }

    /// Writes all of it. Gives back `false` when nobody reads any more.
    func write(_ bytes: [UInt8]) async throws -> Bool {
        guard let descriptor = descriptor.withLock({ $0 }) else { return false }
        var done = 0
        while done < bytes.count {
            try Task.checkCancellation()
            let count = bytes.withUnsafeBytes { buffer in
                buffer.baseAddress.map { spawn_write(descriptor.number, $0 + done, buffer.count - done) } ?? 0
            }
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                await poller.wait(for: descriptor.number, .writable, poller.newTicket())
            } else if errno == EPIPE {
                return false
            } else {
                throw DescriptorError("write", errno)
            }
        }
        return true
    }

    /// Waits until the reader has read what was written, which must be less than a page. `false` when nobody reads any
    /// more.
    ///
    /// A pipe with room for one page says that it can be written to when that page has been read.
    func waitUntilRead() async throws -> Bool {
        guard let descriptor = descriptor.withLock({ $0 }) else { return false }
        let octets = spawn_pipe_octets(descriptor.number)
        let isSmall = spawn_pipe_size(descriptor.number, 1) >= 0
        defer { _ = spawn_pipe_size(descriptor.number, octets) }
        while true {
            try Task.checkCancellation()
            var sight = pollfd(fd: descriptor.number, events: 0, revents: 0)
            if poll(&sight, 1, 0) > 0, sight.revents & Int16(POLLERR) != 0 { return false }
            guard spawn_octets_waiting(descriptor.number) > 0 else { return true }
            if isSmall {
                await poller.wait(for: descriptor.number, .writable, poller.newTicket())
            } else {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }
}

func spawnNotBlocking(_ descriptor: Descriptor) -> Bool { spawn_not_blocking(descriptor.number) == 0 }
