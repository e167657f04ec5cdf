internal import Glibc

/// Where the record ended when it was last written, kept outside its folder: what is taken from the folder's end, or the whole
/// folder, is missed at the next start and by `verify`.
///
///     NUMBER HASH\n
///
/// 20 digits, a blank, 64 hexadecimal digits, a line feed: always as long, written over in place. It is not synced with each
/// record, which is: after a power cut it may be of an earlier record, which is in the folder then, never of a later one.
struct AuditEnd: Sendable {
    struct Place: Hashable, Sendable {
        /// Of the last record.
        var number: UInt64
        var hash: [UInt8]
    }

    enum Kept: Hashable, Sendable {
        case nothing
        case unreadable
        case place(Place)
    }

    let path: String
    private static let octets = 20 + 1 + 64 + 1

    func read() throws(AuditFault) -> Kept {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return .nothing }
            throw AuditFault("open", path)
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Self.octets + 1)
        let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
        guard count == Self.octets, bytes[Self.octets - 1] == UInt8(ascii: "\n"), bytes[20] == UInt8(ascii: " "),
            let number = UInt64(String(decoding: bytes[..<20], as: UTF8.self)),
            let hash = Hexadecimal.octets(String(decoding: bytes[21..<85], as: UTF8.self))
        else { return .unreadable }
        return .place(Place(number: number, hash: hash))
    }

    /// - Parameter isSynced: at the start, at the end and where files change.
    func write(_ place: Place, isSynced: Bool = false) throws(AuditFault) {
        let file = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw AuditFault("open", path) }
        defer { close(file) }
        let digits = String(place.number)
        let text =
            String(repeating: "0", count: max(0, 20 - digits.count)) + digits + " " + Hexadecimal.text(place.hash)
            + "\n"
        let bytes = Array(text.utf8)
        let count = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
        guard count == bytes.count, ftruncate(file, off_t(bytes.count)) == 0 else { throw AuditFault("write", path) }
        guard !isSynced || fdatasync(file) == 0 else { throw AuditFault("fdatasync", path) }
    }
}
