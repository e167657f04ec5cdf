import Foundation
import Testing
import Workbench

/// One run of a helper, as its parent starts it: document, output, log, progress, instructions on descriptors 0 to 4.
struct HelperRun {
    let status: Int32
    let output: Data
    let lines: [ProgressLine]
    let log: String

    var problem: Problem? { lines.compactMap(\.problem).first }
    var warnings: [String] { lines.compactMap(\.warning?.reason) }
    var counts: PageCounts? { lines.compactMap(\.done).first }

    init(_ helper: String, _ instructions: some Encodable, document: Data) throws {
        let folder = try TestFolder()
        try document.write(to: folder.file("document"))
        try JSONEncoder().encode(instructions).write(to: folder.file("instructions"))
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = folder.url
        process.arguments = [
            "-c", #"exec "$0" <document >output 2>log 3>progress 4<instructions"#,
            Self.binaries.appending(path: helper).path,
        ]
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        output = try Data(contentsOf: folder.file("output"))
        log = try String(contentsOf: folder.file("log"), encoding: .utf8)
        lines = try String(contentsOf: folder.file("progress"), encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(ProgressLine.self, from: Data($0.utf8))
        }
    }

    /// The folder the tests' own binaries were built into.
    private static let binaries: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<6 {
            if FileManager.default.isExecutableFile(atPath: folder.appending(path: "quire-image").path) {
                return folder
            }
            folder.deleteLastPathComponent()
        }
        return URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug").standardized
    }()

    /// What a program says of the output, which lies in a file called `FILE`.
    func read(by program: String, _ arguments: String...) throws -> Data {
        let folder = try TestFolder()
        try output.write(to: folder.file("FILE"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = folder.url
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(program) \(arguments)")
        return said
    }
}

/// A folder that goes with the test.
final class TestFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "quire-test-\(UInt64.random(in: 0 ... .max))")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }  // A leftover in the temporary folder harms nobody.

    func file(_ name: String) -> URL { url.appending(path: name) }
}
