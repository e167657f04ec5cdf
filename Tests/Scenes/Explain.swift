import Foundation
import QuireTestKit
import Testing

/// Why nothing comes out: whoever asks, and however, is told the same.
@Suite("Scene: why a job waits", .serialized)
struct ExplainScene {
    let daemon: Daemon

    init() throws {
        daemon = try Daemon()
    }

    private func ok(_ line: String, input: Data? = nil) throws -> String {
        let words = line.split(separator: " ").map(String.init)
        let ended = try run(words[0], Array(words.dropFirst()), server: daemon.address, input: input)
        #expect(ended.status == 0, "\(line): \(ended.errors)\(ended.output)")
        return ended.output
    }

    /// Sends a text with CUPS' own `lp`.
    private func print(_ options: String, _ text: String = "hello") throws {
        _ = try ok("/usr/bin/lp \(options)", input: Data(text.utf8))
    }

    private struct Said: Equatable {
        var codes: [String] = []
        var first = ""
        var offers: [String] = []
    }

    /// What `quirectl job explain --json` says.
    private func explained(_ job: Int) throws -> Said {
        let data = Data(try ok("quirectl job explain \(job) --json").utf8)
        let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let item = (json?["items"] as? [[String: Any]])?.first
        let blockers = item?["blockers"] as? [[String: Any]] ?? []
        return Said(
            codes: blockers.compactMap { $0["code"] as? String }, first: blockers.first?["text"] as? String ?? "",
            offers: blockers.first?["offers"] as? [String] ?? [])
    }

    /// "job-state-message", asked for with CUPS' own `ipptool`.
    private func message(_ job: Int) throws -> String {
        let file = daemon.folder.appending(path: "message.test")
        try Data(
            """
            { OPERATION Get-Job-Attributes GROUP operation-attributes-tag
              ATTR charset attributes-charset utf-8 ATTR naturalLanguage attributes-natural-language en
              ATTR uri job-uri $uri ATTR keyword requested-attributes job-state-message STATUS successful-ok }
            """.utf8
        ).write(to: file)
        let output = try ok("ipptool -tv ipp://\(daemon.address)/jobs/\(job) \(file.path)")
        let line = output.split(separator: "\n").first { $0.contains("job-state-message (") } ?? ""
        return line.split(separator: " = ", maxSplits: 1).last.map(String.init) ?? ""
    }

    /// Waits until the first reason is that one, and holds all who say it against each other; texts with times in them are
    /// asked for again until all were asked in the same moment.
    private func agree(_ job: Int, on code: String, queue: String, contains words: String = "") async throws -> Said {
        let isSo = try await eventually { try self.explained(job).codes.first == code }
        let now = try explained(job)
        #expect(isSo, "\(now)")
        var last = Said()
        let allSay = try await eventually {
            let said = try self.explained(job)
            last = said
            return try self.message(job) == said.first && self.ok("quirectl job explain \(job)").contains(said.first)
                && self.ok("lpq -a").contains("  \(said.first)\n") && said == self.explained(job)
        }
        let (message, list) = (try message(job), try ok("lpq -a"))
        #expect(allSay, "\(last), \(message), \(list)")
        #expect(words.isEmpty || last.first.contains(words), "\(last.first)")
        #expect(!last.offers.isEmpty)
        for offer in last.offers where offer.contains(" release ") || offer.contains(" resume ") {
            #expect(try ok(offer + " -n").hasPrefix("would "), "\(offer)")
        }
        return last
    }

