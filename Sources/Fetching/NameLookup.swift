import Glibc
internal import NIOPosix
import PrintModel

/// Finds the addresses of a name, off the threads that serve.
enum NameLookup {
    /// In the system's order of preference; empty when there are none.
    static func addresses(of host: String) async -> [InternetAddress] {
        if let literal = InternetAddress(host) { return [literal] }
        // Fails only when the pool was shut down, with the process.
        return (try? await NIOThreadPool.singleton.runIfActive { look(up: host) }) ?? []
    }

    private static func look(up host: String) -> [InternetAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0 else { return [] }
        defer { freeaddrinfo(found) }
        var addresses: [InternetAddress] = []
        var next = found
        while let entry = next, addresses.count < addressesMax {
            if let address = entry.pointee.ai_addr.flatMap({ InternetAddress($0) }) { addresses.append(address) }
            next = entry.pointee.ai_next
        }
        return addresses
    }

    /// More than any honest name has.
    private static let addressesMax = 32

    /// The addresses of this machine's own interfaces.
    static func own() -> Set<InternetAddress> {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var addresses: Set<InternetAddress> = []
        var next = first
        while let entry = next {
            if let address = entry.pointee.ifa_addr.flatMap({ InternetAddress($0) }) { addresses.insert(address) }
            next = entry.pointee.ifa_next
        }
        return addresses
    }
}
