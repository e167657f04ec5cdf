import Glibc
import Raster
import Workbench

/// Sends what encoders make, and sends the bytes of a unit of pages again for its copies: they are drawn once.
final class Copier {
    private let copies: Int
    /// Bytes at the beginning of the document, which belong to no page.
    private var prefix: Int
    private let kept: KeptBytes?

    init(_ order: RenderOrder) throws {
        guard order.copies == 1 || order.format.hasIndependentPages else {
            throw Problem(.internalError, "\(order.words.format) has no copies of pages: the device is to make them")
        }
        copies = order.copies
        prefix = try Self.prefixOctets(order)
        kept = copies > 1 ? KeptBytes() : nil
    }

    /// What a document without pages has is what comes before the first page.
    static func prefixOctets(_ order: RenderOrder) throws -> Int {
        guard order.format.hasIndependentPages else { return 0 }
        var count = 0
        let encoder = try order.format.encoder(order) { count += $0.count }
        try encoder.end()
        return count
    }

    func take(_ bytes: UnsafeRawBufferPointer) throws {
        try Helper.write(bytes)
        let skipped = min(prefix, bytes.count)
        prefix -= skipped
        try kept?.add(UnsafeRawBufferPointer(rebasing: bytes[skipped...]))
    }

    /// - Parameter sent: called after each copy.
    func repeatUnit(_ sent: () -> Void) throws {
        guard let kept else { return }
        for _ in 1..<copies {
            try kept.forEach { try Helper.write($0) }
            sent()
        }
        try kept.clear()
    }
}

/// Bytes to be read again: a few in memory, more in a file without a name in $TMPDIR.
final class KeptBytes {
    private var memory: [UInt8] = []
    private var file: Int32 = -1
    private var octetsInFile = 0

    static let memoryMax = 2 << 20

    deinit { if file >= 0 { close(file) } }

    func add(_ bytes: UnsafeRawBufferPointer) throws {
        if memory.capacity == 0 { memory.reserveCapacity(Self.memoryMax + 512 << 10) }
        memory.append(contentsOf: bytes)
        guard memory.count > Self.memoryMax else { return }
        if file < 0 { file = try UnnamedFile.open() }
        try Helper.write(memory, to: file)
        octetsInFile += memory.count
        memory.removeAll(keepingCapacity: true)
    }

    func forEach(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var piece = [UInt8](repeating: 0, count: octetsInFile == 0 ? 0 : 256 << 10)
        var offset = 0
        while offset < octetsInFile {
            let count = pread(file, &piece, min(piece.count, octetsInFile - offset), offset)
            guard count > 0 else { throw Problem(.resourcesExceeded, "the copies cannot be read back") }
            try piece.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            offset += count
        }
        try memory.withUnsafeBytes(body)
    }

    func clear() throws {
        memory.removeAll(keepingCapacity: true)
        guard octetsInFile > 0 else { return }
        octetsInFile = 0
        guard ftruncate(file, 0) == 0, lseek(file, 0, SEEK_SET) == 0 else {
            throw Problem(.resourcesExceeded, "the temporary file cannot be used again")
        }
    }
}
