import Foundation
import Testing

/// A newcomer prints, with the commands at hand, and the PDF is there.
@Suite("Scene: the first print", .serialized)
struct FirstPrint {
    @Test(
        "A PDF sent with our lpr or lp, or CUPS' lp, lands in the folder of 'paper', unchanged",
        arguments: ["lpr", "lp", "/usr/bin/lp"])
    func lands(program: String) async throws {
        let daemon = try Daemon()
        let document = samplePDF("Hello", pages: 3)
        let file = daemon.folder.appending(path: "hello.pdf")
        try document.write(to: file)

        let sent = try run(
            program, program.hasSuffix("lp") ? ["-d", "paper", file.path] : ["-P", "paper", file.path],
            server: daemon.address)

        #expect(sent.status == 0, "\(sent.errors)")
        #expect(try await eventually { try finished(daemon).count == 1 })
        let printed = try #require(try finished(daemon).first)
        #expect(try Data(contentsOf: daemon.paper.appending(path: printed)) == document)
        #expect(printed.hasPrefix("hello"))
    }

    @Test(
        "lp prints over plain TCP, the Unix socket, IPv6 and with encryption demanded",
        arguments: ["tcp", "socket", "v6", "tls"])
    func everyWayIn(way: String) async throws {
        let daemon = try Daemon()
        let server = ["socket": daemon.socket, "v6": daemon.addressV6][way] ?? daemon.address

        let sent = try run(
            "/usr/bin/lp", (way == "tls" ? ["-E"] : []) + ["-d", "paper", "-t", way], server: server,
            input: samplePDF(way))

        #expect(sent.output.hasPrefix("request id is paper-1 (0 file(s))"), "\(sent.output) \(sent.errors)")
        #expect(try await eventually { try finished(daemon).count == 1 })
    }

    @Test("What nobody can make a PDF of is refused, with what can be printed")
    func refusal() throws {
        let daemon = try Daemon()

        let sent = try run(
            "/usr/bin/lp", ["-d", "paper"], server: daemon.address, input: Data([0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0]))

        #expect(sent.status == 1)
        #expect(sent.errors.contains("cannot be printed here; application/pdf,"), "\(sent.errors)")
        #expect(try finished(daemon).isEmpty)
    }

    @Test("lpstat sees the queue, its device and that the server runs")
    func lpstat() throws {
        let daemon = try Daemon()

        let all = try run("/usr/bin/lpstat", ["-t"], server: daemon.address)

        #expect(all.status == 0)
        #expect(all.output.contains("scheduler is running"))
        #expect(all.output.contains("system default destination: paper"))
        #expect(all.output.contains("device for paper: pdf:"))
        #expect(all.output.contains("paper accepting requests since"))
        #expect(all.output.contains("printer paper is idle."))
    }
}

/// Finished PDFs in the folder of `paper`: names without a leading dot.
func finished(_ daemon: Daemon) throws -> [String] {
    guard FileManager.default.fileExists(atPath: daemon.paper.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).filter { !$0.hasPrefix(".") }.sorted()
}
