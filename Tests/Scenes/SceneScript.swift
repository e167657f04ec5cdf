import Foundation

/// A script of Tests/Scripts that keeps something for a scene in a folder of its own: it says `ready …`, does what it is told
/// in a word, says `done`, and ends with the scene or with its input.
final class SceneScript {
    let folder = FileManager.default.temporaryDirectory.appending(
        path: "quire-script-\(UInt64.random(in: 0 ... .max))")
    /// What came after `ready`.
    private(set) var facts: [String] = []
    private let name: String
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ name: String) throws {
        self.name = name
        process.executableURL = Daemon.repository.appending(path: "Tests/Scripts/\(name)")
        process.arguments = [folder.path]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        facts = try hear("ready")
    }

    deinit {
        // It ends with its input, too.
        try? input.fileHandleForWriting.write(contentsOf: Data("end\n".utf8))
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)  // A leftover in the temporary folder harms nobody.
    }

    /// Has it do something, and waits until that is done.
    func say(_ word: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data("\(word)\n".utf8))
        _ = try hear("done")
    }

    private func hear(_ word: String) throws -> [String] {
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let words = line.split(whereSeparator: \.isWhitespace).map { String($0) }
        guard words.first == word else { throw SceneProblem("\(name) said '\(line)' and not '\(word)'") }
        return Array(words.dropFirst())
    }
}
