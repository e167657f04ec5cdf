import Foundation

/// Programs of Debian that look at what we write.
enum Tool {
    struct Failure: Error { var reason: String }

    /// Runs a program with `bytes` in a file, whose path goes where an argument is "FILE".
    ///
    /// - Parameter made: the file that it writes, beginning with the path that goes where an argument is "MADE"; without
    ///   one, what it says is given back.
    static func run(_ name: String, _ arguments: [String], made: String? = nil, on bytes: [UInt8]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "raster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (file, output) = (folder.appending(path: "document"), folder.appending(path: "output"))
        try Data(bytes).write(to: file)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/\(name)")
        process.arguments = arguments.map {
            $0 == "FILE" ? file.path : $0 == "MADE" ? folder.appending(path: "made").path : $0
        }
        process.standardOutput = try FileHandle(forWritingTo: output)
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let words = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(reason: "\(name): \(process.terminationStatus) \(String(decoding: words, as: UTF8.self))")
        }
        guard words.isEmpty else { throw Failure(reason: "\(name): \(String(decoding: words, as: UTF8.self))") }
        return [UInt8](try Data(contentsOf: made.map { folder.appending(path: "made\($0)") } ?? output))
    }
}

/// As much of TIFF as `pdftocairo -tiffcompression none` writes: little-endian, strips one after the other.
struct PlainTIFF {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    init(_ bytes: [UInt8]) throws {
        func number(_ at: Int, _ octets: Int) -> Int {
            bytes[at..<at + octets].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        guard bytes.starts(with: [0x49, 0x49, 42, 0]) else { throw Tool.Failure(reason: "no TIFF") }
        let directory = number(4, 4)
        var fields: [Int: (count: Int, value: Int, octets: Int)] = [:]
        for entry in 0..<number(directory, 2) {
            let at = directory + 2 + 12 * entry
            let octets = number(at + 2, 2) == 3 ? 2 : 4
            let count = number(at + 4, 4)
            fields[number(at, 2)] = (count, number(at + 8, count == 1 ? octets : 4), octets)
        }
        func values(_ tag: Int) -> [Int] {
            guard let field = fields[tag] else { return [] }
            guard field.count > 1 else { return [field.value] }
            return (0..<field.count).map { number(field.value + $0 * field.octets, field.octets) }
        }
        width = values(256).first ?? 0
        height = values(257).first ?? 0
        pixels = zip(values(273), values(279)).flatMap { bytes[$0..<$0 + $1] }
    }
}
