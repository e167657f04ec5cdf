import FrontDoor

/// Where clients come in: at sockets that the service manager has given, at those that root has bound before it became
/// somebody else, or at addresses that are still to be bound.
struct Entrance {
    let listeners: [HTTPConfiguration.Listener]
    /// Those it was told to listen at.
    let addresses: [ListenAddress]
    /// For a page that shows it.
    var texts: [String] { addresses.map(\.text) }

    /// Binds, and becomes the user that was asked for.
    init(_ serve: Serve, _ manager: ServiceManager) throws {
        let given = manager.sockets.map { HTTPConfiguration.Listener.given(descriptor: $0) }
        // Who gives sockets has said where to listen.
        addresses = given.isEmpty || !serve.listen.isEmpty ? try Self.addresses(serve) : []
        guard let user = try RunAs(serve.user) else {
            listeners = given + addresses.map { .tcp(host: $0.host, port: $0.port) }
            return
        }
        let bound = try addresses.flatMap { try ListeningSocket.bind(host: $0.host, port: $0.port) }
        listeners = given + bound.map { .given(descriptor: $0) }
        try user.prepare(serve.dir)
        try user.become()
    }

    /// Where it was told to, else the loopback's port 631; with ``Serve/orNextPort``, the next ports of which all are free.
    private static func addresses(_ serve: Serve) throws -> [ListenAddress] {
        let wanted = serve.listen.isEmpty ? [ListenAddress(host: "localhost", port: 631)] : serve.listen
        var problem = ""
        for next in 0...(serve.orNextPort ? 50 : 0) {
            let addresses = wanted.map { ListenAddress(host: $0.host, port: $0.port == 0 ? 0 : $0.port + next) }
            guard let found = addresses.lazy.compactMap(PortCheck.problem).first else { return addresses }
            problem = found
        }
        throw StartProblem(problem)
    }
}
