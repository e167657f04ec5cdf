import Foundation
import Glibc
import Testing
import Workbench

/// Runs `quire-ppd` as the server does: its descriptors 0 to 5 and nothing else.
struct HelperRun {
    let output: [UInt8]
    let progress: [ProgressLine]
    let status: Int32

    /// Beside the tests, where the build put it.
    static let path: String = {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<8 {
            let candidate = folder.appendingPathComponent("quire-ppd").path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        return #filePath.components(separatedBy: "/Tests/")[0] + "/.build/debug/quire-ppd"
    }()

    /// - Parameter ppd: on descriptor 5; `nil` for none.
    init(
        _ instructions: PPDInstructions, document: [UInt8], ppd: [UInt8]? = nil, environment: [String] = []
    ) throws {
        let scratch = NSTemporaryDirectory() + "ppd-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        func file(_ name: String, _ bytes: [UInt8]) throws -> Int32 {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(scratch)/\(name)"))
            return open("\(scratch)/\(name)", O_RDONLY | O_CLOEXEC)
        }
        func sink(_ name: String) -> Int32 { open("\(scratch)/\(name)", O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
        let words = [UInt8](try JSONEncoder().encode(instructions))
        let ends = [
            try file("document", document), sink("output"), sink("words"), sink("progress"),
            try file("instructions", words), try file("ppd", ppd ?? []),
        ]
        defer { for end in ends { close(end) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Out of the way first: the places are 0 to 5.
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 100) }
        defer { for end in moved { close(end) } }
        for (place, end) in moved.enumerated() { posix_spawn_file_actions_adddup2(&actions, end, Int32(place)) }
        var process = pid_t()
        let variables = (["TMPDIR=\(scratch)", "PATH=/usr/bin:/bin"] + environment).map { strdup($0) }
        defer { for variable in variables { free(variable) } }
        let name = strdup("quire-ppd")
        defer { free(name) }
        try #require(posix_spawn(&process, Self.path, &actions, nil, [name, nil], variables + [nil]) == 0)
        var ended: Int32 = 0
        while waitpid(process, &ended, 0) < 0, errno == EINTR {}
        status = ended & 0x7F == 0 ? (ended >> 8) & 0xFF : -(ended & 0x7F)
        func contents(_ name: String) -> Data { FileManager.default.contents(atPath: "\(scratch)/\(name)") ?? Data() }
        output = [UInt8](contents("output"))
        progress = contents("progress").split(separator: 0x0A).compactMap {
            try? JSONDecoder().decode(ProgressLine.self, from: Data($0))
        }
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(output))
    }

    var problem: Problem? { progress.compactMap(\.problem).last }
    var done: PageCounts? { progress.compactMap(\.done).last }
}

/// The PPDs that come with the server.
enum Shipped {
    static let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/ppd/"

    static let names = [
        "Quire-Generic-PS", "Quire-Generic-PS2", "Quire-Generic-PCL5", "Quire-Generic-PCL6", "Quire-Generic-PCL6-Color",
        "Quire-Generic-PDF",
    ]

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + name + ".ppd")))
    }
}
