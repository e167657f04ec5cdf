import Foundation

/// Two hosts on one cable, `server.local` and `client.local`, each with a network, a D-Bus and an Avahi of its own
/// (Tests/Scripts/hosts.sh).
final class TwoHosts {
    /// One of them: programs are started in its namespaces.
    struct Host {
        let name: String
        let address: String
        fileprivate let keeper: String

        /// Stands before a command.
        var wrapper: [String] { ["/usr/bin/nsenter", "-t", keeper, "-n", "-m", "-u"] }

        /// Runs a program there to its end.
        @discardableResult
        func start(_ program: String, _ arguments: [String], server: String = "", input: Data? = nil) throws -> Ended {
            try run(wrapper[0], Array(wrapper.dropFirst()) + [program] + arguments, server: server, input: input)
        }
    }

    let server: Host
    let client: Host
    private let script: SceneScript

    static let isPossible =
        PrivateAvahi.isPossible
        && ["/usr/bin/nsenter", "/usr/sbin/ip"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
        && canMakeCables

    /// Not every kernel lets root of a container make network devices.
    private static var canMakeCables: Bool {
        let trial = try? run(
            "/usr/bin/unshare", ["-n", "ip", "link", "add", "one", "type", "veth", "peer", "name", "other"], server: "")
        return trial?.status == 0
    }

    init() throws {
        script = try SceneScript("hosts.sh")
        guard script.facts.count == 2 else { throw SceneProblem("hosts.sh is ready with \(script.facts)") }
        server = Host(name: "server.local", address: "10.98.0.1", keeper: script.facts[0])
        client = Host(name: "client.local", address: "10.98.0.2", keeper: script.facts[1])
    }

    /// Takes the cable out.
    func unplug() throws { try script.say("unplug") }
    func plug() throws { try script.say("plug") }
}
