import Foundation
import IPP
import QuireTestKit
import Testing

@Suite("Scene 13: printers that speak IPP", .serialized)
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

    @Test("A CUPS server is printed to, byte for byte", .enabled(if: PrivateCUPS.obstacle == nil))
    func cups() async throws {
        let cups = try PrivateCUPS()
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("there", "ipp://127.0.0.1:\(cups.port)/printers/raw")
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

/// A cupsd of its own in a folder of its own, with one queue that hands on what it gets.
final class PrivateCUPS {
    let port: Int
    private let folder: URL
    private let process = Process()

    /// Why there cannot be one here.
    static let obstacle: String? =
        getuid() != 0
        ? "cupsd is started by root only"
        : FileManager.default.isExecutableFile(atPath: "/usr/sbin/cupsd") ? nil : "cupsd is not installed"

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quire-cups-\(UInt64.random(in: 0 ... .max))")
        port = Int.random(in: 20_000..<30_000)
        let path = folder.path
        for name in ["etc", "spool", "spool/tmp", "cache", "run", "log"] {
            try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        // Others than root pass through it: cupsd's programs run as somebody else.
        chmod(path, 0o755)
        try """
        SystemGroup root
        ServerRoot \(path)/etc
        RequestRoot \(path)/spool
        TempDir \(path)/spool/tmp
        CacheDir \(path)/cache
        StateDir \(path)/run
        AccessLog \(path)/log/access_log
        ErrorLog \(path)/log/error_log
        PageLog \(path)/log/page_log
        FileDevice Yes
        """.write(to: folder.appending(path: "cups-files.conf"), atomically: true, encoding: .utf8)
        try """
        LogLevel info
        Listen 127.0.0.1:\(port)
        Browsing No
        WebInterface No
        PreserveJobFiles Yes
        PreserveJobHistory Yes
        <Location />
          Order allow,deny
          Allow all
        </Location>
        <Policy default>
          JobPrivateAccess all
          JobPrivateValues none
          SubscriptionPrivateAccess all
          SubscriptionPrivateValues none
          <Limit All>
            Order deny,allow
            Allow all
          </Limit>
        </Policy>
        """.write(to: folder.appending(path: "cupsd.conf"), atomically: true, encoding: .utf8)
        try """
        NextPrinterId 2
        <Printer raw>
        PrinterId 1
        UUID urn:uuid:00000000-0000-4000-8000-000000000001
        Info raw
        DeviceURI file:///dev/null
        State Idle
        StateTime 1700000000
        ConfigTime 1700000000
        Type 4
        Accepting Yes
        Shared Yes
        JobSheets none none
        QuotaPeriod 0
        PageLimit 0
        KLimit 0
        OpPolicy default
        ErrorPolicy retry-job
        </Printer>
        """.write(to: folder.appending(path: "etc/printers.conf"), atomically: true, encoding: .utf8)
        process.executableURL = URL(filePath: "/usr/sbin/cupsd")
        process.arguments = ["-f", "-c", "\(path)/cupsd.conf", "-s", "\(path)/cups-files.conf"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let end = ContinuousClock.now + .seconds(30)
        while try run("lpstat", ["-r"], server: "127.0.0.1:\(port)").status != 0, ContinuousClock.now < end {
            usleep(50_000)
        }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)  // A leftover in the temporary folder harms nobody.
    }

    /// What it has spooled, in the order of its jobs.
    func documents() throws -> [Data] {
        let spool = folder.appending(path: "spool")
        return try FileManager.default.contentsOfDirectory(atPath: spool.path).filter { $0.hasPrefix("d") }.sorted()
            .map { try Data(contentsOf: spool.appending(path: $0)) }
    }

    var log: String {
        // For a message when something has failed already.
        (try? String(contentsOf: folder.appending(path: "log/error_log"), encoding: .utf8)) ?? ""
    }
}
