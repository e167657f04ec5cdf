internal import CSpawn
internal import Glibc

/// A folder of one child's own, 0700, removed with all that it left there.
struct TemporaryFolder: Sendable {
    static let prefix = "child-"

    let path: String

    init(in base: String, owner: (user: UInt32, group: UInt32)?) throws(DescriptorError) {
        var template = Array("\(base)/\(Self.prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw DescriptorError("temporary folder in \(base)", errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if let owner, chown(path, owner.user, owner.group) != 0 {
            let error = errno
            rmdir(path)
            throw DescriptorError("owner of \(path)", error)
        }
    }

    func remove() { FolderRemoval(path)?.run() }

    /// Makes the folder for these folders, or takes over the one that is there if it is ours alone: in /tmp it could
    /// be a stranger's. Removes what an earlier run left there.
    static func makeBase(_ base: String) throws(DescriptorError) {
        guard mkdir(base, 0o711) == 0 || errno == EEXIST else { throw DescriptorError("folder \(base)", errno) }
        var status = stat()
        guard lstat(base, &status) == 0 else { throw DescriptorError("folder \(base)", errno) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else {
            throw DescriptorError("folder \(base), which others can change", EPERM)
        }
        removeLeftovers(in: base)
    }

    /// The children of a daemon that was killed died with it; what they had started may still work in their folders.
    private static func removeLeftovers(in base: String) {
        let leftovers = ProcessSight.names(in: base).filter { $0.hasPrefix(prefix) }.map { "\(base)/\($0)" }
        guard !leftovers.isEmpty else { return }
        for pid in ProcessSight.names(in: "/proc").compactMap({ Int32($0) }) where pid > 1 && pid != getpid() {
            // Programs for devices work in "/" and are known by what they were given as their folder.
            let folders = [ProcessSight.workingFolder(of: pid), ProcessSight.temporaryFolder(of: pid)]
            let isLeft = folders.contains { folder in
                guard let folder else { return false }
                return leftovers.contains { folder == $0 || folder.hasPrefix("\($0)/") }
            }
            if isLeft { kill(pid, SIGKILL) }
        }
        leftovers.forEach { FolderRemoval($0)?.run() }
    }
}

/// Removes a folder with a stranger's work in it: links are not followed, modes are put right, names are bytes, and no
/// depth costs descriptors or stack, since what is deep is moved to the top before it is emptied.
private struct FolderRemoval {
    private typealias Name = [CChar]

    private let path: String
    private let top: Descriptor
    private var newName = UInt64.random(in: 0...UInt64.max / 2)

    init?(_ path: String) {
        let number = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { return nil }
        self.path = path
        top = Descriptor(taking: number)
    }

    func run() {
        var removal = self
        while removal.pass() {}
        rmdir(path)
    }

    /// Gives back whether anything came of it.
    private mutating func pass() -> Bool {
        var isChanged = false
        for name in Self.names(in: top.number) {
            if unlinkat(top.number, name, 0) == 0 || unlinkat(top.number, name, AT_REMOVEDIR) == 0 {
                isChanged = true
            } else if flatten(name) {
                isChanged = true
            }
        }
        return isChanged
    }

    /// Removes the files in a folder, and moves the folders in it to the top.
    private mutating func flatten(_ name: Name) -> Bool {
        Self.makeOurs(name, in: top.number)
        let number = openat(top.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { return false }
        let folder = Descriptor(taking: number)
        var isChanged = false
        for inner in Self.names(in: folder.number) {
            if unlinkat(folder.number, inner, 0) == 0 {
                isChanged = true
                continue
            }
            // Moving a folder writes into it: its ".." changes.
            Self.makeOurs(inner, in: folder.number)
            newName &+= 1
            if renameat(folder.number, inner, top.number, ".\(newName)") == 0 { isChanged = true }
        }
        return unlinkat(top.number, name, AT_REMOVEDIR) == 0 || isChanged
    }

    /// chmod of a folder that may have become a link meanwhile: by way of /proc, since fchmodat follows links.
    private static func makeOurs(_ name: Name, in folder: Int32) {
        let number = spawn_open_place(folder, name)
        guard number >= 0 else { return }
        _ = chmod("/proc/self/fd/\(number)", 0o700)
        close(number)
    }

    /// Some of the names, so that a million files need no memory; who removes them asks again.
    private static func names(in folder: Int32) -> [Name] {
        let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { return [] }
        guard let listing = fdopendir(copy) else {
            close(copy)
            return []
        }
        defer { closedir(listing) }
        var names: [Name] = []
        while names.count < 1_024, let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
            }
            if name != [46, 0], name != [46, 46, 0] { names.append(name) }
        }
        return names
    }
}
