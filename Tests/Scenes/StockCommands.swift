import Foundation
import IPP
import Testing

/// What people and administrators do all day with the commands that come with CUPS, unchanged.
@Suite("Scene: CUPS' own commands", .serialized)
struct StockCommands {
    let daemon: Daemon

    init() throws { daemon = try Daemon() }

    @discardableResult
    private func cups(_ line: String, input: Data? = nil) throws -> Ended {
        let words = line.split(separator: " ").map { String($0) }
        let folder =
            ["lpadmin", "cupsenable", "cupsdisable", "cupsaccept", "cupsreject", "lpmove", "lpinfo", "cupsctl"]
                .contains(words[0]) ? "/usr/sbin/" : "/usr/bin/"
        return try run(folder + words[0], Array(words.dropFirst()), server: daemon.address, input: input)
    }

    private func ok(_ line: String, input: Data? = nil) throws -> String {
        let ended = try cups(line, input: input)
        #expect(ended.status == 0, "\(line): \(ended.errors)")
        return ended.output
    }

    private func submit(_ options: String) throws -> String {
        let said = try ok("lp \(options)", input: samplePDF("job"))
        return said.split(separator: " ").dropFirst(3).first.map { String($0) } ?? ""
    }

    @Test("Queues are made, described, stopped, refused, moved away from and deleted")
    func queues() throws {
        _ = try ok("lpadmin -p one -E -v file:///dev/null -m raw -D Info -L Room")
        _ = try ok("lpadmin -p two -v file:///dev/null -m raw")
        _ = try ok("lpadmin -d one")
        #expect(try ok("lpstat -d") == "system default destination: one\n")
        #expect(try ok("lpstat -l -p one").contains("\tDescription: Info\n"))
        _ = try ok("cupsdisable -r toner one")
        let stopped = try ok("lpstat -p one")
        #expect(stopped.hasPrefix("printer one disabled since ") && stopped.hasSuffix(" -\n\ttoner\n"), "\(stopped)")
        _ = try ok("cupsreject -r full one")
        #expect(try ok("lpstat -a one").hasSuffix(" -\n\tfull\n"))
        let refused = try cups("lp -d one", input: samplePDF("no"))
        #expect(refused.status == 1)
        #expect(refused.errors.contains("Destination \"one\" is not accepting jobs: full"))
        _ = try ok("cupsaccept one")
        let job = try submit("-d one")
        _ = try ok("cupsdisable two")
        _ = try ok("lpmove \(job) two")
        #expect(try ok("lpstat -o two").contains("two-1"))
        _ = try ok("lpmove two one")
        #expect(try ok("lpstat -o one").contains("one-1"))
        _ = try ok("lpadmin -x two")
        #expect(!(try ok("lpstat -e").contains("two")))
        #expect(try ok("lpinfo -v").contains("file null:"))
        #expect(try ok("lpinfo -m").contains("raw Raw Queue"))
        #expect(try ok("cupsctl").contains("_share_printers=0"))
    }

    @Test("Jobs are held, released, changed, ranked, printed again and cancelled")
    func jobs() async throws {
        _ = try ok("lpadmin -p one -v file:///dev/null -m raw")
        _ = try ok("cupsdisable one")
        let first = try submit("-d one -t first")
        let second = try submit("-d one -t second -H hold")
        let third = try submit("-d one -t third -n 2 -q 90")
        func order() throws -> [String] {
            try ok("lpstat -o one").split(separator: "\n").compactMap { $0.split(separator: " ").first }.map(
                String.init)
        }

        #expect(try order() == [third, first, second])
        _ = try ok("lp -i \(first) -q 95")
        #expect(try order() == [first, third, second])
        #expect(try ok("lpstat -l -o one").contains("\tAlerts: job-hold-until-specified\n"))
        _ = try ok("lp -i \(second) -H resume")
        #expect(!(try ok("lpstat -l -o one").contains("job-hold-until-specified")))
        _ = try ok("cancel \(third)")
        #expect(try order() == [first, second])
        _ = try ok("cupsenable one")
        #expect(try await eventually { try order().isEmpty })
        #expect(try ok("lpstat -W completed -o one").contains(first))
        _ = try ok("cupsdisable one")
        _ = try ok("lp -i \(first) -H restart")
        #expect(try order() == [first])
        _ = try ok("cancel -a one")
        #expect(try order().isEmpty)
        let again = try cups("cancel \(first)")
        #expect(again.status == 1 && again.errors.contains("cancel-job failed"), "\(again.errors)")
        _ = try ok("cancel -a -x one")
        #expect(try ok("lpstat -W all -o one").isEmpty)
    }

    @Test("Queues that hold new jobs say so, and let them go")
    func holdNewJobs() throws {
        _ = try ok("lpadmin -p one -v file:///dev/null -m raw")
        _ = try ok("cupsdisable --hold one")
        let job = try submit("-d one")
        #expect(try ok("lpstat -o one").contains(job))
        #expect(try run("quirectl", ["job", "explain", "1"], server: daemon.address).output.contains("held-new-jobs"))
        _ = try ok("cupsenable --release one")
        #expect(!(try run("quirectl", ["job", "explain", "1"], server: daemon.address).output.contains("held-new")))
    }

    @Test("The icons that a printer names are PNGs of their size", arguments: [48, 128, 512])
    func icons(side: Int) throws {
        let file = daemon.folder.appending(path: "icon.png")
        let fetched = try run(
            "curl", ["-sf", "-o", file.path, "http://\(daemon.address)/icons/\(side)/paper.png"], server: "")

        #expect(fetched.status == 0)
        let png = [UInt8](try Data(contentsOf: file))
        #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])
        #expect(
            png.count > 24
                && png[16..<24] == [
                    0, 0, UInt8(side >> 8), UInt8(side & 255), 0, 0, UInt8(side >> 8), UInt8(side & 255),
                ])
    }
}
