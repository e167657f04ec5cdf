internal import Glibc
import PrintModel

/// The end of the chain: appends records to the newest file, syncs, and begins a new file when one is full. Used by one
/// thread.
final class AuditWriter {
    /// A file of so many octets is followed by another: what is read at once.
    static let fileOctetsMax: Int64 = 16 << 20

    private let folder: AuditFolder
    private let fileOctetsMax: Int64
    private var descriptor: Int32 = -1
    private var octets: Int64 = 0
    private(set) var number: UInt64 = 0
    private(set) var head = AuditLine.noHash
    /// What was found at the start that nobody should have to look for; said once.
    private(set) var findings: [String] = []

    init(_ folder: AuditFolder, fileOctetsMax: Int64 = AuditWriter.fileOctetsMax) throws {
        self.folder = folder
        self.fileOctetsMax = fileOctetsMax
        guard let last = try folder.files().last else { return }
        try open(last, isNew: false)
        try takeUp(last)
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
            findings.append("\(bytes.count - whole) octets of an unfinished record were cut off")
        }
        octets = Int64(whole)
        guard let line = lines.last else {
            number = first > 0 ? first - 1 : 0
            head = try headBefore(first)
            return
        }
        guard let content = AuditLine.read(line), let hash = Hexadecimal.octets(content.hash), hash.count == 32 else {
            throw AuditFault(
                "the last record in \(folder.file(first)) cannot be read; move the folder aside to begin anew")
        }
        (number, head) = (content.n, hash)
        let isAsItWas =
            AuditLine.body(of: line).map { body in
                AuditLine.hash(of: body, after: Hexadecimal.octets(content.prev) ?? []) == hash
            } ?? false
        if !isAsItWas { findings.append("record \(content.n) is not as it was written") }
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
        let flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC | (isNew ? O_CREAT | O_EXCL : 0)
        let opened = Glibc.open(folder.file(first), flags, 0o600)
        guard opened >= 0 else { throw AuditFault("open", folder.file(first)) }
        if descriptor >= 0 { close(descriptor) }
        descriptor = opened
        octets = 0
        if isNew { try folder.sync() }
    }

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
