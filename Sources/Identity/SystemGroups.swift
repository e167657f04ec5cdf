internal import Dispatch
internal import Foundation
internal import Glibc
public import PrintModel
internal import Synchronization

/// The groups of users as the system knows them (NSS: files, LDAP and the like), remembered for a minute.
///
/// Looking them up may take as long as a server far away does: each look has a thread. Who only says a name, of which there
/// are as many as somebody likes to invent, has a lane and a memory of its own, so that nobody who is known waits for him.
public final class SystemGroups: UserGroups {
    private let proved: Lane
    private let claimed: Lane

    public convenience init() { self.init(lookUp: Self.ofMachine) }

    init(lookUp: @escaping @Sendable (String) -> Set<String>) {
        proved = Lane(atOnce: 4, waitingMax: .max, lookUp)
        claimed = Lane(atOnce: 2, waitingMax: 64, lookUp)
    }

    public func groups(of user: String, isProved: Bool) async -> Set<String> {
        await (isProved ? proved : claimed).groups(of: user)
    }

    /// So many looks at the same time, and so many that wait; others find nobody in any group.
    private final class Lane: Sendable {
        private static let rememberedSeconds: UInt64 = 60
        private static let usersMax = 10_000

        private struct Known {
            var groups: Set<String>
            var until: UInt64
        }

        private let known = Mutex<[String: Known]>([:])
        private let queue = OperationQueue()
        private let waiting = Atomic(0)
        private let most: Int
        private let lookUp: @Sendable (String) -> Set<String>

        init(atOnce: Int, waitingMax: Int, _ lookUp: @escaping @Sendable (String) -> Set<String>) {
            self.lookUp = lookUp
            most = waitingMax == .max ? .max : atOnce + waitingMax
            queue.maxConcurrentOperationCount = atOnce
            queue.name = "quire.groups"
        }

        func groups(of user: String) async -> Set<String> {
            let now = DispatchTime.now().uptimeNanoseconds / 1_000_000_000
            if let found = known.withLock({ $0[user] }), found.until > now { return found.groups }
            defer { waiting.subtract(1, ordering: .relaxed) }
            guard waiting.add(1, ordering: .relaxed).newValue <= most else { return [] }
            let groups = await withCheckedContinuation { continuation in
                queue.addOperation { [lookUp] in continuation.resume(returning: lookUp(user)) }
            }
            known.withLock { known in
                if known.count >= Self.usersMax { known = [:] }
                known[user] = Known(groups: groups, until: now + Self.rememberedSeconds)
            }
            return groups
        }
    }

    // MARK: The machine

    /// In one group list, and in one buffer: more than any system gives out.
    private static let groupsMax: Int32 = 65_536
    private static let bufferOctetsMax = 1 << 20

    @Sendable private static func ofMachine(_ user: String) -> Set<String> {
        guard !user.utf8.contains(0) else { return [] }
        // A user without an entry may be named in groups all the same; then there is no main group.
        let main = mainGroup(of: user)
        var count: Int32 = 64
        while count <= groupsMax {
            var ids = [gid_t](repeating: 0, count: Int(count))
            var found = count
            if getgrouplist(user, main ?? gid_t.max, &ids, &found) >= 0 {
                return Set(ids.prefix(max(0, Int(found))).filter { $0 != gid_t.max }.compactMap(name))
            }
            count = max(count * 2, found)
        }
        return []
    }

    private static func mainGroup(of user: String) -> gid_t? {
        withBuffer { buffer, octets in
            var entry = passwd()
            var result: UnsafeMutablePointer<passwd>?
            let code = getpwnam_r(user, &entry, buffer, octets, &result)
            return code == ERANGE ? nil : .some(result == nil ? nil : entry.pw_gid)
        } ?? nil
    }

    private static func name(of group: gid_t) -> String? {
        withBuffer { buffer, octets in
            var entry = Glibc.group()
            var result: UnsafeMutablePointer<Glibc.group>?
            let code = getgrgid_r(group, &entry, buffer, octets, &result)
            if code == ERANGE { return nil }
            return .some(result == nil ? nil : entry.gr_name.map { String(cString: $0) })
        } ?? nil
    }

    /// Tries with longer buffers until `body` does not answer that its is too short.
    private static func withBuffer<Output>(_ body: (UnsafeMutablePointer<CChar>, Int) -> Output?) -> Output? {
        var octets = 4096
        while octets <= bufferOctetsMax {
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: octets)
            defer { buffer.deallocate() }
            if let output = body(buffer, octets) { return output }
            octets *= 4
        }
        return nil
    }
}
