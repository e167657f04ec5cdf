import Foundation
import IPP
import Testing

/// Documents that a client only names: the server fetches them, from where its administrator lets it.
@Suite("Scene: documents by name", .serialized)
struct DocumentsByName {
    @Test("A picture is fetched and printed where that is allowed")
    func allowed() async throws {
        let daemon = try Daemon(arguments: ["--fetch-documents-from", "127.0.0.0/8"])
        let client = IPPOverHTTP(daemon.address)

        let answer = try await client.send(
            .printURI, to: "/printers/paper",
            [Attribute("document-uri", .uri("http://\(daemon.address)/icons/128/paper.png"))]
        ).message

        #expect(answer.status == .ok)
        #expect(
            try await eventually {
                try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).contains { $0.hasSuffix(".pdf") }
            })
    }

    @Test("As installed, and where anything but this machine is allowed, nobody makes the server knock on its own door")
    func refused() async throws {
        for arguments in [[], ["--fetch-documents-from", "any"]] {
            let daemon = try Daemon(arguments: arguments)
            let client = IPPOverHTTP(daemon.address)

            let answer = try await client.send(
                .printURI, to: "/printers/paper",
                [Attribute("document-uri", .uri("http://\(daemon.address)/icons/128/paper.png"))]
            ).message

            #expect(answer.status == (arguments.isEmpty ? .operationNotSupported : .documentAccessError))
            #expect(try await client.jobs(of: "/printers/paper").isEmpty)
        }
    }
}
