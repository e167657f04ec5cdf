@testable import Backends
import Foundation
import Glibc
import PrintModel
import Testing

@Suite("CUPS' programs: what they say", .timeLimit(.minutes(2)))
struct ProgramTalkTests {
    private func news(_ script: String) async throws -> [DeviceNews] {
        let programs = try await FakePrograms(["fake": script + "\ncat >/dev/null"])
        let news = ToldNews()
        _ = try await programs.backend("fake:x").deliver(TestJob().delivery(telling: news))
        return news.all
    }

    @Test("Pages, troubles and supplies are told as they come")
    func told() async throws {
        let news = try await news(
            """
            echo 'STATE: +connecting-to-device' >&2
            echo 'STATE: -connecting-to-device' >&2
            echo 'INFO: Printing page 1' >&2
            echo 'PAGE: 1 2' >&2
            echo 'PAGE: 2 1' >&2
            echo 'STATE: +media-empty-error,toner-low-warning' >&2
            echo 'STATE: -media-empty-error' >&2
            echo "ATTR: marker-names='\\"Black, XL\\",Waste' marker-types=toner,wasteToner marker-colors=#000000,none marker-levels=40,93 marker-low-levels=10,0 marker-high-levels=100,90" >&2
            echo 'PAGE: total 9' >&2
            echo 'nonsense without a prefix' >&2
            printf 'DEBUG: \\377\\376 broken' >&2
            """)

        let alert = DeviceAlert(
            code: "markerTonerAlmostEmpty", severity: "warning", group: "markerSupplies", text: "toner-low-warning")
        let trouble = DeviceTrouble(.needsHuman, reason: "media-empty-error", message: "Printing page 1")
        let supplies = [
            Supply(name: "Black, XL", kind: "toner", colorant: "black", color: "#000000", level: 40, lowLevel: 10),
            Supply(name: "Waste", kind: "wasteToner", isReceptacle: true, level: 7, lowLevel: 10),
        ]
        #expect(
            news == [
                .message("Printing page 1"), .impressions(2), .impressions(3), .trouble(trouble),
                .state(DeviceState(alerts: [alert])), .trouble(nil),
                .state(DeviceState(supplies: supplies, alerts: [alert])), .impressions(9),
            ])
    }

    @Test("That a device cannot be reached is trouble as soon as the program complains, and over when it ends")
    func connecting() async throws {
        let news = try await news(
            """
            echo 'STATE: +connecting-to-device' >&2
            echo 'WARNING: nobody answers' >&2
            """)

        #expect(
            news == [
                .message("nobody answers"),
                .trouble(DeviceTrouble(.away, reason: "connecting-to-device", message: "nobody answers")),
                .trouble(nil),
            ])
    }

    @Test("What the program reported is why the job is tried again")
    func reason() async throws {
        let programs = try await FakePrograms([
            "fake": "echo 'STATE: media-jam-error' >&2; echo 'ERROR: Paper jam in tray 2' >&2; exit 1"
        ])

        #expect(
            try await programs.backend("fake:x").deliver(TestJob().delivery())
                == .tryAgain(
                    DeviceTrouble(.needsHuman, reason: "media-jam-error", message: "fake: Paper jam in tray 2")))
    }

    @Test("Megabytes of messages, endless lines and a flood from the device do not hold the job up")
    func floods() async throws {
        let news = try await news(
            """
            head -c 3000000 /dev/zero | tr '\\0' 'x' >&2
            echo >&2
            head -c 3000000 /dev/zero >&3
            yes 'DEBUG: again' | head -n 20000 >&2
            echo 'PAGE: 1 1' >&2
            """)

        #expect(news == [.impressions(1)])
    }

    @Test("Nobody who asks on the side channel's other end keeps the job waiting")
    func sideChannel() async throws {
        let programs = try await FakePrograms([
            "fake":
                "[ -S /dev/fd/4 ] && echo socket > $OUT/side; [ -p /dev/fd/3 ] && echo pipe > $OUT/back; ls /proc/self/fd > $OUT/open; cat >/dev/null"
        ])

        #expect(try await programs.backend("fake:x").deliver(TestJob().delivery()) == .delivered)
        #expect(programs.text("side") == "socket\n")
        #expect(programs.text("back") == "pipe\n")
    }

    @Test(
        "Lines of messages are understood to the letter",
        arguments: [
            ("ERROR: a: b", ProgramMessage.text(.error, "a: b")), ("CRIT:x", .text(.error, "x")),
            ("WARNING:  two", .text(.warning, "two")), ("Error: x", .text(.debug, "Error: x")),
            ("PAGE: 3 2", .pages(2)), ("PAGE: total 12", .pagesTotal(12)), ("PAGE: x 2", .text(.debug, "PAGE: x 2")),
            ("PAGE: 1 99999999999999999999", .text(.debug, "PAGE: 1 99999999999999999999")),
            ("PAGE: 1 -4", .text(.debug, "PAGE: 1 -4")), ("", .text(.debug, "")),
        ])
    func lines(line: String, message: ProgramMessage) {
        #expect(ProgramMessage(line) == message)
    }

    @Test("Lists of attributes are taken apart with their quotes")
    func attributes() {
        let all = ProgramAttributes.parse(
            #"a=1 b='two words' c="x,y" d='"p, q",r\ s,"it\'s"' e=plain\ blank f="one","two" bad = g= "#)

        #expect(all.map(\.name) == ["a", "b", "c", "d", "e", "f", "g"])
        #expect(all.map(\.value).prefix(3) == ["1", "two words", "x,y"])
        #expect(all[4].value == "plain blank")
        #expect(ProgramAttributes.list(all[3].value) == ["p, q", "r s", "it's"])
        #expect(ProgramAttributes.list(all[5].value) == ["one", "two"])
    }

    @Test("A program cannot make reasons without end, or words that are none")
    func reasons() {
        var state = ProgramState()
        _ = state.hear(ProgramMessage("STATE: +" + (0..<500).map { "r\($0)-report" }.joined(separator: ",")))
        #expect(state.reasons.count == ProgramState.reasonsMax)
        _ = state.hear(ProgramMessage("STATE: none"))
        #expect(state.reasons.isEmpty)
        _ = state.hear(ProgramMessage("STATE: +a<b>,ok-warning"))
        #expect(state.reasons == ["ok-warning"])
    }
}
