import Foundation
import Testing
import Workbench

@Suite("quire-ppd prints")
struct PrintTests {
    private static let document = """
        %!PS-Adobe-3.0
        %%Pages: 2
        %%EndComments
        %%BeginSetup
        %%EndSetup
        %%Page: 1 1
        72 72 moveto 100 100 lineto stroke showpage
        %%Page: 2 2
        72 72 moveto 200 200 lineto stroke showpage
        %%EOF

        """

    private func job(_ options: [String: String], copies: Int = 1) -> PPDJob {
        var job = PPDJob()
        job.options = options
        job.copies = copies
        job.title = "Report"
        job.user = "anna"
        return job
    }

    private func print(
        _ document: [UInt8], _ format: String, _ ppd: [UInt8], _ job: PPDJob, filters: PPDFilters = PPDFilters()
    ) throws -> HelperRun {
        var instructions = PPDInstructions(.print)
        instructions.format = format
        instructions.job = job
        instructions.filters = filters
        return try HelperRun(instructions, document: document, ppd: ppd)
    }

    private func prepare(_ name: String, _ job: PPDJob) throws -> PPDSettings {
        var instructions = PPDInstructions(.prepare)
        instructions.job = job
        return try HelperRun(instructions, document: try Shipped.bytes(name)).decoded(PPDSettings.self)
    }

    // MARK: Choices

