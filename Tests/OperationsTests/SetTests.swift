import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Changing jobs and queues (RFC 3380)")
struct SetTests {
    private func set(_ counter: Counter, _ id: JobID, _ attributes: [Attribute]) async throws -> IPPMessage {
        try await counter.send(.setJobAttributes, to: "/jobs/\(id)", job: attributes)
    }

    private func set(_ counter: Counter, _ attribute: Attribute) async throws -> StatusCode {
        let answer = try await counter.send(.setPrinterAttributes, printer: [attribute])
        return answer.status
    }

    @Test("Name, priority, hold and Job Template attributes of a waiting job change together")
    func job() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob(job: [Attribute("media", .keyword("iso_a4_210x297mm"))])

        let answer = try await set(
            counter, id,
            [
                Attribute("job-name", .name("other")), Attribute("job-priority", .integer(70)),
                Attribute("job-hold-until", .keyword("indefinite")), Attribute("copies", .integer(3)),
                Attribute("job-message-from-operator", .text("see me")),
                Attribute("media", .outOfBand(.deleteAttribute)),
            ])

        #expect(answer.status == .ok)
        let job = try await counter.job(id)
        #expect(job.name == "other" && job.priority == 70 && job.state == .held)
        #expect(job.attributes["copies"]?.integerValue == 3)
        #expect(job.attributes["media"] == nil)
        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        #expect(shown?["job-message-from-operator"]?.stringValue == "see me")
        #expect(try await set(counter, id, [Attribute("job-hold-until", .outOfBand(.deleteAttribute))]).status == .ok)
        #expect(try await counter.job(id).state == .pending)
    }

    @Test("A job in hand can be held, and so stopped, by Set-Job-Attributes as with CUPS; Hold-Job refuses")
    func setAside() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        _ = try await counter.store.claim(on: counter.printer("raw").id, limit: 1, at: counter.clock.now())

        #expect(try await counter.send(.holdJob, to: "/jobs/\(id)").status == .notPossible)
        #expect(try await set(counter, id, [Attribute("job-priority", .integer(7))]).status == .notPossible)
        #expect(try await set(counter, id, [Attribute("job-hold-until", .keyword("indefinite"))]).status == .ok)

        let job = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        #expect(job?["job-state-reasons"]?.stringValues == ["processing-to-stop-point"])
        #expect(job?["job-state-message"]?.stringValue == "Being stopped, to be held")
    }

    @Test("One bad attribute refuses all; each is named, with why")
    func allOrNothing() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        let good = Attribute("job-priority", .integer(70))

        let unknown = try await set(
            counter, id, [good, Attribute("no-such-thing", .integer(1)), Attribute("job-id", .integer(9))])
        let readOnly = try await set(counter, id, [good, Attribute("job-state", .enum(9))])
        let value = try await set(counter, id, [good, Attribute("sides", .keyword("three-sided"))])
        let tooHigh = try await set(counter, id, [good, Attribute("job-priority", .integer(101))])
        let nothing = try await counter.send(.setJobAttributes, to: "/jobs/\(id)")

        #expect(unknown.status == .attributesOrValuesNotSupported)
        #expect(unknown[.unsupported]?["no-such-thing"]?.values == [.outOfBand(.unsupported)])
        #expect(unknown[.unsupported]?["job-id"]?.values == [.outOfBand(.notSettable)])
        #expect(readOnly.status == .attributesNotSettable)
        #expect(value.status == .attributesOrValuesNotSupported)
        #expect(value[.unsupported]?["sides"]?.stringValue == "three-sided")
        #expect(tooHigh.status == .badRequest)
        #expect(nothing.status == .badRequest)
        #expect(try await counter.job(id).priority == 50)
        _ = try await counter.send(.cancelJob, to: "/jobs/\(id)")
        #expect(try await set(counter, id, [good]).status == .notPossible)
    }

    @Test("What can be set is what is listed as settable")
    func listed() async throws {
        let counter = try await Counter()
        let printer = try await counter.send(.getPrinterAttributes)[.printer]

        let ofJobs = printer?["job-settable-attributes-supported"]?.stringValues ?? []
        let ofPrinters = printer?["printer-settable-attributes-supported"]?.stringValues ?? []
        #expect(ofJobs.contains("job-name") && ofJobs.contains("sides") && !ofJobs.contains("job-id"))
        #expect(ofPrinters.contains("sides-default") && !ofPrinters.contains("printer-name"))
        for name in ofPrinters where name.hasSuffix("-default") {
            guard let now = printer?[name] else { continue }
            let answer = try await counter.send(.setPrinterAttributes, printer: [now])
            #expect(answer.status == .ok, "\(name) set to what it is")
        }
    }

    @Test("Set-Printer-Attributes changes descriptions and defaults; a default must be supported")
    func printer() async throws {
        let counter = try await Counter()

        let answer = try await counter.send(
            .setPrinterAttributes,
            printer: [
                Attribute("printer-info", .text("Hall")), Attribute("printer-location", .text("2nd floor")),
                Attribute("sides-default", .keyword("two-sided-long-edge")),
                Attribute("printer-message-from-operator", .text("toner is low")),
                Attribute("printer-geo-location", .uri("geo:47.5,8.7")),
            ])
        #expect(answer.status == .ok)
        let shown = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(shown?["printer-info"]?.stringValue == "Hall")
        #expect(shown?["sides-default"]?.stringValue == "two-sided-long-edge")
        #expect(shown?["printer-message-from-operator"]?.stringValue == "toner is low")
        #expect(shown?["printer-message-time"] != nil)

        #expect(try await set(counter, Attribute("sides-default", .keyword("x"))) == .attributesOrValuesNotSupported)
        #expect(try await set(counter, Attribute("printer-state", .enum(5))) == .attributesNotSettable)
        #expect(try await set(counter, Attribute("device-uri", .uri("pdf:"))) == .attributesNotSettable)
        #expect(try await set(counter, Attribute("no-such-thing", .integer(5))) == .attributesOrValuesNotSupported)
        #expect(try await set(counter, Attribute("printer-info", .outOfBand(.deleteAttribute))) == .badRequest)
        #expect(try await counter.send(.setPrinterAttributes).status == .badRequest)
    }

    @Test("quire-job-order makes the users of a queue take turns")
    func turns() async throws {
        let counter = try await Counter()
        let wish = Attribute("quire-job-order", .keyword("fair-turns"))
        #expect(try await set(counter, wish) == .ok)
        #expect(
            try await set(counter, Attribute("quire-job-order", .keyword("random"))) == .attributesOrValuesNotSupported)

        for number in 1...3 { _ = try await counter.makeJob("a\(number)", user: "anna") }
        _ = try await counter.makeJob("b1", user: "ben")

        let jobs = try await counter.send(.getJobs, [Attribute("requested-attributes", .keyword("job-name"))]).groups
        #expect(jobs.compactMap { $0["job-name"]?.stringValue } == ["a1", "b1", "a2", "a3"])
        #expect(try await counter.send(.getPrinterAttributes)[.printer]?["quire-job-order"] == wish)
    }

    @Test("Restart-Job prints a finished job again under its number, held if asked; not one that waits")
    func restart() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        #expect(try await counter.send(.restartJob, to: "/jobs/\(id)").status == .notPossible)
        _ = try await counter.send(.cancelJob, to: "/jobs/\(id)")

        #expect(
            try await counter.send(
                .restartJob, to: "/jobs/\(id)", [Attribute("job-hold-until", .keyword("indefinite"))]
            ).status == .ok)
        #expect(try await counter.job(id).state == .held)
        _ = try await counter.send(.cancelJob, to: "/jobs/\(id)")
        #expect(try await counter.send(.restartJob, to: "/jobs/\(id)").status == .ok)
        #expect(try await counter.job(id).state == .pending)
        _ = try await counter.send(.cancelJob, to: "/jobs/\(id)")
        let bogus = try await counter.send(
            .restartJob, to: "/jobs/\(id)", [Attribute("job-hold-until", .keyword("bogus"))])
        #expect(bogus.status == .okIgnoredOrSubstitutedAttributes)
        #expect(try await counter.job(id).state == .held)
    }

    @Test("Promote-Job puts a pending job first, before one promoted earlier")
    func promote() async throws {
        let counter = try await Counter()
        var jobs: [JobID] = []
        for number in 0..<3 { jobs.append(try await counter.makeJob("\(number)")) }

        #expect(try await counter.send(.promoteJob, to: "/jobs/\(jobs[1])").status == .ok)
        #expect(try await counter.send(.promoteJob, to: "/jobs/\(jobs[2])").status == .ok)

        let order = try await counter.send(.getJobs).groups.compactMap { $0["job-id"]?.integerValue }
        #expect(order == [jobs[2], jobs[1], jobs[0]].map(\.rawValue))
        #expect(try await counter.job(jobs[2]).priority == 100)
        _ = try await counter.send(.holdJob, to: "/jobs/\(jobs[0])")
        #expect(try await counter.send(.promoteJob, to: "/jobs/\(jobs[0])").status == .notPossible)
    }

    @Test("Enable-Printer and Disable-Printer are about accepting")
    func enable() async throws {
        let counter = try await Counter()

        #expect(
            try await counter.send(.disablePrinter, [Attribute("printer-message-from-operator", .text("moving"))])
                .status == .ok)
        let refused = try await counter.send(.printJob, document: Array("%PDF".utf8))
        #expect(refused.status == .notAcceptingJobs)
        #expect(try await counter.send(.enablePrinter).status == .ok)
        _ = try await counter.makeJob()
    }

    @Test("Identify-Printer says it to the operator; an action that nobody can do is given back")
    func identify() async throws {
        let counter = try await Counter()

        #expect(try await counter.send(.identifyPrinter).status == .ok)
        #expect(
            try await counter.send(.identifyPrinter, [Attribute("message", .text("here\u{2028}now"))]).status == .ok)
        #expect(counter.shown.lines == ["raw identifies itself", "raw identifies itself: here now"])
        let escape = try await counter.send(.identifyPrinter, [Attribute("message", .text("\u{1b}[2J"))])
        #expect(escape.status == .badRequest)
        let answer = try await counter.send(
            .identifyPrinter, [Attribute("identify-actions", [.keyword("display"), .keyword("sound")])])

        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(answer[.unsupported]?["identify-actions"]?.stringValues == ["sound"])
        let other = try await counter.send(.identifyPrinter, [Attribute("identify-actions", .keyword("sound"))])
        #expect(other.status == .okIgnoredOrSubstitutedAttributes)
        #expect(counter.shown.lines.count == 4)
    }

    @Test("CUPS-Get-Devices and CUPS-Get-PPDs list what there is, by filter and limit")
    func lists() async throws {
        let counter = try await Counter()
        func uris(_ attributes: [Attribute] = []) async throws -> [String] {
            try await counter.send(.cupsGetDevices, to: "/", attributes).groups
                .compactMap { $0["device-uri"]?.stringValue }
        }

        #expect(try await uris() == ["raw:", "pdf:"])
        #expect(try await uris([Attribute("include-schemes", .name("pdf"))]) == ["pdf:"])
        #expect(try await uris([Attribute("exclude-schemes", .name("pdf"))]) == ["raw:"])
        #expect(try await uris([Attribute("device-class", .keyword("network"))]) == ["pdf:"])
        #expect(try await uris([Attribute("limit", .integer(1))]) == ["raw:"])
        let info = try await counter.send(.cupsGetDevices, to: "/", [Attribute("timeout", .integer(3))]).groups
            .compactMap { $0["device-info"]?.stringValue }
        #expect(info.contains("PDF in 3.0 seconds"))
        let wrong = try await counter.send(.cupsGetDevices, to: "/", [Attribute("device-class", .keyword("usb"))])
        #expect(wrong.status == .attributesOrValuesNotSupported)
        let drivers = try await counter.send(.cupsGetPPDs, to: "/").groups.compactMap { $0["ppd-name"]?.stringValue }
        #expect(drivers == ["everywhere", "raw"])
        #expect(
            try await counter.send(.cupsGetPPDs, to: "/", [Attribute("ppd-make", .text("HP"))]).status == .notFound)
    }

    @Test("CUPS-Authenticate-Job is for jobs that wait for a password: there are none")
    func authenticate() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()

        #expect(try await counter.send(.cupsAuthenticateJob, to: "/jobs/\(id)").status == .notPossible)
        #expect(try await counter.send(.cupsAuthenticateJob, to: "/jobs/99").status == .notFound)
    }
}
