internal import PrintModel

/// A printer's folder and where its unfinished files lie, both open.
///
/// Everything here blocks: for the threads of ``OutputTools/threads`` only.
struct Workshop: Sendable {
    let path: String
    let target: OpenFolder
    let aside: OpenFolder
    let place: RememberedOutput.Place
    let tools: OutputTools

    private var disk: any OutputDisk { tools.disk }

    /// Files lie aside in the spool's folder if they can be renamed from there.
    init(at path: String, with tools: OutputTools) throws {
        let target = try tools.targets.open(path)
        let scratch = try tools.scratch.open(tools.scratchPath)
        let isNear = try tools.disk.canRename(from: scratch.descriptor, to: target.descriptor)
        try self.init(at: path, asideIn: isNear ? .spool : .folder, with: tools)
    }

    /// - Parameter place: where an earlier delivery put its files.
    init(at path: String, asideIn place: RememberedOutput.Place, with tools: OutputTools) throws {
        self.path = path
        self.place = place
        self.tools = tools
        target = try tools.targets.open(path)
        switch place {
        case .spool: aside = try tools.scratch.open(tools.scratchPath)
        case .folder: aside = try tools.scratch.open([tools.asideName], in: target, at: path)
        }
    }

    private func folder(of file: OutputFile) throws(OutputError) -> OpenFolder {
        try tools.targets.open(file.folders, in: target, at: path)
    }

    // MARK: Aside

    /// Opens a new unfinished file. One of that name is of this job before somebody restarted it: it counts no more.
    func create(_ name: String) throws(OutputError) -> Descriptor {
        do {
            return try disk.create(name, in: aside.descriptor)
        } catch let error where error.meaning == .existing {
            try disk.remove(name, in: aside.descriptor)
            return try disk.create(name, in: aside.descriptor)
        }
    }

    func isAside(_ name: String) throws(OutputError) -> Bool {
        try disk.status(of: name, in: aside.descriptor) != nil
    }

    /// Removes what `isLeft` is true for, wherever it may lie.
    func removeAside(where isLeft: (Aside) -> Bool) throws {
        try tools.removeAside(in: tools.scratch.open(tools.scratchPath), where: isLeft)
        guard try disk.status(of: tools.asideName, in: target.descriptor) != nil else { return }
        try tools.removeAside(in: tools.scratch.open([tools.asideName], in: target, at: path), where: isLeft)
    }

    // MARK: Publishing

    /// The first serial under which no file is in the way. One that an earlier attempt published and could not report
    /// is not in the way: it has the same bytes.
    func freeSerial(for files: [OutputFile], of aside: Aside) throws -> Int {
        for serial in 1...OutputTools.serialMax {
            let isFree = try files.enumerated().allSatisfy { index, file in
                let name = file.name(serial: serial)
                let folder = try folder(of: file)
                guard try disk.status(of: name, in: folder.descriptor) != nil else { return true }
                return try aside.attempt > 1 && isSame(aside.name(index), as: name, in: folder)
            }
            if isFree { return serial }
        }
        throw TooManyOfOneName(name: files.first?.name(serial: 1) ?? "")
    }

    /// Gives an unfinished file its name; never over another file. Not durable before ``syncFolders(of:)``.
    func publish(_ name: String, as file: OutputFile, serial: Int) throws {
        let folder = try folder(of: file)
        for serial in serial...(serial + OutputTools.serialMax) {
            let final = file.name(serial: serial)
            if try rename(name, to: final, in: folder) { return }
            // The same bytes under the job's own name are ours: a power cut can leave both names of a file.
            if try isSame(name, as: final, in: folder) { return try disk.remove(name, in: aside.descriptor) }
        }
        throw TooManyOfOneName(name: file.name(serial: 1))
    }

    /// Gives back whether the name was free.
    private func rename(_ name: String, to final: String, in folder: OpenFolder) throws(OutputError) -> Bool {
        do {
            try disk.rename(name, in: aside.descriptor, to: final, in: folder.descriptor)
            return true
        } catch let error where error.meaning == .existing {
            return false
        }
    }

    func syncFolders(of files: [OutputFile]) throws {
        var done: Set<FileStatus.Identity> = []
        for file in files {
            let folder = try folder(of: file)
            if done.insert(folder.identity).inserted { try folder.sync() }
        }
    }

    /// Whether an unfinished file and a published one have the same bytes.
    private func isSame(_ name: String, as other: String, in folder: OpenFolder) throws -> Bool {
        let ours = try disk.status(of: name, in: aside.descriptor)
        let theirs = try disk.status(of: other, in: folder.descriptor)
        guard let ours, let theirs, theirs.isFile, ours.octets == theirs.octets else { return false }
        let file = try disk.open(name, in: aside.descriptor)
        defer { disk.close(file) }
        let otherFile = try disk.open(other, in: folder.descriptor)
        defer { disk.close(otherFile) }
        while true {
            let bytes = try disk.read(Self.compareOctets, from: file)
            guard try bytes == disk.read(Self.compareOctets, from: otherFile) else { return false }
            if bytes.isEmpty { return true }
        }
    }

    private static let compareOctets = 64 << 10

    // MARK: Is it ready

    /// Writes a little where a job would be written, and takes it away again.
    func tryWriting() throws {
        for folder in [aside, target] { try tryWriting(in: folder) }
    }

    private func tryWriting(in folder: OpenFolder) throws {
        let name = "\(tools.asideName)-probe"
        try disk.remove(name, in: folder.descriptor)
        let file = try disk.create(name, in: folder.descriptor)
        defer { disk.close(file) }
        let written = Result { try disk.write([UInt8](repeating: 0x20, count: 4096)[...], to: file) }
        try disk.remove(name, in: folder.descriptor)
        try written.get()
    }
}
