internal import Crypto
internal import PrintModel
internal import Synchronization

/// Takes documents in and gives them back: everything about their bytes, nothing about their jobs.
///
/// Three homes, chosen by size, because each is the fastest for its own (docs/SPOOL.md has the figures): the row itself,
/// a segment that many documents share, a file of its own.
final class Depot: Sendable {
    let folders: Folders
    let disk: any Disk
    let settings: SpoolSettings
    let segments: Segments
    let blocking = BlockingWork("quire.spool.documents")
    private let epoch: Int64
    private let hasFolder = Mutex(false)
    private let budget: MemoryBudget
    let reserve: DiskReserve
    let condition: StoreCondition
    private let numbers = SerialNumbers()

    init(
        folders: Folders, disk: any Disk, settings: SpoolSettings, epoch: Int64, condition: StoreCondition
    ) {
        self.folders = folders
        self.disk = disk
        self.settings = settings
        self.epoch = epoch
        self.condition = condition
        budget = MemoryBudget(octets: settings.memoryOctetsMax)
        reserve = DiskReserve(octets: settings.reserveOctets, disk: disk, folder: folders.top)
        let numbers = numbers
        segments = Segments(folders: folders, disk: disk, octetsMax: Int64(settings.segmentOctets)) {
            Container(epoch: epoch, serial: numbers.next())
        }
    }

    // MARK: Taking in

    func receive(_ stream: DocumentStream, octetsMax: Int64) async throws -> ReceivedBytes {
        try condition.check()
        try reserve.admit(0)
        var arriving = Arriving(stream: stream, octetsMax: octetsMax)
        let share = budget.share()
        var head: [UInt8] = []
        while head.count <= settings.segmentDocumentOctetsMax, share.grow(to: head.count) {
            guard let piece = try await arriving.next() else {
                return try keep(head, share: share, digest: arriving.digest())
            }
            if head.isEmpty { head = piece } else { head += piece }
        }
        share.release()
        return try await receiveFile(head, rest: arriving)
    }

    /// Keeps a document that is whole in memory.
    private func keep(_ bytes: [UInt8], share: MemoryBudget.Share, digest: [UInt8]) throws -> ReceivedBytes {
        try reserve.admit(Int64(bytes.count))
        var home = ReceivedBytes.Home.memory(bytes, share)
        if bytes.count > settings.inlineOctetsMax {
            let (segment, start) = try appendToSegment(bytes, startsWritingNow: true)
            share.release()
            home = .segment(segment, start: start)
        }
        return received(octets: Int64(bytes.count), digest: digest, home: home)
    }

    func appendToSegment(_ bytes: [UInt8], startsWritingNow: Bool) throws(StoreError) -> (Segment, start: Int64) {
        do throws(DiskError) {
            return try bytes.withRawBytes { bytes throws(DiskError) in
                try segments.append(bytes, startsWritingNow: startsWritingNow)
            }
        } catch {
            throw condition.translate(error)
        }
    }

    /// Streams to a file of its own: a block is written while the next one arrives.
    private func receiveFile(_ head: [UInt8], rest: Arriving) async throws -> ReceivedBytes {
        var arriving = rest
        let container = Container(epoch: epoch, serial: numbers.next())
        let temporary = folders.incoming(container)
        let file = try await work { [disk] in try disk.create(temporary) }
        do {
            try await fill(file, with: head, from: &arriving)
            try await work { [disk] in
                try disk.sync(file)
                try self.makeFolderOfThisRun()
                try disk.rename(temporary, to: self.folders.document(container))
                try disk.syncFolder(self.folders.documents(epoch: self.epoch))
            }
        } catch {
            _ = try? await work { [disk] in
                disk.close(file)
                // What cannot be removed now is removed at the next start.
                try? disk.remove(temporary)
                try? disk.remove(self.folders.document(container))
            }
            throw error
        }
        disk.close(file)
        return received(octets: arriving.octets, digest: arriving.digest(), home: .file(container))
    }

    private func fill(_ file: DiskFile, with head: [UInt8], from arriving: inout Arriving) async throws {
        var block = Block(pieces: [head], octets: head.count)
        var offset: Int64 = 0
        var isEnded = false
        // One write at a time is on its way, in order, while the next block is gathered.
        var pending: Pending?
        while !isEnded {
            while block.octets < Self.blockOctets {
                do {
                    guard let piece = try await arriving.next() else {
                        isEnded = true
                        break
                    }
                    block.pieces.append(piece)
                    block.octets += piece.count
                } catch {
                    try? await pending?.wait()
                    throw error
                }
            }
            try await pending?.wait()
            try reserve.admit(Int64(block.octets))
            pending = start(block, to: file, at: offset)
            offset += Int64(block.octets)
            block = Block()
        }
        try await pending?.wait()
    }

