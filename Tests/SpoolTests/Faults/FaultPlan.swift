import CFaultVFS
import Glibc
import Synchronization

/// Decides which call of the disk goes wrong, and how. One plan serves the files of documents and those of SQLite, so
/// that "the 40th call" means the same whoever makes it.
final class FaultPlan: Sendable {
    enum Kind: Hashable, Sendable, CustomStringConvertible {
        case none
        /// The call fails once, and all is well afterwards, as far as the disk says.
        case fails
        /// From that call on the disk is full: what writes or makes something fails.
        case isFull
        /// The power goes during that call. What was not synced is lost by seed; 0 loses all of it, 1 nothing.
        case crash(seed: UInt64)
        /// The first sync of a file whose name ends like that fails.
        case failsToSync(String)

        var description: String {
            switch self {
            case .none: "nothing"
            case .fails: "an error"
            case .isFull: "a full disk"
            case .crash(let seed): "a crash (seed \(seed))"
            case .failsToSync(let name): "a failed sync of \(name)"
            }
        }
    }

    enum Call: Int32, Sendable {
        case create, write, truncate, sync, delete, read
    }

    private struct State {
        var kind: Kind
        var at: Int
        var count = 0
        var isDead = false
        var log: [String] = []
        var hasFailed = false
        var syncs: [String] = []
    }

    private let state: Mutex<State>

    init(_ kind: Kind, at number: Int) { state = Mutex(State(kind: kind, at: number)) }

    /// 0 to go on, an errno to fail with, a negative one to do it and fail.
    func next(_ call: Call, _ name: String) -> Int32 {
        state.withLock { state in
            if state.isDead { return EIO }
            if call == .read { return 0 }
            state.count += 1
            if call == .sync { state.syncs.append(name) }
            guard state.count >= state.at else { return 0 }
            let isNow = state.count == state.at
            if isNow { state.log.append("call \(state.count): \(call) \(name)") }
            switch state.kind {
            case .none: return 0
            case .fails: return isNow ? EIO : 0
            case .isFull: return call == .write || call == .create ? ENOSPC : 0
            case .crash(let seed):
                state.isDead = true
                return seed % 2 == 0 ? EIO : -EIO
            case .failsToSync(let suffix):
                guard call == .sync, name.hasSuffix(suffix), !state.hasFailed else { return 0 }
                state.hasFailed = true
                return EIO
            }
        }
    }

    /// How many calls there were.
    var count: Int { state.withLock { $0.count } }
    var wasReached: Bool { state.withLock { $0.count >= $0.at } }
    /// The call that went wrong.
    var what: String { state.withLock { $0.log.joined(separator: "; ") } }
    /// Names of what was synced, in order.
    var syncs: [String] { state.withLock { $0.syncs } }
    var kind: Kind { state.withLock { $0.kind } }

    /// From now on nothing goes wrong any more.
    func end() {
        state.withLock { state in
            state.kind = .none
            state.isDead = false
        }
    }
}
