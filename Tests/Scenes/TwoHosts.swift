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
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "quire-hosts-\(UInt64.random(in: 0 ... .max))")
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

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
        process.executableURL =
            URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scripts/hosts.sh").standardized
        process.arguments = [folder.path]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let words = line.split(whereSeparator: \.isWhitespace).map { String($0) }
        guard words.count == 3, words[0] == "ready" else { throw SceneProblem("hosts.sh said '\(line)'") }
        server = Host(name: "server.local", address: "10.98.0.1", keeper: words[1])
        client = Host(name: "client.local", address: "10.98.0.2", keeper: words[2])
    }

    deinit {
        // It ends with its input, too.
        try? input.fileHandleForWriting.write(contentsOf: Data("end\n".utf8))
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)  // A leftover in the temporary folder harms nobody.
    }

    /// Takes the cable out.
    func unplug() throws { try say("unplug\n") }
    func plug() throws { try say("plug\n") }

    private func say(_ word: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data(word.utf8))
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard line == "done\n" else { throw SceneProblem("hosts.sh said '\(line)'") }
    }
}
