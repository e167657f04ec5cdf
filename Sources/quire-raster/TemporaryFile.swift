import Glibc
import Workbench

/// A file without a name in $TMPDIR, which is the helper's own: it is gone with its descriptor.
final class TemporaryFile {
    private let descriptor: Int32

    init() throws {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/pages-XXXXXX".utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else {
            throw Problem(.resourcesExceeded, "cannot make a temporary file: \(String(cString: strerror(errno)))")
        }
        unlink(name)
    }

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
