import Glibc

/// The user that a daemon which root has started becomes, once what only root can do is done.
///
/// For good: of root's rights none is kept, so that programs it starts are its own user, too (docs/CHILDREN.md).
struct RunAs {
    private let name: String
    private let uid: uid_t
    private let gid: gid_t

    /// `nil` where nobody wants another.
    init?(_ name: String?) throws {
        guard let name else { return nil }
        guard geteuid() == 0 else { throw StartProblem("--user \(name): only root can become another user") }
        guard let entry = getpwnam(name) else { throw StartProblem("--user \(name): there is no such user") }
        guard entry.pointee.pw_uid != 0 else { throw StartProblem("--user \(name): that is root, too") }
        (self.name, uid, gid) = (name, entry.pointee.pw_uid, entry.pointee.pw_gid)
    }

    /// Makes the folder for that user, where it is missing. One that is there has to be the user's already.
    func prepare(_ folder: String) throws {
        var status = stat()
        if lstat(folder, &status) != 0 {
            guard mkdir(folder, 0o755) == 0, chmod(folder, 0o755) == 0, lchown(folder, uid, gid) == 0 else {
                throw StartProblem("cannot make \(folder): \(String(cString: strerror(errno)))")
            }
            return
        }
        guard status.st_uid == uid else {
            throw StartProblem("\(folder) does not belong to \(name): chown -R \(name) '\(folder)'")
        }
    }

    func become() throws {
        // From root, each sets the real, the effective and the saved one, of all threads.
        guard initgroups(name, gid) == 0, setgid(gid) == 0, setuid(uid) == 0 else {
            throw StartProblem("cannot become \(name): \(String(cString: strerror(errno)))")
        }
        guard setuid(0) != 0, seteuid(0) != 0, getuid() == uid, geteuid() == uid, getegid() == gid else {
            throw StartProblem("cannot give up root's rights")
        }
    }
}
