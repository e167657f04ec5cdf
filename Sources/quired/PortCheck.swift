import Glibc

/// Whether an address can be listened at, found out before the spool is taken over: a daemon that is started twice by
/// mistake must not end the one that serves.
enum PortCheck {
    /// `nil` when it can; else why not.
    static func problem(with address: ListenAddress) -> String? {
        guard address.port != 0 else { return nil }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        let host = address.host == "*" ? nil : address.host
        guard getaddrinfo(host, String(address.port), &hints, &found) == 0, let found else { return nil }
        defer { freeaddrinfo(found) }
        var problem: String?
        var next: UnsafeMutablePointer<addrinfo>? = found
        while let info = next?.pointee {
            next = info.ai_next
            guard let code = failure(of: info) else { continue }
            if code == EADDRINUSE || code == EACCES {
                problem = "cannot listen at \(address.host):\(address.port): \(String(cString: strerror(code)))"
            }
        }
        return problem
    }

    private static func failure(of info: addrinfo) -> Int32? {
        let descriptor = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        if info.ai_family == AF_INET6 {
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, socklen_t(MemoryLayout<Int32>.size))
        }
        return bind(descriptor, info.ai_addr, info.ai_addrlen) == 0 ? nil : errno
    }
}