    private struct Pending {
        let task: Task<Void, any Error>
        func wait() async throws { try await task.value }
    }

    private func start(_ block: Block, to file: DiskFile, at offset: Int64) -> Pending {
        Pending(
            task: Task {
                try await work { [disk] in
                    var end = offset
                    for piece in block.pieces {
                        try piece.withRawBytes { bytes throws(DiskError) in
                            try disk.write(bytes, to: file, at: end)
                        }
                        end += Int64(piece.count)
                    }
                    disk.startWriting(file, from: offset, octets: end - offset)
                }
            })
    }

    /// What is written together: the pieces as they came, because copying them into one costs more than a write each.
    private struct Block {
        var pieces: [[UInt8]] = []
        var octets = 0
    }

    /// Large enough that a write costs more than handing it over, small enough that two are no memory to speak of.
    private static let blockOctets = 1 << 20

    private func makeFolderOfThisRun() throws(DiskError) {
        try hasFolder.withLock { hasFolder throws(DiskError) in
            guard !hasFolder else { return }
            try disk.makeFolder(folders.documents(epoch: epoch))
            try disk.syncFolder(folders.documents)
            hasFolder = true
        }
    }

    private func received(octets: Int64, digest: [UInt8], home: ReceivedBytes.Home) -> ReceivedBytes {
        ReceivedBytes(octets: octets, digest: digest, home: home) { [weak self] home, octets in
            self?.cleanUp(home, octets: octets)
        }
    }

    private func cleanUp(_ home: ReceivedBytes.Home, octets: Int64) {
        switch home {
        case .memory(_, let share): share.release()
        case .segment(let segment, let start):
            remove([.segment(segment.container, start: start): octets])
            segment.unpin()
        case .file(let container): remove([.file(container): octets])
        case .gone: break
        }
    }

    // MARK: Giving back

    /// A document's bytes; `damaged` is called, once, when they are not what was stored, and says what to throw.
    func open(
        _ bytes: StoredBytes, damaged: @escaping @Sendable (_ why: String) async -> any Error
    ) async throws -> DocumentStream {
        switch bytes.place {
        case .nowhere: throw await damaged("was set aside")
        case .inline(let content):
            guard content.count == bytes.octets, Array(SHA256.hash(data: content)) == bytes.digest else {
                throw await damaged("is not what was stored")
            }
            return .bytes(content)
        case .segment(let container, let start):
            return try await open(folders.segment(container), from: start, bytes, damaged)
        case .file(let container):
            return try await open(folders.document(container), from: 0, bytes, damaged)
        }
    }

    private func open(
        _ path: String, from start: Int64, _ bytes: StoredBytes,
        _ damaged: @escaping @Sendable (_ why: String) async -> any Error
    ) async throws -> DocumentStream {
        let file: DiskFile
        do {
            file = try disk.open(path)
        } catch {
            if error.isNotFound { throw await damaged("is missing") }
            throw condition.translate(error)
        }
        let reader = DocumentReader(
            file: OpenFile(file, disk: disk), path: path, start: start, bytes: bytes, blocking: blocking,
            condition: condition, damaged: damaged)
        return DocumentStream { try await reader.next() }
    }

    // MARK: Helpers

    /// Runs blocking calls on another thread and says what went wrong in the store's words.
    private func work<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        do {
            return try await blocking.run(body)
        } catch let error as DiskError {
            throw condition.translate(error)
        }
    }
}

/// A document while it arrives: counted and hashed piece by piece.
private struct Arriving {
    let stream: DocumentStream
    let octetsMax: Int64
    private(set) var octets: Int64 = 0
    private var hash = SHA256()

    init(stream: DocumentStream, octetsMax: Int64) {
        self.stream = stream
        self.octetsMax = octetsMax
    }

    mutating func next() async throws -> [UInt8]? {
        guard let piece = try await stream.next() else { return nil }
        octets += Int64(piece.count)
        guard octets <= octetsMax else { throw StoreError.tooLarge(octetsMax: octetsMax) }
        piece.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return piece
    }

    func digest() -> [UInt8] { Array(hash.finalize()) }
}

/// Gives out the numbers of containers.
final class SerialNumbers: Sendable {
    private let last = Atomic<Int64>(0)
    func next() -> Int64 { last.add(1, ordering: .relaxed).newValue }
}

extension Array<UInt8> {
    /// As `withUnsafeBytes`, which does not say what kind of error it passes on.
    func withRawBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws(DiskError) -> Result
    ) throws(DiskError) -> Result {
        try withUnsafeBufferPointer { buffer throws(DiskError) in try body(UnsafeRawBufferPointer(buffer)) }
    }
}
