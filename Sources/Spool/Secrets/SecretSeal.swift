internal import Crypto
internal import FoundationEssentials
internal import PrintModel
internal import Synchronization

/// Seals the names and passwords of devices, and what opens documents, so that a copy of queue.db gives none away: AES-GCM
/// with a key of 32 octets in a file of its own, which only we may read (docs/SPOOL.md). The key is made when the first secret
/// is kept.
///
/// What is sealed is bound to what it is for, so that a row cannot be put in another's place.
final class SecretSeal: Sendable {
    private let path: String
    private let folder: String
    private let disk: any Disk
    private let key: Mutex<SymmetricKey?>

    private static let keyOctets = 32

    init(folders: Folders, disk: any Disk) throws(DiskError) {
        path = folders.secretKey
        folder = folders.top
        self.disk = disk
        var bytes = [UInt8](repeating: 0, count: Self.keyOctets)
        guard try disk.octets(of: path) == Int64(Self.keyOctets) else {
            key = Mutex(nil)
            return
        }
        let file = try disk.open(path)
        defer { disk.close(file) }
        let count = try Self.read(into: &bytes, from: file, on: disk)
        key = Mutex(count == Self.keyOctets ? SymmetricKey(data: bytes) : nil)
    }

    private static func read(into bytes: inout [UInt8], from file: DiskFile, on disk: any Disk) throws(DiskError) -> Int
    {
        do {
            return try bytes.withUnsafeMutableBytes { try disk.read(into: $0, from: file, at: 0) }
        } catch let error as DiskError {
            throw error
        } catch {
            throw DiskError("read", "", errno: 0)
        }
    }

    /// Makes the key if there is none. May block.
    func prepare() throws {
        try key.withLock { key in
            guard key == nil else { return }
            let new = SymmetricKey(size: .bits256)
            try new.withUnsafeBytes { try disk.replace(path, in: folder, with: $0) }
            key = new
        }
    }

    func seal(_ secret: DeviceSecret, for purpose: String) throws -> [UInt8] {
        try seal(secret.stored, for: purpose)
    }

    func seal(_ octets: [UInt8], for purpose: String) throws -> [UInt8] {
        guard let key = key.withLock({ $0 }) else { throw StoreError.failed("There is no key to seal a password with") }
        let box = try AES.GCM.seal(octets, using: key, authenticating: Array(purpose.utf8))
        guard let combined = box.combined else { throw StoreError.failed("A password could not be sealed") }
        return Array(combined)
    }

    func open(_ sealed: [UInt8], for purpose: String) -> DeviceSecret? {
        openOctets(sealed, for: purpose).flatMap { DeviceSecret(stored: $0) }
    }

    /// `nil` for what was sealed with another key, for something else, or has been changed.
    func openOctets(_ sealed: [UInt8], for purpose: String) -> [UInt8]? {
        guard let key = key.withLock({ $0 }), let box = try? AES.GCM.SealedBox(combined: sealed),
            let opened = try? AES.GCM.open(box, using: key, authenticating: Array(purpose.utf8))
        else {
            // Whoever asks is told that it cannot be read; why makes no difference to what can be done.
            return nil
        }
        return Array(opened)
    }

    static func purpose(of deviceURI: String) -> String { "device \(deviceURI)" }
    static let purposeOfJob = "job"
    /// Not bound to the job: those that are printed of the same documents have it, too.
    static let purposeOfDocument = "document"
}

extension DeviceSecret {
    /// One octet for the kind; a name's length in two octets, the name, the password; or a token.
    fileprivate var stored: [UInt8] {
        switch kind {
        case .password(let user, let password):
            let name = Array(user.utf8.prefix(Int(UInt16.max)))
            return [1, UInt8(truncatingIfNeeded: name.count >> 8), UInt8(truncatingIfNeeded: name.count)] + name
                + Array(password.utf8)
        case .bearer(let token): return [2] + Array(token.utf8)
        }
    }

    fileprivate init?(stored bytes: [UInt8]) {
        var rest = bytes[...]
        switch rest.popFirst() {
        case 1:
            guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
            let count = Int(high) << 8 | Int(low)
            guard rest.count >= count else { return nil }
            self.init(
                .password(
                    user: String(decoding: rest.prefix(count), as: UTF8.self),
                    password: String(decoding: rest.dropFirst(count), as: UTF8.self)))
        case 2: self.init(.bearer(token: String(decoding: rest, as: UTF8.self)))
        default: return nil
        }
    }
}
