import Foundation
import Testing

/// A real `quired` of its own, on free ports and in a folder of its own, for one scene.
final class Daemon {
    let folder: URL
    private(set) var process = Process()
    /// "127.0.0.1:PORT"
    private(set) var address = ""
    private(set) var addressV6 = ""
    /// All that it listens at.
    private(set) var addresses: [String] = []
    /// Where it takes jobs by LPD, if it does.
    private(set) var linePort = 0
    private let arguments: [String]
    /// A program that becomes the daemon, with its arguments.
    private let wrapper: [String]

    /// The folder the tests' own binaries were built into: `quired` and `quire` lie beside them.
    static let binaries: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<6 {
            if FileManager.default.isExecutableFile(atPath: folder.appending(path: "quired").path) { return folder }
            folder.deleteLastPathComponent()
        }
        return URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug").standardized
    }()

    /// The sources.
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    private let environment: [String: String]

    /// - Parameter listens: whether it is told where to listen.
    init(
        in folder: URL? = nil, policy: String = "open", arguments: [String] = [], environment: [String: String] = [:],
        wrapper: [String] = [], listens: Bool = true, logFile: URL? = nil
    ) throws {
        self.environment = environment
        self.logFile = logFile
        self.wrapper = wrapper
        self.folder =
            folder
            ?? FileManager.default.temporaryDirectory.appending(path: "quire-scene-\(UInt64.random(in: 0 ... .max))")
        self.arguments =
            ["serve", "--dir", self.folder.path, "--policy", policy]
            + (listens ? ["--listen", "127.0.0.1:0", "--listen", "[::1]:0"] : []) + arguments
        try start()
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)  // A leftover in the temporary folder harms nobody.
    }

    var socket: String { folder.appending(path: "quire.sock").path }
    var paper: URL { folder.appending(path: "paper") }

    /// Starts it, and waits for the line that says it accepts.
    func start() throws {
        let output = Pipe()
        process = Process()
        let command = wrapper + [Self.binaries.appending(path: "quired").path] + arguments
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardOutput = output
        process.standardError = try log()
        process.environment = ["SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin", "TZ": "UTC"]
            .merging(environment) { $1 }
        try process.run()
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw SceneProblem("quired ended before it was ready") }
            line += more
        }
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).map { String($0) }
        #expect(words.first == "ready")
        addresses = Array(words.dropFirst())
        address = words.first { $0.hasPrefix("127.0.0.1:") } ?? ""
        linePort = words.first { $0.hasPrefix("lpd:") }?.split(separator: ":").last.flatMap { Int($0) } ?? 0
        addressV6 = words.first { $0.hasPrefix("[::1]:") } ?? ""
    }

    /// Where the daemon writes its log, if a scene reads it.
    private let logFile: URL?

    private func log() throws -> FileHandle {
        guard let logFile else { return .nullDevice }
        if !FileManager.default.fileExists(atPath: logFile.path) { try Data().write(to: logFile) }
        let handle = try FileHandle(forWritingTo: logFile)
        try handle.seekToEnd()
        return handle
    }

    /// As a crash ends it: at once, with nothing tidied up.
    func kill() {
        guard process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// As systemd ends it; gives back the exit status.
    func terminate() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    var isRunning: Bool { process.isRunning }
}

/// What a program said and how it ended.
struct Ended {
    var status: Int32
    var output: String
    var errors: String
}

/// Runs a program against a daemon to its end, at most a minute.
@discardableResult
func run(
    _ program: String, _ arguments: [String], server: String, input: Data? = nil, environment: [String: String] = [:]
) throws -> Ended {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["timeout", "60", program] + arguments
    process.environment = [
        "PATH": "\(Daemon.binaries.path):/usr/bin:/bin:/usr/sbin", "CUPS_SERVER": server, "LC_ALL": "C", "TZ": "UTC",
        "HOME": "/nonexistent", "USER": NSUserName(),
    ].merging(environment) { $1 }
    let output = Pipe(), errors = Pipe(), standardInput = Pipe()
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = input == nil ? FileHandle.nullDevice : standardInput
    try process.run()
    if let input {
        try standardInput.fileHandleForWriting.write(contentsOf: input)
        try standardInput.fileHandleForWriting.close()
    }
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ended(
        status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
        errors: String(decoding: complained, as: UTF8.self))
}

/// Looks again and again until `condition` holds, at most `seconds`: for what another process does in its own time.
func eventually(within seconds: Double = 30, _ condition: () throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return try condition()
}

struct SceneProblem: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A PDF of so many pages with `text` on each: small, and whole enough for every reader.
func samplePDF(_ text: String, pages: Int = 1) -> Data {
    var objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    var kids: [String] = []
    for page in 1...pages {
        let content = "BT /F1 24 Tf 72 720 Td (\(text), page \(page)) Tj ET"
        kids.append("\(objects.count + 1) 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(objects.count + 2) 0 R"
                + " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
        objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    objects[1] = "<< /Type /Pages /Count \(pages) /Kids [\(kids.joined(separator: " "))] >>"
    var file = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
        offsets.append(file.utf8.count)
        file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets { file += String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n" }
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
    return Data(file.utf8)
}
