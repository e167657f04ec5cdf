internal import PrintModel
internal import Synchronization

/// Keeps the last bytes of the file system free, so that jobs we have already promised can still be printed, cancelled
/// and remembered when it fills up.
///
/// The file system is asked again after a number of bytes or a time, not for every document: `statvfs` would be the
/// dearest call of a small job.
final class DiskReserve: Sendable {
    private struct State {
        /// What was left when it was asked, less what has been let in since; the reserve is already taken off.
        var left: Int64 = 0
        var hasFiles = true
        var askAgain = ContinuousClock.Instant.now
        var octetsUntilAsked: Int64 = 0
    }

    /// Bytes let in before the file system is asked again; others may fill it meanwhile.
    private static let octetsBetween: Int64 = 4 << 20
    private static let timeBetween = Duration.milliseconds(500)
    /// Below this many free files nothing is let in: SQLite and a segment need a few themselves.
    private static let filesMin: Int64 = 32
    /// Below this many bytes left every document asks: it matters now.
    private static let narrow: Int64 = 16 << 20

    private let disk: any Disk
    private let folder: String
    private let reserveOctets: Int64?
    private let state = Mutex(State())

    /// - Parameter octets: how much is kept free; `nil` for 64 MiB or a hundredth of the file system, the smaller.
    init(octets: Int64?, disk: any Disk, folder: String) {
        self.reserveOctets = octets
        self.disk = disk
        self.folder = folder
    }

    /// Lets `octets` more in, or throws ``StoreError/full(_:)``.
    func admit(_ octets: Int64) throws(StoreError) {
        let isFull = state.withLock { state in
            if state.octetsUntilAsked < octets || state.left < Self.narrow || .now >= state.askAgain { ask(&state) }
            guard state.left >= octets, state.hasFiles else { return true }
            state.left -= octets
            state.octetsUntilAsked -= octets
            return false
        }
        if isFull { throw StoreError.full("The server's disk has no room for this document") }
    }

    /// Whether a document of usual size would be refused now.
    var isUsedUp: Bool {
        state.withLock { state in
            if .now >= state.askAgain { ask(&state) }
            return state.left < Self.usualDocument || !state.hasFiles
        }
    }

    /// Octets that may still come.
    var roomOctets: Int64 {
        state.withLock { state in
            if .now >= state.askAgain { ask(&state) }
            return max(0, state.left)
        }
    }

    /// Octets.
    private static let usualDocument: Int64 = 16 << 10

    /// Forgets what was known, because space has been given back or refused.
    func askAgain() { state.withLock { $0.octetsUntilAsked = -1 } }

    private func ask(_ state: inout State) {
        // A file system that does not answer is found by the write that follows.
        guard let space = try? disk.space(at: folder) else { return }
        state.left = space.free - (reserveOctets ?? min(64 << 20, space.size / 100))
        state.hasFiles = space.freeFiles.map { $0 > Self.filesMin } ?? true
        state.octetsUntilAsked = Self.octetsBetween
        state.askAgain = .now + Self.timeBetween
    }
}
