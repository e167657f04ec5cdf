internal import Crypto
internal import PrintModel

/// Reads a document piece by piece and holds the last piece back until all of it is known to be what was stored.
actor DocumentReader {
    private static let pieceOctets: Int64 = 256 << 10
    /// So little is read where it is wanted: changing threads would take longer.
    private static let shortOctetsMax = 64 << 10

    private let file: OpenFile
    private let path: String
    private let start: Int64
    private let bytes: StoredBytes
    private let blocking: BlockingWork
    private let condition: StoreCondition
    private let damaged: @Sendable (_ why: String) async -> any Error
    private var hash = SHA256()
    private var offset: Int64 = 0
    private var isVerified = false

    init(
        file: OpenFile, path: String, start: Int64, bytes: StoredBytes, blocking: BlockingWork,
        condition: StoreCondition, damaged: @escaping @Sendable (_ why: String) async -> any Error
    ) {
        self.file = file
        self.path = path
        self.start = start
        self.bytes = bytes
        self.blocking = blocking
        self.condition = condition
        self.damaged = damaged
    }

    func next() async throws -> [UInt8]? {
        try Task.checkCancellation()
        guard offset < bytes.octets else {
            try await verify()
            return nil
        }
        let piece = try await read(Int(min(Self.pieceOctets, bytes.octets - offset)))
        piece.withUnsafeBytes { hash.update(bufferPointer: $0) }
        offset += Int64(piece.count)
        if offset == bytes.octets { try await verify() }
        return piece
    }

    private func verify() async throws {
        guard !isVerified else { return }
        isVerified = true
        guard Array(hash.finalize()) == bytes.digest else { throw await damaged("is not what was stored") }
    }

    private func read(_ count: Int) async throws -> [UInt8] {
        let position = start + offset
        let piece: [UInt8]
        do {
            piece =
                if count <= Self.shortOctetsMax { try file.read(count, at: position) } else {
                    try await blocking.run { [file] in try file.read(count, at: position) }
                }
        } catch let error as DiskError {
            throw condition.translate(DiskError(error.call, path, errno: error.errno))
        }
        guard piece.count == count else { throw await damaged("is shorter than what was stored") }
        return piece
    }
}

/// A file that is closed when nobody reads it any more: it can be read to its end even if it is removed meanwhile.
final class OpenFile: Sendable {
    private let file: DiskFile
    private let disk: any Disk

    init(_ file: DiskFile, disk: any Disk) {
        self.file = file
        self.disk = disk
    }

    deinit { disk.close(file) }

    func read(_ count: Int, at offset: Int64) throws(DiskError) -> [UInt8] {
        let result: Result<[UInt8], DiskError>
        do {
            result = .success(
                try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                    filled = try disk.read(into: UnsafeMutableRawBufferPointer(buffer), from: file, at: offset)
                })
        } catch let error as DiskError {
            result = .failure(error)
        } catch {
            preconditionFailure("a disk throws DiskError only")
        }
        return try result.get()
    }
}
