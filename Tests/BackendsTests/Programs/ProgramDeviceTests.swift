@testable import Backends
import Foundation
import PrintModel
import Testing

@Suite("CUPS' programs: what the device says through them", .timeLimit(.minutes(2)))
struct ProgramDeviceTests {
    private func run(_ script: String) async throws -> (outcome: DeliveryOutcome, news: [DeviceNews], FakePrograms) {
        let programs = try await FakePrograms(["fake": script], { $0.stateInterval = .milliseconds(1) })
        let news = ToldNews()
        let outcome = try await programs.backend("fake:x").deliver(TestJob().delivery(telling: news))
        return (outcome, news.all, programs)
    }

    // MARK: The back channel

    @Test("An open cover is trouble until the device says that it prints, and its pages count")
    func backChannel() async throws {
        let (outcome, news, _) = try await run(
            """
            cat >/dev/null
            printf '@PJL USTATUS DEVICE\\r\\nCODE=40021\\r\\nDISPLAY="Close cover"\\r\\nONLINE=FALSE\\r\\n\\f' >&3
            printf '@PJL USTATUS DEVICE\\r\\nCODE=10001\\r\\nONLINE=TRUE\\r\\n\\f@PJL USTATUS JOB\\r\\nSTART\\r\\n\\f' >&3
            printf '@PJL USTATUS PAGE\\r\\n1\\r\\n\\f@PJL USTATUS JOB\\r\\nEND\\r\\nPAGES=3\\r\\n\\f' >&3
            """)

        #expect(outcome == .delivered)
        let cover = DeviceTrouble(
            .needsHuman, reason: "cover-open", message: "the printer says its cover is open: \"Close cover\" (40021)")
        #expect(news == [.trouble(cover), .trouble(nil), .impressions(1), .impressions(3)])
    }

    @Test("What a device says of the job before does not count for this one")
    func jobBefore() async throws {
        let (outcome, news, _) = try await run(
            """
            printf '@PJL USTATUS PAGE\\r\\n7\\r\\n\\f@PJL USTATUS JOB\\r\\nCANCELED\\r\\n\\f' >&3
            cat >/dev/null
            """)

        #expect(outcome == .delivered)
        #expect(news.isEmpty)
    }

    @Test("A job canceled at the panel is canceled, though its program has done its work")
    func canceledThere() async throws {
        let (outcome, _, _) = try await run(
            """
            cat >/dev/null
            printf '@PJL USTATUS JOB\\r\\nSTART\\r\\n\\f@PJL USTATUS JOB\\r\\nCANCELED\\r\\n\\f' >&3
            """)

        #expect(outcome == .canceledThere(because: "canceled at the printer"))
    }

    @Test(
        "Anything else on the back channel, however much, is let go",
        arguments: ["\\f", "@PJL USTATUS PAGE\\r\\n", "x"])
    func noise(piece: String) async throws {
        let (outcome, news, _) = try await run(
            """
            cat >/dev/null
            i=0; while [ $i -lt 3000 ]; do printf '\(piece)\(piece)\(piece)' >&3; i=$((i+1)); done
            """)

        #expect(outcome == .delivered)
        #expect(news.isEmpty)
    }

    // MARK: The side channel

    @Test("A program is asked what its device is doing, again and again, and what it answers is trouble while it lasts")
    func sideChannel() async throws {
        let (outcome, news, programs) = try await run(
            """
            head -c 4 <&4 | od -An -tu1 > $OUT/question
            printf '\\005\\001\\000\\001\\141' >&4
            head -c 4 <&4 > /dev/null
            printf '\\005\\001\\000' >&4; printf '\\001\\001' >&4
            head -c 4 <&4 > /dev/null
            printf '\\005\\007\\000\\000' >&4
            cat >/dev/null
            """)

        #expect(outcome == .delivered)
        #expect(programs.text("question").split(separator: " ").joined(separator: " ").hasPrefix("5 0 0 0"))
        let empty = DeviceTrouble(.needsHuman, reason: "media-empty-error", message: "media-empty-error")
        let low = DeviceAlert(
            code: "markerSupplyLow", severity: "warning", group: "markerSupplies", text: "marker-supply-low-warning")
        #expect(news.first == .trouble(empty))
        #expect(news.contains(.trouble(nil)))
        #expect(
            news.contains {
                if case .state(let state) = $0 { state.alerts.map(\.text) == [low.text] } else { false }
            })
        #expect(news.last == .state(DeviceState()))
    }

    @Test("A program that knows nothing of a side channel prints, and so does one that answers nonsense")
    func silence() async throws {
        let silent = try await run("cat >/dev/null")
        let nonsense = try await run("printf '\\377\\377\\377\\377 and so on' >&4; cat >/dev/null")
        let closed = try await run("exec 4>&- 3>&-; cat >/dev/null")

        for run in [silent, nonsense, closed] {
            #expect(run.outcome == .delivered)
            #expect(run.news.isEmpty)
        }
    }

    @Test("Answers are put together however they are cut up; those that are not for us say nothing")
    func reader() {
        let bytes: [UInt8] = [5, 1, 0, 1, 33, 4, 1, 0, 3, 65, 66, 67, 5, 7, 0, 0, 5, 1, 0, 2, 1, 1]
        var whole = SideChannel.Reader()
        var pieces = SideChannel.Reader()

        let answers = whole.read(bytes)

        #expect(answers.map(\.state) == [[.online, .mediaEmpty], nil, nil, nil])
        #expect(bytes.flatMap { pieces.read([$0]) } == answers)
    }

    @Test("What stops a device comes before what only warns")
    func reasons() {
        func reasons(_ bits: UInt8) -> [String] { SideChannel.DeviceFlags(rawValue: bits).reasons }

        #expect(reasons(1).isEmpty)
        #expect(reasons(3).isEmpty)
        #expect(reasons(0) == ["paused"])
        #expect(reasons(5) == ["other-error"])
        #expect(
            reasons(255) == [
                "media-empty-error", "marker-supply-empty-error", "media-low-warning", "marker-supply-low-warning",
            ])
    }
}
