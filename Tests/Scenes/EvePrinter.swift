import Foundation
import Glibc
import QuireTestKit

/// CUPS' `ippeveprinter` with a D-Bus and an Avahi of its own (Tests/Scripts/ippeveprinter.sh).
final class EvePrinter {
    let folder = FileManager.default.temporaryDirectory.appending(path: "quire-eve-\(UInt64.random(in: 0 ... .max))")
    let port: Int
    private var process = Process()
    private var input = Pipe()

    static let isPossible = geteuid() == 0 && programs.allSatisfy { isProgram($0) } && canUnshare

    private static let programs = [
        "/usr/sbin/ippeveprinter", "/usr/bin/dbus-daemon", "/usr/sbin/avahi-daemon", "/usr/bin/unshare",
    ]

    private static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 }

    private static var canUnshare: Bool {
        let trial = Process()
        trial.executableURL = URL(filePath: "/usr/bin/unshare")
        trial.arguments = ["-n", "-m", "true"]
        trial.standardError = FileHandle.nullDevice
        guard (try? trial.run()) != nil else { return false }
        trial.waitUntilExit()
        return trial.terminationStatus == 0
    }

    init() throws {
        port = try ByteSink().port
        try start()
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)  // A leftover in the temporary folder harms nobody.
    }

    /// Returns when it listens.
    func start() throws {
        let output = Pipe()
        input = Pipe()
        process = Process()
        process.standardInput = input
        process.executableURL =
            URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Scripts/ippeveprinter.sh").standardized
        process.arguments = [folder.path, String(port)]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = output.fileHandleForReading.availableData
        guard String(decoding: line, as: UTF8.self) == "ready\n" else { throw SceneProblem("ippeveprinter: \(log)") }
    }

    func stop() {
        guard process.isRunning else { return }
        // Signals do not reach it: it inherits which of them this process does not take.
        try? input.fileHandleForWriting.write(contentsOf: Data("end\n".utf8))
        process.waitUntilExit()
    }

    /// From the next start on it has another key.
    func forgetKey() throws {
        try FileManager.default.removeItem(at: folder.appending(path: "keys"))
    }

    /// What came out of it, in no order.
    func documents() throws -> [Data] {
        let spool = folder.appending(path: "spool")
        return try FileManager.default.contentsOfDirectory(atPath: spool.path).sorted()
            .map { try Data(contentsOf: spool.appending(path: $0)) }
    }

    var log: String {
        ["avahi.log", "printer.log"].map {
            (try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)) ?? ""
        }.joined()
    }
}
