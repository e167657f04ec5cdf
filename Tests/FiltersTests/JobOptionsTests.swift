import IPP
import PrintModel
import Testing

@testable import Filters

@Suite("What was asked for")
struct JobOptionsTests {
    private func options(_ attributes: [Attribute], defaults: [Attribute] = []) -> JobOptions {
        JobOptions(AttributeGroup(.job, attributes), defaults: AttributeGroup(.printer, defaults))
    }

    private func job(
        _ attributes: [Attribute], defaults: [Attribute] = [], format: String = "application/pdf",
        hasSheets: Bool = false
    ) -> ConversionJob {
        ConversionJob(
            options: options(attributes, defaults: defaults),
            device: DeviceCapabilities(formats: ["application/pdf"], makeAndModel: "", hasSheets: hasSheets),
            document: Document(number: 1, format: format, formatSupplied: nil, name: nil, octets: 1, digest: []))
    }

    @Test("A queue's defaults stand in where the job is silent, and nowhere else")
    func defaults() {
        let defaults = [
            Attribute("number-up-default", .integer(4)), Attribute("sides-default", .keyword("two-sided-long-edge")),
        ]

        #expect(options([], defaults: defaults).numberUp == 4)
        #expect(options([Attribute("number-up", .integer(1))], defaults: defaults).numberUp == 1)
        #expect(options([], defaults: defaults).sides == "two-sided-long-edge")
    }

    @Test("Words of CUPS mean what they mean there")
    func words() {
        let asked = options([
            Attribute("number-up-layout", .keyword("rltb")), Attribute("fit-to-page", .boolean(true)),
            Attribute("outputorder", .name("reverse")), Attribute("page-set", .keyword("odd")),
            Attribute("cpi", .name("12")), Attribute("media", .keyword("A4")),
        ])

        #expect(asked.layout == "toleft-tobottom")
        #expect(asked.scaling == "fit")
        #expect(asked.isReversed)
        #expect(asked.pageSet == "odd")
        #expect(asked.text.charactersPerInch == 12)
        #expect(asked.media?.name == "iso_a4_210x297mm")
    }

    @Test("Ranges, sheets and a password are read as they are sent")
    func values() {
        let asked = options([
            Attribute("page-ranges", [.rangeOfInteger(IntegerRange(2, 3)), .rangeOfInteger(IntegerRange(9, 8))]),
            Attribute("job-sheets", [.keyword("standard"), .keyword("secret")]),
            Attribute("document-password", .octetString(Array("pässword".utf8))),
        ])

        #expect(asked.pageRanges == [2...3])
        #expect((asked.startSheet, asked.endSheet) == ("standard", "secret"))
        #expect(asked.password == "pässword")
    }

    @Test("The queue's own paper is no wish where pages may have any size; another one is")
    func usualPaper() {
        let a4 = Attribute("media", .keyword("iso_a4_210x297mm"))
        let letter = Attribute("media", .keyword("na_letter_8.5x11in"))

        #expect(job([a4]).needs.isEmpty)
        #expect(job([letter]).needs == [.pages])
        #expect(job([letter], defaults: [Attribute("media-default", .keyword("na_letter_8.5x11in"))]).needs.isEmpty)
        #expect(job([a4], hasSheets: true).needs == [.pages])
        #expect(job([], hasSheets: true).needs == [.pages])
    }

    @Test("What clients send as defaults asks for nothing")
    func nothing() {
        let sent = [
            Attribute("copies", .integer(1)), Attribute("number-up", .integer(1)), Attribute("finishings", .enum(3)),
            Attribute("job-sheets", [.keyword("none"), .keyword("none")]), Attribute("print-scaling", .keyword("auto")),
            Attribute("sides", .keyword("one-sided")), Attribute("print-quality", .enum(4)),
            Attribute("print-color-mode", .keyword("auto")), Attribute("page-border", .keyword("none")),
            Attribute("imposition-template", .keyword("none")),
            Attribute("page-delivery", .keyword("system-specified")),
        ]

        #expect(job(sent).needs.isEmpty)
    }

    @Test("Text and pictures are set on their sheet and not moved again")
    func setOnce() {
        let turned = [Attribute("orientation-requested", .enum(4))]

        #expect(job(turned, format: "text/plain").needs.isEmpty)
        #expect(job(turned, format: "image/jpeg").needs.isEmpty)
        #expect(job(turned).needs == [.pages])
    }
}
