import Foundation
import Glibc
import QuireTestKit
import Testing

/// A cupsd of the test's own (Tests/Scripts/cupsd.sh), with the queues `q` and `halted`.
final class CupsdBeside {
    let folder: URL
    let address: String
    private let process = Process()

    static var isPossible: Bool { geteuid() == 0 && access("/usr/sbin/cupsd", X_OK) == 0 }

    /// - Parameter host: where it runs, and is reached; this machine by default.
    init(device: String, at host: TwoHosts.Host? = nil) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quire-cupsd-\(UInt64.random(in: 0 ... .max))")
        let port = try Self.freePort()
        address = "127.0.0.1:\(port)"
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scripts/cupsd.sh")
        let command = (host?.wrapper ?? []) + [script.standardized.path, folder.path, String(port), device]
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let address = address
        let isReady = try await eventually {
            let look = ["/usr/bin/lpstat", "-v", "q"]
            let ended =
                try host?.start(look[0], Array(look.dropFirst()), server: address)
                ?? run(look[0], Array(look.dropFirst()), server: address)
            return ended.status == 0
        }
        guard isReady else { throw SceneProblem("cupsd does not answer") }
    }

    deinit {
        process.terminate()
        let end = ContinuousClock.now + .seconds(5)
        while process.isRunning, ContinuousClock.now < end { usleep(20_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)  // A leftover in the temporary folder harms nobody.
    }

    /// What it has spooled, in the order of its jobs.
    func documents() throws -> [Data] {
        let spool = folder.appending(path: "spool")
        return try FileManager.default.contentsOfDirectory(atPath: spool.path).filter { $0.hasPrefix("d") }.sorted()
            .map { try Data(contentsOf: spool.appending(path: $0)) }
    }

    var log: String { (try? String(contentsOf: folder.appending(path: "log/error_log"), encoding: .utf8)) ?? "" }

    private static func freePort() throws -> Int {
        let probe = try ByteSink()
        return probe.port
    }
}
