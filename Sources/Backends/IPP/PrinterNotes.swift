internal import Crypto
internal import Glibc
internal import IPP

/// What is kept of a printer, so that it is known while it is off: a folder with two files for each.
///
///     ipp-DIGEST.printer   its last reply to Get-Printer-Attributes, in IPP (RFC 8010)
///     ipp-DIGEST.pin       the SHA-256 of its public key, in hexadecimal, and a line feed
///
/// DIGEST is of its URI. Files are written aside and renamed: each is there whole or not at all. One that cannot be read
/// is as good as none; deleting any of them does no harm.
struct PrinterNotes: Sendable {
    let folder: String?
    private let stem: String

    /// Replies have 12 to 200 KiB.
    private static let octetsMax = 2 << 20

    /// - Parameter folder: none keeps nothing.
    init(folder: String?, uri: String) {
        self.folder = folder
        let digest = SHA256.hash(data: Array(uri.utf8)).prefix(16)
        stem = "ipp-" + digest.map(Self.hex).joined()
    }

    static func hex(_ octet: UInt8) -> String { (octet < 16 ? "0" : "") + String(octet, radix: 16) }

    func reply() -> AttributeGroup? {
        guard let bytes = read("printer") else { return nil }
        // A file that is damaged, or from a version that wrote others, is forgotten.
        let message = try? IPPMessage.decode(
            bytes, limits: IPPLimits(attributeBytesMax: Self.octetsMax, attributesMax: 100_000, valuesMax: 20_000),
            quirks: Set(Quirk.allCases)
        ).0
        return message?[.printer]
    }

    func keep(_ reply: IPPMessage) {
        let bytes = reply.encoded()
        if bytes.count <= Self.octetsMax { write(bytes, "printer") }
    }

    func pin() -> String? {
        guard let bytes = read("pin") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).filter(\.isHexDigit)
        return text.utf8.count == 64 ? text : nil
    }

    func keep(pin: String) { write(Array("\(pin)\n".utf8), "pin") }

    private func read(_ kind: String) -> [UInt8]? {
        guard let folder else { return nil }
        let file = open("\(folder)/\(stem).\(kind)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        while bytes.count <= Self.octetsMax {
            let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                count = max(0, Glibc.read(file, buffer.baseAddress, 65_536))
            }
            if piece.isEmpty { return bytes }
            bytes += piece
        }
        return nil
    }

    /// What cannot be kept is asked for again after the next start.
    private func write(_ bytes: [UInt8], _ kind: String) {
        guard let folder else { return }
        _ = mkdir(folder, 0o700)
        let (aside, final) = ("\(folder)/.\(stem).\(kind)", "\(folder)/\(stem).\(kind)")
        unlink(aside)
        let file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        let isWritten = rest.isEmpty && fsync(file) == 0
        close(file)
        if isWritten, rename(aside, final) == 0 { return }
        unlink(aside)
    }
}
