import Foundation
import IPP
import QuireTestKit
import Testing

@Suite("Scene: printers that speak IPP", .serialized)
struct PrintersThatSpeakIPP {
    /// A picture, which goes to a printer as it came.
    private static func picture(_ number: Int, octets: Int = 20_000) -> Data {
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
        var seed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
        while bytes.count < octets {
            seed ^= seed << 13
            seed ^= seed >> 7
            seed ^= seed << 17
            bytes.append(UInt8(truncatingIfNeeded: seed))
        }
        return Data(bytes + [0xFF, 0xD9])
    }

    @Test("A queue for a printer that is off is made, says why it waits, keeps others free, and prints by itself")
    func off() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        let printer = try FakePrinter()
        printer.switchOff()
        try await client.addPrinter("office", printer.uri)

        let picture = Self.picture(1)
        let job = try await client.printJob("picture", picture, to: "/printers/office")
        #expect(
            try await eventually {
                try run("lpstat", ["-p", "office"], server: daemon.address).output.contains("connect")
            })
        let lpstat = try run("lpstat", ["-p", "office", "-a", "office"], server: daemon.address).output
        #expect(lpstat.contains("enabled since"), "\(lpstat)")
        #expect(lpstat.contains("office accepting requests"), "\(lpstat)")
        let other = try await client.printJob("other", samplePDF("other"), to: "/printers/paper")
        #expect(try await eventually { try self.state(of: other, daemon) == "completed" })
        #expect(try state(of: job, daemon) != "completed")

        try printer.switchOn()

        #expect(try await eventually { try self.state(of: job, daemon) == "completed" })
        #expect(printer.ledger.map(\.bytes) == [[UInt8](picture)])
        let model = try run("lpoptions", ["-p", "office"], server: daemon.address).output
        #expect(model.contains("Fake Office 100"), "\(model)")
        printer.switchOff()
    }

    @Test("Jobs come out once each although the printer fails at random and the daemon is killed in the middle of them")
    func once() async throws {
        let jobs = ProcessInfo.processInfo.environment["QUIRE_FAULT_JOBS"].flatMap { Int($0) } ?? 25
        let printer = try FakePrinter()
        printer.setPrintingTakes(.milliseconds(10))
        printer.setFault { operation, _ in
            guard Int.random(in: 0..<100) < 8 else { return .none }
            switch operation {
            case .createJob: return [.status(.busy), .close, .loseReply].randomElement() ?? .none
            case .sendDocument:
                return [.closeAfter(5000), .loseReply, .close, .http(503), .status(.temporaryError)].randomElement()
                    ?? .none
            case .getJobAttributes, .cancelJob: return .close
            default: return .none
            }
        }
        let daemon = try Daemon()
        try await IPPOverHTTP(daemon.address).addPrinter("office", printer.uri)
        var kills = 0
        for first in stride(from: 0, to: jobs, by: 25) {
            let batch = first..<min(first + 25, jobs)
            // It comes back on other ports.
            let client = IPPOverHTTP(daemon.address)
            for number in batch {
                _ = try await client.printJob("picture \(number)", Self.picture(number), to: "/printers/office")
            }
            for _ in 0..<4 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...700)))
                daemon.kill()
                kills += 1
                try daemon.start()
            }
            let isDone = try await eventually(within: 240) {
                // Three failures in a row are blamed on the job: here they are the printer's.
                let waiting = try run("lpstat", ["-o", "office"], server: daemon.address).output
                for line in waiting.split(separator: "\n") {
                    if let id = line.split(separator: " ").first {
                        try run("lp", ["-i", "\(id)", "-H", "resume"], server: daemon.address)
                    }
                }
                return waiting.isEmpty
            }
            #expect(isDone, "jobs \(batch) are not all printed")
        }

        let names = printer.ledger.map(\.name)
        let missing = (0..<jobs).filter { !names.contains("picture \($0)") }
        print(
            "once: \(jobs) jobs, \(kills) kills, \(names.count) sheets, \(names.count - Set(names).count) twice, \(missing.count) missing"
        )
        #expect(names.count == Set(names).count)
        #expect(missing == [])
        for sheet in printer.ledger {
            let number = sheet.name.split(separator: " ").last.flatMap { Int($0) } ?? -1
            #expect([UInt8](Self.picture(number)) == sheet.bytes)
        }
        printer.switchOff()
    }

    @Test("A printer out of paper keeps its job, the queue says so, and both go on when there is paper")
    func outOfPaper() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        let printer = try FakePrinter()
        try await client.addPrinter("office", printer.uri)
        let first = try await client.printJob("first", Self.picture(1), to: "/printers/office")
        #expect(try await eventually { try self.state(of: first, daemon) == "completed" })
        printer.setOutOfPaper(true)

        let job = try await client.printJob("second", Self.picture(2), to: "/printers/office")
        #expect(
            try await eventually {
                try run("lpstat", ["-l", "-p", "office"], server: daemon.address).output.contains("out of paper")
            })
        printer.setOutOfPaper(false)

        #expect(try await eventually { try self.state(of: job, daemon) == "completed" })
        #expect(printer.ledger.count == 2)
        printer.switchOff()
    }

    @Test("A job that is cancelled at either end is cancelled at the other")
    func cancelled() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        let printer = try FakePrinter()
        printer.setPrintingTakes(.seconds(3600))
        try await client.addPrinter("office", printer.uri)

        let ours = try await client.printJob("ours", Self.picture(1), to: "/printers/office")
        #expect(try await eventually { printer.jobs.first?.state == 5 })
        #expect(try run("cancel", ["office-\(ours)"], server: daemon.address).status == 0)
        #expect(try await eventually { printer.jobs.first?.state == 7 })
        #expect(try await eventually { try self.state(of: ours, daemon) == "canceled" })

        let theirs = try await client.printJob("theirs", Self.picture(2), to: "/printers/office")
        #expect(try await eventually { printer.jobs.last?.state == 5 })
        printer.cancelAtPanel(2)
        #expect(try await eventually { try self.state(of: theirs, daemon) == "canceled" })
        #expect(printer.ledger.isEmpty)
        printer.switchOff()
    }

    @Test("Another server of this kind is printed to")
    func quire() async throws {
        let target = try Daemon()
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("there", "ipp://\(target.address)/printers/paper")

        let job = try await client.printJob("report", samplePDF("report", pages: 2), to: "/printers/there")

        #expect(try await eventually { try self.state(of: job, daemon) == "completed" })
        let paper = try FileManager.default.contentsOfDirectory(atPath: target.paper.path)
        #expect(paper.filter { $0.hasSuffix(".pdf") }.count == 1, "\(paper)")
    }

    @Test("A CUPS server is printed to, byte for byte", .enabled(if: CupsdBeside.isPossible))
    func cups() async throws {
        let cups = try await CupsdBeside(device: "file:///dev/null")
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("there", "ipp://\(cups.address)/printers/q")
        let picture = Self.picture(3, octets: 300_000)

        let job = try await client.printJob("picture", picture, to: "/printers/there")

        #expect(try await eventually { try self.state(of: job, daemon) == "completed" }, "\(cups.log)")
        #expect(try cups.documents() == [picture])
    }

    /// The keyword of "job-state".
    private func state(of job: Int32, _ daemon: Daemon) throws -> String {
        let answer = try run("quirectl", ["job", "show", "\(job)", "--json"], server: daemon.address).output
        return answer.firstMatch(of: /"(?:job-)?state"\s*:\s*"([a-z-]+)"/).map { String($0.1) } ?? ""
    }
}
