import Foundation
import Testing

/// Printers of another server as queues here, which follow it.
@Suite("Scene: printers of other servers", .serialized)
struct RemoteScene {
    private func control(_ daemon: Daemon, _ words: String...) throws -> Ended {
        try run("quirectl", words, server: daemon.address)
    }

    @Test("They are listed, adopted by name, printed on, followed, and removed when they go, but for one with a job")
    func followed() async throws {
        let other = try Daemon()
        let daemon = try Daemon()
        for name in ["hall", "attic"] {
            let added = try control(
                other, "printer", "add", name, "file://\(other.folder.path)/out-\(name)/", "--info", "The \(name)")
            #expect(added.status == 0, "\(added.errors)")
        }
        let listed = try control(daemon, "remote", "add", other.address).output
        for name in ["paper", "hall", "The hall", "attic"] { #expect(listed.contains(name), "\(listed)") }

        let adopted = try control(daemon, "remote", "add", other.address, "paper", "hall", "attic")
        #expect(adopted.status == 0, "\(adopted.errors)")
        let port = other.address.split(separator: ":").last.map { String($0) } ?? ""
        let list = try control(daemon, "remote", "list").output
        #expect(list.contains("ipp://127.0.0.1:\(port)/"), "\(list)")
        // There is a paper here already.
        #expect(list.contains("paper-127-0-0-1"), "\(list)")

        #expect(
            try run("lp", ["-d", "paper-127-0-0-1", "-t", "far"], server: daemon.address, input: samplePDF("far"))
                .status == 0)
        #expect(
            try await eventually {
                try FileManager.default.subpathsOfDirectory(atPath: other.paper.path).contains { $0.hasSuffix(".pdf") }
            })

        #expect(try control(other, "printer", "set", "hall", "location=Room 204").status == 0)
        #expect(try control(daemon, "remote", "update", other.address).status == 0)
        #expect(try run("lpstat", ["-l", "-p", "hall"], server: daemon.address).output.contains("Room 204"))

        #expect(try run("cupsdisable", ["attic"], server: daemon.address).status == 0)
        #expect(try run("lp", ["-d", "attic"], server: daemon.address, input: samplePDF("waits")).status == 0)
        for name in ["hall", "attic"] { #expect(try control(other, "printer", "delete", name, "-y").status == 0) }
        let updated = try control(daemon, "remote", "update").output
        #expect(updated.contains("hall") && updated.contains("attic"), "\(updated)")
        let left = try control(daemon, "remote", "list").output
        #expect(!left.contains("hall"), "\(left)")
        #expect(left.contains("gone"), "\(left)")
        let refused = try run("lp", ["-d", "attic"], server: daemon.address, input: samplePDF("no"))
        #expect(refused.status == 1)
        #expect(
            try run("lpstat", ["-p", "attic"], server: daemon.address).output.contains("has no printer attic any more"))

        // What was adopted is kept in the store.
        daemon.kill()
        try daemon.start()
        #expect(try control(daemon, "remote", "list").output.contains("attic"))
        #expect(try run("cancel", ["-a", "attic"], server: daemon.address).status == 0)
        #expect(
            try await eventually {
                _ = try control(daemon, "remote", "update")
                return try !control(daemon, "remote", "list").output.contains("attic")
            })
        #expect(try control(daemon, "remote", "remove", other.address).status == 0)
        #expect(try control(daemon, "remote", "list", "-o", "name").output.isEmpty)
    }

    @Test("A server that is away changes nothing, and one that does not exist is said to be none")
    func away() throws {
        let daemon = try Daemon()
        let other = try Daemon()
        #expect(try control(daemon, "remote", "add", other.address, "paper").status == 0)
        other.kill()

        let updated = try control(daemon, "remote", "update")

        #expect(updated.status == 2, "\(updated.output)")
        #expect(try control(daemon, "remote", "list").output.contains("there"))
        #expect(try control(daemon, "remote", "add", other.address).status == 5)
    }
}
