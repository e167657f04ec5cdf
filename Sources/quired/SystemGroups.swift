import Dispatch
import Glibc
import PrintModel
import Synchronization

/// The groups of users as the system knows them (NSS: files, LDAP and the like), remembered for a minute.
///
/// Looking them up may take as long as a server far away does: it is done on a thread that nobody else needs.
final class SystemGroups: UserGroups {
    private static let rememberedSeconds: UInt64 = 60
    private static let usersMax = 10_000
    /// In one group list, and in one buffer: more than any system gives out.
    private static let groupsMax: Int32 = 65_536
    private static let bufferOctetsMax = 1 << 20

    private struct Known {
        var groups: Set<String>
        var until: UInt64
    }

    private let known = Mutex<[String: Known]>([:])
    private let queue = DispatchQueue(label: "quire.groups", qos: .userInitiated, attributes: .concurrent)

    func groups(of user: String) async -> Set<String> {
        let now = DispatchTime.now().uptimeNanoseconds / 1_000_000_000
        if let found = known.withLock({ $0[user] }), found.until > now { return found.groups }
        let groups = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Self.lookUp(user)) }
        }
        known.withLock { known in
            if known.count >= Self.usersMax { known = [:] }
            known[user] = Known(groups: groups, until: now + Self.rememberedSeconds)
        }
        return groups
    }

    private static func lookUp(_ user: String) -> Set<String> {
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
