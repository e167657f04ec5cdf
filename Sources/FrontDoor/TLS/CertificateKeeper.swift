internal import FoundationEssentials
internal import Glibc
internal import Logging
internal import NIOSSL
internal import Synchronization

/// The certificate in use, and the authorities of clients, which follow their files: new ones count for every connection
/// that begins after they are there, and none that stands is cut.
///
/// Files that cannot be used are not: the certificate stays as it was, and the log says why. Our own is renewed, with the
/// key it has, a month before its time is over, so that clients which know the key go on.
final class CertificateKeeper: Sendable {
    private struct State {
        var context: NIOSSLContext
        var stamp: [FileStamp?]
        /// What could not be used, so that it is said once.
        var refused: [FileStamp?] = []
    }

    private let folder: String
    private let hostName: String
    /// The file of those by whose signature clients prove who they are; `nil` where they are not asked.
    private let clientAuthorities: String?
    private let log: Logger
    private let state: Mutex<State>

    /// Blocks.
    init(folder: String, hostName: String, clientAuthorities: String? = nil, now: Date, log: Logger) throws {
        (self.folder, self.hostName, self.log) = (folder, hostName, log)
        self.clientAuthorities = clientAuthorities
        func load() throws -> State {
            // Before they are read: what is replaced meanwhile is another version.
            let stamp = Self.stamps(of: folder, clientAuthorities)
            let context = try ServerCertificate.loadOrMake(in: folder, hostName: hostName, now: now, log: log)
                .context(clients: clientAuthorities.map { try ClientCertificates(path: $0) })
            return State(context: context, stamp: stamp)
        }
        let first = try load()
        // Those that were there, or those that were made just now, or others already.
        state = Mutex(first.stamp == Self.stamps(of: folder, clientAuthorities) ? first : try load())
    }

    var context: NIOSSLContext { state.withLock { $0.context } }

    /// Takes new files up, and renews our own. Blocks.
    ///
    /// - Returns: whether there is another certificate now.
    @discardableResult
    func follow(now: Date) -> Bool {
        do {
            if try ServerCertificate.renewOwn(in: folder, hostName: hostName, now: now) {
                log.notice("own certificate renewed", metadata: ["folder": "\(folder)"])
            }
        } catch {
            log.error("own certificate cannot be renewed", metadata: ["folder": "\(folder)", "because": "\(error)"])
        }
        let found = Self.stamps(of: folder, clientAuthorities)
        guard state.withLock({ found != $0.stamp && found != $0.refused }) else { return false }
        do {
            let context = try ServerCertificate.load(in: folder, now: now)
                .context(clients: clientAuthorities.map { try ClientCertificates(path: $0) })
            state.withLock { $0 = State(context: context, stamp: found) }
            log.notice("certificate taken up", metadata: ["folder": "\(folder)"])
            return true
        } catch {
            // Perhaps one of the two files is still to come.
            state.withLock { $0.refused = found }
            log.error("new certificate not used", metadata: ["folder": "\(folder)", "because": "\(error)"])
            return false
        }
    }

    private static func stamps(of folder: String, _ clientAuthorities: String?) -> [FileStamp?] {
        (["\(folder)/cert.pem", "\(folder)/key.pem"] + [clientAuthorities].compactMap { $0 }).map { FileStamp($0) }
    }
}

/// What tells one version of a file from another.
private struct FileStamp: Hashable {
    private let inode: UInt64
    private let octets: Int64
    private let seconds: Int
    private let nanoseconds: Int

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        inode = UInt64(status.st_ino)
        octets = Int64(status.st_size)
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
}
