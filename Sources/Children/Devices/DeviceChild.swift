internal import CSpawn
internal import Glibc
import Synchronization

/// A program that talks to a device, with the descriptors that CUPS' backends are given (backend(7)): the document comes
/// in on 0, messages go out on 2, what the device says on 3, questions and answers go both ways on 4.
///
/// Whoever starts one waits for its ``end()``.
public final class DeviceChild: Sendable {
    /// Who listens. Called in order for each source, on no thread in particular; must be quick.
    public struct Ears: Sendable {
        /// Of messages: lines that are longer are cut.
        public var lineOctetsMax: Int
        /// A program that says more is made to wait.
        public var linesPerSecond = 5_000
        public var onLine: @Sendable (_ line: String, _ isCut: Bool) -> Void
        /// What the device said, as it came.
        public var onDevice: @Sendable ([UInt8]) -> Void
        /// What it wrote on its output; `nil` for /dev/null.
        public var onOutput: (@Sendable ([UInt8]) -> Void)?

        public init(
            lineOctetsMax: Int, onLine: @escaping @Sendable (_ line: String, _ isCut: Bool) -> Void,
            onDevice: @escaping @Sendable ([UInt8]) -> Void = { _ in },
            onOutput: (@Sendable ([UInt8]) -> Void)? = nil
        ) {
            self.lineOctetsMax = lineOctetsMax
            self.onLine = onLine
            self.onDevice = onDevice
            self.onOutput = onOutput
        }
    }

    private let child: Child
    private let document: PipeWriter
    /// The program's end, only looked at: how much of the document has not been read.
    private let unread: Mutex<Unread>
    private let sideReader: PipeReader
    private let sideWriter: PipeWriter
    private let readers: [PipeReader]
    private let reading: Task<Void, Never>
    private let ending = Mutex<Task<Void, Never>?>(nil)
    private let isStopping = Atomic<Bool>(false)

    /// - Throws: ``SpawnError``, ``DescriptorError``.
    public static func start(_ program: Program, in nursery: Nursery, heardBy ears: Ears) async throws -> DeviceChild {
        let poller = nursery.poller
        let document = try Descriptor.pipe(octets: PipelineCore.pipeOctets)
        let (messages, device) = (try Descriptor.pipe(), try Descriptor.pipe())
        let output = ears.onOutput == nil ? nil : try Descriptor.pipe()
        let side = try Descriptor.socketPair()
        let plumbing = Pipes(
            document: try PipeWriter(document.writer, poller), unread: document.reader,
            messages: try PipeReader(messages.reader, poller), device: try PipeReader(device.reader, poller),
            output: try output.map { try PipeReader($0.reader, poller) },
            sideReader: try PipeReader(side.ours, poller),
            sideWriter: try PipeWriter(try Descriptor(duplicating: side.ours.number), poller))
        let child = try await nursery.start(
            program, descriptors: [document.reader, output?.writer, messages.writer, device.writer, side.theirs])
        return DeviceChild(child, plumbing, ears)
    }

    private struct Unread {
        /// Let go of when the program has ended, which tells the writer that nobody reads.
        var descriptor: Descriptor?
        var octetsAtEnd = 0
    }

    private struct Pipes {
        var document: PipeWriter
        var unread: Descriptor
        var messages: PipeReader
        var device: PipeReader
        var output: PipeReader?
        var sideReader: PipeReader
        var sideWriter: PipeWriter
    }

    private init(_ child: Child, _ pipes: Pipes, _ ears: Ears) {
        self.child = child
        document = pipes.document
        unread = Mutex(Unread(descriptor: pipes.unread))
        (sideReader, sideWriter) = (pipes.sideReader, pipes.sideWriter)
        readers = [pipes.messages, pipes.device, pipes.output, pipes.sideReader].compactMap { $0 }
        reading = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await Self.readLines(pipes.messages, ears) }
                group.addTask { await Self.readAll(pipes.device, ears.onDevice) }
                if let output = pipes.output, let onOutput = ears.onOutput {
                    group.addTask { await Self.readAll(output, onOutput) }
                }
            }
        }
        ending.withLock { $0 = Task { [weak self] in await self?.waitForEnd() } }
    }

    private func waitForEnd() async {
        await child.record.end()
        unread.withLock { unread in
            unread.octetsAtEnd = unread.descriptor.map { max(0, Int(spawn_octets_waiting($0.number))) } ?? 0
            unread.descriptor = nil
        }
        // Something that it has started and that got away may hold the other ends.
        readers.forEach { $0.finish() }
    }

    public var pid: Int32 { child.pid }
    public var enforced: Set<Protection> { child.enforced }

    /// Gives the program more of the document. `false` when it reads no more.
    public func feed(_ piece: [UInt8]) async throws -> Bool { try await document.write(piece) }

    /// Waits until the program has read what it was fed, which must be less than a page. `false` when it reads no more.
    public func waitUntilRead() async throws -> Bool { try await document.waitUntilRead() }

    /// The document is whole.
    public func endDocument() { document.close() }

    /// Octets that were fed and not read.
    public var octetsUnread: Int {
        unread.withLock { unread in
            unread.descriptor.map { max(0, Int(spawn_octets_waiting($0.number))) } ?? unread.octetsAtEnd
        }
    }

    /// Writes on its side channel. `false` when nobody listens.
    public func say(_ bytes: [UInt8]) async throws -> Bool { try await sideWriter.write(bytes) }

    /// The next octets of its side channel; `nil` at its end.
    public func hear(octetsMax: Int) async throws -> [UInt8]? { try await sideReader.next(octetsMax: octetsMax) }

    /// Asks it to end, and makes it after `grace`. Returns at once; a second time does nothing.
    public func stop(grace: Duration) {
        guard !isStopping.exchange(true, ordering: .relaxed) else { return }
        Task { [child] in await child.stop(grace: grace) }
    }

    public var isStopped: Bool { isStopping.load(ordering: .relaxed) }

    /// Ends it and all it has started, at once.
    public func kill() { child.signal(SIGKILL) }

    /// Waits until it has ended, all it said has been heard, and nothing of it is left.
    public func end() async -> ChildEnd {
        await ending.withLock { $0 }?.value
        await reading.value
        document.close()
        sideWriter.close()
        return await child.end()
    }

    /// The same, and ends it when that takes longer.
    public func end(within timeout: Duration) async -> ChildEnd {
        let killing = Task { [child] in
            // Cut off when it has ended by itself.
            try await Task.sleep(for: timeout)
            child.signal(SIGKILL)
        }
        defer { killing.cancel() }
        return await end()
    }

    // MARK: Listening

    private static func readLines(_ reader: PipeReader, _ ears: Ears) async {
        var splitter = LineSplitter(octetsMax: ears.lineOctetsMax)
        var pace = Pace(ears.linesPerSecond)
        // A pipe that cannot be read is as good as one that has ended: the status says the rest.
        while let piece = try? await reader.next(octetsMax: 16 << 10) {
            splitter.add(piece, ears.onLine)
            await pace.passed(lines: piece.count { $0 == 0x0A })
        }
        splitter.finish(ears.onLine)
    }

    private static func readAll(_ reader: PipeReader, _ ear: @Sendable ([UInt8]) -> Void) async {
        while let piece = try? await reader.next(octetsMax: 16 << 10) { ear(piece) }
    }
}
