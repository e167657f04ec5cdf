@testable import Backends
import Foundation
import Glibc
import Synchronization

/// A disk on which any one call can fail, or be the last before a crash; and which knows what a power cut would undo.
final class FaultyDisk: OutputDisk {
    enum Fault: Hashable, Sendable {
        /// The call does nothing and reports `errno`; all others work.
        case fails(errno: Int32)
        /// Every write fails, whichever call it is.
        case noWrites(errno: Int32)
        /// The call does its work and reports that it did not.
        case failsAfterwards
        /// Neither this call nor any later one does anything: the daemon is gone.
        case crash
        /// The same, and what was not made durable is gone too (``cutPower()``).
        case powerCut
    }

    private struct State {
        var calls = 0
        var log: [String] = []
    }

    private let state = Mutex(State())
    /// What outlives a daemon that crashes, but no power cut.
    let memory: UnsyncedChanges
    private let disk = LinuxOutputDisk()
    let fault: Fault?
    private let faultyCall: Int
    private let isFar: Bool
    private let keepsNames: Bool

    /// - Parameter isFar: whether the scratch folder is to be taken for one on another file system.
    /// - Parameter keepsNames: see ``OutputDisk/syncKeepsNames(in:)``.
    /// - Parameter memory: of the disk of the run before.
    init(
        _ fault: Fault? = nil, at call: Int = 0, isFar: Bool = false, keepsNames: Bool = false,
        memory: UnsyncedChanges = UnsyncedChanges()
    ) {
        self.memory = memory
        self.fault = fault
        faultyCall = call
        self.isFar = isFar
        self.keepsNames = keepsNames
    }

    /// Whether the call that was to fail has been made.
    var isReached: Bool { state.withLock { $0.calls >= faultyCall } }
    var hasCrashed: Bool { (fault == .crash || fault == .powerCut) && isReached }
    var log: [String] { state.withLock { $0.log } }

    /// Counts a step that may fail; also used for the store's steps.
    func step<Result>(_ what: String, _ body: () throws(OutputError) -> Result) throws(OutputError) -> Result {
        let call = state.withLock { state in
            state.calls += 1
            return state.calls
        }
        if hasCrashed { throw OutputError(what, "crashed", errno: EIO) }
        if call == faultyCall, case .fails(let errno) = fault { throw OutputError(what, "faulty", errno: errno) }
        if what == "write", case .noWrites(let errno) = fault { throw OutputError(what, "", errno: errno) }
        let result = try body()
        state.withLock { $0.log.append(what) }
        if call == faultyCall, fault == .failsAfterwards { throw OutputError(what, "faulty", errno: EIO) }
        return result
    }

    func cutPower() { memory.undo() }

    private func identity(_ folder: Descriptor) throws(OutputError) -> FileStatus.Identity {
        try disk.status(of: folder).identity
    }

