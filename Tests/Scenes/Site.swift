import Foundation
import QuireTestKit

/// A daemon that keeps one of its ports when it is started again, as servers do.
struct Site {
    let daemon: Daemon
    let port: Int

    init() throws {
        port = try ByteSink().port
        daemon = try Daemon(arguments: ["--listen", "127.0.0.1:\(port)"])
    }

    var client: IPPOverHTTP { IPPOverHTTP(daemon.address) }

    func queue(_ name: String, at other: Site, _ there: String) async throws {
        try await client.addPrinter(name, "ipp://127.0.0.1:\(other.port)/printers/\(there)")
    }

    func waiting() throws -> [String] {
        try run("lpstat", ["-o"], server: daemon.address).output.split(separator: "\n").compactMap {
            $0.split(separator: " ").first.map { String($0) }
        }
    }

    /// Titles of what was printed, as often as it was.
    func printed() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).filter { $0.hasSuffix(".pdf") }
            .map { String($0[..<($0.lastIndex(of: "-") ?? $0.endIndex)]) }
    }
}
