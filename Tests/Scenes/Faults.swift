import Foundation
import Glibc
import IPP
import QuireTestKit
import Testing

/// What a device does wrong, how the job is explained meanwhile, and how it ends once the device is mended.
struct Fault: Sendable, CustomTestStringConvertible {
    enum End: String, Sendable {
        case completed
        case canceled
        /// It is held alone, and printed when it is released.
        case held = "pending-held"
    }

    var name: String
    /// What `quirectl job explain` says while it lasts; empty where it is over before anybody can ask.
    var code = ""
    var end = End.completed
    /// Whether it would take minutes until the device is asked again, unless somebody restarts the printer.
    var isRestarted = false
    var device: @Sendable (_ programs: URL) throws -> FaultyDevice

    var testDescription: String { name }
}

@Suite("Scene: devices that fail", .serialized, .timeLimit(.minutes(5)))
struct Faults {
    /// A picture, which goes to every device as it came.
    private static let picture = Data(
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
            + (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) } + [0xFF, 0xD9])

    private static let byIPP: [Fault] = [
        Fault(name: "it is off", code: "printer-unreachable") { _ in
            try .ipp {
                $0.switchOff()
            } mend: {
                try $0.switchOn()
            }
        },
        Fault(name: "packets to it vanish", code: "printer-unreachable") { _ in try .ippBlackHole() },
        Fault(name: "it says that it is busy", code: "printer-busy") { _ in
            try .ipp { $0.setFault { operation, _ in operation == .createJob ? .status(.busy) : .none } }
        },
        Fault(name: "it closes in the middle of the document", code: "printer-failed") { _ in
            try .ipp { $0.setFault { operation, _ in operation == .sendDocument ? .closeAfter(50_000) : .none } }
        },
        Fault(name: "it hangs in the middle of the document", code: "printer-failed") { _ in
            try .ipp("?timeout=1") {
                $0.setFault { operation, _ in operation == .sendDocument ? .hangAfter(50_000) : .none }
            }
        },
        Fault(name: "it has no paper", code: "printer-needs") { _ in
            try .ipp {
                $0.setOutOfPaper(true)
            } mend: {
                $0.setOutOfPaper(false)
            }
        },
        Fault(name: "it loses its answer to Create-Job") { _ in
            try .ipp { $0.setFault { operation, _ in operation == .createJob ? .loseReply : .none } }
        },
        Fault(name: "it loses its answer to the last document") { _ in
            try .ipp { $0.setFault { operation, _ in operation == .sendDocument ? .loseReply : .none } }
        },
        Fault(name: "it waits for the rest of a job that it has cancelled", code: "printer-busy") { _ in
            try .ipp {
                $0.setClingsToJobs(true)
                $0.setFault { operation, count in
                    operation == .sendDocument && count == 0 ? .closeAfter(50_000) : .none
                }
            } mend: {
                $0.setClingsToJobs(false)
            }
        },
        Fault(name: "somebody cancels at its panel", end: .canceled) { _ in
            try .ipp {
                $0.setPrintingTakes(.seconds(3600))
            } mend: {
                $0.cancelAtPanel(1)
            }
        },
    ]

    private static let byWire: [Fault] = [
        Fault(name: "socket: nobody listens", code: "printer-busy") { _ in try .socket(nil) },
        Fault(name: "socket: packets to it vanish", code: "printer-unreachable") { _ in try .socketBlackHole() },
        Fault(name: "socket: it closes in the middle of the document", code: "printer-failed") { _ in
            try .socket { talk in
                _ = talk.read(50_000)
                talk.reset()
            }
        },
        Fault(name: "lpd: it refuses a few times", code: "printer-busy") { _ in try .lpd(.refuses(.queue, 1), times: 4)
        },
        Fault(name: "lpd: it closes in the middle of the document", code: "printer-failed") { _ in
            try .lpd(.closes(.dataMiddle), times: 3)
        },
    ]

    private static let byProgram: [Fault] = [
        Fault(name: "program: it crashes", code: "printer-failed") { try .program("crash", in: $0) },
        Fault(name: "program: exit 1, failed", code: "printer-failed") { try .program("1", in: $0) },
        Fault(name: "program: exit 2, authentication", code: "held-auth", end: .held) { try .program("2", in: $0) },
        Fault(name: "program: exit 3, hold", code: "held-failed", end: .held) { try .program("3", in: $0) },
        Fault(name: "program: exit 4, stop", code: "printer-needs") { try .program("4", in: $0) },
        Fault(name: "program: exit 5, cancel", end: .canceled) { try .program("5", in: $0) },
        Fault(name: "program: exit 6, after five minutes", code: "printer-failed", isRestarted: true) {
            try .program("6", in: $0)
        },
        Fault(name: "program: exit 7, at once", code: "printer-failed") { try .program("7", in: $0) },
    ]

    @Test(
        "The queue stays, the others print, the reason is told, and printing goes on by itself",
        arguments: byIPP + byWire + (geteuid() == 0 ? byProgram : []))
    func fault(_ fault: Fault) async throws {
        let programs = try ProgramFolder()
        let daemon = try Daemon(arguments: ["--cups-backends", programs.url.path])
        let client = IPPOverHTTP(daemon.address)
        let device = try fault.device(programs.url)
        try await client.addPrinter("faulty", device.uri)
        try await client.addPrinter("other", "null:")

        let job = try await client.printJob("picture", Self.picture, to: "/printers/faulty")

        if !fault.code.isEmpty {
            let explained = Box("")
            let isTold = try await eventually {
                let said = try run("quirectl", ["job", "explain", "\(job)", "--json"], server: daemon.address).output
                explained.change { $0 = said }
                return said.contains("\"\(fault.code)\"")
            }
            #expect(isTold, "not explained as \(fault.code): \(explained.get())")
        }
        let lpstat = try run("lpstat", ["-p", "faulty", "-a", "faulty"], server: daemon.address).output
        #expect(!lpstat.contains("disabled") && lpstat.contains("faulty accepting requests"), "\(lpstat)")
        let other = try await client.printJob("other", Self.picture, to: "/printers/other")
        #expect(try await eventually { try self.state(of: other, daemon) == "completed" }, "the other queue prints")

        try device.mend()
        if fault.isRestarted {
            #expect(try run("quirectl", ["printer", "restart", "faulty"], server: daemon.address).status == 0)
        }
        if fault.end == .held {
            #expect(try await eventually { try self.state(of: job, daemon) == "pending-held" })
            #expect(try run("lp", ["-i", "\(job)", "-H", "resume"], server: daemon.address).status == 0)
        }
        let end = fault.end == .held ? "completed" : fault.end.rawValue
        let hasEnded = try await eventually { try self.state(of: job, daemon) == end }
        let state = try self.state(of: job, daemon)
        #expect(hasEnded, "it is \(state)")
        #expect(device.printed() == (end == "completed" ? [Self.picture] : []), "once, as it is")
        let next = try await client.printJob("next", Self.picture, to: "/printers/faulty")
        if fault.end != .canceled { #expect(try await eventually { try self.state(of: next, daemon) == "completed" }) }
    }

    @Test("A daemon that is killed in the middle of a document prints it once when it is back")
    func killed() async throws {
        let daemon = try Daemon()
        let device = try FaultyDevice.ipp {
            $0.setFault { operation, _ in operation == .sendDocument ? .hangAfter(50_000) : .none }
        }
        try await IPPOverHTTP(daemon.address).addPrinter("faulty", device.uri)
        let job = try await IPPOverHTTP(daemon.address).printJob("picture", Self.picture, to: "/printers/faulty")
        #expect(try await eventually { try self.state(of: job, daemon) == "processing" })

        daemon.kill()
        try device.mend()
        try daemon.start()

        #expect(try await eventually { try self.state(of: job, daemon) == "completed" })
        #expect(device.printed() == [Self.picture])
    }

    @Test("A job that its printer has all of stays there when the daemon ends, and is not printed again")
    func left() async throws {
        let daemon = try Daemon()
        let printer = try FakePrinter()
        printer.setOutOfPaper(true)
        try await IPPOverHTTP(daemon.address).addPrinter("faulty", printer.uri)
        let job = try await IPPOverHTTP(daemon.address).printJob("picture", Self.picture, to: "/printers/faulty")
        #expect(try await eventually { printer.jobs.first?.isClosed == true })

        #expect(daemon.terminate() == 0)
        #expect(!printer.requests.contains(.cancelJob))
        try daemon.start()
        #expect(try await eventually { try self.state(of: job, daemon) == "processing" })
        printer.setOutOfPaper(false)

        #expect(try await eventually { try self.state(of: job, daemon) == "completed" })
        #expect(printer.ledger.map { Data($0.bytes) } == [Self.picture])
        #expect(printer.jobs.count == 1)
        printer.switchOff()
    }

    @Test(
        "A program that ignores that its job is cancelled is ended, and the queue prints the next",
        .enabled(if: geteuid() == 0))
    func deafProgram() async throws {
        let programs = try ProgramFolder()
        let daemon = try Daemon(arguments: ["--cups-backends", programs.url.path])
        let client = IPPOverHTTP(daemon.address)
        let device = try FaultyDevice.program("deaf", in: programs.url)
        try await client.addPrinter("faulty", device.uri)
        let job = try await client.printJob("picture", Self.picture, to: "/printers/faulty")
        #expect(try await eventually { try self.state(of: job, daemon) == "processing" })

        #expect(try run("cancel", ["faulty-\(job)"], server: daemon.address).status == 0)
        try device.mend()
        let next = try await client.printJob("next", Self.picture, to: "/printers/faulty")

        #expect(try await eventually { try self.state(of: next, daemon) == "completed" })
        #expect(try state(of: job, daemon) == "canceled")
        #expect(device.printed() == [Self.picture])
    }

    @Test(
        "A daemon that is killed while a program still looks for its device simply prints the job when it is back",
        .enabled(if: geteuid() == 0))
    func killedBeforeTheDevice() async throws {
        let programs = try ProgramFolder()
        let daemon = try Daemon(arguments: ["--cups-backends", programs.url.path])
        let device = try FaultyDevice.program("connect", in: programs.url)
        try await IPPOverHTTP(daemon.address).addPrinter("faulty", device.uri)
        let job = try await IPPOverHTTP(daemon.address).printJob("picture", Self.picture, to: "/printers/faulty")
        #expect(try await eventually { device.connections() == 1 })

        daemon.kill()
        try device.mend()
        try daemon.start()

        #expect(try await eventually { try self.state(of: job, daemon) == "completed" })
        #expect(device.printed() == [Self.picture])
        let said = try run("quirectl", ["job", "show", "\(job)"], server: daemon.address).output
        #expect(!said.contains("before"), "\(said)")
    }

    /// The keyword of "job-state".
    private func state(of job: Int32, _ daemon: Daemon) throws -> String {
        let answer = try run("quirectl", ["job", "show", "\(job)", "--json"], server: daemon.address).output
        return answer.firstMatch(of: /"(?:job-)?state"\s*:\s*"([a-z-]+)"/).map { String($0.1) } ?? ""
    }
}

/// A folder that only root may change: programs in others are not run.
private final class ProgramFolder {
    let url = URL(filePath: "/tmp/quire-programs-\(UInt64.random(in: 0 ... .max))")

    init() throws {
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }

    deinit { try? FileManager.default.removeItem(at: url) }  // A leftover in the temporary folder harms nobody.
}
