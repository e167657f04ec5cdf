import Foundation
import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Backends

@Suite("Print servers that speak LPD", .timeLimit(.minutes(1)))
struct LPDTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test(
        "A job arrives as it is, in either order",
        arguments: ["", "?order=data,control", "?manual_copies=off", "?mode=stream"], [1, 65_536, 300_001])
    func identical(options: String, octets: Int) async throws {
        let server = try LPDServer()
        let bytes = pattern(octets)
        let job = TestJob(name: "Report (1)", user: "ana", documents: [bytes])

        #expect(try await backend(server, options).deliver(job.delivery()) == .delivered)

        #expect(await server.state.until { $0.jobs.count == 1 })
        let printed = try #require(server.jobs.first)
        #expect(printed.queue == "lp")
        #expect(printed.data == ["dfA042hall.example.or": bytes])
        #expect(
            printed.control == [
                "Hhall.example.org", "Pana", "JReport _1_", "ldfA042hall.example.or", "UdfA042hall.example.or",
                "NReport _1_",
            ])
        let control = "2 \(printed.control.joined(separator: "\n").utf8.count + 1) cfA042hall.example.or"
        let count = options.contains("stream") ? "999999999999" : "\(octets)"
        let files = [control, "3 \(count) dfA042hall.example.or"]
        #expect(server.state.get().said == ["2 lp"] + (options.contains("data,") ? files.reversed() : files))
        #expect(job.remembered == "lpd: begun")
    }

    @Test("Several documents are several files of one job")
    func documents() async throws {
        let server = try LPDServer()
        let job = TestJob(documents: [Array("one".utf8), [], Array("two".utf8)])

        #expect(try await backend(server).deliver(job.delivery()) == .delivered)

        #expect(await server.state.until { $0.jobs.count == 1 })
        let printed = try #require(server.jobs.first)
        #expect(
            printed.data == ["dfA042hall.example.or": Array("one".utf8), "dfB042hall.example.or": Array("two".utf8)])
        #expect(printed.control.filter { $0.hasPrefix("l") } == ["ldfA042hall.example.or", "ldfB042hall.example.or"])
    }

    @Test("Copies are sent again, or asked for", arguments: [true, false])
    func copies(repeats: Bool) async throws {
        let server = try LPDServer()
        var delivery = TestJob(documents: [Array("page\n".utf8)]).delivery()
        delivery.lease.job.attributes.set(Attribute("copies", .integer(3)))

        let options = repeats ? "" : "?manual_copies=off"
        #expect(try await backend(server, options).deliver(delivery) == .delivered)

        #expect(await server.state.until { $0.jobs.count == 1 })
        let printed = try #require(server.jobs.first)
        let text = String(repeating: "page\n", count: repeats ? 3 : 1)
        #expect(printed.data["dfA042hall.example.or"] == Array(text.utf8))
        #expect(printed.control.filter { $0.hasPrefix("l") }.count == (repeats ? 1 : 3))
    }

    @Test("What is converted is written aside first, so that its size can be said, and leaves nothing there")
    func converted() async throws {
        let server = try LPDServer()
        let left = Box(10)
        var delivery = TestJob(documents: [[1, 2, 3]]).delivery(open: { _ in
            DocumentStream {
                left.change { $0 -= 1 }
                return left.get() < 0 ? nil : Array(repeating: 5, count: 70_000)
            }
        })
        delivery.isConverted = true

        let uri = "lpd://127.0.0.1:\(server.port)/lp"
        #expect(try await bench.table().backend(for: uri).deliver(delivery) == .delivered)

        #expect(await server.state.until { $0.jobs.count == 1 })
        #expect(server.jobs.first?.data.values.first == Array(repeating: 5, count: 700_000))
        #expect(try bench.leftovers() == [])
    }

    @Test("A conversion that fails has sent nothing")
    func conversionFails() async throws {
        let server = try LPDServer()
        let left = Box(3)
        var delivery = TestJob().delivery(open: { _ in
            DocumentStream {
                left.change { $0 -= 1 }
                guard left.get() >= 0 else {
                    throw ConversionProblem(reason: "document-format-error", text: "bad page")
                }
                return Array(repeating: 5, count: 70_000)
            }
        })
        delivery.isConverted = true

        #expect(try await backend(server).deliver(delivery) == .refused(because: "bad page"))
        #expect(server.server.connections == 0)
    }

    @Test(
        "Where the server says no, it is tried again: it says that it does not print the job",
        arguments: [LPDServer.Step.queue, .control, .controlEnd, .data, .dataEnd], [1, 2] as [UInt8])
    func refuses(step: LPDServer.Step, octet: UInt8) async throws {
        let server = try LPDServer(.refuses(step, octet))

        let outcome = try await backend(server).deliver(TestJob().delivery())

        #expect(trouble(of: outcome)?.kind == .busy)
        #expect(trouble(of: outcome)?.message.contains("answer \(octet), \"sorry\"") == true, "\(outcome)")
        #expect(server.jobs == [])
    }

    @Test(
        "Where the connection ends, it is known whether the job can have been printed",
        arguments: [LPDServer.Step.queue, .control, .controlEnd, .data, .dataMiddle, .dataEnd])
    func closes(step: LPDServer.Step) async throws {
        let server = try LPDServer(.closes(step))
        let job = TestJob(documents: [pattern(4_000_000)])

        let outcome = try await backend(server).deliver(job.delivery())

        if step == .dataEnd {
            guard case .unknown = outcome else { return #expect(Bool(false), "\(outcome)") }
        } else {
            #expect(trouble(of: outcome) != nil, "\(outcome)")
        }
    }

    @Test("With the data first, only the control file makes a job", arguments: [true, false])
    func closesDataFirst(atControl: Bool) async throws {
        let server = try LPDServer(.closes(atControl ? .controlEnd : .dataEnd))

        let outcome = try await backend(server, "?order=data,control").deliver(TestJob().delivery())

        if atControl {
            guard case .unknown = outcome else { return #expect(Bool(false), "\(outcome)") }
        } else {
            #expect(trouble(of: outcome)?.kind == .failed, "\(outcome)")
        }
    }

    @Test("Broken off in the middle, a queue that must print nothing twice does not begin again by itself")
    func closesAtMostOnce() async throws {
        let server = try LPDServer(.closes(.dataMiddle))
        var delivery = TestJob(documents: [pattern(4_000_000)]).delivery()
        delivery.printer.attributes.set(Attribute("quire-delivery", .keyword("at-most-once")))

        guard case .unknown = try await backend(server).deliver(delivery) else { return #expect(Bool(false)) }
    }

    @Test("A server that wants the data first gets it, and the next job at once")
    func otherOrder() async throws {
        let server = try LPDServer(.wantsDataFirst)
        let backend = try backend(server)

        #expect(await backend.deliver(TestJob(1).delivery()) == .delivered)
        #expect(await backend.deliver(TestJob(2).delivery()) == .delivered)

        #expect(await server.state.until { $0.jobs.count == 2 })
        #expect(server.server.connections == 3)
    }

    @Test(
        "One that does not answer is given up before the data, and waited for behind it",
        arguments: [LPDServer.Step.queue, .control, .data, .dataEnd])
    func hangs(step: LPDServer.Step) async throws {
        let server = try LPDServer(.hangs(step))
        let news = Box<[DeviceNews]>([])
        var delivery = TestJob().delivery()
        delivery.tell = { one in news.change { $0.append(one) } }

        async let outcome = backend(server) { $0.answerPatience = .milliseconds(100) }.deliver(delivery)

        if step == .dataEnd {
            #expect(await news.until { !$0.isEmpty })
            guard case .trouble(let trouble?)? = news.get().first else { return #expect(Bool(false)) }
            #expect(trouble.reason == "timed-out")
            for talk in server.state.get().talks { talk.release() }
            #expect(try await outcome == .delivered)
            #expect(news.get().last == .trouble(nil))
        } else {
            let trouble = trouble(of: try await outcome)
            #expect(trouble?.kind == .away)
            for talk in server.state.get().talks { talk.release() }
        }
    }

    @Test("Nobody listens")
    func refused() async throws {
        let server = try LPDServer()
        server.server.stop()
        let backend = try backend(server)

        #expect(trouble(of: await backend.deliver(TestJob().delivery()))?.kind == .busy)
        #expect(await backend.probe()?.kind == .busy)
    }

    @Test("A job that is cancelled stops soon and is no job")
    func cancelled() async throws {
        let server = try LPDServer(.hangs(.data))
        let running = Task { try await backend(server).deliver(TestJob().delivery()) }
        #expect(await server.state.until { $0.said.count == 3 })

        running.cancel()

        #expect(try await running.value == .stopped)
        for talk in server.state.get().talks { talk.release() }
        #expect(server.jobs == [])
    }

    @Test("After a crash it is known whether data was sent")
    func resolve() async throws {
        let server = try LPDServer()
        let backend = try backend(server)
        let job = TestJob()

        #expect(await backend.resolve(job.delivery()) == .notDelivered)
        #expect(await backend.deliver(job.delivery()) == .delivered)
        guard case .unknown = await backend.resolve(job.delivery()) else { return #expect(Bool(false)) }
    }

    @Test(
        "What a queue says of itself",
        arguments: [
            ("no entries\n", nil), ("", nil), ("lp is ready and printing\n", nil),
            ("Printer: lp@host (printing disabled)\n", nil), ("lpd: unknown printer\n", .misconfigured),
            ("host: lp: No such queue\n", .misconfigured), ("queuing is disabled\n", .busy),
        ] as [(String, DeviceTrouble.Kind?)])
    func probe(status: String, kind: DeviceTrouble.Kind?) async throws {
        let server = try LPDServer(status: status)

        #expect(try await backend(server).probe()?.kind == kind)
        #expect(server.state.get().said == ["3 lp "])
    }

    @Test("Control files keep to one line each and to the lengths that readers count on")
    func controlFile() {
        let control = LPDControlFile(
            host: String(repeating: "h", count: 40), user: "a\nPb", title: String(repeating: "ü", count: 60),
            bannerClass: "c", files: [.init(name: "dfA001h", title: "", copies: 2)])

        let lines = String(decoding: control.bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.map(\.utf8.count) == [32, 5, 99, 2, 5, 8, 8, 8, 2])
        #expect(
            lines.filter { $0.utf8.count < 30 } == ["Pa_Pb", "Cc", "La_Pb", "ldfA001h", "ldfA001h", "UdfA001h", "N_"])
    }

    @Test(
        "Device URIs",
        arguments: [
            ("lpd://server/lp", nil), ("lpd://ana@server:5515/lp?banner=on&format=o", nil),
            ("lpd://server/lp?reserve=rfc1179&timeout=60&contimeout=604800&snmp=off", nil),
            ("lpd://server/lp?format=application/pdf", nil), ("lpd://server/", "needs the name of a queue"),
            ("lpd://server/a/b", "needs the name of a queue"), ("lpd://server/a%20b", "no spaces"),
            ("lpd://server/lp?format=x", "one of c d f"), ("lpd://server/lp?order=data", "must be control,data"),
            ("lpd://server/lp?mode=fast", "standard or stream"), ("lpd://server/lp?reserve=x", "none, rfc1179"),
            ("lpd://server/lp?mode=stream&order=data,control", "ends with the data"),
            ("lpd:lp", "needs a host"),
        ] as [(String, String?)])
    func uris(uri: String, hint: String?) throws {
        let table = try Bench().table()

        guard let hint else {
            #expect(throws: Never.self) { try table.backend(for: uri) }
            return
        }
        let problem = #expect(throws: DeviceURIProblem.self) { try table.backend(for: uri) }
        #expect(problem?.reason.contains(hint) == true, "\(problem?.reason ?? "")")
    }

    private func backend(
        _ server: LPDServer, _ options: String = "", _ change: (inout LPDBackend.Settings) -> Void = { _ in }
    ) throws -> LPDBackend {
        try LPDBackend(DeviceURI("lpd://127.0.0.1:\(server.port)/lp\(options)"), bench.setting()) { settings in
            settings.ownHost = "hall.example.org"
            change(&settings)
        }
    }
}
