import Foundation
import IPP
import Testing

/// An administrator's day with `quirectl`.
@Suite("Scene: quirectl", .serialized)
struct QuireCtlScene {
    /// A daemon, and the command that asks it.
    private struct House {
        let daemon: Daemon
        let client: IPPOverHTTP

        init() throws {
            daemon = try Daemon()
            client = IPPOverHTTP(daemon.address)
        }

        func quirectl(_ line: String, input: String? = nil) throws -> Ended {
            try run(
                "quirectl", line.split(separator: " ").map(String.init), server: daemon.address,
                input: input.map { Data($0.utf8) })
        }
    }

    @Test("A printer is added, described, copied, paused and deleted; another one takes its jobs")
    func printers() throws {
        let house = try House()

        #expect(
            try house.quirectl("printer add floor2 null: --location Here --option sides=one-sided --default").status
                == 0)
        #expect(try house.quirectl("printer default").output == "floor2\n")
        #expect(try house.quirectl("printer set floor2 info=Colour order=fair-turns --unset sides").status == 0)
        #expect(try house.quirectl("printer set floor2 sides=bogus").status == 1)
        #expect(try house.quirectl("printer copy floor2 floor3").status == 0)
        #expect(try house.quirectl("printer show floor3").output.contains("location\tHere\n"))
        #expect(try house.quirectl("printer pause floor2 floor3 nope").status == 2)
        #expect(try house.quirectl("job submit - -P floor2", input: "text").status == 0)
        #expect(try house.quirectl("printer delete floor2 --jobs fail").status == 7)
        #expect(try house.quirectl("printer delete floor2 --jobs move=floor3").status == 0)
        #expect(try house.quirectl("job list --printer floor3 -o name").output == "1\n")
        #expect(try house.quirectl("printer list -o name").output == "floor3\npaper\n")
    }

    @Test("Jobs are put in order, changed, moved and cancelled by what they are")
    func jobs() throws {
        let house = try House()
        #expect(try house.quirectl("printer add a null:").status == 0)
        #expect(try house.quirectl("printer add b null:").status == 0)
        #expect(try house.quirectl("printer pause a b").status == 0)
        for name in ["one", "two", "three", "four"] {
            #expect(try house.quirectl("job submit - -P a --title \(name)", input: name).status == 0)
        }

        #expect(try house.quirectl("job promote 4").status == 0)
        #expect(try house.quirectl("job demote 1").status == 0)
        #expect(try house.quirectl("job list --printer a -o name").output == "4\n2\n3\n1\n")
        #expect(try house.quirectl("job edit 2 copies=3 title=renamed").status == 0)
        #expect(try house.quirectl("job list 2 --columns title,copies --no-header").output == "renamed\t3\n")
        #expect(try house.quirectl("job hold 2-3 --until 2h").status == 0)
        #expect(try house.quirectl("job explain 2 -o name").output == "held-until\n")
        #expect(
            try house.quirectl("job move --printer a --state held b").output == "job 2 moved to b\njob 3 moved to b\n")
        #expect(try house.quirectl("job cancel --title t*").output == "job 3 cancelled\n")
        #expect(try house.quirectl("job cancel 3").status == 7)
        #expect(try house.quirectl("job cancel 1 99").status == 2)
        #expect(try house.quirectl("job download 4 --to -").output == "four")
        #expect(try house.quirectl("job list -o name").output == "4\n2\n")
    }

    @Test("Whoever waits for a job hears how it ended by the exit status")
    func ends() throws {
        let house = try House()
        #expect(try house.quirectl("printer add quick null:").status == 0)

        #expect(try house.quirectl("job submit - -P quick --wait=20s", input: "x").status == 0)
        #expect(try house.quirectl("job submit - -P quick --hold --wait=20s", input: "x").status == 12)
        #expect(try house.quirectl("printer pause quick").status == 0)
        #expect(try house.quirectl("job release 2 --wait=50ms").status == 6)
        #expect(try house.quirectl("job cancel 2 --wait=20s").status == 0)
        #expect(try house.quirectl("job watch 2").status == 10)
        #expect(try house.quirectl("printer resume quick").status == 0)
        #expect(try house.quirectl("job reprint 1 --wait=20s").status == 0)
        #expect(try house.quirectl("job reprint 1 --copies 2 --to quick").output == "job 1 is printed again as job 3\n")
    }

    @Test("A drained printer is empty, paused and refuses; its jobs wait elsewhere")
    func drain() throws {
        let house = try House()
        #expect(try house.quirectl("printer add a null:").status == 0)
        #expect(try house.quirectl("printer add b null:").status == 0)
        #expect(try house.quirectl("printer pause a b").status == 0)
        for _ in 0..<3 { #expect(try house.quirectl("job submit - -P a", input: "x").status == 0) }

        let drained = try house.quirectl("printer drain a --to b --reason fuser")

        #expect(drained.status == 0)
        #expect(
            drained.output.hasSuffix(
                "a is empty and paused. Undo: quirectl printer accept a; quirectl printer resume a\n"))
        #expect(try house.quirectl("job list --printer b -o name").output == "1\n2\n3\n")
        #expect(try house.quirectl("job submit - -P a", input: "x").status == 7)
        #expect(try house.quirectl("printer list -o csv --no-header").output.contains("a,\"paused, rejecting\",0,"))
    }

    @Test("Many jobs are held, moved and cancelled at once, and each is told of in JSON")
    func many() async throws {
        let house = try House()
        try await house.client.addPrinter("a", "null:", isPaused: true)
        try await house.client.addPrinter("b", "null:", isPaused: true)
        for _ in 0..<300 { _ = try await house.client.printJob("x", Data("x".utf8), to: "/printers/a") }

        #expect(try house.quirectl("job hold --printer a").output == "300 jobs held\n")
        #expect(try house.quirectl("job move --printer a b -o ndjson").output.split(separator: "\n").count == 300)
        let list = try house.quirectl("job list --printer b -o name").output
        #expect(try house.quirectl("job cancel -", input: list).output == "300 jobs cancelled\n")
        #expect(try house.quirectl("job list").output.isEmpty)
    }

    @Test("The Tab key finds printers, jobs and what a printer can do")
    func completion() throws {
        let house = try House()
        #expect(try house.quirectl("printer add floor2 null: --info Colour").status == 0)
        #expect(try house.quirectl("printer pause floor2").status == 0)
        #expect(try house.quirectl("job submit - -P floor2 --title T", input: "x").status == 0)

        #expect(try house.quirectl("__complete -- printer resume f").output == "floor2\tColour\n")
        #expect(try house.quirectl("__complete -- job hold 1").output.hasPrefix("1\tT ("))
        #expect(try house.quirectl("__complete -- job edit 1 sides=one").output == "sides=one-sided\n")
    }
}