    private func path(_ folder: Descriptor) -> String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(folder.number)")) ?? "/nowhere"
    }

    private func note(in folder: Descriptor, _ undo: @escaping @Sendable () -> Void) throws(OutputError) {
        memory.note(undo, in: try identity(folder))
    }

    // MARK: Calls that change something

    func makeFolder(_ name: String, in folder: Descriptor, mode: UInt32) throws(OutputError) {
        try step("mkdir \(name)") { () throws(OutputError) in
            let isNew = try disk.status(of: name, in: folder) == nil
            try disk.makeFolder(name, in: folder, mode: mode)
            let path = "\(path(folder))/\(name)"
            if isNew { try note(in: folder) { try? FileManager.default.removeItem(atPath: path) } }
        }
    }

    func create(_ name: String, in folder: Descriptor) throws(OutputError) -> Descriptor {
        try step("create") { () throws(OutputError) in
            let file = try disk.create(name, in: folder)
            let path = "\(path(folder))/\(name)"
            memory.note({ unlink(path) }, in: try identity(folder), of: file)
            return file
        }
    }

    func write(_ bytes: ArraySlice<UInt8>, to file: Descriptor) throws(OutputError) {
        try step("write") { () throws(OutputError) in
            memory.begin(path(file), file)
            try disk.write(bytes, to: file)
        }
    }

    func sync(_ file: Descriptor) throws(OutputError) {
        try step("sync file") { () throws(OutputError) in
            try disk.sync(file)
            memory.end(file, withName: keepsNames)
        }
    }

    func syncFolder(_ folder: Descriptor) throws(OutputError) {
        try step("sync folder") { () throws(OutputError) in
            let identity = try identity(folder)
            try disk.syncFolder(folder)
            memory.end(identity)
        }
    }

    func rename(
        _ old: String, in oldFolder: Descriptor, to new: String, in newFolder: Descriptor
    ) throws(OutputError) {
        try step("rename") { () throws(OutputError) in
            try disk.rename(old, in: oldFolder, to: new, in: newFolder)
            let (from, to) = ("\(path(newFolder))/\(new)", "\(path(oldFolder))/\(old)")
            try note(in: newFolder) { Glibc.rename(from, to) }
        }
    }

    func remove(_ name: String, in folder: Descriptor) throws(OutputError) {
        try step("remove") { () throws(OutputError) in try disk.remove(name, in: folder) }
    }

    // MARK: Calls that look

    func openFolder(_ path: String) throws(OutputError) -> Descriptor {
        try step("open folder") { () throws(OutputError) in try disk.openFolder(path) }
    }

    func openFolder(_ name: String, in folder: Descriptor) throws(OutputError) -> Descriptor {
        try step("open folder") { () throws(OutputError) in try disk.openFolder(name, in: folder) }
    }

    func open(_ name: String, in folder: Descriptor) throws(OutputError) -> Descriptor {
        try step("open") { () throws(OutputError) in try disk.open(name, in: folder) }
    }

    func close(_ file: Descriptor) { disk.close(file) }

    func read(_ octets: Int, from file: Descriptor) throws(OutputError) -> [UInt8] {
        try step("read") { () throws(OutputError) in try disk.read(octets, from: file) }
    }

    func status(of name: String, in folder: Descriptor) throws(OutputError) -> FileStatus? {
        try step("stat") { () throws(OutputError) in try disk.status(of: name, in: folder) }
    }

    func status(of file: Descriptor) throws(OutputError) -> FileStatus {
        try step("fstat") { () throws(OutputError) in try disk.status(of: file) }
    }

    func status(at path: String) throws(OutputError) -> FileStatus? {
        try step("stat") { () throws(OutputError) in try disk.status(at: path) }
    }

    func resolved(_ path: String) throws(OutputError) -> String {
        try step("realpath") { () throws(OutputError) in try disk.resolved(path) }
    }

    func names(in folder: Descriptor) throws(OutputError) -> [String] {
        try step("list") { () throws(OutputError) in try disk.names(in: folder) }
    }

    func syncKeepsNames(in folder: Descriptor) -> Bool { keepsNames }

    func canRename(from folder: Descriptor, to other: Descriptor) throws(OutputError) -> Bool {
        try step("can rename") { () throws(OutputError) in
            try isFar ? false : disk.canRename(from: folder, to: other)
        }
    }
}

/// What was changed and is not on stable storage.
final class UnsyncedChanges: Sendable {
    private struct Changes {
        /// In order: which folder's sync makes it durable, and how to undo it.
        var names: [(folder: FileStatus.Identity, file: Descriptor?, undo: @Sendable () -> Void)] = []
        /// Files with bytes that are not durable, by descriptor.
        var files: [Int32: String] = [:]
    }

    private let changes = Mutex(Changes())

    func note(_ undo: @escaping @Sendable () -> Void, in folder: FileStatus.Identity, of file: Descriptor? = nil) {
        changes.withLock { $0.names.append((folder, file, undo)) }
    }

    func end(_ folder: FileStatus.Identity) { changes.withLock { $0.names.removeAll { $0.folder == folder } } }

    func begin(_ path: String, _ file: Descriptor) { changes.withLock { $0.files[file.number] = path } }

    func end(_ file: Descriptor, withName: Bool) {
        changes.withLock { changes in
            changes.files[file.number] = nil
            if withName { changes.names.removeAll { $0.file == file } }
        }
    }

    /// Undoes all of it, the last first: the worst that a power cut can do.
    func undo() {
        let lost = changes.withLock { changes in
            defer { changes = Changes() }
            return changes
        }
        for path in lost.files.values { truncate(path, 0) }
        for change in lost.names.reversed() { change.undo() }
    }
}
