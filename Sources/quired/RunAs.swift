import Children
import Glibc

/// The user that a daemon which root has started becomes: a name, or numbers (`4711`, `4711:4711`) where nobody has a name
/// for it, as in a container.
struct RunAs: Hashable {
    let text: String
    /// Whose groups it gets; without a name it has one group only.
    let name: String?
    let user: uid_t
    let group: gid_t

    init(_ text: String) throws {
        self.text = text
        if let first = text.unicodeScalars.first, ("0"..."9").contains(first) {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map { UInt32($0) }
            guard let user = parts.first ?? nil, let group = parts.count == 1 ? user : parts[1] else {
                throw StartProblem("--user \(text): neither a name nor UID:GID")
            }
            (name, self.user, self.group) = (nil, user, group)
        } else {
            guard let entry = getpwnam(text) else { throw StartProblem("--user \(text): there is no such user") }
            (name, user, group) = (text, entry.pointee.pw_uid, entry.pointee.pw_gid)
        }
        guard user != 0, user != .max, group != .max else { throw StartProblem("--user \(text): that is root, too") }
    }

    /// Makes the folder for that user, where it is missing. One that is there has to be the user's already: what somebody
    /// else has put into it is not made the user's in passing.
    func prepare(_ folder: String) throws {
        var status = stat()
        if lstat(folder, &status) != 0 {
            // By a descriptor of what was made, for whoever owns the folder above can put something else in its place.
            guard mkdir(folder, 0o700) == 0 else {
                throw StartProblem("cannot make \(folder): \(String(cString: strerror(errno)))")
            }
            let made = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            defer { close(made) }
            guard made >= 0, fstat(made, &status) == 0, status.st_uid == 0,
                fchmod(made, 0o755) == 0, fchown(made, user, group) == 0
            else { throw StartProblem("cannot make \(folder): \(String(cString: strerror(errno)))") }
            return
        }
        guard stat(folder, &status) == 0, status.st_uid == user else {
            throw StartProblem("\(folder) does not belong to \(text): chown -R \(text) '\(folder)'")
        }
    }

    func become() throws {
        let error = OwnProcess.become(name: name, user: user, group: group)
        guard error == 0 else {
            throw StartProblem("cannot become \(text) for good: \(String(cString: strerror(error)))")
        }
    }
}
