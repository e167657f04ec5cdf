import Foundation
import Testing

/// What printers say of themselves, to clients that read attributes and to those that read PPDs.
@Suite("Scene: what printers say of themselves", .serialized)
struct WhatPrintersSay {
    let daemon: Daemon

    init() throws { daemon = try Daemon() }

    private func ok(_ program: String, _ arguments: String..., input: Data? = nil) throws -> String {
        let ended = try run(program, arguments, server: daemon.address, input: input)
        #expect(ended.status == 0, "\(program) \(arguments): \(ended.errors)\(ended.output)")
        return ended.output
    }

    private func attributes(_ names: String) throws -> String {
        let file = daemon.folder.appending(path: "ask.test")
        try Data(
            """
            { OPERATION Get-Printer-Attributes GROUP operation-attributes-tag
              ATTR charset attributes-charset utf-8 ATTR naturalLanguage attributes-natural-language en
              ATTR uri printer-uri $uri ATTR keyword requested-attributes \(names) STATUS successful-ok }
            """.utf8
        ).write(to: file)
        return try ok("ipptool", "-tv", "ipp://\(daemon.address)/ipp/print/paper", file.path)
    }

    @Test("ipptool's tests of IPP 2.0 and IPP Everywhere pass", arguments: ["ipp-2.0", "ipp-everywhere"])
    func suites(name: String) throws {
        let document = daemon.folder.appending(path: "document.pdf")
        try samplePDF("conformance").write(to: document)
        // Raster samples do not come with the suite: what would send them is left out, as ipptool refuses the whole file.
        let suite = try String(contentsOfFile: "/usr/share/cups/ipptool/\(name).test", encoding: .utf8)
        let kept = suite.components(separatedBy: "\n}").filter { !$0.contains("SKIP-IF-MISSING") }
        let folder = daemon.folder.appending(path: "suite")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in try FileManager.default.contentsOfDirectory(atPath: "/usr/share/cups/ipptool") {
            try? FileManager.default.copyItem(
                atPath: "/usr/share/cups/ipptool/\(file)", toPath: folder.appending(path: file).path)
        }
        try Data(kept.joined(separator: "\n}").utf8).write(to: folder.appending(path: "kept.test"))

        let result = try run(
            "ipptool",
            [
                "-tI", "-V", "2.0", "-f", document.path, "ipp://\(daemon.address)/ipp/print/paper",
                folder.path + "/kept.test",
            ],
            server: daemon.address)

        let lines = result.output.split(separator: "\n")
        #expect(lines.filter { $0.hasSuffix("FAIL]") }.isEmpty, "\(result.output)")
        #expect(lines.filter { $0.hasSuffix("PASS]") }.count >= 20, "\(result.output)\(result.errors)")
    }

    @Test("lpoptions of CUPS, and ours, list what a printer without a driver can do, by the names of PPDs")
    func options() throws {
        for program in ["/usr/bin/lpoptions", "lpoptions"] {
            let listed = try ok(program, "-p", "paper", "-l").split(separator: "\n").map(String.init)
            func line(_ keyword: String) -> String { listed.first { $0.hasPrefix(keyword + "/") } ?? "" }

            #expect(line("PageSize").contains(" *A4") && line("PageSize").contains(" Letter"), "\(program): \(listed)")
            #expect(line("PageSize").contains("A4.Borderless") && line("PageSize").contains("Custom.WIDTHxHEIGHT"))
            #expect(line("Duplex").hasSuffix(": *None DuplexNoTumble DuplexTumble"))
            #expect(line("OutputBin").hasSuffix(": *FaceDown FaceUp"))
            #expect(line("StapleLocation").contains(" TopLeft"))
            #expect(line("InputSlot").contains(" Alternate"))
        }
    }

    @Test("The PPD is one by CUPS' own test, is not sent twice, and is there by IPP as well")
    func ppd() throws {
        let file = daemon.folder.appending(path: "paper.ppd")
        let url = "http://\(daemon.address)/printers/paper.ppd"
        _ = try ok("curl", "-sf", "-o", file.path, url)
        #expect(try ok("cupstestppd", "-q", file.path).isEmpty)

        let head = try ok("curl", "-sfI", url)
        let date = head.split(separator: "\r\n").first { $0.hasPrefix("Last-Modified: ") }?.dropFirst(15) ?? ""
        #expect(head.contains("Content-Type: application/vnd.cups-ppd"))
        let again = try ok(
            "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "If-Modified-Since: \(date)", url)
        #expect(again == "304")
        let earlier = try ok(
            "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H",
            "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", url)
        #expect(earlier == "200")
        _ = try ok("lpadmin", "-p", "raw", "-v", "null:")
        let raw = try ok(
            "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "http://\(daemon.address)/printers/raw.ppd")
        #expect(raw == "404")
    }

    @Test("Options by the names of the PPD are done, and what a file cannot do is written into it")
    func printing() async throws {
        let input = samplePDF("options")
        _ = try ok(
            "/usr/bin/lp", "-d", "paper", "-o", "PageSize=A5", "-o", "Duplex=DuplexNoTumble", "-o", "OutputBin=FaceUp",
            "-o", "StapleLocation=TopLeft", "-o", "InputSlot=Alternate", "-o", "ColorModel=Gray", input: input)

        #expect(
            try await eventually {
                try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).contains { $0.hasSuffix(".pdf") }
            })
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).first { $0.hasSuffix(".pdf") })
        let said = try ok("pdfinfo", "-custom", daemon.paper.appending(path: name).path)
        #expect(
            said.contains("Quire-Output-Bin: face-up")
                || said.replacing(" ", with: "").contains("Quire-Output-Bin:face-up"))
        #expect(said.contains("staple-top-left") && said.contains("two-sided-long-edge") && said.contains("alternate"))
        let size = try ok("pdfinfo", daemon.paper.appending(path: name).path)
        #expect(size.contains("419.") || size.contains("420 x 595") || size.contains("A5"), "\(size)")
    }

    @Test("lpadmin changes the default of an option of the PPD; no driver comes of it")
    func defaults() throws {
        _ = try ok("lpadmin", "-p", "paper", "-o", "PageSize=Letter", "-o", "Duplex=DuplexTumble")

        let said = try attributes("media-default,sides-default,copies-default,printer-make-and-model")
        #expect(said.contains("media-default (keyword) = na_letter_8.5x11in"), "\(said)")
        #expect(said.contains("sides-default (keyword) = two-sided-short-edge"))
        #expect(said.contains("Quire PDF Printer"))
        #expect(try ok("/usr/bin/lpoptions", "-p", "paper", "-l").contains(" *Letter"))
        let refused = try run(
            "lpadmin", ["-p", "paper", "-o", "print-quality-default=9"], server: daemon.address)
        #expect(refused.status != 0)
        #expect(try attributes("print-quality-default").contains("= normal"))
    }

    @Test(
        "What a printer's attributes lead to is there",
        arguments: ["printer-strings-uri", "printer-more-info", "printer-supply-info-uri"])
    func links(name: String) throws {
        let said = try attributes(name)
        let uri = try #require(
            said.split(separator: "\n").first { $0.contains("\(name) (uri) = ") }?.split(separator: " ").last)

        // ipptool calls every address of this machine so.
        let port = daemon.address.split(separator: ":").last ?? ""
        #expect(uri.hasPrefix("http://localhost:\(port)/"), "\(uri)")
        #expect(try ok("curl", "-sf", String(uri)).count > 50)
    }
}
