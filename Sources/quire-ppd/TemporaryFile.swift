import Glibc
import Workbench

/// A file in the helper's own folder, gone when nobody needs it any more.
final class TemporaryFile {
    let descriptor: Int32
    /// Empty when it has no name.
    let path: String

    /// - Parameter isNamed: whether programs are to open it by its name.
    init(_ bytes: [UInt8], isNamed: Bool = false) throws {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/ppd-XXXXXX".utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else {
            throw Problem(.internalError, "cannot make a temporary file: \(String(cString: strerror(errno)))")
        }
        descriptor = file
        path = isNamed ? String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
        if !isNamed { unlink(name) }
        do {
            try Helper.write(bytes, to: file)
        } catch {
            if isNamed { unlink(name) }
            close(file)
            throw error
        }
        lseek(file, 0, SEEK_SET)
    }

    deinit {
        if !path.isEmpty { unlink(path) }
        close(descriptor)
    }
}
