internal import PrintModel

/// What all folders share that output goes to.
struct OutputTools: Sendable {
    let disk: any OutputDisk
    /// Folders under the allowed roots.
    let targets: FolderKeeper
    /// Folders for unfinished files, which only we may enter.
    let scratch: FolderKeeper
    let scratchPath: String
    let threads: BlockingThreads
    /// The folder for unfinished files in a printer's folder on another file system than the spool. Two daemons that
    /// print to one folder must not take each other's for leftovers.
    let asideName: String

    /// Files that may want the same name. Only a folder that was filled by another spool has any.
    static let serialMax = 1000

    /// - Parameter roots: see ``BackendTable/Configuration/outputRoots``.
    /// - Parameter instance: see ``BackendTable/Configuration/instance``.
    init(roots: [String], scratch: String, instance: String, threadsMax: Int, disk: any OutputDisk) {
        self.disk = disk
        targets = FolderKeeper(roots: roots, disk: disk)
        // Its parent is the root, so that it is made when it is missing; and it may be in a printer's folder.
        let parent = AbsolutePath(names: AbsolutePath(scratch).names.dropLast())
        self.scratch = FolderKeeper(roots: [parent.text] + roots, mode: 0o700, disk: disk)
        scratchPath = AbsolutePath(scratch).text
        threads = BlockingThreads(max: threadsMax)
        asideName = ".quire-\(instance)"
    }

    /// Removes unfinished files that `isLeft` is true for. Blocks.
    func removeAside(in folder: OpenFolder, where isLeft: (Aside) -> Bool) throws(OutputError) {
        for name in try disk.names(in: folder.descriptor) {
            guard let aside = Aside(fileNamed: name), isLeft(aside) else { continue }
            try disk.remove(name, in: folder.descriptor)
        }
    }
}

/// So many files have the name already that something is wrong with the folder, or with the spool's numbers.
struct TooManyOfOneName: Error, Hashable, Sendable {
    var name: String
}
