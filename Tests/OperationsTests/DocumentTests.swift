import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Documents")
struct DocumentTests {
    private static let last = Attribute("last-document", .boolean(true))
    private static let notLast = Attribute("last-document", .boolean(false))
    private static let twoSided = Attribute("sides", .keyword("two-sided-long-edge"))

    /// A job with two documents on `pdf`; the first is to be printed on both sides.
    private func job(_ operation: [Attribute] = [], in counter: Counter, closed: Bool = true) async throws -> String {
        let made = try await counter.send(.createJob, to: "/printers/pdf", operation)
        let uri = "/jobs/\(try #require(made[.job]?["job-id"]?.integerValue))"
        _ = try await counter.send(
            .sendDocument, to: uri, [Self.notLast, Attribute("document-name", .name("first"))],
            template: [Self.twoSided], document: Array("%PDF-1".utf8))
        _ = try await counter.send(
            .sendDocument, to: uri, [closed ? Self.last : Self.notLast], document: Array("%PDF-2".utf8))
        return uri
    }

    @Test("Documents are one where all of them can be: else they come one after the other, or not at all")
    func joined() async throws {
        let counter = try await Counter(converts: true)
        let offered = try await counter.send(.getPrinterAttributes, to: "/printers/pdf")[.printer]
        #expect(
            offered?["multiple-document-handling-supported"]?.stringValues.contains("single-document-new-sheet") == true
        )
        let raw = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(raw?["multiple-document-handling-supported"]?.stringValues.contains("single-document") == false)
        let one = Attribute("multiple-document-handling", .keyword("single-document"))
        func statuses(_ documents: [String], _ operation: [Attribute] = []) async throws -> [IPPMessage] {
            let made = try await counter.send(.createJob, to: "/printers/pdf", operation, job: [one])
            #expect(made.status == .ok)
            let uri = "/jobs/\(try #require(made[.job]?["job-id"]?.integerValue))"
            var answers: [IPPMessage] = []
            for document in documents {
                answers.append(
                    try await counter.send(.sendDocument, to: uri, [Self.notLast], document: Array(document.utf8)))
            }
            return answers
        }

