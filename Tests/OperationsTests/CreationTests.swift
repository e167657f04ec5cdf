import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Making jobs")
struct CreationTests {
    @Test("Print-Job makes one job with the document as it came")
    func printJob() async throws {
        let counter = try await Counter()

        let answer = try await counter.send(
            .printJob, [Attribute("job-name", .name("report")), Attribute("document-name", .name("report.pdf"))],
            document: Array("%PDF body".utf8))

        #expect(answer.status == .ok)
        let group = try #require(answer[.job])
        #expect(group["job-id"]?.integerValue == 1)
        #expect(group["job-uri"]?.stringValue == "ipp://print.example:631/jobs/1")
        #expect(group["job-state"]?.values == [.enum(3)])
        #expect(group["job-state-reasons"]?.stringValue == "none")
        let job = try await counter.job(JobID(1))
        #expect(job.name == "report")
        #expect(job.owner.user == "anna")
        #expect(job.octets == 9)
        let document = try #require(try await counter.store.documents(of: job.id).first)
        #expect(document.name == "report.pdf")
        #expect(document.format == "application/pdf")
    }

    @Test("Without a document there is no job")
    func empty() async throws {
        let counter = try await Counter()

        #expect(try await counter.send(.printJob).status == .badRequest)
        #expect(try await counter.store.jobs(JobQuery(which: .all), after: nil, limit: 10).jobs.isEmpty)
    }

    @Test(
        "Values outside what the queue supports come back, and the job is made without them",
        arguments: [
            Attribute("copies", .integer(0)), Attribute("copies", .integer(-1)), Attribute("copies", .integer(.max)),
            Attribute("job-priority", .integer(0)), Attribute("job-priority", .integer(101)),
            Attribute("job-hold-until", .keyword("no-such-thing")), Attribute("sides", .keyword("three-sided")),
            Attribute("page-ranges", .rangeOfInteger(IntegerRange(5, 1))), Attribute("number-up", .integer(3)),
            Attribute("job-sheets", .keyword("../../../../etc/passwd")),
            Attribute("copies", [.integer(1), .integer(2)]),
        ])
    func unsupportedValues(attribute: Attribute) async throws {
        let counter = try await Counter()

        let answer = try await counter.send(.printJob, job: [attribute], document: [1])

        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(answer[.unsupported]?[attribute.name]?.values == attribute.values)
        let shown = try await counter.send(.getJobAttributes, to: "/jobs/1")[.job]
        let standard = ["job-priority": ["50"], "job-hold-until": ["no-hold"]][attribute.name]
        #expect(shown?[attribute.name]?.values.map { $0.stringValue ?? $0.integerText } == standard)
    }

    @Test("CUPS' lp -o landscape turns the page; with an orientation beside it, that counts")
    func landscape() async throws {
        let counter = try await Counter()
        let first = try await counter.makeJob(job: [Attribute("landscape", .boolean(true))])
        let second = try await counter.makeJob(
            job: [Attribute("landscape", .keyword("true")), Attribute("orientation-requested", .enum(3))])
        let third = try await counter.makeJob(job: [Attribute("landscape", .boolean(false))])

        #expect(try await counter.job(first).attributes["orientation-requested"]?.values == [.enum(4)])
        #expect(try await counter.job(second).attributes["orientation-requested"]?.values == [.enum(3)])
        #expect(try await counter.job(third).attributes["orientation-requested"] == nil)
    }

    @Test("An attribute nobody knows comes back as unsupported")
    func unknownAttribute() async throws {
        let counter = try await Counter()

        let answer = try await counter.send(.printJob, job: [Attribute("page-colour", .keyword("pink"))], document: [1])

        #expect(answer[.unsupported]?["page-colour"]?.values == [.outOfBand(.unsupported)])
    }

    @Test(
        "With fidelity asked for, anything unsupported refuses the job",
        arguments: [OperationID.printJob, .createJob, .validateJob])
    func fidelity(operation: OperationID) async throws {
        let counter = try await Counter()

        let answer = try await counter.send(
            operation, [Attribute("ipp-attribute-fidelity", .boolean(true))],
            job: [Attribute("sides", .keyword("three-sided")), Attribute("copies", .integer(2))], document: [1])

        #expect(answer.status == .attributesOrValuesNotSupported)
        #expect(answer[.unsupported]?.attributes == [Attribute("sides", .keyword("three-sided"))])
        #expect(try await counter.store.job(JobID(1)) == nil)
    }

