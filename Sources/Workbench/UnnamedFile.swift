internal import Glibc

/// Files that are gone with the last descriptor for them.
public enum UnnamedFile {
    /// Opens a new one for reading and writing; the caller closes it.
    ///
    /// - Parameter folder: $TMPDIR without it, which is a helper's own.
    public static func open(in folder: String? = nil) throws -> Int32 {
        let folder = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        // mkstemp(3) makes a name of the six letters.
        var name = Array("\(folder)/unnamed-XXXXXX".utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else {
            throw Problem(.resourcesExceeded, "cannot make a temporary file: \(String(cString: strerror(errno)))")
        }
        unlink(name)
        return file
    }
}
