/// A folder that is held open while files are put into it; shared by all who do.
final class OpenFolder: Sendable {
    let descriptor: Descriptor
    let identity: FileStatus.Identity
    private let disk: any OutputDisk
    private let names: GroupSync
    private let keepsNames: Bool

    /// Takes the descriptor over.
    init(_ descriptor: Descriptor, disk: any OutputDisk) throws(OutputError) {
        self.descriptor = descriptor
        self.disk = disk
        keepsNames = disk.syncKeepsNames(in: descriptor)
        names = GroupSync { () throws(OutputError) in try disk.syncFolder(descriptor) }
        do {
            identity = try disk.status(of: descriptor).identity
        } catch {
            disk.close(descriptor)
            throw error
        }
    }

    deinit { disk.close(descriptor) }

    /// Returns when the names in it are on stable storage. Blocks.
    func sync() throws(OutputError) { try names.sync() }

    /// The same for names of files that were made in it and synced. Blocks.
    func syncNewNames() throws(OutputError) {
        if !keepsNames { try sync() }
    }

    /// Opens a folder in it, making it, durably, if it is missing.
    func folder(_ name: String, mode: UInt32) throws(OutputError) -> OpenFolder {
        do {
            return try OpenFolder(disk.openFolder(name, in: descriptor), disk: disk)
        } catch let error where error.meaning == .missing {
            try disk.makeFolder(name, in: descriptor, mode: mode)
            try sync()
            return try OpenFolder(disk.openFolder(name, in: descriptor), disk: disk)
        }
    }
}
