import Glibc
import PPDReading
import Workbench

/// Where an approved filter is: in a folder that only root can change, itself changed by nobody else.
enum FilterPath {
    static func find(_ name: String, in folders: [String]) throws -> String {
        guard FilterLine.isName(name), name != "-", !FilterLine.neverRun.contains(name) else {
            throw Problem(.internalError, "'\(name)' is no name of a filter that may run")
        }
        for folder in folders where folder.hasPrefix("/") && isRoots(folder, isFolder: true) {
            let path = "\(folder)/\(name)"
            if isRoots(path, isFolder: false) { return path }
        }
        throw Problem(
            .internalError, "the filter \(name) is in none of the folders for filters, or not only root can change it")
    }

    /// Neither a link nor writable for anybody but root.
    private static func isRoots(_ path: String, isFolder: Bool) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_uid == 0, status.st_mode & 0o022 == 0 else { return false }
        let kind = status.st_mode & S_IFMT
        return isFolder ? kind == S_IFDIR : kind == S_IFREG && status.st_mode & 0o111 != 0
    }
}
