import Foundation

/// A program that a test asks for its opinion.
enum Tool {
    static func run(_ path: String, _ arguments: [String], input: String) throws -> (output: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (toTool, fromTool) = (Pipe(), Pipe())
        process.standardInput = toTool
        process.standardOutput = fromTool
        process.standardError = fromTool
        try process.run()
        // Shorter than a pipe is long, or read at once: neither side waits for the other.
        try toTool.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try toTool.fileHandleForWriting.close()
        let output = try fromTool.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: output, as: UTF8.self), process.terminationStatus)
    }
}