    @Test("A printer that is off, one that is paused, held jobs, paper that is not there, and the others in front")
    func waiting() async throws {
        _ = try ok("lpadmin -p off -E -v test:?trouble=connecting-to-device&kind=away&attempts=9999&probes=9999")
        _ = try ok("lpadmin -p needy -E -v test:?trouble=media-needed&attempts=9999&probes=9999")
        _ = try ok("quirectl printer set needy media-ready=iso_a4_210x297mm")
        _ = try ok("quirectl printer pause paper --reason toner-swap")
        try print("-d off -t one")
        try print("-d paper -t two")
        try print("-d paper -t three -H indefinite")
        try print("-d paper -t four")
        try print("-d needy -t five -o media=iso_a3_297x420mm")

        let off = try await agree(1, on: "printer-unreachable", queue: "off", contains: "connecting-to-device")
        #expect(off.offers.first?.hasPrefix("quirectl device probe 'test:?trouble=") == true, "\(off.offers)")
        #expect(try ok("lpq -P off").hasPrefix("off is not ready: unreachable: the test device says"))
        #expect(try ok("lpq -P off").contains(" (1 job waits)\n"))
        #expect(try ok("lpc status off").contains("\tunreachable: the test device says"))
        #expect(try ok("quirectl printer show off").contains("why\tunreachable: the test device says"))

        let me = NSUserName()
        let paused = try explained(2)
        #expect(paused.codes == ["printer-paused"])
        #expect(paused.first.hasPrefix("paper is paused by \(me) since"))
        #expect(try message(2).hasPrefix("paper is paused by \(me) since"))
        #expect(try ok("lpq -a").contains("  paper is paused by \(me) since"))
        #expect(try ok("lpq -P paper").hasPrefix("paper is not ready: paused by \(me) \"toner-swap\" since "))
        #expect(try ok("lpstat -p paper").hasSuffix(" -\n\ttoner-swap\n"))
        let held = try await agree(3, on: "held-user", queue: "paper", contains: "held by \(me) until")
        #expect(held.codes == ["held-user", "printer-paused"])
        #expect(try ok("lpq -P paper").contains("held by \(me) until somebody releases it\n"))
        #expect(try explained(4).codes == ["printer-paused", "behind-jobs"])

        let paper = try await agree(5, on: "media-mismatch", queue: "needy", contains: "iso_a3_297x420mm")
        #expect(paper.codes.prefix(2) == ["media-mismatch", "printer-needs"])
        #expect(paper.offers.first == "quirectl job edit 5 media=iso_a4_210x297mm")

        _ = try ok("quirectl printer resume paper")
        #expect(try await eventually { try self.ok("quirectl job show 4").contains("state\tprinted") })
        #expect(try ok("lpq -P paper").hasPrefix("paper is ready\n"), "and nobody remembers the pause")
        let timeline = try ok("quirectl job show 4 --timeline")
        #expect(timeline.contains("Attempt 1, on paper (pdf:paper)"), "\(timeline)")
        #expect(timeline.contains(" +"), "the time of each step: \(timeline)")
    }

    @Test("A job that cannot be converted, one of a format nobody takes, and one refused by its device")
    func failing() async throws {
        let folder = daemon.folder.appending(path: "dots")
        _ = try ok("lpadmin -p dots -E -v file://\(folder.path)/?format=image/pwg-raster&dpi=75")
        _ = try ok("lpadmin -p raw -E -v null:")
        _ = try ok("lpadmin -p odd -E -v null:")
        _ = try ok("lpadmin -p picky -E -v test:?refuse=not-that")
        try print("-d dots -t damaged", "%PDF-1.4\n" + String(repeating: " ", count: 2000))
        try print("-d odd -t odd -H indefinite", "\u{1B}%-12345X@PJL\n" + String(repeating: "\u{1}", count: 200))
        try print("-d picky -t bad")

        let failed = try await agree(1, on: "convert-failed", queue: "dots")
        #expect(failed.offers == ["quirectl job download 1", "quirectl job release 1"])
        // The queue is given another device while the job waits.
        _ = try ok("lpadmin -p odd -v file://\(folder.path)/?format=image/pwg-raster&dpi=75")
        _ = try ok("quirectl job release 2")
        let odd = try await agree(2, on: "unsupported-format", queue: "odd", contains: "cannot be converted")
        // Whichever takes anything.
        let moves = ["quirectl job move 2 raw", "quirectl job move 2 picky"]
        #expect(odd.offers.contains(where: moves.contains), "\(odd.offers)")
        let refused = try await agree(3, on: "held-failed", queue: "picky", contains: "not-that")
        #expect(refused.offers.first == "quirectl job release 3")
    }

    @Test("A job whose device asks for a password is given it by the command that its explanation names")
    func authenticate() async throws {
        _ = try ok("lpadmin -p safe -E -v test:?password=right")
        try print("-d safe -t secret")
        let said = try await agree(1, on: "held-auth", queue: "safe", contains: "name and a password")
        #expect(said.offers == ["quirectl job authenticate 1"])

        let file = daemon.folder.appending(path: "password")
        try Data("right\n".utf8).write(to: file)
        _ = try ok("\(said.offers[0]) --user nobodyknows --password-file \(file.path)")

        #expect(try await eventually { try self.ok("quirectl job show 1").contains("state\tprinted") })
        #expect(!(try ok("quirectl job show 1 --timeline --attrs").contains("nobodyknows")))
    }
}
