import Foundation
import IPP
import Testing

/// Whatever people send becomes what the printer takes, with what they asked for.
@Suite("Scene: documents", .serialized)
struct Documents {
    /// A daemon and a folder for what is sent.
    private struct House {
        let daemon: Daemon

        init() throws { daemon = try Daemon() }

        /// Prints with CUPS' `lp` and gives back the only file that comes of it.
        func printed(_ document: Data, _ options: [String] = [], on printer: String = "paper") async throws -> Printed {
            let sent = try run(
                "/usr/bin/lp", ["-d", printer] + options.flatMap { ["-o", $0] } + ["-t", "job"],
                server: daemon.address, input: document)
            #expect(sent.status == 0, "\(sent.errors)")
            let folder = daemon.folder.appending(path: printer)
            let isThere = try await eventually { try !files(in: folder).isEmpty }
            let state = try state()
            #expect(isThere, "\(state)")
            return Printed(house: self, file: folder.appending(path: try #require(try files(in: folder).first)))
        }

        func add(_ name: String, _ options: String) async throws {
            let folder = daemon.folder.appending(path: name)
            try await IPPOverHTTP(daemon.address).addPrinter(name, "file://\(folder.path)/?\(options)")
        }

        func files(in folder: URL) throws -> [String] {
            guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
        }

        /// Why the jobs that are left wait.
        func state() throws -> String {
            try run("quirectl", ["job", "list", "--json"], server: daemon.address).output
        }
    }

    /// A file that came out. It keeps the daemon, in whose folder it is.
    private struct Printed {
        let house: House
        let file: URL

        func pages() throws -> Int? { try Documents.pages(file) }

        func text(page: Int? = nil) throws -> String {
            let range = page.map { ["-f", "\($0)", "-l", "\($0)"] } ?? []
            return try run("/usr/bin/pdftotext", ["-layout"] + range + [file.path, "-"], server: "").output
        }
    }

    private static func pages(_ file: URL) throws -> Int? {
        let said = try run("/usr/bin/qpdf", ["--show-npages", file.path], server: "")
        return Int(said.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    @Test("Plain text becomes a PDF, with its letters to be found again")
    func plainText() async throws {
        let printed = try await House().printed(Data("Grüße from the office\nsecond line\n".utf8))

        #expect(try printed.text().contains("Grüße from the office"))
        #expect(try printed.pages() == 1)
    }

    @Test("PostScript becomes a PDF")
    func postScript() async throws {
        let program =
            "%!PS\n/Helvetica findfont 20 scalefont setfont 72 700 moveto (Drawn by a program) show showpage\n"

        let printed = try await House().printed(Data(program.utf8))

        #expect(try printed.text().contains("Drawn by a program"))
    }

    @Test("A picture becomes a page of the usual size")
    func picture() async throws {
        let printed = try await House().printed(try #require(Data(base64Encoded: onePixelPNG)))

        let said = try run("/usr/bin/pdfinfo", [printed.file.path], server: "")
        #expect(said.output.contains("Pages:           1"))
        #expect(said.output.contains("A4"), "\(said.output)")
    }

    @Test("Ranges, pages on a side and copies come out as asked, counted in the job")
    func options() async throws {
        let house = try House()

        let printed = try await house.printed(
            samplePDF("Part", pages: 9), ["page-ranges=2-9", "number-up=4", "copies=3"])

        #expect(try printed.pages() == 6)
        #expect(try printed.text(page: 1).contains("page 2"))
        #expect(try printed.text(page: 1).contains("page 5"))
        #expect(try !printed.text(page: 1).contains("page 1\n"))
        let shown = try run("quirectl", ["job", "show", "1", "--attrs"], server: house.daemon.address).output
        #expect(shown.contains("job-impressions-completed\t6"), "\(shown)")
        #expect(shown.contains("impose"), "\(shown)")
    }

    @Test("Several documents are printed as one: pages on a side, ranges and copies run through")
    func joined() async throws {
        let house = try House()
        func files(_ handling: String, _ more: [String] = []) async throws -> [URL] {
            let folder = house.daemon.folder.appending(path: "paper")
            let before = Set(try house.files(in: folder))
            let work = FileManager.default.temporaryDirectory.appending(path: "joined-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: work) }
            try samplePDF("First", pages: 3).write(to: work.appending(path: "1.pdf"))
            try Data("second, as text\n".utf8).write(to: work.appending(path: "2.txt"))
            try samplePDF("Third", pages: 2).write(to: work.appending(path: "3.pdf"))
            let options = (["multiple-document-handling=\(handling)"] + more).flatMap { ["-o", $0] }
            let sent = try run(
                "/usr/bin/lp", ["-d", "paper"] + options + ["1.pdf", "2.txt", "3.pdf"].map { work.path + "/" + $0 },
                server: house.daemon.address)
            #expect(sent.status == 0, "\(sent.errors)")
            let isDone = try await eventually {
                try run("quirectl", ["job", "list", "-o", "name"], server: house.daemon.address).output.isEmpty
            }
            let state = try house.state()
            #expect(isDone, "\(state)")
            return try house.files(in: folder).filter { !before.contains($0) }.map { folder.appending(path: $0) }
        }

        let one = try await files("single-document", ["number-up=2", "copies=2"])
        #expect(one.count == 1)
        #expect(try one.first.flatMap(Self.pages) == 6)
        let text = try run("/usr/bin/pdftotext", ["-f", "2", "-l", "2", one.first?.path ?? "", "-"], server: "").output
        #expect(text.contains("page 3") && text.contains("second, as text"), "\(text)")
        let ranges = try await files("single-document", ["page-ranges=3-5"])
        #expect(try ranges.first.flatMap(Self.pages) == 3)
        let sheets = try await files("single-document-new-sheet", ["sides=two-sided-long-edge"])
        #expect(try sheets.first.flatMap(Self.pages) == 8, "a blank back behind page 3 and behind the text")
        let apart = try await files("separate-documents-collated-copies")
        #expect(apart.count == 3)
    }

    @Test("A PDF that nothing is asked of goes through untouched")
    func untouched() async throws {
        let document = samplePDF("As it is", pages: 2)

        let printed = try await House().printed(document)

        #expect(try Data(contentsOf: printed.file) == document)
    }

    @Test("Sheets before and after the job say whose it is")
    func sheets() async throws {
        let printed = try await House().printed(samplePDF("Body"), ["job-sheets=standard,confidential"])

        #expect(try printed.pages() == 3)
        #expect(try printed.text(page: 1).contains(NSUserName()))
        #expect(try printed.text(page: 2).contains("Body"))
        #expect(try printed.text(page: 3).lowercased().contains("confidential"))
    }

    @Test(
        "A printer of raster gets raster, page by page",
        arguments: ["image/pwg-raster", "image/urf", "application/PCLm", "application/vnd.hp-pcl"])
    func raster(format: String) async throws {
        let house = try House()
        try await house.add("dots", "format=\(format)&dpi=75")

        let printed = try await house.printed(samplePDF("Drawn", pages: 3), on: "dots")

        let magic = [
            "image/pwg-raster": "RaS2", "image/urf": "UNIRAST", "application/PCLm": "%PDF",
            "application/vnd.hp-pcl": "\u{1B}",
        ]
        let bytes = try Data(contentsOf: printed.file)
        #expect(bytes.starts(with: Data((magic[format] ?? "").utf8)))
        let shown = try run("quirectl", ["job", "show", "1", "--attrs"], server: house.daemon.address).output
        #expect(shown.contains("job-impressions-completed\t3"), "\(shown)")
        if format == "image/pwg-raster" {
            let back = house.daemon.folder.appending(path: "back.pdf")
            let converted = try run(
                "quirectl", ["doc", "convert", printed.file.path, "--to", "application/pdf", "--into", back.path],
                server: "")
            #expect(converted.status == 0, "\(converted.errors)")
            #expect(try Documents.pages(back) == 3)
        }
    }

    @Test("A damaged document is set aside with the reason; nothing of it is at the device; the next one prints")
    func damaged() async throws {
        let house = try House()
        try await house.add("dots", "format=image/pwg-raster&dpi=75")
        let whole = samplePDF("Cut", pages: 2)

        let sent = try run(
            "/usr/bin/lp", ["-d", "dots", "-t", "cut"], server: house.daemon.address,
            input: Data("%PDF-1.4\n".utf8) + Data(repeating: 0x20, count: 2000))
        #expect(sent.status == 0)
        _ = try await house.printed(whole, on: "dots")

        #expect(
            try await eventually {
                try house.state().contains("\"job-state\":\"pending-held\"") || house.state().contains("held")
            })
        let why = try run("quirectl", ["job", "explain", "1"], server: house.daemon.address).output
        #expect(!why.isEmpty)
        #expect(try house.files(in: house.daemon.folder.appending(path: "dots")).count == 1)
    }

    @Test("A document that is not what it is called is refused, and never printed as something else")
    func wrongWord() throws {
        let house = try House()

        let sent = try run(
            "/usr/bin/lp", ["-d", "paper", "-o", "document-format=image/jpeg"], server: house.daemon.address,
            input: samplePDF("PDF"))

        #expect(sent.status == 1)
        #expect(sent.errors.contains("the document is application/pdf, not image/jpeg"), "\(sent.errors)")
    }

    @Test("A printer with a PPD gets its own language, with the options that were asked for")
    func driver() async throws {
        let house = try House()
        let folder = house.daemon.folder.appending(path: "old")
        let added = try run(
            "/usr/sbin/lpadmin", ["-p", "old", "-E", "-v", "file://\(folder.path)/", "-m", "quire-generic-ps.ppd"],
            server: house.daemon.address)
        #expect(added.status == 0, "\(added.errors)")

        let printed = try await house.printed(
            samplePDF("By a driver", pages: 2), ["sides=two-sided-long-edge"], on: "old")

        let sent = try String(decoding: Data(contentsOf: printed.file), as: UTF8.self)
        #expect(sent.contains("%!PS-Adobe-3.0"))
        #expect(sent.contains("/Duplex true"), "\(sent.prefix(2000))")
    }

    @Test("A PPD with commands in it is kept as data: nothing of it runs")
    func hostileDriver() async throws {
        let house = try House()
        let proof = house.daemon.folder.appending(path: "PWNED")
        var ppd = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "../../ppd/Quire-Generic-PS.ppd"), encoding: .utf8)
        ppd += """
            *FoomaticRIPCommandLine: "touch \(proof.path)"
            *FoomaticRIPCommandLinePDF: "touch \(proof.path)"
            *APDialogExtension: "\(proof.path)"
            *cupsPreFilter: "application/pdf 0 touch"

            """
        let file = house.daemon.folder.appending(path: "evil.ppd")
        try Data(ppd.utf8).write(to: file)
        let added = try run(
            "quirectl",
            ["printer", "add", "evil", "file://\(house.daemon.folder.path)/evil/", "--driver", file.path],
            server: house.daemon.address)
        #expect(added.status == 0, "\(added.errors)")

        _ = try await house.printed(samplePDF("Safe"), on: "evil")

        #expect(!FileManager.default.fileExists(atPath: proof.path))
        let shown = try run("quirectl", ["driver", "check", file.path], server: house.daemon.address)
        #expect(shown.output.contains("FoomaticRIPCommandLine"), "\(shown.output)")
    }

    @Test("A page can be looked at before it is printed")
    func preview() throws {
        let house = try House()
        #expect(try run("quirectl", ["printer", "pause", "paper"], server: house.daemon.address).status == 0)
        #expect(
            try run("/usr/bin/lp", ["-d", "paper"], server: house.daemon.address, input: samplePDF("Look", pages: 2))
                .status == 0)
        let picture = house.daemon.folder.appending(path: "page.png")

        let drawn = try run(
            "quirectl", ["job", "preview", "1", "--page", "2", "--to", picture.path], server: house.daemon.address)

        #expect(drawn.status == 0, "\(drawn.errors)")
        #expect(try Data(contentsOf: picture).starts(with: [0x89, 0x50, 0x4E, 0x47]))
        let behind = try run(
            "quirectl", ["job", "preview", "1", "--page", "3", "--to", "-"], server: house.daemon.address)
        #expect(behind.status != 0)
    }

    @Test("The way of a document is told before it is gone")
    func plan() throws {
        let house = try House()
        let file = house.daemon.folder.appending(path: "note.txt")
        try Data("a note\n".utf8).write(to: file)

        let told = try run(
            "quirectl", ["doc", "plan", file.path, "-p", "paper", "-o", "number-up=2"],
            server: house.daemon.address)

        #expect(told.status == 0, "\(told.errors)")
        #expect(told.output.contains("plain › text › pdf › impose (pages) › pdf"), "\(told.output)")
    }

    private let onePixelPNG =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
}
