internal import Glibc

/// Small files that are wholly there or not at all, after a power cut too.
enum DurableFiles {
    static func makeFolder(_ folder: String) throws(FileError) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw FileError("mkdir", folder) }
    }

    /// Writes aside, syncs, renames, syncs the folder.
    static func write(_ text: String, named name: String, in folder: String, mode: mode_t) throws(FileError) {
        let (temporary, final) = ("\(folder)/.\(name)", "\(folder)/\(name)")
        unlink(temporary)  // Of an earlier try that did not finish.
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw FileError("open", temporary) }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard bytes.withUnsafeBytes({ Glibc.write(file, $0.baseAddress, $0.count) }) == bytes.count, fsync(file) == 0,
            rename(temporary, final) == 0
        else {
            let error = FileError("write", final)
            unlink(temporary)
            throw error
        }
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw FileError("open", folder) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw FileError("fsync", folder) }
    }
}

struct FileError: Error, CustomStringConvertible {
    let description: String

    /// - Parameter call: the system call that has just failed.
    init(_ call: String, _ path: String) {
        let code = errno
        description = "\(call) \(path): \(String(cString: strerror(code))) (errno \(code))"
    }
}
