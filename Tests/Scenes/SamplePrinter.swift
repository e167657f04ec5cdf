import Foundation
import IPP
import Testing

@Suite(
    "Scene: CUPS' sample printer",
    .serialized,
    .enabled(if: EvePrinter.isPossible, "wants root, ippeveprinter, dbus-daemon, avahi-daemon and network namespaces"),
    .timeLimit(.minutes(3)))
struct EvePrinterScenes {
    private static func picture(_ number: Int) -> Data {
        Data(
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
                + (0..<400_000).map { UInt8(truncatingIfNeeded: ($0 &+ number) &* 2_654_435_761 >> 7) } + [0xFF, 0xD9])
    }

    private func ok(_ line: String, _ daemon: Daemon, input: Data? = nil) throws -> String {
        let words = line.split(separator: " ").map { String($0) }
        let ended = try run(words[0], Array(words.dropFirst()), server: daemon.address, input: input)
        #expect(ended.status == 0, "\(line): \(ended.errors)\(ended.output)")
        return ended.output
    }

    @Test("It is added, says what it is and has, and prints what comes, byte for byte")
    func plain() async throws {
        let printer = try EvePrinter()
        let daemon = try Daemon()

        _ = try ok("quirectl printer add eve ipp://127.0.0.1:\(printer.port)/ipp/print", daemon)
        _ = try ok("lp -d eve -t one -", daemon, input: Self.picture(1))

        // The sample printer takes its time over each page, as if it had a motor.
        let isPrinted = try await eventually(within: 120) {
            try ok("lpstat -W completed -o eve", daemon).hasPrefix("eve-1 ")
        }
        #expect(isPrinted, "\(printer.log)")
        #expect(try printer.documents() == [Self.picture(1)])
        let client = IPPOverHTTP(daemon.address)
        let said = try await client.send(.getPrinterAttributes, to: "/printers/eve").message[.printer]
        #expect(said?["printer-make-and-model"]?.stringValue == "Test Sample")
        #expect(said?["media-ready"]?.stringValues.first == "na_letter_8.5x11in")
        #expect(said?["sides-supported"]?.stringValues.contains("two-sided-long-edge") == true)
        #expect(said?["marker-names"]?.stringValues.contains("Black Ink") == true)
        #expect(try ok("quirectl printer supplies eve", daemon).contains("Black Ink"))
    }

    @Test("It takes one document a job: two documents are two jobs there, each as it came")
    func twoDocuments() async throws {
        let printer = try EvePrinter()
        let daemon = try Daemon()
        _ = try ok("quirectl printer add eve ipp://127.0.0.1:\(printer.port)/ipp/print", daemon)
        let files = [1, 2].map { daemon.folder.appending(path: "\($0).jpg") }
        for (number, file) in files.enumerated() { try Self.picture(number).write(to: file) }

        _ = try ok("lp -d eve \(files[0].path) \(files[1].path)", daemon)

        // The sample printer takes its time over each page, as if it had a motor.
        let isPrinted = try await eventually(within: 120) {
            try ok("lpstat -W completed -o eve", daemon).hasPrefix("eve-1 ")
        }
        #expect(isPrinted, "\(printer.log)")
        #expect(try printer.documents() == [Self.picture(0), Self.picture(1)])
    }

    @Test("Over TLS its key is kept; another one is refused, with the command that accepts it")
    func trust() async throws {
        let printer = try EvePrinter()
        let daemon = try Daemon()
        let uri = "ipps://127.0.0.1:\(printer.port)/ipp/print"
        _ = try ok("quirectl printer add eve \(uri)", daemon)
        _ = try ok("lp -d eve -", daemon, input: Self.picture(1))
        // The sample printer takes its time over each page, as if it had a motor.
        let isPrinted = try await eventually(within: 120) {
            try ok("lpstat -W completed -o eve", daemon).hasPrefix("eve-1 ")
        }
        #expect(isPrinted, "\(printer.log)")

        printer.stop()
        try printer.forgetKey()
        try printer.start()
        _ = try ok("lp -d eve -", daemon, input: Self.picture(2))
        var explained = ""
        #expect(
            try await eventually {
                explained = try ok("quirectl job explain 2 --json", daemon)
                return explained.contains("\"printer-misconfigured\"")
            }, "\(explained)")
        #expect(explained.contains("is not the one it had"), "\(explained)")
        #expect(try printer.documents() == [Self.picture(1)])
        let command = try #require(explained.firstMatch(of: /quirectl (printer set) PRINTER '(device=[^']*)'/))
        _ = try ok("quirectl \(command.1) eve \(command.2)", daemon)

        #expect(
            try await eventually { try ok("lpstat -W completed -o eve", daemon).contains("eve-2 ") }, "\(printer.log)")
        #expect(try printer.documents().contains(Self.picture(2)))
    }
}
