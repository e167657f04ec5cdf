import Glibc
import Workbench

/// A file without a name in $TMPDIR, which is the helper's own: it is gone with its descriptor.
final class TemporaryFile {
    private let descriptor: Int32

    init() throws { descriptor = try UnnamedFile.open() }

    deinit { close(descriptor) }

    /// After all that was added before.
    func add(_ bytes: UnsafeRawBufferPointer) throws {
        try Helper.write(bytes, to: descriptor)
    }

    /// - Returns: how many bytes were read; 0 at the end.
    func read(_ room: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        try InputDocument.retried { pread(descriptor, room.baseAddress, room.count, offset) }
    }
}
