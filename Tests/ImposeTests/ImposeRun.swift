import Foundation
import Testing
import Workbench

/// One run of the program: what came out of it, and what it said.
struct ImposeRun {
    var status: Int32
    var lines: [ProgressLine]
    /// The output, in a folder that is deleted with the last user of it.
    let file: URL
    private let folder: Folder

    var problem: Problem? { lines.compactMap(\.problem).last }
    var warnings: [String] { lines.compactMap { $0.warning?.reason } }
    var counts: PageCounts? { lines.compactMap(\.done).last }
    var octets: Data { (try? Data(contentsOf: file)) ?? Data() }

    /// - Parameters:
    ///   - sheets: documents for the descriptors 5 and 6.
    ///   - shell: how the program, `"$0"`, is run.
    init(
        _ document: [UInt8], sheets: [[UInt8]] = [], shell: String = #"exec "$0" <in >out"#,
        instructions: String? = nil, _ change: (inout ImposeInstructions) -> Void = { _ in }
    ) throws {
        folder = try Folder()
        var made = ImposeInstructions()
        change(&made)
        try folder.write(Data(document), "in")
        try folder.write(instructions.map { Data($0.utf8) } ?? JSONEncoder().encode(made), "instructions")
        for (index, sheet) in sheets.enumerated() { try folder.write(Data(sheet), "sheet\(index)") }

        let descriptors = sheets.indices.map { " \($0 + 5)<sheet\($0)" }.joined()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", "exec 3>progress 4<instructions\(descriptors); \(shell)", Self.program.path]
        process.currentDirectoryURL = folder.url
        try process.run()
        process.waitUntilExit()

        status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        file = folder.url.appending(path: "out")
        lines = try String(contentsOf: folder.url.appending(path: "progress"), encoding: .utf8)
            .split(separator: "\n").map { try JSONDecoder().decode(ProgressLine.self, from: Data($0.utf8)) }
    }

    /// Beside the tests, wherever they were built.
    private static let program: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let program = folder.appending(path: "quire-impose")
            if FileManager.default.isExecutableFile(atPath: program.path) { return program }
            folder.deleteLastPathComponent()
        }
        return URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../.build/debug/quire-impose").standardized
    }()
}

/// A folder that lives as long as it is used.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "impose-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ data: Data, _ name: String) throws { try data.write(to: url.appending(path: name)) }
}
