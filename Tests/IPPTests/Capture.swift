import Foundation
import Testing

/// A reply that a real printer sent.
struct Capture: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }

    /// The few that lie beside the tests.
    static let committed = all(in: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Captures"))

    /// The whole collection, where the environment says where it is.
    static let collected = ProcessInfo.processInfo.environment["QUIRE_CAPTURES"].map { all(in: URL(filePath: $0)) }

    private static func all(in folder: URL) -> [Capture] {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "bin" }.sorted { $0.path < $1.path }.compactMap { file in
            (try? Data(contentsOf: file)).map { Capture(name: file.lastPathComponent, bytes: Array($0)) }
        }
    }
}
