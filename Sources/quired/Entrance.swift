import FrontDoor

/// Where clients come in: at sockets that the service manager has given, or at addresses that are still to be bound.
struct Entrance {
    let listeners: [HTTPConfiguration.Listener]
    /// Those it was told to listen at.
    let addresses: [ListenAddress]
    /// For a page that shows it.
    var texts: [String] { addresses.map(\.text) }

    init(_ serve: Serve, _ manager: ServiceManager) throws {
        let given = manager.sockets.map { HTTPConfiguration.Listener.given(descriptor: $0) }
        // Who gives sockets has said where to listen.
        addresses = given.isEmpty || !serve.listen.isEmpty ? try Self.addresses(serve) : []
        listeners = given + addresses.map { .tcp(host: $0.host, port: $0.port) }
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
