internal import Glibc
import NIOCore
internal import PrintModel
import Synchronization

/// `struct ucred`, which Glibc shows only to those who ask for GNU extensions.
struct PeerCredentials {
    var pid: Int32 = 0
    var uid: UInt32 = 0
    var gid: UInt32 = 0

    /// Who opened the other end of a Unix socket, as the kernel remembers it (SO_PEERCRED).
    static func of(_ channel: any Channel) -> EventLoopFuture<PeerCredentials> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        return provider.unsafeGetSocketOption(level: .init(rawValue: SOL_SOCKET), name: .init(rawValue: SO_PEERCRED))
    }
}

/// Names of local users, remembered for a minute: asking for one can mean asking a directory server.
final class UserNames: Sendable {
    private struct Known {
        var name: String
        var since: NIODeadline
    }

    private let known: Mutex<[UInt32: Known]> = Mutex([:])

    func remembered(_ uid: UInt32, now: NIODeadline = .now()) -> String? {
        known.withLock { known in
            guard let entry = known[uid], now - entry.since < .minutes(1) else { return nil }
            return entry.name
        }
    }

    /// The user's name, or the number when he has none. Blocks.
    func lookUp(_ uid: UInt32, now: NIODeadline = .now()) -> String {
        let name = Self.ask(uid) ?? String(uid)
        known.withLock { known in
            if known.count >= Self.namesMax { known.removeAll() }
            known[uid] = Known(name: name, since: now)
        }
        return name
    }

    private static func ask(_ uid: UInt32) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var room = [CChar](repeating: 0, count: 16_384)
        return room.withUnsafeMutableBufferPointer { room in
            guard let place = room.baseAddress, getpwuid_r(uid, &entry, place, room.count, &found) == 0, found != nil,
                let name = entry.pw_name
            else { return nil }
            return String(cString: name)
        }
    }

    private static let namesMax = 1_024
}
