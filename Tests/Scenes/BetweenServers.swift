import Foundation
import IPP
import QuireTestKit
import Testing

@Suite("Scene: servers that pass jobs on to each other", .serialized)
struct BetweenServers {
    @Test("Jobs that two servers pass on both ways come out once each while either is killed again and again")
    func once() async throws {
        let jobs = ProcessInfo.processInfo.environment["QUIRE_FAULT_JOBS"].flatMap { Int($0) } ?? 15
        let sites = [try Site(), try Site()]
        try await sites[0].queue("there", at: sites[1], "paper")
        try await sites[1].queue("there", at: sites[0], "paper")
        for number in 0..<jobs {
            for (index, site) in sites.enumerated() {
                let name = "from \(index) \(number)"
                _ = try await site.client.printJob(name, samplePDF(name), to: "/printers/there")
            }
        }
        for _ in 0..<max(6, jobs / 10) {
            try await Task.sleep(for: .milliseconds(Int.random(in: 50...600)))
            guard let site = sites.randomElement() else { return }
            site.daemon.kill()
            try site.daemon.start()
        }
        let isDone = try await eventually(within: 240) {
            // Three failures in a row are blamed on a job: here they are the other server's.
            for site in sites {
                for id in try site.waiting() {
                    try run("lp", ["-i", id, "-H", "resume"], server: site.daemon.address)
                }
            }
            return try sites.allSatisfy { try $0.waiting().isEmpty }
        }
        let waiting = try sites.map { try $0.waiting() }
        #expect(isDone, "waiting: \(waiting)")

        for (index, site) in sites.enumerated() {
            let wanted = (0..<jobs).map { "from \(1 - index) \($0)" }
            let printed = try site.printed()
            #expect(printed.sorted() == wanted.sorted(), "\(printed.count) came out, \(Set(printed).count) different")
            let ended = try await site.client.jobs(of: "/printers/there", which: "completed")
            #expect(ended.count == jobs)
        }
    }

    @Test("The user's name goes with the job, and where it was made can be read at the end of its way")
    func user() async throws {
        let (branch, office, centre) = (try Site(), try Site(), try Site())
        try await branch.queue("there", at: office, "on")
        try await office.queue("on", at: centre, "paper")

        let job = try await branch.client.printJob("report", samplePDF("report"), to: "/printers/there")

        #expect(try await eventually { try centre.printed() == ["report"] })
        let names = ["job-originating-user-name", "job-uuid", "quire-route"]
        func look(_ site: Site, _ queue: String, _ job: Int32) async throws -> AttributeGroup? {
            try await site.client.send(
                .getJobAttributes, to: "/printers/\(queue)",
                [
                    Attribute("job-id", .integer(job)),
                    Attribute("requested-attributes", names.map { .keyword($0) }),
                ]
            ).message[.job]
        }
        let first = try await look(branch, "there", job)
        let passed = try #require(try await office.client.jobs(of: "/printers/on").keys.first)
        let second = try await look(office, "on", passed)
        let last = try #require(try await centre.client.jobs(of: "/printers/paper").keys.first)
        let third = try await look(centre, "paper", last)
        #expect(third?["job-originating-user-name"]?.stringValue == "anna")
        let ways = [first, second].compactMap { $0?["job-uuid"]?.stringValue }
        #expect(ways.count == 2)
        #expect(third?["quire-route"]?.stringValues == ways)
        #expect(first?["quire-route"] == nil)
    }

    @Test("Queues that point at each other in a circle are found out, and the job says so")
    func circle() async throws {
        let sites = [try Site(), try Site()]
        try await sites[0].queue("ring", at: sites[1], "ring")
        try await sites[1].queue("ring", at: sites[0], "ring")

        _ = try await sites[0].client.printJob("lost", samplePDF("lost"), to: "/printers/ring")

        let isTold = try await eventually {
            guard let id = try sites[1].waiting().first else { return false }
            return try run("quirectl", ["job", "explain", id], server: sites[1].daemon.address).output.contains(
                "circle")
        }
        let listed = try run("quirectl", ["job", "list"], server: sites[1].daemon.address)
        #expect(isTold, "\(listed)")
        for site in sites { #expect(try await site.client.jobs(of: "/printers/ring").count == 1) }
    }
}
