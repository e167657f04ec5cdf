import Foundation
import PrintModel
import QuireTestKit
import Testing

@testable import Backends

@Suite("What printers say in PJL", .timeLimit(.minutes(1)))
struct PJLTests {
    @Test("Blocks are understood however they are cut", arguments: [1, 3, 7, 1000])
    func blocks(piece: Int) {
        let text =
            "%%[ noise ]%%\r\n@PJL ECHO token 7\r\n\u{0C}@PJL USTATUS JOB\r\nSTART\r\nNAME=\"a b\"\r\n\u{0C}"
            + "@PJL USTATUS DEVICE\r\nCODE=40021\r\nDISPLAY=\"Close cover\"\r\nONLINE=FALSE\r\n\u{0C}"
            + "@PJL USTATUS PAGE\r\n2\r\n\u{0C}@PJL INFO STATUS\r\nCODE = 10001\r\n\u{0C}"
            + "@PJL USTATUS JOB\r\nEND\r\nNAME=\"a b\"\r\nPAGES=4\r\n\u{0C}@PJL USTATUS JOB\r\nCANCELED\r\n\u{0C}"
        var reader = PJLReader()
        var said: [PJLReader.Said] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            said += reader.read(rest.prefix(piece))
            rest = rest.dropFirst(piece)
        }

        #expect(
            said == [
                .echo("token 7"), .jobStart(name: "a b"),
                .status(code: 40_021, display: "Close cover", isOnline: false), .page(2),
                .status(code: 10_001, display: "", isOnline: nil), .jobEnd(name: "a b", pages: 4),
                .jobCanceled(name: nil),
            ])
    }

    @Test("What is no PJL, or too long, is nothing", arguments: ["", "hello", "@PJL", "@PJL USTATUS PAGE\r\nx"])
    func nonsense(text: String) {
        var reader = PJLReader()

        #expect(reader.read(Array((text + "\u{0C}").utf8)) == [])
        #expect(reader.read([UInt8](repeating: 0xFF, count: 100_000) + [0x0C]) == [])
        #expect(reader.read(Array("@PJL USTATUS PAGE\r\n1\r\n\u{0C}".utf8)) == [.page(1)])
    }

    @Test(
        "Numbers become reasons",
        arguments: [
            (10_001, nil), (10_003, nil), (35_078, nil), (40_000, nil), (40_021, "cover-open"),
            (40_022, "media-jam-error"), (41_213, "media-needed"), (42_021, "media-jam-error"),
            (50_010, "other-error"), (10_002, "paused"), (99_999, nil), (-1, nil),
        ] as [(Int, String?)])
    func codes(code: Int, reason: String?) {
        let trouble = PJLStatus.trouble(code: code, display: "X", isOnline: nil, at: "p:9100")

        #expect(trouble?.reason == reason)
        if let trouble { #expect(trouble.message.contains("X") && trouble.message.contains("p:9100")) }
    }

    @Test("A printer that speaks it is asked, followed to the end of the job, and its pages and troubles are told")
    func followed() async throws {
        let heard = Box("")
        let printer = try FakeServer { talk, _ in
            var text = ""
            while !text.contains("EOJ"), let line = talk.readLine() {
                text += String(decoding: line, as: UTF8.self) + "\n"
                if text.hasSuffix("DISPLAY=\"re_port\"\n") {
                    let token = text.split(separator: "\n").first { $0.contains("ECHO") }?.dropFirst(10) ?? ""
                    talk.write("@PJL USTATUS PAGE\r\n9\r\n\u{0C}@PJL ECHO \(token)\r\n\u{0C}")
                }
            }
            heard.change { $0 = text }
            talk.write("@PJL USTATUS DEVICE\r\nCODE=41213\r\nDISPLAY=\"LOAD A4\"\r\nONLINE=FALSE\r\n\u{0C}")
            talk.write("@PJL USTATUS DEVICE\r\nCODE=10023\r\nONLINE=TRUE\r\n\u{0C}@PJL USTATUS PAGE\r\n1\r\n\u{0C}")
            talk.write("@PJL USTATUS JOB\r\nEND\r\nNAME=\"re_port\"\r\nPAGES=2\r\n\u{0C}")
            _ = talk.readToEnd()
        }
        let news = Box<[DeviceNews]>([])
        var delivery = TestJob(name: "re\"port", documents: [Array("%!PS data\n".utf8)]).delivery()
        delivery.tell = { one in news.change { $0.append(one) } }

        #expect(try await backend(printer).deliver(delivery) == .delivered)

        let text = heard.get()
        #expect(text.hasPrefix("\u{1B}%-12345X@PJL\n@PJL ECHO quire-42-1-1\n@PJL USTATUS DEVICE=ON\n"))
        #expect(text.contains("%!PS data\n\u{1B}%-12345X@PJL\n@PJL EOJ NAME=\"re_port\"\n"))
        let told = news.get()
        #expect(told.count == 4, "\(told): what was said before the echo is of another job")
        guard case .trouble(let trouble?)? = told.first else { return #expect(Bool(false), "\(told)") }
        #expect(trouble.reason == "media-needed")
        #expect(told.dropFirst() == [.trouble(nil), .impressions(1), .impressions(2)])
    }

    @Test("Pages that were out when the connection broke are known")
    func brokenWithPages() async throws {
        let talks = Box<Talk?>(nil)
        let printer = try FakeServer { talk, _ in
            talks.change { $0 = talk }
            _ = talk.read(200_000)
            talk.write("@PJL ECHO quire-42-1-1\r\n\u{0C}@PJL USTATUS PAGE\r\n3\r\n\u{0C}")
            talk.hang()
            talk.reset()
        }
        var delivery = TestJob(documents: [Array(repeating: 7, count: 20_000_000)]).delivery()
        // Broken once what it said has been heard.
        delivery.tell = { if $0 == .impressions(3) { talks.get()?.release() } }

        let outcome = try await backend(printer).deliver(delivery)

        guard case .unknown(3, _) = outcome else { return #expect(Bool(false), "\(outcome)") }
    }

    @Test("A job that somebody cancels at the panel is canceled there")
    func canceledThere() async throws {
        let printer = try FakeServer { talk, _ in
            _ = talk.read(100)
            talk.write("@PJL ECHO quire-42-1-1\r\n\u{0C}@PJL USTATUS JOB\r\nCANCELED\r\n\u{0C}")
            _ = talk.readToEnd()
        }

        guard case .canceledThere = try await backend(printer).deliver(TestJob().delivery()) else {
            return #expect(Bool(false))
        }
    }

    @Test("Asked whether it would print, it says what is in the way")
    func probe() async throws {
        let printer = try FakeServer { talk, _ in
            while let line = talk.readLine(), !line.contains(UInt8(ascii: "I")) {}
            talk.write("@PJL ECHO quire-probe\r\n\u{0C}@PJL INFO STATUS\r\nCODE=42000\r\nONLINE=FALSE\r\n\u{0C}")
            _ = talk.readToEnd()
        }

        #expect(try await backend(printer).probe()?.reason == "media-jam-error")
    }

    private func backend(_ printer: FakeServer) throws -> SocketBackend {
        let found = try Bench().table().backend(for: "socket://127.0.0.1:\(printer.port)?pjl=on")
        return try #require(found as? SocketBackend)
    }
}
