import Foundation
import Testing
import Workbench

/// One run of quire-render, as its parent starts it: document, output, log, progress, instructions on descriptors 0 to 4.
struct RenderRun {
    let status: Int32
    let output: [UInt8]
    let lines: [ProgressLine]
    let log: String

    var problem: Problem? { lines.compactMap(\.problem).first }
    var warnings: [Warning] { lines.compactMap(\.warning) }
    var counts: PageCounts? { lines.compactMap(\.done).first }
    var pagesSaid: [Int] { lines.compactMap(\.page) }

    /// - Parameters:
    ///   - environment: of the helper, and nothing else.
    ///   - limits: words of the shell before it starts, such as `ulimit -v 1000000;`.
    init(
        _ instructions: RenderInstructions, _ document: [UInt8], environment: [String: String] = [:],
        limits: String = ""
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "render-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // A leftover there harms nobody.
        func file(_ name: String) -> URL { folder.appending(path: name) }
        try Data(document).write(to: file("document"))
        try JSONEncoder().encode(instructions).write(to: file("instructions"))
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = folder
        var all = environment
        all["TMPDIR"] = all["TMPDIR"] ?? folder.path
        // How the address sanitizer was set up, where there is one: what fontconfig keeps to its end is not lost.
        all["ASAN_OPTIONS"] = ProcessInfo.processInfo.environment["ASAN_OPTIONS"]
        process.environment = all
        process.arguments = [
            "-c", limits + #"exec "$0" <document >output 2>log 3>progress 4<instructions"#, Self.binary.path,
        ]
        try process.run()
        process.waitUntilExit()
        status = process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
        output = [UInt8](try Data(contentsOf: file("output")))
        log = String(decoding: try Data(contentsOf: file("log")), as: UTF8.self)
        lines = try String(contentsOf: file("progress"), encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(ProgressLine.self, from: Data($0.utf8))
        }
    }

    /// The pages of a run that has to succeed, as anymaps.
    static func pages(
        _ document: [UInt8], dotsPerInch: Int = 72, _ colorSpace: String = "srgb_8",
        _ change: (inout RenderInstructions) -> Void = { _ in }
    ) throws -> [Anymap] {
        var instructions = RenderInstructions(
            format: "image/x-portable-anymap", resolution: dotsPerInch, colorSpace: colorSpace)
        change(&instructions)
        let run = try RenderRun(instructions, document)
        try #require(run.status == 0, "\(run.lines) \(run.log)")
        return try Anymap.all(run.output)
    }

    private static let binary: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<6 {
            let program = folder.appending(path: "quire-render")
            if FileManager.default.isExecutableFile(atPath: program.path) { return program }
            folder.deleteLastPathComponent()
        }
        return URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../.build/debug/quire-render").standardized
    }()
}
