import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

/// What may be asked about pages where documents are converted, and what may not.
@Suite("Options of pages")
struct PageOptionTests {
    private func submit(
        _ job: [Attribute], to queue: String = "pdf", _ operation: [Attribute] = []
    ) async throws -> (answer: IPPMessage, job: Job?) {
        let counter = try await Counter(converts: true)
        let answer = try await counter.send(
            .printJob, to: "/printers/\(queue)", operation, job: job, document: Array("%PDF-".utf8))
        let id = answer[.job]?["job-id"]?.integerValue
        var made: Job?
        if let id { made = try await counter.job(JobID(id)) }
        return (answer, made)
    }

    @Test(
        "They are kept where pages are changed, and told to be unsupported where they are not",
        arguments: [
            Attribute("page-ranges", [.rangeOfInteger(IntegerRange(1, 3)), .rangeOfInteger(IntegerRange(8, 8))]),
            Attribute("number-up", .integer(4)), Attribute("job-sheets", .keyword("standard")),
            Attribute("imposition-template", .keyword("signature")), Attribute("cpi", .name("12")),
            Attribute("fit-to-page", .boolean(true)), Attribute("finishings", .enum(20)),
            Attribute(
                "overrides",
                .collection([
                    Attribute("pages", .rangeOfInteger(IntegerRange(1, 1))),
                    Attribute("media", .keyword("na_letter_8.5x11in")),
                ])),
            Attribute("job-error-sheet", .collection([Attribute("job-error-sheet-type", .keyword("standard"))])),
        ])
    func kept(attribute: Attribute) async throws {
        let here = try await submit([attribute])
        let raw = try await submit([attribute], to: "raw")

        #expect(here.answer.status == .ok)
        #expect(here.job?.attributes[attribute.name] == attribute)
        #expect(raw.answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(raw.job?.attributes[attribute.name] == nil)
    }

    @Test(
        "Values that make no sense are refused",
        arguments: [
            Attribute("page-ranges", .rangeOfInteger(IntegerRange(3, 1))),
            Attribute("page-ranges", .rangeOfInteger(IntegerRange(0, 1))), Attribute("page-ranges", .integer(2)),
            Attribute("number-up", .integer(5)), Attribute("job-sheets", .keyword("sheet-of-nobody")),
            Attribute("cpi", .name("many")), Attribute("scaling", .integer(0)),
        ])
    func refused(attribute: Attribute) async throws {
        let (answer, job) = try await submit([attribute])

        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(job?.attributes[attribute.name] == nil)
    }

    @Test("A password opens the document, is shown to nobody, and is gone with the end of the job")
    func password() async throws {
        let counter = try await Counter(converts: true)
        let secret = Attribute("document-password", .octetString(Array("open".utf8)))
        let answer = try await counter.send(
            .printJob, to: "/printers/pdf", [secret], document: Array("%PDF-".utf8))
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))

        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]

        #expect(shown?["document-password"] == nil)
        let kept = try await counter.job(id)
        #expect(kept.attributes["document-password"] != nil)
        #expect(kept.attributes["document-password"] != secret, "it is sealed")
        #expect(counter.store.opened(kept).attributes["document-password"] == secret)
        _ = try await counter.send(.cancelJob, to: "/jobs/\(id)")
        #expect(try await counter.job(id).attributes["document-password"] == nil)
    }

    @Test("A password that others could read on its way is not used, and told without its value")
    func openPassword() async throws {
        var counter = try await Counter(converts: true)
        counter.caller.requester = Requester(
            origin: .network(address: "192.0.2.9", isLoopback: false), isPrivate: false)
        let secret = Attribute("document-password", .octetString(Array("open".utf8)))
        let fidelity = Attribute("ipp-attribute-fidelity", .boolean(true))

        let answer = try await counter.send(
            .printJob, to: "/printers/pdf", [secret], document: Array("%PDF-".utf8))
        let bound = try await counter.send(
            .printJob, to: "/printers/pdf", [secret, fidelity], document: Array("%PDF-".utf8))
        let validated = try await counter.send(.validateDocument, to: "/printers/pdf", [secret])

        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(answer[.unsupported]?["document-password"]?.values == [.outOfBand(.unsupported)])
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))
        #expect(try await counter.job(id).attributes["document-password"] == nil)
        #expect(bound.status == .attributesOrValuesNotSupported)
        #expect(validated[.unsupported]?["document-password"]?.values == [.outOfBand(.unsupported)])
    }

    @Test("What can be converted is listed behind what the device takes")
    func formats() async throws {
        let counter = try await Counter(converts: true)

        let printer = try await counter.send(.getPrinterAttributes, to: "/printers/pdf")[.printer]

        #expect(
            printer?["document-format-supported"]?.stringValues
                == ["application/octet-stream", "application/pdf", "text/plain"])
        #expect(printer?["quire-device-formats"]?.stringValues == ["application/pdf"])
        #expect(printer?["page-ranges-supported"]?.boolValue == true)
        #expect(printer?["number-up-supported"]?.integerValues == [1, 2, 4, 6, 8, 9, 10, 12, 15, 16])
    }

    @Test(
        "The sender's word counts where the content says nothing or may be printed as written",
        arguments: [
            ("text/plain", "text", StatusCode.ok), ("application/pdf", "????", .ok),
            ("application/pdf", "text", .documentFormatError), ("text/plain", "%PDF-", .documentFormatError),
            ("Application/PDF", "%PDF-", .ok), ("application/x-pdf", "%PDF-", .ok),
            ("application/pdf; version=2", "%PDF-", .ok),
        ])
    func words(supplied: String, content: String, status: StatusCode) async throws {
        let counter = try await Counter(converts: true)

        let answer = try await counter.send(
            .printJob, to: "/printers/pdf", [Attribute("document-format", .mimeMediaType(supplied))],
            document: Array(content.utf8))

        #expect(answer.status == status)
    }
}
