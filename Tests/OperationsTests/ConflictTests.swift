import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

/// What cannot be together, and how much there is to print.
@Suite("Conflicts and counts")
struct ConflictTests {
    private static let letter = Attribute("media", .keyword("na_letter_8.5x11in"))
    private static let a4 = Attribute(
        "media-col", .collection([Attribute("media-size-name", .keyword("iso_a4_210x297mm"))]))
    private func send(
        _ job: [Attribute], _ operation: [Attribute] = []
    ) async throws -> (answer: IPPMessage, kept: Job?) {
        let counter = try await Counter(converts: true)
        let answer = try await counter.send(
            .printJob, to: "/printers/pdf", operation, job: job, document: Array("%PDF-".utf8))
        return (answer, try await counter.store.job(JobID(1)))
    }

    @Test("A collection beside the attribute it says more than counts, and the other comes back as a conflict")
    func collections() async throws {
        let (answer, job) = try await send([Self.letter, Self.a4])

        #expect(answer.status == .okConflictingAttributes)
        #expect(answer[.unsupported]?.attributes == [Self.letter])
        #expect(job?.attributes["media"] == nil)
        #expect(job?.attributes["media-col"] == Self.a4)
    }

    @Test("With fidelity a conflict refuses the job, and what is not supported weighs more")
    func fidelity() async throws {
        let binding = Attribute("ipp-attribute-fidelity", .boolean(true))
        let conflict = try await send([Self.letter, Self.a4], [binding])
        let both = try await send([Self.letter, Self.a4, Attribute("number-up", .integer(5))], [binding])

        #expect(conflict.answer.status == .conflictingAttributes)
        #expect(conflict.kept == nil)
        #expect(both.answer.status == .attributesOrValuesNotSupported)
        #expect(both.answer[.unsupported]?.attributes.map(\.name).sorted() == ["media", "number-up"])
    }

    @Test("No finishing beside a finishing says nothing")
    func noFinishing() async throws {
        let (answer, job) = try await send([Attribute("finishings", [.enum(3), .enum(4)])])

        #expect(answer.status == .okConflictingAttributes)
        #expect(answer[.unsupported]?["finishings"]?.values == [.enum(3)])
        #expect(job?.attributes["finishings"]?.values == [.enum(4)])
    }

    @Test("A member of a collection can be mandatory")
    func member() async throws {
        let bad = Attribute(
            "media-col",
            .collection([
                Attribute("media-size-name", .keyword("iso_a4_210x297mm")), Attribute("media-type", .keyword("cloth")),
            ]))
        let type = Attribute("job-mandatory-attributes", .keyword("media-col.media-type"))
        let size = Attribute("job-mandatory-attributes", .keyword("media-col.media-size-name"))

        let refused = try await send([bad], [type])
        let taken = try await send([bad], [size])

        #expect(refused.answer.status == .attributesOrValuesNotSupported)
        #expect(
            refused.answer[.unsupported]?["media-col"]?.values == [
                .collection([Attribute("media-type", .keyword("cloth"))])
            ])
        #expect(taken.answer.status == .okIgnoredOrSubstitutedAttributes)
    }

    @Test(
        "Impressions and sheets follow from the pages and what is asked of them",
        arguments: [
            ([], 10, 10, 10), ([Attribute("number-up", .integer(4))], 10, 3, 3),
            ([Attribute("sides", .keyword("two-sided-long-edge"))], 10, 10, 5),
            ([Attribute("imposition-template", .keyword("signature"))], 10, 5, 3),
            ([Attribute("copies", .integer(7))], 10, 10, 10),
            (
                [
                    Attribute(
                        "page-ranges", [.rangeOfInteger(IntegerRange(2, 4)), .rangeOfInteger(IntegerRange(9, 99))])
                ],
                5, 5, 5
            ),
        ] as [([Attribute], Int, Int, Int)])
    func work(wishes: [Attribute], pages: Int, impressions: Int, sheets: Int) async throws {
        let counter = try await Counter(converts: true)
        let facts = counter.context.facts.facts(of: try counter.printer("pdf"))

        let work = PageWork(pages: 10, asking: AttributeGroup(.job, wishes), on: facts)

        #expect((work.pages, work.impressions, work.sheets) == (pages, impressions, sheets))
    }
}
