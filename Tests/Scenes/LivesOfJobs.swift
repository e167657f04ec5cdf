import Foundation
import IPP
import Testing

/// What can become of a job between its beginning and its end, asked for with CUPS' `ipptool`.
@Suite("Scene: the lives of jobs", .serialized)
struct LivesOfJobs {
    @Test("A suspended job leaves the printer to the next, outlives the daemon, and is printed when it is resumed")
    func suspend() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("slow", "test:?folder=out&delay-ms=60000&only=long")
        let long = try await client.printJob("long", Data("long".utf8), to: "/printers/slow")
        let short = try await client.printJob("short", Data("short".utf8), to: "/printers/slow")
        #expect(try await eventually { try state(of: long, daemon).contains("processing") })

        let suspended = try ipptool(
            daemon, "Suspend-Current-Job", "ATTR integer job-id \(long)", expect: "STATUS successful-ok")
        #expect(suspended.status == 0, "\(suspended.output)")
        #expect(try await eventually { try state(of: long, daemon).contains("processing-stopped") })
        #expect(try await eventually { try state(of: short, daemon).contains("completed") })
        let reasons = try ipptool(
            daemon, "Get-Job-Attributes", "ATTR integer job-id \(long)",
            expect: "EXPECT job-state-reasons OF-TYPE keyword IN-GROUP job-attributes-tag WITH-VALUE /^job-suspended/")
        #expect(reasons.status == 0, "\(reasons.output)")
        #expect(
            try ipptool(
                daemon, "Suspend-Current-Job", "ATTR integer job-id \(long)",
                expect: "STATUS client-error-not-possible"
            ).status == 0)

        daemon.kill()
        try daemon.start()
        #expect(try state(of: long, daemon).contains("processing-stopped"))
        #expect(try run("lpadmin", ["-p", "slow", "-v", "test:?folder=out"], server: daemon.address).status == 0)
        #expect(try run("quirectl", ["job", "resume", "\(long)"], server: daemon.address).status == 0)
        #expect(try await eventually { try state(of: long, daemon).contains("completed") })
    }

    @Test("Resubmit-Job and Reprocess-Job print again what is kept, as new jobs")
    func again() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        let document = samplePDF("again")
        let old = try await client.printJob("again", document, to: "/printers/paper")
        #expect(try await eventually { try state(of: old, daemon).contains("completed") })

        let resubmitted = try ipptool(
            daemon, "Resubmit-Job", "ATTR integer job-id \(old)\nGROUP job-attributes-tag\nATTR integer copies 2",
            queue: "paper", expect: "STATUS successful-ok\nEXPECT job-id OF-TYPE integer WITH-VALUE >\(old)")
        let reprocessed = try ipptool(
            daemon, "Reprocess-Job", "ATTR integer job-id \(old)\nATTR keyword job-hold-until indefinite",
            queue: "paper",
            expect: "STATUS successful-ok\nEXPECT job-state OF-TYPE enum WITH-VALUE 4")

        #expect(resubmitted.status == 0, "\(resubmitted.output)")
        #expect(reprocessed.status == 0, "\(reprocessed.output)")
        #expect(try await eventually { try state(of: old + 1, daemon).contains("completed") })
        #expect(try await client.document(of: old + 1) == document)
        #expect(try await client.document(of: old + 2) == document)
    }

    @Test("A job that `lp` sends with a password is printed when somebody gives it, also after a crash")
    func password() async throws {
        let daemon = try Daemon(policy: "default")
        let sent = try run(
            "/usr/bin/lp",
            ["-d", "paper", "-o", "job-password=1234", "-o", "job-password-encryption=none", "-U", "anna"],
            server: daemon.address, input: samplePDF("secret"))
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(try state(of: 1, daemon).contains("pending-held"))
        let release = "ATTR integer job-id 1\nATTR keyword job-password-encryption none\nATTR octetString job-password"

        let wrong = try ipptool(
            daemon, "Release-Job", "\(release) 4321", queue: "paper", expect: "STATUS client-error-not-authorized")
        #expect(wrong.status == 0, "\(wrong.output)")
        daemon.kill()
        try daemon.start()
        let quirectl = try run(
            "quirectl", ["job", "release", "1", "--password", "1234"], server: daemon.address,
            environment: ["USER": "bert"])

        #expect(quirectl.status == 0, "\(quirectl.errors)")
        #expect(try await eventually { try state(of: 1, daemon).contains("completed") })
        let files = try FileManager.default.contentsOfDirectory(at: daemon.folder, includingPropertiesForKeys: nil)
        for file in files where file.lastPathComponent.hasPrefix("queue.db") {
            #expect(try Data(contentsOf: file).range(of: Data("job-password".utf8)) == nil, "\(file.lastPathComponent)")
        }
    }

    @Test("Guessing a job's password is slowed down and ends nothing; the administrator releases it all the same")
    func guessing() async throws {
        let daemon = try Daemon(policy: "default")
        let sent = try run(
            "/usr/bin/lp", ["-d", "paper", "-o", "job-password=1234", "-U", "anna"], server: daemon.address,
            input: samplePDF("secret"))
        #expect(sent.status == 0, "\(sent.errors)")
        let release = "ATTR integer job-id 1\nATTR octetString job-password"

        for number in 0..<5 {
            let wrong = try ipptool(
                daemon, "Release-Job", "\(release) 432\(number)", queue: "paper",
                expect: "STATUS client-error-not-authorized")
            #expect(wrong.status == 0, "\(wrong.output)")
        }
        let right = try ipptool(
            daemon, "Release-Job", "\(release) 1234", queue: "paper", expect: "STATUS client-error-not-possible")
        #expect(right.status == 0, "\(right.output)")
        #expect(try state(of: 1, daemon).contains("pending-held"))

        let released = try run("quirectl", ["job", "release", "1"], server: daemon.socket)
        #expect(released.status == 0, "\(released.errors)")
        #expect(try await eventually { try state(of: 1, daemon).contains("completed") })
    }

    @Test("A proof is printed first, and the job when it is approved")
    func proof() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        let job = try await client.printJob(
            "book", samplePDF("book"), to: "/printers/paper",
            job: [Attribute("copies", .integer(3)), Attribute("proof-copies", .integer(1))])
        #expect(try await eventually { try state(of: job, daemon).contains("processing-stopped") })
        #expect(try await client.jobs(of: "/printers/paper", which: "proof-print") == [job: "book"])
        let proofs = try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).filter {
            $0.hasSuffix("pdf")
        }
        #expect(proofs.count == 1)

        let resumed = try ipptool(
            daemon, "Resume-Job", "ATTR integer job-id \(job)", queue: "paper", expect: "STATUS successful-ok")

        #expect(resumed.status == 0, "\(resumed.output)")
        #expect(try await eventually { try state(of: job, daemon).contains("completed") })
        let files = try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).filter {
            $0.hasSuffix("pdf")
        }
        #expect(files.count == 2)
    }

    /// The state of a job as `ipptool` reads it.
    private func state(of job: Int32, _ daemon: Daemon) throws -> String {
        let answer = try ipptool(
            daemon, "Get-Job-Attributes",
            "ATTR integer job-id \(job)\nATTR keyword requested-attributes job-state", expect: "STATUS successful-ok")
        let line = answer.output.split(separator: "\n").first { $0.contains("job-state (enum) = ") }
        return line.map(String.init) ?? answer.output
    }

    private func ipptool(
        _ daemon: Daemon, _ operation: String, _ attributes: String, queue: String = "slow", expect: String
    ) throws -> Ended {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UInt64.random(in: 0 ... .max)).test")
        defer { try? FileManager.default.removeItem(at: file) }
        let text = """
            {
            NAME "\(operation)"
            OPERATION \(operation)
            GROUP operation-attributes-tag
            ATTR charset attributes-charset utf-8
            ATTR language attributes-natural-language en
            ATTR uri printer-uri $uri
            ATTR name requesting-user-name anna
            \(attributes)
            \(expect)
            }
            """
        try Data(text.utf8).write(to: file)
        return try run(
            "ipptool", ["-tv", "ipp://\(daemon.address)/printers/\(queue)", file.path],
            server: daemon.address)
    }
}
