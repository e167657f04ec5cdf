import Foundation
import IPP
import Testing

/// Jobs go from a server of ours through a CUPS server to another one of ours, both ways.
@Suite(
    "Scene: servers with CUPS between them", .serialized,
    .enabled(if: CupsdBeside.isPossible, "Only root can run a cupsd of its own."))
struct ThroughCUPS {
    /// Two servers, and a cupsd that passes on what its queue `q` gets to the second, and `back` to the first.
    private struct Chain {
        let sites: [Site]
        let cupsd: CupsdBeside

        init() async throws {
            sites = [try Site(), try Site()]
            cupsd = try await CupsdBeside(device: "ipp://127.0.0.1:\(sites[1].port)/printers/paper")
            let made = try run(
                "/usr/sbin/lpadmin",
                [
                    "-p", "back", "-E", "-v", "ipp://127.0.0.1:\(sites[0].port)/printers/paper", "-m", "raw", "-o",
                    "printer-error-policy=retry-job",
                ], server: cupsd.address)
            #expect(made.status == 0, "\(made.errors)")
            for (site, queue) in zip(sites, ["q", "back"]) {
                try await site.client.addPrinter("there", "ipp://\(cupsd.address)/printers/\(queue)")
            }
        }

        /// A job as one of the servers has it.
        struct Passed {
            let name: String
            let user: String
            let state: Int32
            let documents: Int32
        }

        /// Every job that a queue has had.
        func jobs(_ address: String, _ queue: String) async throws -> [Passed] {
            let answer = try await IPPOverHTTP(address).send(
                .getJobs, to: "/printers/\(queue)",
                [
                    Attribute("which-jobs", .keyword("all")),
                    Attribute(
                        "requested-attributes",
                        ["job-name", "job-originating-user-name", "job-state", "number-of-documents"].map {
                            .keyword($0)
                        }),
                ])
            return answer.message.groups.filter { $0.tag == .job }.map { job in
                Passed(
                    name: job["job-name"]?.stringValue ?? "",
                    user: job["job-originating-user-name"]?.stringValue ?? "",
                    state: job["job-state"]?.integerValue ?? 0,
                    documents: job["number-of-documents"]?.integerValue ?? 0)
            }
        }

        /// One attribute of a job of the first server.
        func first(_ name: String, of job: Int32) async throws -> AttributeValue? {
            try await sites[0].client.send(
                .getJobAttributes, to: "/jobs/\(job)", [Attribute("requested-attributes", .keyword(name))]
            ).message[.job]?[name]?.values.first
        }
    }

    @Test("Each job comes out at its end once, with its user, while either of ours is killed again and again")
    func once() async throws {
        let jobs = ProcessInfo.processInfo.environment["QUIRE_FAULT_JOBS"].flatMap { Int($0) } ?? 8
        let chain = try await Chain()
        for number in 0..<jobs {
            for (index, site) in chain.sites.enumerated() {
                let name = "from \(index) \(number)"
                _ = try await site.client.printJob(name, samplePDF(name), to: "/printers/there")
            }
        }
        let kills = max(4, jobs / 10)
        for _ in 0..<kills {
            try await Task.sleep(for: .milliseconds(Int.random(in: 100...900)))
            guard let site = chain.sites.randomElement() else { return }
            site.daemon.kill()
            try site.daemon.start()
        }

        let isDone = try await eventually(within: 240 + 4 * Double(jobs)) {
            for site in chain.sites {
                for id in try site.waiting() {
                    try run("lp", ["-i", id, "-H", "resume"], server: site.daemon.address)
                }
            }
            return try chain.sites.allSatisfy { try $0.waiting().isEmpty }
                && run("/usr/bin/lpstat", ["-o"], server: chain.cupsd.address).output.isEmpty
        }
        #expect(isDone, "\(chain.cupsd.log.suffix(3_000))")

        for (index, queue) in ["q", "back"].enumerated() {
            let wanted = (0..<jobs).map { "from \(index) \($0)" }
            let (from, to) = (chain.sites[index], chain.sites[1 - index])
            let sent = try await chain.jobs(from.daemon.address, "there")
            #expect(sent.map(\.name).sorted() == wanted.sorted())
            #expect(sent.allSatisfy { $0.state == 9 }, "\(sent)")
            // Each was printed there once, whatever befell us: where we were killed in the midst of sending one, what was there
            // of it was cancelled and it was sent anew.
            let between = try await chain.jobs(chain.cupsd.address, queue)
            let finished = between.filter { $0.state == 9 }.map(\.name)
            #expect(finished.count == wanted.count, "\(between)")
            // cupsd forgets what jobs are called that ended a minute ago.
            let named = finished.filter { !$0.isEmpty }
            #expect(Set(named).count == named.count, "\(between)")
            #expect(Set(named).isSubset(of: wanted), "\(between)")
            #expect(between.allSatisfy { $0.user == "anna" && [7, 9].contains($0.state) }, "\(between)")
            // cupsd sends again what it has no answer for, when we were killed in the moment of answering: it asks nobody. A job
            // that it has begun, and whose document it has not sent when we were killed, it gives up: such a one is here without a
            // document, for nothing was said yes to.
            let arrived = try await chain.jobs(to.daemon.address, "paper")
            let whole = arrived.filter { $0.state == 9 }.map(\.name)
            let given = arrived.filter { $0.state != 9 && $0.documents == 0 }.map(\.name)
            #expect(Set(whole).union(given) == Set(wanted), "\(arrived)")
            #expect(arrived.allSatisfy { $0.state == 9 || $0.documents == 0 }, "\(arrived)")
            #expect(given.count <= kills)
            #expect(whole.count <= wanted.count + kills)
            #expect(arrived.allSatisfy { $0.user == "anna" }, "\(arrived)")
            // What we have said yes to came out, once.
            #expect(try to.printed().sorted() == whole.sorted())
        }
    }

    @Test("A job that waits at CUPS says so here; cancelled at either end it is cancelled at both")
    func cancelled() async throws {
        let chain = try await Chain()
        try await chain.sites[0].client.addPrinter("halted", "ipp://\(chain.cupsd.address)/printers/halted")
        let here = try await chain.sites[0].client.printJob("here", samplePDF("here"), to: "/printers/halted")
        func there(_ name: String) async throws -> Int32? {
            let jobs = try await chain.jobs(chain.cupsd.address, "halted")
            return jobs.first { $0.name == name }?.state
        }
        #expect(try await patiently { try await there("here") != nil })
        let isTold = try await patiently {
            let said = try run("quirectl", ["job", "explain", "\(here)"], server: chain.sites[0].daemon.address).output
            return ["halted", "stopped", "paused"].contains { said.contains($0) }
        }
        #expect(isTold)

        let cancelled = try run("cancel", ["halted-\(here)"], server: chain.sites[0].daemon.address)
        #expect(cancelled.status == 0, "\(cancelled.errors)")
        #expect(try await patiently { try await there("here") == 7 })
        #expect(try await patiently { try await chain.first("job-state", of: here) == .enum(7) })

        let other = try await chain.sites[0].client.printJob("other", samplePDF("other"), to: "/printers/halted")
        #expect(try await patiently { try await there("other") != nil })
        let all = try run("/usr/bin/cancel", ["-a", "halted"], server: chain.cupsd.address)
        #expect(all.status == 0, "\(all.errors)")
        #expect(try await patiently { try await chain.first("job-state", of: other) == .enum(7) })
    }

    /// As `eventually`, for what has to be asked for.
    private func patiently(_ condition: () async throws -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return try await condition()
    }
}
