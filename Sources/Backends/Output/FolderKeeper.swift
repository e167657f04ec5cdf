internal import Synchronization

/// Opens folders for output under their root, and shares the open ones among deliveries.
///
/// Nothing is kept open that nobody uses, so that a disk can be unmounted while its queue is idle; and each delivery
/// looks whether the path still leads to the folder that is open, so that one that was renamed away gets no more files.
final class FolderKeeper: Sendable {
    private struct Entry {
        weak var folder: OpenFolder?
    }

    private struct State {
        /// Folders in use, by path.
        var open: [String: Entry] = [:]
        /// Folders whose own names are known to be on stable storage.
        var durable: Set<FileStatus.Identity> = []
    }

    private let state = Mutex(State())
    private let roots: [String]
    private let mode: UInt32
    private let disk: any OutputDisk

    /// Beyond, it forgets and asks the disk again: a bound for a queue with a folder for every user.
    private static let foldersMax = 1024

    /// - Parameter roots: absolute paths; only they and folders in them are opened.
    /// - Parameter mode: of the folders it makes.
    init(roots: [String], mode: UInt32 = 0o755, disk: any OutputDisk) {
        self.roots = roots
        self.mode = mode
        self.disk = disk
    }

    /// Opens `path`, an absolute one, making folders below the root that are missing.
    func open(_ path: String) throws -> OpenFolder {
        let known = state.withLock { $0.open[path]?.folder }
        if let known, try disk.status(at: path)?.identity == known.identity { return known }
        let (root, names) = try place(of: path)
        return remember(try walk(names, from: OpenFolder(disk.openFolder(root), disk: disk)), as: path)
    }

    /// Opens a folder somewhere in `folder`, which `path` leads to.
    func open(_ names: [String], in folder: OpenFolder, at path: String) throws(OutputError) -> OpenFolder {
        guard !names.isEmpty else { return folder }
        let whole = "\(path)/\(names.joined(separator: "/"))"
        let known = state.withLock { $0.open[whole]?.folder }
        if let known, try disk.status(at: whole)?.identity == known.identity { return known }
        return remember(try walk(names, from: folder), as: whole)
    }

    /// The root that `path` lies under, without symbolic links, and the names of the folders from there.
    ///
    /// Symbolic links on the way are followed first, and only then it is looked where the path leads; what is opened
    /// afterwards follows none.
    private func place(of path: String) throws -> (root: String, names: [String]) {
        var there = AbsolutePath(path)
        var missing: [String] = []
        while try disk.status(at: there.text) == nil, let name = there.names.popLast() { missing.append(name) }
        let real = AbsolutePath(try disk.resolved(there.text)).names + missing.reversed()
        for root in roots where try disk.status(at: root) != nil {
            let names = AbsolutePath(try disk.resolved(root)).names
            if real.starts(with: names) { return (AbsolutePath(names: names).text, Array(real.dropFirst(names.count))) }
        }
        if let root = roots.first(where: { AbsolutePath(path).isInside(AbsolutePath($0)) }) {
            // The root itself is never made: a disk that should be mounted there may only be late.
            _ = try disk.resolved(root)
        }
        throw OutsideOfRoots(path: path, real: AbsolutePath(names: real).text, roots: roots)
    }

    private func walk(_ names: [String], from root: OpenFolder) throws(OutputError) -> OpenFolder {
        var folder = root
        for name in names {
            let next = try folder.folder(name, mode: mode)
            // A folder that an earlier run made may not be durable yet, so being there proves nothing.
            if !state.withLock({ $0.durable.contains(next.identity) }) {
                try folder.sync()
                state.withLock { state in
                    if state.durable.count >= Self.foldersMax { state.durable = [] }
                    state.durable.insert(next.identity)
                }
            }
            folder = next
        }
        return folder
    }

    /// When two deliveries open the same folder at once, both get the first one's.
    private func remember(_ folder: OpenFolder, as path: String) -> OpenFolder {
        state.withLock { state in
            if let other = state.open[path]?.folder, other.identity == folder.identity { return other }
            if state.open.count >= Self.foldersMax { state.open = state.open.filter { $0.value.folder != nil } }
            state.open[path] = Entry(folder: folder)
            return folder
        }
    }
}

/// A folder that leads out of the roots that are allowed.
struct OutsideOfRoots: Error, Hashable, Sendable {
    var path: String
    var real: String
    var roots: [String]

    var reason: String {
        let leadsTo = path == real ? "" : ", which is \(real),"
        return "\(path)\(leadsTo) is not in a folder that output may go to; allowed: \(roots.joined(separator: ", "))"
    }
}
