import IPP
import PrintModel
import Testing

@testable import Operations

/// Clients that know printers by PPDs: what they are given, and what they send.
@Suite("PPDs that are written here")
struct PPDNameTests {
    private func printed(_ options: [(String, String)], _ more: [Attribute] = []) async throws -> (
        job: Job, answer: IPPMessage
    ) {
        let counter = try await Counter(converts: true)
        let answer = try await counter.send(
            .printJob, to: "/printers/pdf", job: more + options.map { Attribute($0, .name($1)) },
            document: Array("%PDF-".utf8))
        return (try await counter.job(JobID(try #require(answer[.job]?["job-id"]?.integerValue))), answer)
    }

    private func column(_ name: String, of job: Job) -> Attribute? {
        guard case .collection(let members)? = job.attributes["media-col"]?.values.first else { return nil }
        return members.first { $0.name == name }
    }

    @Test("Options by their PPD names are kept as the attributes they stand for")
    func options() async throws {
        let (job, answer) = try await printed([
            ("PageSize", "A5"), ("Duplex", "DuplexNoTumble"), ("ColorModel", "Gray"), ("cupsPrintQuality", "Draft"),
            ("OutputBin", "FaceUp"), ("StapleLocation", "TopLeft"), ("Resolution", "300dpi"),
        ])

        #expect(answer.status == .ok)
        #expect(job.attributes["media"]?.stringValue == "iso_a5_148x210mm")
        #expect(job.attributes["sides"]?.stringValue == "two-sided-long-edge")
        #expect(job.attributes["print-color-mode"]?.stringValue == "monochrome")
        #expect(job.attributes["print-quality"]?.values == [.enum(3)])
        #expect(job.attributes["output-bin"]?.stringValue == "face-up")
        #expect(job.attributes["finishings"]?.values == [.enum(20)])
        #expect(job.attributes["printer-resolution"]?.values == [.resolution(.dpi(300))])
        #expect(job.attributes["PageSize"] == nil)
    }

    @Test("Size, tray and type become one collection; the PPD's name wins over what the client saved")
    func media() async throws {
        let saved = Attribute("media", .keyword("na_letter_8.5x11in"))
        let (job, answer) = try await printed(
            [("PageSize", "A6.Borderless"), ("InputSlot", "Tray2"), ("MediaType", "PhotographicGlossy")], [saved])
        let (tray, _) = try await printed([("InputSlot", "Tray2")], [saved])

        #expect(answer.status == .ok)
        #expect(job.attributes["media"] == nil)
        #expect(column("media-size-name", of: job)?.stringValue == "iso_a6_105x148mm")
        #expect(column("media-left-margin", of: job)?.integerValue == 0)
        #expect(column("media-source", of: job)?.stringValue == "tray-2")
        #expect(column("media-type", of: job)?.stringValue == "photographic-glossy")
        #expect(column("media-size-name", of: tray)?.stringValue == "na_letter_8.5x11in")
    }

    @Test(
        "Sizes of one's own are understood in their units",
        arguments: [
            ("100x150mm", "custom_ppd_100x150mm"), ("4x6in", "custom_ppd_101.6x152.4mm"),
            ("10x15.5cm", "custom_ppd_100x155mm"), ("72x144", "custom_ppd_25.4x50.8mm"), ("x", nil), ("-1x5", nil),
            ("1e99x5", nil), ("1x2x3", nil), ("nanxinf", nil),
        ] as [(String, String?)])
    func custom(text: String, name: String?) {
        #expect(PPDNames.customName(text[...]) == name)
    }

    @Test("A choice that there is not is told to be unsupported")
    func unknown() async throws {
        let (job, answer) = try await printed([("PageSize", "Parchment"), ("InputSlot", "Cellar"), ("Duplex", "Maybe")])

        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(answer[.unsupported]?.attributes.map(\.name) == ["PageSize", "InputSlot", "Duplex"])
        #expect(job.attributes["media"] == nil && job.attributes["sides"] == nil)
    }

    @Test("Every choice of a PPD is one that jobs can ask for")
    func choices() async throws {
        let counter = try await Counter(converts: true)
        let options = PPDOptions(of: try counter.context.facts.facts(of: counter.printer("pdf")))
        let all =
            options.options.flatMap { option in option.choices.map { (option.keyword, $0.name) } }
            + options.sizes.map { ("PageSize", $0.name) }
        #expect(all.count > 50)
        for (keyword, choice) in all {
            let answer = try await counter.send(
                .validateJob, to: "/printers/pdf", job: [Attribute(keyword, .name(choice))])
            #expect(answer.status == .ok, "\(keyword)=\(choice)")
        }
    }

    @Test("The file is plain text in short lines, and there is none for a queue that hands on what it is sent")
    func file() async throws {
        let counter = try await Counter(converts: true)
        let pdf = try counter.printer("pdf")

        let bytes = try #require(counter.context.generatedPPD(of: pdf, server: "http://print.example:631"))
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "*PPD-Adobe: \"4.3\"")
        #expect(bytes.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
        #expect(lines.allSatisfy { $0.utf8.count <= 255 })
        #expect(lines.contains("*cupsStringsURI: \"http://print.example:631/strings/en.strings\""))
        #expect(lines.contains("*cupsIPPFinishings 20/staple-top-left: \"*StapleLocation TopLeft\""))
        #expect(try counter.context.generatedPPD(of: counter.printer("raw"), server: nil) == nil)
        #expect(try await counter.send(.cupsGetPPD, to: "/printers/raw").status == .notFound)
    }

    @Test("A PPD that comes back with other defaults sets those, and no driver")
    func changedDefaults() async throws {
        let counter = try await Counter(converts: true)
        let bytes = try #require(counter.context.generatedPPD(of: counter.printer("pdf"), server: nil))
        let changed = String(decoding: bytes, as: UTF8.self)
            .replacing("*DefaultPageSize: A4", with: "*DefaultPageSize: A5")
            .replacing("*DefaultDuplex: None", with: "*DefaultDuplex: DuplexTumble")

        let answer = try await counter.send(
            .cupsAddModifyPrinter, to: "/printers/pdf", document: Array(changed.utf8))

        #expect(answer.status == .ok)
        let printer = try counter.printer("pdf")
        #expect(printer.driver == nil)
        #expect(printer.attributes["media-default"]?.stringValue == "iso_a5_148x210mm")
        #expect(printer.attributes["sides-default"]?.stringValue == "two-sided-short-edge")
        #expect(printer.attributes["print-quality-default"] == nil)
    }
}
