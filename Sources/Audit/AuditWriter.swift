internal import Glibc
import PrintModel

/// The end of the chain: appends records to the newest file, syncs, and begins a new file when one is full. Used by one
/// thread.
final class AuditWriter {
    /// A file of so many octets is followed by another: what is read at once.
    static let fileOctetsMax: Int64 = 16 << 20

    private let folder: AuditFolder
    private let end: AuditEnd
    private let fileOctetsMax: Int64
    private var descriptor: Int32 = -1
    private var newest = ""
    private var octets: Int64 = 0
    private(set) var number: UInt64 = 0
    private(set) var head = AuditLine.noHash
    /// Files begun since the start.
    private(set) var begun = 0

    /// What nobody should have to look for.
    enum Finding: Hashable, Sendable {
        case repair(String)
        /// Records that were there are not there any more.
        case gap(String)
    }
    /// Until they are taken.
    private var findings: [Finding] = []

    /// - Parameter isFirst: whether there has been no record before: then nothing is missed.
    init(
        _ folder: AuditFolder, _ end: AuditEnd, fileOctetsMax: Int64 = AuditWriter.fileOctetsMax, isFirst: Bool
    ) throws {
        self.folder = folder
        self.end = end
        self.fileOctetsMax = fileOctetsMax
        let last = try folder.files().last
        if let last {
            try open(last, isNew: false)
            try takeUp(last)
        }
        try compare(with: try end.read(), isFirst: isFirst)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Reads where the newest file ends. A line without its end is one that nobody was promised.
    private func takeUp(_ first: UInt64) throws {
        let bytes = folder.read(first) ?? []
        let lines = bytes.wholeLines
        let whole = lines.last.map { $0.endIndex + 1 } ?? 0
        if whole < bytes.count {
            guard ftruncate(descriptor, off_t(whole)) == 0, fdatasync(descriptor) == 0 else {
                throw AuditFault("ftruncate", folder.file(first))
            }
            findings.append(.repair("\(bytes.count - whole) octets of an unfinished record were cut off"))
        }
        octets = Int64(whole)
        guard let line = lines.last else {
            number = first > 0 ? first - 1 : 0
            head = try headBefore(first)
            return
        }
        guard let content = AuditLine.read(line), let hash = Hexadecimal.octets(content.hash), hash.count == 32 else {
            throw AuditFault(
                "the last record in \(folder.file(first)) cannot be read; move the folder and \(end.path) aside to begin anew"
            )
        }
        (number, head) = (content.n, hash)
        let isAsItWas =
            AuditLine.body(of: line).map { body in
                AuditLine.hash(of: body, after: Hexadecimal.octets(content.prev) ?? []) == hash
            } ?? false
        if !isAsItWas { findings.append(.repair("record \(content.n) is not as it was written")) }
    }

    /// Whether the record ends no earlier, and has what it ended with. Where not, the chain goes on from what was remembered,
    /// so that the place is found by whoever reads it, for as long as there are records from before.
    private func compare(with kept: AuditEnd.Kept, isFirst: Bool) throws {
        switch kept {
        case .nothing where number == 0 && isFirst: break
        case .nothing, .unreadable:
            let was = "what was remembered of the end of the record in \(end.path) is gone"
            findings.append(number == 0 ? .gap("there is no record of what was before, and \(was)") : .repair(was))
        case .place(let place) where place.number == 0: break
        case .place(let place):
            guard place != self.place, try folder.place(of: place.number) != place else { return }
            let what = number < place.number ? "ends with record \(number)" : "has another one in its place"
            findings.append(.gap("record \(place.number) was the last, and what is there now \(what)"))
            (number, head) = (max(number, place.number), place.hash)
        }
    }

    /// Of the file before an empty one.
    private func headBefore(_ first: UInt64) throws -> [UInt8] {
        guard let before = try folder.files().last(where: { $0 < first }),
            let line = folder.read(before)?.wholeLines.last,
            let content = AuditLine.read(line), let hash = Hexadecimal.octets(content.hash)
        else { return AuditLine.noHash }
        return hash
    }

    private func open(_ first: UInt64, isNew: Bool) throws {
        if isNew { try folder.make() }
        let flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC | (isNew ? O_CREAT | O_EXCL : 0)
        let opened = Glibc.open(folder.file(first), flags, 0o600)
        guard opened >= 0 else { throw AuditFault("open", folder.file(first)) }
        if descriptor >= 0 { close(descriptor) }
        descriptor = opened
        newest = folder.file(first)
        octets = 0
        guard isNew else { return }
        begun += 1
        try folder.sync()
    }

    /// Whether the newest file is still there, and no shorter; if not, another is begun.
    private func lookAtFile() {
        guard descriptor >= 0 else { return }
        var (ours, named) = (stat(), stat())
        guard fstat(descriptor, &ours) == 0 else { return }
        if stat(newest, &named) != 0 || named.st_ino != ours.st_ino || named.st_dev != ours.st_dev {
            findings.append(.gap("\(newest) was taken away while the server ran; record \(number) was the last"))
        } else if ours.st_size < off_t(octets) {
            findings.append(.gap("\(newest) was cut while the server ran; record \(number) was the last"))
        } else {
            return
        }
        close(descriptor)
        descriptor = -1
    }

    /// What has been done to the record since it was written last.
    func look() -> [Finding] {
        lookAtFile()
        defer { findings = [] }
        return findings
    }

    /// Remembers where the record ends.
    func remember(isSynced: Bool) throws { try end.write(place, isSynced: isSynced) }

    var place: AuditEnd.Place { AuditEnd.Place(number: number, hash: head) }

    /// Appends all of them and syncs once; none of them is there when it throws.
    func append(_ events: [AuditEvent]) throws {
        if descriptor < 0 || octets >= fileOctetsMax { try open(number + 1, isNew: true) }
        var bytes: [UInt8] = []
        var (newNumber, newHead) = (number, head)
        for event in events {
            newNumber += 1
            let line = AuditLine(event, number: newNumber, after: newHead)
            newHead = line.hash
            bytes += line.octets
            bytes.append(UInt8(ascii: "\n"))
        }
        guard write(bytes), fdatasync(descriptor) == 0 else {
            let fault = AuditFault("write", folder.path)
            // What is there of them must not stay in front of the next. Where even that fails, the next start cuts it off.
            if ftruncate(descriptor, off_t(octets)) != 0 {
                close(descriptor)
                descriptor = -1
            }
            throw fault
        }
        octets += Int64(bytes.count)
        (number, head) = (newNumber, newHead)
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}
