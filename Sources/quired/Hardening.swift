import Children
import Glibc

/// What the daemon gives up for good before it does anything.
enum Hardening {
    /// Called while there is only one thread.
    static func begin() {
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        OwnProcess.guardItself()
    }

    /// Throws where others could put something into the folder that we then take for our own, or read what is in it.
    ///
    /// - Parameter folder: the instance's; `spool`, `tls` and the others lie in it.
    static func check(_ folder: String) throws {
        try check(folder, forbidden: 0o022, "others can write to it")
        for name in ["spool", "tls", "drivers", "devices", "audit"] {
            try check("\(folder)/\(name)", forbidden: 0o077, "others can get into it")
        }
        try check("\(folder)/limits.conf", forbidden: 0o022, "others can write to it")
    }

    private static func check(_ path: String, forbidden: mode_t, _ what: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno != ENOENT else { return }
            throw StartProblem("cannot look at \(path): \(String(cString: strerror(errno)))")
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw StartProblem("\(path) belongs to user \(status.st_uid), not to us (\(geteuid())): chown it")
        }
        guard status.st_mode & forbidden == 0 else {
            let right = forbidden == 0o022 ? "go-w" : "go-rwx"
            throw StartProblem("\(path): \(what). It is not used as long as that is so: chmod \(right) '\(path)'")
        }
    }
}
