import IPP
import PrintModel
import Testing

@testable import Filters

/// What a document is asked beside its job.
@Suite("Wishes of documents")
struct DocumentWishTests {
    private func job(_ attributes: Attribute...) -> Job {
        let owner = Owner(user: "anna", host: "localhost", isProved: true)
        let ticket = Ticket(
            printer: PrinterID(1), name: "job", owner: owner, attributes: AttributeGroup(.job, attributes))
        return Job(of: ticket, id: JobID(1), isOpen: false, closesAt: nil, at: Moment(seconds: 1))
    }

    private func document(_ number: Int, _ attributes: Attribute...) -> Document {
        Document(
            number: number, format: "application/pdf", formatSupplied: nil, name: nil, octets: 1, digest: [],
            attributes: AttributeGroup(.document, attributes))
    }

    @Test("What a document says counts, and of the rest what the job says")
    func merged() {
        let job = job(Attribute("number-up", .integer(2)), Attribute("copies", .integer(3)))

        let first = JobOptions(job.wishes(for: document(1, Attribute("number-up", .integer(4)))))
        let second = JobOptions(job.wishes(for: document(2)))

        #expect((first.numberUp, first.copies) == (4, 3))
        #expect((second.numberUp, second.copies) == (2, 3))
    }

    @Test("A document's media takes the place of its job's media-col, which says more")
    func media() {
        let letter = Attribute("media-col", .collection([Attribute("media-size-name", .keyword("na_letter_8.5x11in"))]))

        let wishes = job(letter).wishes(for: document(1, Attribute("media", .keyword("iso_a5_148x210mm"))))

        #expect(JobOptions(wishes).media?.name == "iso_a5_148x210mm")
    }

    @Test("Each document is opened with its own password, the others with the job's")
    func passwords() {
        let job = job(
            Attribute("document-password", .octetString(Array("all".utf8))),
            Attribute("document-password;2", .octetString(Array("two".utf8))))

        #expect(JobOptions(job.wishes(for: document(1))).password == "all")
        #expect(JobOptions(job.wishes(for: document(2))).password == "two")
    }

    @Test("A template of finishings-col is the number of its name, and counts beside finishings")
    func finishings() {
        func template(_ name: String) -> AttributeValue {
            .collection([Attribute("finishing-template", .keyword(name))])
        }
        let options = JobOptions(
            AttributeGroup(
                .job,
                [
                    Attribute("finishings", .enum(5)),
                    Attribute("finishings-col", [template("staple-top-left"), template("punch"), template("none")]),
                ]))

        #expect(options.finishings == [20, 5])
    }

    @Test("A queue's finishings-col is no wish of a job that says finishings")
    func defaultFinishings() {
        let collection = Attribute(
            "finishings-col-default", .collection([Attribute("finishing-template", .keyword("staple"))]))
        let defaults = AttributeGroup(.printer, [collection])

        let asked = JobOptions(AttributeGroup(.job, [Attribute("finishings", .enum(3))]), defaults: defaults)

        #expect(asked.finishings.isEmpty)
        #expect(JobOptions(AttributeGroup(.job), defaults: defaults).finishings == [4])
    }

    @Test("Sheets about the job are what job-sheets-col says, on its media")
    func sheets() {
        let options = JobOptions(
            AttributeGroup(
                .job,
                [
                    Attribute(
                        "job-sheets-col",
                        .collection([
                            Attribute("job-sheets", .keyword("secret")),
                            Attribute("media", .keyword("iso_a5_148x210mm")),
                        ]))
                ]))

        #expect(options.startSheet == "secret")
        #expect(options.sheetMedia?.name == "iso_a5_148x210mm")
    }
}
