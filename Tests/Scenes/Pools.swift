import Foundation
import IPP
import Testing

/// Classes, lists of users and quotas, with the commands that come with CUPS and with our own.
@Suite("Scene: pools and who may print", .serialized)
struct PoolScenes {
    let daemon: Daemon

    init() throws { daemon = try Daemon() }

    @discardableResult
    private func cups(_ line: String, input: Data? = nil) throws -> Ended {
        let words = line.split(separator: " ").map { String($0) }
        let folder = words[0] == "lpadmin" || words[0].hasPrefix("cups") ? "/usr/sbin/" : "/usr/bin/"
        return try run(folder + words[0], Array(words.dropFirst()), server: daemon.address, input: input)
    }

    private func ok(_ line: String, input: Data? = nil) throws -> String {
        let ended = try cups(line, input: input)
        #expect(ended.status == 0, "\(line): \(ended.errors)")
        return ended.output
    }

    private func own(_ line: String) throws -> Ended {
        let words = line.split(separator: " ").map { String($0) }
        return try run(words[0], Array(words.dropFirst()), server: daemon.address)
    }

    @Test("lpadmin makes a class, lp prints to it, its printers print it, and it goes with its last member")
    func classes() async throws {
        for name in ["one", "two"] { _ = try ok("lpadmin -p \(name) -E -v file:///dev/null -m raw") }
        _ = try ok("lpadmin -p one -c both")
        _ = try ok("lpadmin -p two -c both")
        _ = try ok("cupsenable both")
        _ = try ok("cupsaccept both")

        #expect(try ok("lpstat -c both") == "members of class both:\n\tone\n\ttwo\n")
        #expect(try own("lpstat -c both").output == "members of class both:\n\tone\n\ttwo\n")
        #expect(try ok("lpstat -p both").hasPrefix("printer both is idle."))
        _ = try ok("cupsdisable one")
        let said = try ok("lp -d both", input: samplePDF("class"))
        #expect(said.hasPrefix("request id is both-1 "))
        #expect(try await eventually { try ok("lpstat -W completed -o both").contains("both-1 ") })
        let shown = try own("quirectl job show 1 --json").output
        #expect(shown.contains("\"two\""), "\(shown)")

        _ = try ok("cupsdisable two")
        _ = try ok("lp -d both", input: samplePDF("waits"))
        #expect(try own("quirectl job explain 2").output.contains("no printer of both can print this: one: paused"))
        _ = try ok("cupsenable one")
        #expect(try await eventually { try ok("lpstat -W completed -o both").contains("both-2 ") })
        _ = try ok("lpadmin -p two -r both")
        #expect(try ok("lpstat -c both") == "members of class both:\n\tone\n")
        _ = try ok("lpadmin -x one")
        #expect(!(try cups("lpstat -c").output.contains("both")))
    }

    @Test("quirectl makes pools, changes their members and policy, and tells of them")
    func ownCommands() throws {
        for name in ["one", "two"] { #expect(try own("quirectl printer add \(name) null:").status == 0) }
        #expect(try own("quirectl pool create both one --policy ordered").status == 0)
        #expect(try own("quirectl pool create both one").status != 0)
        #expect(try own("quirectl pool add both two").status == 0)
        #expect(try own("quirectl pool set-policy both round-robin").status == 0)
        let list = try own("quirectl pool list").output
        #expect(list.contains("both\tidle\t0\tround-robin\tone, two"), "\(list)")
        #expect(try own("quirectl pool remove both one").status == 0)
        #expect(try own("quirectl pool remove both two").status == 7)
        #expect(try own("quirectl pool add one two").status != 0)
        #expect(try own("quirectl printer delete both --yes").status == 0)
        #expect(try own("quirectl printer list").output.contains("one"))
    }

    @Test("lpadmin says who may print, and how much")
    func rights() throws {
        _ = try ok("lpadmin -p one -E -v file:///dev/null -m raw -u allow:alice")
        let refused = try cups("lp -U bob -d one", input: samplePDF("bob"))
        #expect(refused.status == 1)
        #expect(refused.errors.contains("Not allowed to print."), "\(refused.errors)")
        #expect(try ok("lp -U alice -d one -H hold", input: samplePDF("alice")).hasPrefix("request id is one-"))
        #expect(try ok("lpstat -l -p one").contains("\tUsers allowed:\n\t\talice\n"))
        _ = try ok("lpadmin -p one -u allow:all -o job-quota-period=86400 -o job-k-limit=1")
        // The job that reaches the limit is still taken.
        #expect(try ok("lp -U alice -d one -H hold", input: samplePDF("first")).hasPrefix("request id is one-"))

        let over = try cups("lp -U alice -d one -H hold", input: samplePDF("again"))
        #expect(over.status == 1)
        #expect(over.errors.contains("Quota limit reached."), "\(over.errors)")
        _ = try ok("lpadmin -p one -o job-quota-period=0 -o job-k-limit=0")
        #expect(try ok("lp -U alice -d one -H hold", input: samplePDF("more")).hasPrefix("request id is one-"))
    }
}