        let fine = try await statuses(["text 1", "text 2"])
        #expect(fine.map(\.status) == [.ok, .ok])
        let apart = try await statuses(["%PDF-1", "text 2"])
        #expect(apart.map(\.status) == [.ok, .okIgnoredOrSubstitutedAttributes])
        #expect(apart[1][.unsupported]?.attributes == [one])
        let bound = try await statuses(
            ["text 1", "%PDF-2"], [Attribute("ipp-attribute-fidelity", .boolean(true))])
        #expect(bound.map(\.status) == [.ok, .attributesOrValuesNotSupported])
        #expect(bound[1][.unsupported]?.attributes == [one])
    }

    @Test("A document of a job that is one document is asked nothing of its own")
    func partsHaveNoWishes() async throws {
        let counter = try await Counter(converts: true)
        _ = try await counter.send(
            .createJob, to: "/printers/pdf",
            job: [Attribute("multiple-document-handling", .keyword("single-document"))])

        let answer = try await counter.send(
            .sendDocument, to: "/jobs/1", [Self.last], template: [Self.twoSided], document: Array("text".utf8))

        #expect(answer.status == .okConflictingAttributes)
        #expect(answer[.unsupported]?.attributes == [Self.twoSided])
        #expect(try await counter.store.documents(of: JobID(1)).first?.attributes["sides"] == nil)
    }

    private func document(_ number: Int32) -> Attribute { Attribute("document-number", .integer(number)) }

    @Test("Send-Document answers with the document's number and state, and keeps what is asked of it alone")
    func send() async throws {
        let counter = try await Counter(converts: true)
        _ = try await counter.send(.createJob, to: "/printers/pdf")

        let answer = try await counter.send(
            .sendDocument, to: "/jobs/1",
            [Self.notLast, Attribute("document-natural-language", .naturalLanguage("de"))],
            template: [Self.twoSided], document: Array("%PDF-1".utf8))

        #expect(answer.status == .ok)
        #expect(answer[.document]?["document-number"]?.integerValue == 1)
        #expect(answer[.document]?["document-state"]?.values == [.enum(3)])
        #expect(answer[.document]?["document-state-reasons"]?.stringValue == "incoming")
        let kept = try #require(try await counter.store.documents(of: JobID(1)).first)
        #expect(kept.attributes["sides"] == Self.twoSided)
        #expect(kept.attributes["document-natural-language"]?.stringValue == "de")
        #expect(try await counter.job(JobID(1)).attributes["sides"] == nil)
    }

    @Test(
        "What a document cannot be asked comes back, and the document is taken without it",
        arguments: [
            Attribute("print-quality", .enum(9)), Attribute("job-priority", .integer(7)),
            Attribute("multiple-document-handling", .keyword("separate-documents-collated-copies")),
            Attribute("no-such-thing", .integer(1)),
        ])
    func unsupported(attribute: Attribute) async throws {
        let counter = try await Counter(converts: true)
        _ = try await counter.send(.createJob, to: "/printers/pdf")

        let answer = try await counter.send(
            .sendDocument, to: "/jobs/1", [Self.last], template: [attribute, Self.twoSided],
            document: Array("%PDF-1".utf8))

        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(answer[.unsupported]?.attributes.map(\.name) == [attribute.name])
        #expect(try await counter.store.documents(of: JobID(1)).first?.attributes.attributes == [Self.twoSided])
    }

    @Test(
        "The fidelity that the job was made with counts for its documents",
        arguments: [
            Attribute("ipp-attribute-fidelity", .boolean(true)),
            Attribute("job-mandatory-attributes", .keyword("number-up")),
        ])
    func fidelity(attribute: Attribute) async throws {
        let counter = try await Counter(converts: true)
        _ = try await counter.send(.createJob, to: "/printers/pdf", [attribute])
        let bad = Attribute("number-up", .integer(5))

        let refused = try await counter.send(
            .sendDocument, to: "/jobs/1", [Self.last], template: [bad], document: Array("%PDF-1".utf8))
        let taken = try await counter.send(
            .sendDocument, to: "/jobs/1", [Self.last], document: Array("%PDF-1".utf8))

        #expect(refused.status == .attributesOrValuesNotSupported)
        #expect(refused[.unsupported]?["number-up"] == bad)
        #expect(taken.status == .ok)
        #expect(taken[.document]?["document-number"]?.integerValue == 1)
    }

    @Test("Get-Documents lists them in their order, with limit and first-index")
    func list() async throws {
        let counter = try await Counter(converts: true)
        let uri = try await job(in: counter)

        let all = try await counter.send(.getDocuments, to: uri)
        let second = try await counter.send(.getDocuments, to: uri, [Attribute("first-index", .integer(2))])
        let one = try await counter.send(.getDocuments, to: uri, [Attribute("limit", .integer(1))])
        let none = try await counter.send(.getDocuments, to: uri, [Attribute("first-index", .integer(9))])
        let bad = try await counter.send(.getDocuments, to: uri, [Attribute("limit", .integer(0))])

        func numbers(_ answer: IPPMessage) -> [Int32?] {
            answer.groups.filter { $0.tag == .document }.map { $0["document-number"]?.integerValue }
        }
        #expect(numbers(all) == [1, 2])
        #expect(all[.document]?.attributes.count == 1)
        #expect(numbers(second) == [2])
        #expect(numbers(one) == [1])
        #expect(none.status == .ok && numbers(none).isEmpty)
        #expect(bad.status == .attributesOrValuesNotSupported)
    }

    @Test("Get-Document-Attributes shows what was said of the document and not what the job says")
    func attributes() async throws {
        let counter = try await Counter(converts: true)
        let uri = try await job(in: counter)

        let first = try #require(try await counter.send(.getDocumentAttributes, to: uri, [document(1)])[.document])
        let second = try #require(try await counter.send(.getDocumentAttributes, to: uri, [document(2)])[.document])

        #expect(first["document-name"]?.stringValue == "first")
        #expect(first["sides"] == Self.twoSided)
        #expect(second["sides"] == nil)
        #expect(first["document-job-id"]?.integerValue == 1)
        #expect(first["k-octets"]?.integerValue == 1)
        #expect(first["document-format-detected"]?.stringValue == "application/pdf")
        #expect(first["last-document"]?.values == [.boolean(false)])
        #expect(second["last-document"]?.values == [.boolean(true)])
        #expect(first["document-uuid"] != second["document-uuid"])
    }

    @Test(
        "Groups of attributes of documents can be asked for", arguments: ["document-template", "document-description"])
    func groups(name: String) async throws {
        let counter = try await Counter(converts: true)
        let uri = try await job(in: counter)

        let answer = try await counter.send(
            .getDocumentAttributes, to: uri, [document(1), Attribute("requested-attributes", .keyword(name))])

        let isTemplate = name == "document-template"
        #expect((answer[.document]?["sides"] != nil) == isTemplate)
        #expect((answer[.document]?["document-state"] == nil) == isTemplate)
    }

    @Test("A printer says what of it is for documents when that is asked for")
    func printerTemplate() async throws {
        let counter = try await Counter(converts: true)

        let answer = try await counter.send(
            .getPrinterAttributes, to: "/printers/pdf",
            [Attribute("requested-attributes", .keyword("document-template"))])

        #expect(answer[.printer]?["sides-supported"] != nil)
        #expect(answer[.printer]?["job-priority-supported"] == nil)
        #expect(answer[.printer]?["printer-state"] == nil)
    }

    @Test("Others than the owner do not see what a document is called")
    func privacy() async throws {
        let counter = try await Counter(.standard, converts: true)
        let uri = try await job(in: counter)

        let other = try #require(
            try await counter.send(.getDocumentAttributes, to: uri, [document(1)], user: "bo")[.document])

        #expect(other["document-name"] == nil)
        #expect(other["sides"] == nil)
        #expect(other["document-state"]?.values == [.enum(3)])
    }

    @Test("Cancel-Document cancels one document and leaves the job and its others as they are")
    func cancel() async throws {
        let counter = try await Counter(converts: true)
        let uri = try await job(in: counter)

        let answer = try await counter.send(.cancelDocument, to: uri, [document(1)])
        let again = try await counter.send(.cancelDocument, to: uri, [document(1)])

        #expect(answer.status == .ok)
        #expect(again.status == .notPossible)
        let first = try await counter.send(.getDocumentAttributes, to: uri, [document(1)])[.document]
        let second = try await counter.send(.getDocumentAttributes, to: uri, [document(2)])[.document]
        #expect(first?["document-state"]?.values == [.enum(7)])
        #expect(first?["document-state-reasons"]?.stringValue == "canceled-by-user")
        #expect(second?["document-state"]?.values == [.enum(3)])
        #expect(try await counter.job(JobID(1)).state == .pending)
    }

    @Test("Cancel-Job ends the documents that have not ended")
    func cancelJob() async throws {
        let counter = try await Counter(converts: true)
        let uri = try await job(in: counter)

        _ = try await counter.send(.cancelJob, to: uri)

        let document = try await counter.send(.getDocumentAttributes, to: uri, [document(2)])[.document]
        #expect(document?["document-state"]?.values == [.enum(7)])
        #expect(try await counter.send(.cancelDocument, to: uri, [self.document(2)]).status == .notPossible)
    }

    @Test("Set-Document-Attributes changes what is asked of a waiting document, all of it or nothing")
    func set() async throws {
        let counter = try await Counter(converts: true)
        let uri = try await job(in: counter)

        let done = try await counter.send(
            .setDocumentAttributes, to: uri, [document(1)],
            template: [
                Attribute("copies", .integer(4)), Attribute("sides", .outOfBand(.deleteAttribute)),
                Attribute("document-name", .name("other")),
            ])
        let bad = try await counter.send(
            .setDocumentAttributes, to: uri, [document(1)],
            template: [Attribute("copies", .integer(5)), Attribute("number-up", .integer(5))])
        let readOnly = try await counter.send(
            .setDocumentAttributes, to: uri, [document(1)], template: [Attribute("document-state", .enum(9))])

        #expect(done.status == .ok)
        #expect(bad.status == .attributesOrValuesNotSupported)
        #expect(readOnly.status == .attributesNotSettable)
        let kept = try #require(try await counter.store.documents(of: JobID(1)).first)
        #expect(kept.attributes.attributes == [Attribute("copies", .integer(4))])
        #expect(kept.name == "other")
    }

    @Test("Validate-Document checks as Send-Document does and makes nothing")
    func validate() async throws {
        let counter = try await Counter(converts: true)
        let uri = try await job(in: counter, closed: false)

        let good = try await counter.send(.validateDocument, to: uri, template: [Self.twoSided])
        let bad = try await counter.send(.validateDocument, to: uri, template: [Attribute("number-up", .integer(5))])
        let format = try await counter.send(
            .validateDocument, to: uri, [Attribute("document-format", .mimeMediaType("image/gif"))])
        let printer = try await counter.send(.validateDocument, to: "/printers/pdf", template: [Self.twoSided])

        #expect(good.status == .ok)
        #expect(bad.status == .okIgnoredOrSubstitutedAttributes)
        #expect(format.status == .documentFormatNotSupported)
        #expect(printer.status == .ok)
        #expect(try await counter.job(JobID(1)).documentCount == 2)
    }

    @Test("A document that is not there is not found; a request that names none is refused")
    func missing() async throws {
        let counter = try await Counter(converts: true)
        let uri = try await job(in: counter)

        #expect(try await counter.send(.getDocumentAttributes, to: uri, [document(3)]).status == .notFound)
        #expect(try await counter.send(.getDocumentAttributes, to: uri).status == .badRequest)
        #expect(try await counter.send(.getDocuments, to: "/jobs/77").status == .notFound)
    }

    @Test("The password of a document is shown to nobody and gone with the end of the job")
    func password() async throws {
        let counter = try await Counter(converts: true)
        _ = try await counter.send(.createJob, to: "/printers/pdf")
        let secret = Attribute("document-password", .octetString(Array("open".utf8)))
        _ = try await counter.send(.sendDocument, to: "/jobs/1", [Self.last, secret], document: Array("%PDF-".utf8))

        let shown = try await counter.send(.getJobAttributes, to: "/jobs/1")[.job]
        let document = try await counter.send(.getDocumentAttributes, to: "/jobs/1", [document(1)])[.document]

        #expect(shown?.attributes.contains { $0.name.hasPrefix("document-password") } == false)
        #expect(document?.attributes.contains { $0.name.hasPrefix("document-password") } == false)
        let kept = try await counter.job(JobID(1))
        #expect(kept.attributes["document-password;1"]?.values != secret.values, "it is sealed")
        #expect(counter.store.opened(kept).attributes["document-password;1"]?.values == secret.values)
        _ = try await counter.send(.cancelJob, to: "/jobs/1")
        #expect(try await counter.job(JobID(1)).attributes["document-password;1"] == nil)
    }
}

