internal import Glibc

/// A socket that the service manager has bound.
enum ListeningSocket {
    /// What kind of door a socket is, that somebody else has opened.
    enum Kind {
        case ipv4, ipv6, unix
    }

    static func kind(of descriptor: Int32) throws(ListenError) -> Kind {
        let place = "socket \(descriptor)"
        guard try option(SO_TYPE, descriptor, place) == Int32(SOCK_STREAM.rawValue) else {
            throw ListenError(place, "it is no stream socket")
        }
        switch try option(SO_DOMAIN, descriptor, place) {
        case AF_INET: return .ipv4
        case AF_INET6: return .ipv6
        case AF_UNIX: return .unix
        default: throw ListenError(place, "it is neither TCP nor a Unix socket")
        }
    }

    private static func option(_ name: Int32, _ descriptor: Int32, _ place: String) throws(ListenError) -> Int32 {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 else {
            throw ListenError(place, call: "getsockopt")
        }
        return value
    }
}
