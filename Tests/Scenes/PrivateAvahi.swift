import Foundation

/// A D-Bus and an Avahi that only a scene knows of (Tests/Scripts/avahi.sh).
final class PrivateAvahi {
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "quire-avahi-\(UInt64.random(in: 0 ... .max))")
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    static let isPossible =
        EvePrinter.isPossible && FileManager.default.isExecutableFile(atPath: "/usr/bin/ippfind")

    init() throws {
        process.executableURL =
            URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scripts/avahi.sh").standardized
        process.arguments = [folder.path]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try hear("ready\n")
    }

    deinit {
        // It ends with its input, too.
        try? input.fileHandleForWriting.write(contentsOf: Data("end\n".utf8))
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)  // A leftover in the temporary folder harms nobody.
    }

    var environment: [String: String] { ["DBUS_SYSTEM_BUS_ADDRESS": "unix:path=\(folder.appending(path: "bus").path)"] }

    func stop() throws { try say("stop\n") }
    func start() throws { try say("start\n") }

    private func say(_ word: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data(word.utf8))
        try hear("done\n")
    }

    private func hear(_ word: String) throws {
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard line == word else { throw SceneProblem("avahi.sh said '\(line)' and not '\(word)'") }
    }

    /// What `ippfind` finds of that type, `_ipp._tcp,_universal`: names, or with a key what is said under it.
    func find(_ type: String, _ key: String? = nil) throws -> [String] {
        let what = key.map { ["-x", "printenv", "IPPFIND_TXT_\($0.uppercased())", ";"] } ?? ["--print-name"]
        let found = try run("ippfind", ["-T", "2", type] + what, server: "", environment: environment)
        return found.output.split(separator: "\n").map { String($0) }
    }
}