/// What may be asked for some pages only (PWG 5100.6).
@Suite("Overrides")
struct OverrideTests {
    private static let pages = Attribute("pages", .rangeOfInteger(IntegerRange(1, 2)))
    private static let media = Attribute("media", .keyword("na_letter_8.5x11in"))

    private func status(of members: [Attribute]...) async throws -> IPPMessage {
        let counter = try await Counter(converts: true)
        return try await counter.send(
            .printJob, to: "/printers/pdf", job: [Attribute("overrides", members.map { .collection($0) })],
            document: Array("%PDF-".utf8))
    }

    @Test(
        "Members that are missing or not in their order, and ranges that overlap, are malformed",
        arguments: [
            [media], [pages], [media, pages],
            [pages, media, Attribute("document-numbers", .rangeOfInteger(IntegerRange(1, 1)))],
            [Attribute("pages", [.rangeOfInteger(IntegerRange(3, 4)), .rangeOfInteger(IntegerRange(1, 2))]), media],
            [Attribute("pages", [.rangeOfInteger(IntegerRange(1, 3)), .rangeOfInteger(IntegerRange(3, 4))]), media],
            [Attribute("pages", .rangeOfInteger(IntegerRange(2, 1))), media],
        ])
    func malformed(members: [Attribute]) async throws {
        #expect(try await status(of: members).status == .badRequest)
    }

    @Test("What cannot be different for pages comes back alone")
    func unsupported() async throws {
        let copies = Attribute("document-copies", .rangeOfInteger(IntegerRange(1, 1)))
        let answer = try await status(of: [Self.pages, copies, Self.media, Attribute("copies", .integer(2))])

        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(
            answer[.unsupported]?["overrides"]?.values == [
                .collection([
                    Attribute("document-copies", .outOfBand(.unsupported)),
                    Attribute("copies", .outOfBand(.unsupported)),
                ])
            ])
    }

    @Test("An override of a document may only name that document")
    func otherDocument() async throws {
        let counter = try await Counter(converts: true)
        _ = try await counter.send(.createJob, to: "/printers/pdf")
        func send(_ number: Int32) async throws -> StatusCode {
            let members = [
                Self.pages, Attribute("document-numbers", .rangeOfInteger(IntegerRange(number, number))), Self.media,
            ]
            return try await counter.send(
                .sendDocument, to: "/jobs/1", [Attribute("last-document", .boolean(false))],
                template: [Attribute("overrides", .collection(members))], document: Array("%PDF-".utf8)
            ).status
        }

        #expect(try await send(2) == .badRequest)
        #expect(try await send(1) == .ok)
    }
}
