import FrontDoor

/// Where clients come in: at sockets that the service manager has given, at those that root has bound before it became
/// somebody else (``UserChange``), or at addresses that are still to be bound.
struct Entrance {
    let listeners: [HTTPConfiguration.Listener]
    /// Sockets for clients of line printer daemons.
    let lineSockets: [Int32]
    /// Where those come in besides.
    let lineAddresses: [ListenAddress]
    /// A socket to the helper for passwords that root has started.
    let passwordHelper: Int32?

    init(_ serve: Serve, _ manager: ServiceManager) throws {
        lineSockets = manager.sockets.filter { $0.name == ServiceManager.lineName }.map(\.descriptor)
        passwordHelper = manager.sockets.first { $0.name == ServiceManager.passwordsName }?.descriptor
        let doors = manager.sockets.filter {
            $0.name != ServiceManager.lineName && $0.name != ServiceManager.passwordsName
        }
        let given = doors.map { HTTPConfiguration.Listener.given(descriptor: $0.descriptor) }
        let own = doors.filter { $0.name == ServiceManager.ownName }
        if own.isEmpty {
            let addresses = try Self.addresses(serve, hasOthers: !given.isEmpty)
            listeners = given + addresses.map { .tcp(host: $0.host, port: $0.port) }
            lineAddresses = serve.lpd
        } else {
            listeners = given
            lineAddresses = []
        }
    }

    /// Where it was told to, else the loopback's port 631; with ``Serve/orNextPort``, the next ports of which all are free.
    ///
    /// - Parameter hasOthers: who gives sockets has said where to listen.
    static func addresses(_ serve: Serve, hasOthers: Bool) throws -> [ListenAddress] {
        guard !hasOthers || !serve.listen.isEmpty else { return [] }
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