    @Test("IPP attributes become the PPD's choices; its own options win")
    func choices() throws {
        var job = job([
            "sides": "two-sided-short-edge", "media-source": "tray-2", "media-type": "stationery-heavyweight",
            "print-color-mode": "monochrome", "printer-resolution": "1200dpi", "Resolution": "300dpi",
        ])
        job.media = SheetSize(width: 841.9, height: 1190.6, name: "iso_a3_297x420mm")

        let settings = try prepare("Quire-Generic-PS", job)

        #expect(
            settings.choices == [
                "Duplex": "DuplexTumble", "InputSlot": "Tray2", "MediaType": "Heavy", "ColorModel": "Gray",
                "Resolution": "300dpi", "PageSize": "A3", "OptionDuplex": "True",
            ])
        #expect(settings.sides == "two-sided-short-edge")
        #expect(settings.media?.name == "iso_a3_297x420mm")
        #expect(settings.ignored == [])
    }

    @Test("What the printer does not have is said, and so is what does not go together")
    func conflicts() throws {
        let settings = try prepare(
            "Quire-Generic-PS",
            job([
                "sides": "two-sided-long-edge", "media-type": "transparency", "finishings": "staple",
                "output-bin": "mailbox-4", "Resolution": "7dpi",
            ]))

        #expect(settings.choices["Duplex"] == "None" || settings.choices["MediaType"] != "Transparency")
        #expect(settings.resolved.count == 1)
        #expect(settings.conflicts == [])
        #expect(Set(settings.ignored) == ["finishings=4", "output-bin=mailbox-4", "Resolution=7dpi"])
    }

    @Test("A duplexer that is not there is not used")
    func installed() throws {
        let settings = try prepare(
            "Quire-Generic-PS", job(["sides": "two-sided-long-edge", "OptionDuplex": "False"]))

        #expect(settings.choices["Duplex"] == "None")
    }

    @Test("A sheet of any size where the printer takes them, and none that it does not")
    func custom() throws {
        var job = job([:])
        job.media = SheetSize(width: 400, height: 700)
        let odd = try prepare("Quire-Generic-PS", job)
        let fixed = try prepare("Quire-Generic-PS2", job)

        #expect(odd.media?.width == 400 && odd.media?.height == 700)
        #expect(odd.ignored == [])
        #expect(fixed.ignored == ["media=400.0x700.0"])
        #expect(fixed.media?.name == "iso_a4_210x297mm")
    }

    @Test("An option's value is no place for PostScript", arguments: ["Custom.1x1)run(", "Custom.{1 1}x2", "A4>>"])
    func injection(value: String) throws {
        var instructions = PPDInstructions(.print)
        instructions.format = "application/postscript"
        instructions.job = job(["PageSize": value])
        let run = try HelperRun(
            instructions, document: Array(Self.document.utf8), ppd: try Shipped.bytes("Quire-Generic-PS"))

        #expect(!run.text.contains(")run("))
        #expect(run.text.contains("*PageSize A4\n"))
    }

    // MARK: PostScript

    @Test("The code of the choices stands in the setup, PJL around, pages are counted")
    func postScript() throws {
        let run = try print(
            Array(Self.document.utf8), "application/postscript", try Shipped.bytes("Quire-Generic-PS"),
            job(["sides": "two-sided-long-edge", "media": "iso_a5_148x210mm"], copies: 3))

        #expect(run.status == 0)
        #expect(
            run.text.hasPrefix(
                "\u{1B}%-12345X@PJL\n@PJL JOB NAME = \"Report\"\n@PJL SET USERNAME = \"anna\"\n"
                    + "@PJL ENTER LANGUAGE = POSTSCRIPT\n%!PS-Adobe-3.0\n"))
        #expect(run.text.hasSuffix("%%EOF\n\u{1B}%-12345X@PJL EOJ\n\u{1B}%-12345X"))
        let setup = try #require(run.text.firstRange(of: "%%EndSetup"))
        for code in [
            "<</PageSize[420 595]/ImagingBBox null>>setpagedevice", "<</Duplex true/Tumble false>>setpagedevice",
            "<</NumCopies 3 /Collate true>>setpagedevice",
        ] {
            #expect(run.text[..<setup.lowerBound].contains(code), "\(code)")
        }
        #expect(run.done == PageCounts(impressions: 2, sheets: 1))
        #expect(run.progress.compactMap(\.page) == [1, 2])
        #expect(run.progress.compactMap(\.pages) == [2])
    }

    @Test(
        "Ghostscript takes what comes out, on pages of the size that was asked for",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/gs")),
        arguments: [
            ("Quire-Generic-PS", "iso_a5_148x210mm", 420, 595), ("Quire-Generic-PS2", "na_legal_8.5x14in", 612, 1008),
        ])
    func ghostscript(name: String, media: String, width: Int, height: Int) throws {
        for document in [Self.document, "%!\n72 72 moveto 9 9 lineto stroke showpage\n"] {
            let run = try print(
                Array(document.utf8), "application/postscript", try Shipped.bytes(name),
                job(["media": media, "sides": "two-sided-long-edge"]))
            let start = try #require(run.text.firstRange(of: "%!"))
            // Ghostscript takes PJL for PostScript.
            let bytes = Data(run.text[start.lowerBound...].utf8.prefix { $0 != 0x1B })

            let sizes = try Self.pageSizes(of: bytes)

            #expect(Set(sizes) == ["\(width) \(height)"], "\(sizes)")
            #expect(!sizes.isEmpty)
        }
    }

    /// Sizes of the pages, in points, that Ghostscript makes of a document; it says each on a line.
    private static func pageSizes(of document: Data) throws -> [String] {
        let path = NSTemporaryDirectory() + "ppd-\(UUID().uuidString).ps"
        try document.write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gs")
        let end =
            "<</EndPage{exch pop 2 ne dup{currentpagedevice/PageSize get aload pop exch "
            + "cvi =only ( )print cvi =}if}>>setpagedevice"
        process.arguments = ["-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage", "-c", end, "-f", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    // MARK: Others

    @Test("PDF and PCL go through as they are, with PJL around them")
    func around() throws {
        let pdf = try print(
            Array("%PDF-1.4 …".utf8), "application/pdf", try Shipped.bytes("Quire-Generic-PDF"),
            job(["sides": "two-sided-short-edge", "print-color-mode": "monochrome"], copies: 2))
        let pcl = try print(
            Array("\u{1B}E…\u{1B}E".utf8), "application/vnd.hp-pcl", try Shipped.bytes("Quire-Generic-PCL5"), job([:]))
        let xl = try print(
            Array("\u{1B}%-12345X@PJL ENTER LANGUAGE = PCLXL\n) HP-PCL XL".utf8), "application/vnd.hp-pclxl",
            try Shipped.bytes("Quire-Generic-PCL6"), job([:]))

        for part in [
            "@PJL SET DUPLEX=ON\n@PJL SET BINDING=SHORTEDGE\n", "@PJL SET RENDERMODE=GRAYSCALE\n", "@PJL SET QTY = 2\n",
            "@PJL ENTER LANGUAGE = PDF\n%PDF-1.4 …\u{1B}%-12345X@PJL EOJ\n",
        ] {
            #expect(pdf.text.contains(part), "\(part)")
        }
        #expect(pcl.text.contains("@PJL SET DUPLEX=OFF\n"))
        #expect(pcl.text.contains("@PJL ENTER LANGUAGE = PCL\n\u{1B}E…\u{1B}E\u{1B}%-12345X"))
        #expect(xl.text.components(separatedBy: "ENTER LANGUAGE").count == 2)
    }

    @Test("A format that the driver does not take is a problem, not output")
    func wrongFormat() throws {
        let run = try print(Array("x".utf8), "image/urf", try Shipped.bytes("Quire-Generic-PS"), job([:]))

        #expect(run.status == 1)
        #expect(run.problem?.reason == .unsupportedFormat)
        #expect(run.output.isEmpty)
    }
}
