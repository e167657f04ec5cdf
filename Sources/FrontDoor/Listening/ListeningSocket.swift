internal import Glibc

/// A socket that was bound before the server is there: by the service manager, or by root before it became somebody else.
public enum ListeningSocket {
    /// Binds every address of a host, to the same port; it is enough when one of them works. Nothing listens yet.
    ///
    /// - Returns: descriptors, which are the caller's to hand on.
    public static func bind(host: String, port: Int) throws(ListenError) -> [Int32] {
        let place = "\(host):\(port)"
        var found: [Int32] = []
        var (port, problem) = (port, nil as ListenError?)
        for address in try TCPAddresses.resolve(host) {
            do throws(ListenError) {
                let descriptor = try bind(address, port, place)
                found.append(descriptor)
                port = self.address(of: descriptor)?.port ?? port
            } catch {
                problem = error
            }
        }
        guard !found.isEmpty else { throw problem ?? ListenError(place, "no such host") }
        return found
    }

    private static func bind(_ address: String, _ port: Int, _ place: String) throws(ListenError) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address, String(port), &hints, &list) == 0, let entry = list?.pointee else {
            throw ListenError(place, "not an address")
        }
        defer { freeaddrinfo(list) }
        let descriptor = socket(entry.ai_family, entry.ai_socktype | O_CLOEXEC | O_NONBLOCK, 0)
        guard descriptor >= 0 else { throw ListenError(place, call: "socket") }
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        if entry.ai_family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, size) }
        guard Glibc.bind(descriptor, entry.ai_addr, entry.ai_addrlen) == 0 else {
            let error = ListenError(place, call: "bind")
            close(descriptor)
            throw error
        }
        return descriptor
    }

    /// Where a socket is bound; `nil` for one that is not TCP's.
    public static func address(of descriptor: Int32) -> (host: String, port: Int)? {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard getsockname(descriptor, generic, &length) == 0,
                    [AF_INET, AF_INET6].contains(Int32(generic.pointee.sa_family))
                else { return nil }
                var (host, service) = ([CChar](repeating: 0, count: 128), [CChar](repeating: 0, count: 32))
                let flags = NI_NUMERICHOST | NI_NUMERICSERV
                guard
                    getnameinfo(
                        generic, length, &host, socklen_t(host.count), &service, socklen_t(service.count), flags) == 0,
                    let port = Int(text(service))
                else { return nil }
                return (text(host), port)
            }
        }
    }

    private static func text(_ octets: [CChar]) -> String {
        String(decoding: octets.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    // MARK: One that was given

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

    /// Of an IPv6 socket, whether IPv4 comes in there as well, as at those that systemd binds (ipv6(7), IPV6_V6ONLY).
    static func takesIPv4(_ descriptor: Int32) -> Bool {
        var value: Int32 = 1
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &value, &size) == 0 && value == 0
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