    @Test("job-mandatory-attributes binds those it names only")
    func mandatory() async throws {
        let counter = try await Counter()
        let mandatory = Attribute("job-mandatory-attributes", .keyword("sides"))

        let bound = try await counter.send(
            .printJob, [mandatory], job: [Attribute("sides", .keyword("x"))], document: [1])
        let free = try await counter.send(
            .printJob, [mandatory], job: [Attribute("copies", .integer(0))], document: [1])

        #expect(bound.status == .attributesOrValuesNotSupported)
        #expect(free.status == .okIgnoredOrSubstitutedAttributes)
    }

    @Test("What is supported is kept and shown; defaults are not written into the job")
    func kept() async throws {
        let counter = try await Counter()

        let id = try await counter.makeJob(
            job: [Attribute("copies", .integer(3)), Attribute("media", .keyword("iso_a4_210x297mm"))])

        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        #expect(shown?["copies"]?.integerValue == 3)
        #expect(shown?["media"]?.stringValue == "iso_a4_210x297mm")
        #expect(shown?["sides"] == nil)
        #expect(shown?["job-priority"]?.integerValue == 50)
    }

    @Test("A queue that does not accept says why; Validate-Job answers all the same")
    func notAccepting() async throws {
        let counter = try await Counter()
        _ = try await counter.send(.cupsRejectJobs, printer: [Attribute("printer-state-message", .text("toner swap"))])

        let refused = try await counter.send(.printJob, document: [1])

        #expect(refused.status == .notAcceptingJobs)
        #expect(
            refused[.operation]?["status-message"]?.stringValue
                == "Destination \"raw\" is not accepting jobs: toner swap")
        #expect(try await counter.send(.createJob).status == .notAcceptingJobs)
        #expect(try await counter.send(.validateJob).status == .ok)
        #expect(try await counter.send(.cupsAcceptJobs).status == .ok)
        #expect(try await counter.send(.printJob, document: [1]).status == .ok)
    }

    @Test(
        "A format that the printer does not take is refused, by its name or by its content",
        arguments: [
            ("application/x-no-such", "%PDF", StatusCode.documentFormatNotSupported),
            ("text/plain", "text", .documentFormatNotSupported),
            ("application/octet-stream", "text", .documentFormatNotSupported),
            ("application/octet-stream", "????", .documentFormatNotSupported),
            ("application/pdf", "text", .documentFormatError),
            ("application/octet-stream", "%PDF", .ok), ("application/pdf", "%PDF", .ok),
            ("application/pdf", "????", .ok),
        ])
    func formats(supplied: String, content: String, status: StatusCode) async throws {
        let counter = try await Counter()

        let answer = try await counter.send(
            .printJob, to: "/printers/pdf", [Attribute("document-format", .mimeMediaType(supplied))],
            document: Array(content.utf8))

        #expect(answer.status == status)
    }

    @Test("Compression is undone; a wrong one is refused before or while it is read")
    func compression() async throws {
        let counter = try await Counter()
        func send(_ compression: String, _ document: String) async throws -> StatusCode {
            try await counter.send(
                .printJob, [Attribute("compression", .keyword(compression))], document: Array(document.utf8)
            ).status
        }

        #expect(try await send("gzip", "HELLO") == .ok)
        #expect(try await send("gzip", "HEL!") == .compressionError)
        #expect(try await send("lzma", "HELLO") == .compressionNotSupported)
        #expect(try await counter.store.job(JobID(2)) == nil)
    }

    @Test("A compression nobody told us of is undone for a device that takes formats, and left for one that takes all")
    func hiddenCompression() async throws {
        let counter = try await Counter()
        let plain = Array("%PDF body".utf8)
        let compressed = plain.map { $0 ^ 0x20 }

        for queue in ["pdf", "raw"] {
            #expect(try await counter.send(.printJob, to: "/printers/\(queue)", document: compressed).status == .ok)
        }

        #expect(try await counter.store.read(document: 1, of: JobID(1)).next() == plain)
        #expect(try await counter.store.read(document: 1, of: JobID(2)).next() == compressed)
    }

    @Test("Create-Job and Send-Document: documents come one by one, the last closes the job")
    func multipleDocuments() async throws {
        let counter = try await Counter()
        let created = try await counter.send(.createJob)
        #expect(created[.job]?["job-state-reasons"]?.stringValues == ["job-incoming", "job-data-insufficient"])
        func add(_ isLast: Bool, _ document: [UInt8]) async throws -> StatusCode {
            try await counter.send(
                .sendDocument, to: "/jobs/1", [Attribute("last-document", .boolean(isLast))], document: document
            ).status
        }

        #expect(try await add(false, [1]) == .ok)
        #expect(try await add(false, []) == .badRequest)
        #expect(try await add(true, [2, 3]) == .ok)
        #expect(try await add(true, [4]) == .notPossible)
        let job = try await counter.job(JobID(1))
        #expect(job.documentCount == 2)
        #expect(!job.lifecycle.isOpen)
    }

    @Test("Send-Document without last-document is bad; Close-Job ends a job without data and may be repeated")
    func closing() async throws {
        let counter = try await Counter()
        _ = try await counter.send(.createJob)

        #expect(try await counter.send(.sendDocument, to: "/jobs/1", document: [1]).status == .badRequest)
        #expect(try await counter.send(.closeJob, to: "/jobs/1").status == .ok)
        #expect(try await counter.send(.closeJob, to: "/jobs/1").status == .ok)
        #expect(try await !counter.job(JobID(1)).lifecycle.isOpen)
    }

    @Test("A job takes no more documents than the limit")
    func tooManyDocuments() async throws {
        let counter = try await Counter { $0.documentsPerJobMax = 2 }
        _ = try await counter.send(.createJob)
        func add() async throws -> StatusCode {
            try await counter.send(
                .sendDocument, to: "/jobs/1", [Attribute("last-document", .boolean(false))], document: [1]
            ).status
        }

        #expect(try await [add(), add(), add()] == [.ok, .ok, .tooManyDocuments])
    }

    @Test("A document longer than the limit is refused, and a queue full of jobs takes no more")
    func limits() async throws {
        let counter = try await Counter { settings in
            settings.documentOctetsMax = 10
            settings.jobsPerQueueMax = 1
        }

        #expect(
            try await counter.send(.printJob, document: Array(repeating: 1, count: 11)).status == .requestEntityTooLarge
        )
        #expect(try await counter.send(.printJob, document: [1]).status == .ok)
        #expect(try await counter.send(.printJob, document: [1]).status == .tooManyJobs)
    }

    @Test("A full disk is a temporary error")
    func fullDisk() async throws {
        let counter = try await Counter()
        counter.store.setFull(true)

        #expect(try await counter.send(.printJob, document: [1]).status == .temporaryError)
    }

    @Test("The same job-uuid again gives the same job")
    func idempotency() async throws {
        let counter = try await Counter()
        let key = Attribute("job-uuid", .uri("urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427"))

        let first = try await counter.send(.printJob, [key], document: [1])
        let second = try await counter.send(.printJob, [key], document: [1])

        #expect(first[.job]?["job-id"] == second[.job]?["job-id"])
    }

    @Test("A stream that is cut off makes no job")
    func cutOff() async throws {
        let counter = try await Counter()
        let message = IPPMessage(
            code: OperationID.printJob.rawValue, requestID: 1,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("printer-uri", .uri("ipp://h/printers/raw")),
                    ])
            ])

        let answer = await counter.service.answer(
            to: message.encoded(), document: DocumentStream { throw DocumentCutOff() }, from: counter.caller)

        #expect(try IPPMessage(decoding: answer.bytes).status == .badRequest)
        #expect(try await counter.store.job(JobID(1)) == nil)
    }

    @Test("An administrator's default counts where the job says nothing")
    func defaults() async throws {
        let counter = try await Counter()
        _ = try await counter.send(
            .cupsAddModifyPrinter,
            printer: [
                Attribute("job-priority-default", .integer(81)),
                Attribute("job-hold-until-default", .keyword("indefinite")),
            ])

        let id = try await counter.makeJob()

        let job = try await counter.job(id)
        #expect(job.priority == 81)
        #expect(job.lifecycle.hold == .indefinite)
    }
}

extension AttributeValue {
    fileprivate var integerText: String { integerValue.map { String($0) } ?? "" }
}
