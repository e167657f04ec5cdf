import IPP
import PrintModel
import Synchronization

/// Makes what is kept of jobs' passwords, and compares it: one after another, so that those who make jobs with passwords all
/// day long have one processor at most. Those who open jobs have places of their own: no crowd of makers keeps them out.
actor JobSecretDesk {
    private let making = SharedPlaces()
    private let trying = SharedPlaces()
    /// How often it has hashed.
    private(set) var made = 0

    /// - Parameter source: ``Requester/source``.
    nonisolated func secret(of password: GivenPassword, from source: String) async throws -> JobSecret {
        let key = TryThrottle.Key.place(source)
        guard making.enter(key) else { throw Self.busy }
        defer { making.leave(key) }
        return await perform { password.secret() }
    }

    /// Whether a password is the right one.
    ///
    /// - Parameters:
    ///   - key: by what it is counted where it is wrong.
    ///   - count: counts the try and says what is kept; only done where there is room to look at it.
    nonisolated func opens(
        with password: GivenPassword, for key: TryThrottle.Key, count: () async throws -> JobSecret?
    ) async throws -> Bool {
        guard trying.enter(key) else { throw Self.busy }
        defer { trying.leave(key) }
        guard let secret = try await count() else { return false }
        return await perform { password.opens(secret) }
    }

    private func perform<Output: Sendable>(_ work: @Sendable () -> Output) -> Output {
        made += 1
        return work()
    }

    private static var busy: OperationError {
        OperationError(.busy, "the server has too many job passwords in hand; try again")
    }
}

/// Places of which each source has at most half of those that others leave.
final class SharedPlaces: Sendable {
    /// As many as ``JobSecretDesk`` does in half a second.
    static let placesMax = 64

    private let taken: Mutex<[TryThrottle.Key: Int]> = Mutex([:])

    /// - Returns: whether there is one; then ``leave(_:)`` must follow.
    func enter(_ key: TryThrottle.Key) -> Bool {
        taken.withLock { taken in
            let mine = taken[key, default: 0]
            let others = taken.values.reduce(0, +) - mine
            let share = max(1, (Self.placesMax - others) / 2)
            guard mine < share, others + mine < Self.placesMax else { return false }
            taken[key] = mine + 1
            return true
        }
    }

    func leave(_ key: TryThrottle.Key) {
        taken.withLock { taken in
            let left = taken[key, default: 0] - 1
            taken[key] = left > 0 ? left : nil
        }
    }
}
