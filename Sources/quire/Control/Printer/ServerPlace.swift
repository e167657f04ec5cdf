import Glibc
import IPPClient
import PrintModel

/// Where others reach the server, as far as a command on this machine can tell: what was said, else what it was asked at, else
/// the name of this machine and the port at which the server says it listens.
struct ServerPlace: Hashable, Sendable {
    /// A name or an address, without brackets.
    let host: String
    let port: Int

    static func find(_ said: String?, _ server: PrintServer) async throws(Failure) -> ServerPlace {
        guard said == nil, case .unixSocket = server.address.place else { return try Self(said, server.address) }
        return try Self(said, server.address, listening: await server.listening() ?? [])
    }

    /// - Parameter listening: where the server listens; only of interest where it was asked at its Unix socket.
    init(_ said: String?, _ address: ServerAddress, listening: [ListeningPlace] = []) throws(Failure) {
        if let said {
            guard let read = ServerAddress(said, defaultPort: ServerAddress.defaultPort),
                case .network(let host, let port) = read.place
            else { throw .usage("\"\(said)\" is no host: expected print.example.org or print.example.org:631.") }
            (self.host, self.port) = (host, port)
            return
        }
        switch address.place {
        case .unixSocket:
            let doors = listening.filter { $0.door == .ipp }
            let door = doors.first(where: \.isForOthers) ?? doors.first
            (host, port) = (Self.ownName, door?.port ?? ServerAddress.defaultPort)
        case .network(let host, let port): (self.host, self.port) = (address.isLocal ? Self.ownName : host, port)
        }
    }

    /// As URIs have it; without the port that is usual for them.
    func authority(usualPort: Int = ServerAddress.defaultPort) -> String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == usualPort ? name : "\(name):\(port)"
    }

    private static var ownName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
