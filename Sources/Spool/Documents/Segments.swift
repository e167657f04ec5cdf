internal import PrintModel
internal import Synchronization

/// A file that many documents share, written from its start to its end.
///
/// Documents are made durable together: one sync for all that were written since the last one.
final class Segment: Sendable {
    private struct State {
        /// Counts the documents written; a sync covers all that were counted before it began.
        var written = 0
        var synced = 0
        /// Documents in it that no row names yet.
        var pins = 0
    }

    let container: Container
    let path: String
    let file: DiskFile
    private let disk: any Disk
    private let state = Mutex(State())

    init(_ container: Container, path: String, file: DiskFile, disk: any Disk) {
        self.container = container
        self.path = path
        self.file = file
        self.disk = disk
    }

    deinit { disk.close(file) }

    func pin() { state.withLock { $0.pins += 1 } }
    func unpin() { state.withLock { $0.pins -= 1 } }
    var isPinned: Bool { state.withLock { $0.pins > 0 } }

    func didWrite() { state.withLock { $0.written += 1 } }

    /// Makes everything durable whose writing had ended.
    func sync() throws(DiskError) {
        let (written, isSynced) = state.withLock { ($0.written, $0.written == $0.synced) }
        guard !isSynced else { return }
        do {
            try disk.sync(file)
        } catch {
            throw DiskError(error.call, path, errno: error.errno)
        }
        state.withLock { $0.synced = max($0.synced, written) }
    }
}

/// The segments of this run: one that is written, and older ones that still hold documents without a row.
final class Segments: Sendable {
    private struct State {
        var current: Segment?
        var end: Int64 = 0
        /// Older segments of this run that may still be pinned.
        var older: [Segment] = []
    }

    private let folders: Folders
    private let disk: any Disk
    private let octetsMax: Int64
    private let nextContainer: @Sendable () -> Container
    private let state = Mutex(State())

    init(
        folders: Folders, disk: any Disk, octetsMax: Int64, nextContainer: @escaping @Sendable () -> Container
    ) {
        self.folders = folders
        self.disk = disk
        self.octetsMax = octetsMax
        self.nextContainer = nextContainer
    }

    /// Writes bytes behind the last ones; nothing is durable before ``Segment/sync()``. The segment is pinned once.
    func append(_ bytes: UnsafeRawBufferPointer, startsWritingNow: Bool) throws(DiskError) -> (Segment, start: Int64) {
        let (segment, start) = try reserve(Int64(bytes.count))
        do {
            try disk.write(bytes, to: segment.file, at: start)
        } catch {
            segment.unpin()
            abandon(segment)
            throw DiskError(error.call, segment.path, errno: error.errno)
        }
        segment.didWrite()
        if startsWritingNow { disk.startWriting(segment.file, from: start, octets: Int64(bytes.count)) }
        return (segment, start)
    }

    /// Whether nothing of this run may still put a row into that segment.
    func isDone(with container: Container) -> Bool {
        state.withLock { state in
            state.older.removeAll { !$0.isPinned }
            return state.current?.container != container && !state.older.contains { $0.container == container }
        }
    }

    private func reserve(_ octets: Int64) throws(DiskError) -> (Segment, Int64) {
        // Large documents begin on a page, so that they are written in whole pages and their space can be given back.
        let alignment: Int64 = octets >= 16384 ? 4096 : 1
        return try state.withLock { state throws(DiskError) in
            var start = (state.end + alignment - 1) / alignment * alignment
            if state.current == nil || start + octets > octetsMax {
                let segment = try makeSegment()
                if let current = state.current { state.older.append(current) }
                state.older.removeAll { !$0.isPinned }
                state.current = segment
                start = 0
            }
            guard let segment = state.current else { throw DiskError("segment", folders.segments, errno: 0) }
            state.end = start + octets
            segment.pin()
            return (segment, start)
        }
    }

    /// Makes the file and its name durable, so that the sync of its bytes is enough later.
    private func makeSegment() throws(DiskError) -> Segment {
        let container = nextContainer()
        let path = folders.segment(container)
        let file = try disk.create(path)
        do {
            try disk.syncFolder(folders.segments)
        } catch {
            disk.close(file)
            throw error
        }
        return Segment(container, path: path, file: file, disk: disk)
    }

    /// After a failed write nobody knows what the end of the file holds: begin another.
    private func abandon(_ segment: Segment) {
        state.withLock { state in
            guard state.current === segment else { return }
            state.older.append(segment)
            state.current = nil
        }
    }
}
