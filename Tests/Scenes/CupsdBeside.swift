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

    init(device: String) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quire-cupsd-\(UInt64.random(in: 0 ... .max))")
        let port = try Self.freePort()
        address = "127.0.0.1:\(port)"
        process.executableURL =
            URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Scripts/cupsd.sh").standardized
        process.arguments = [folder.path, String(port), device]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let address = address
        let isReady = try await eventually {
            try run("/usr/bin/lpstat", ["-v", "q"], server: address).status == 0
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
