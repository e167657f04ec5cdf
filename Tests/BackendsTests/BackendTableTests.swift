@testable import Backends
import Foundation
import PrintModel
import Testing

@Suite("Device URIs")
struct BackendTableTests {
    @Test(
        "What may be printed to here",
        arguments: [
            ("pdf:paper", "Quire PDF Printer"), ("pdf:paper/inbox/", "Quire PDF Printer"),
            ("PDF:paper", "Quire PDF Printer"), ("pdf:Buch%20der%20Gr%C3%BC%C3%9Fe", "Quire PDF Printer"),
            ("pdf:paper?name={user}/{title}-{job}.pdf", "Quire PDF Printer"), ("null:", "Quire Null Device"),
            ("file:///dev/null", "Quire Null Device"), ("file:/dev/null", "Quire Null Device"),
        ])
    func allowed(uri: String, model: String) throws {
        let bench = try Bench()

        #expect(try bench.table().backend(for: uri).capabilities.makeAndModel == model)
        #expect(try bench.leftovers() == [], "nothing is made before it is printed to")
    }

    @Test("A folder is named by its whole path under an allowed root")
    func wholePath() throws {
        let bench = try Bench()
        let table = bench.table()

        #expect(try table.backend(for: "file://\(bench.path)/out/").capabilities.formats == [])
        #expect(try table.backend(for: "pdf://\(bench.path)/out").capabilities.formats == ["application/pdf"])
        #expect(try table.backend(for: "file://localhost\(bench.path)/out").capabilities.formats == [])
    }

    @Test(
        "What is refused, and with which hint",
        arguments: [
            ("", "begin with a scheme"), ("paper", "begin with a scheme"), ("1:x", "begin with a scheme"),
            ("pfd:paper", "did you mean pdf:?"), ("files:///x", "did you mean file:?"),
            ("gopher://x", "there is no scheme"),
            ("usb://HP/LaserJet", "there is no program for usb:"), ("ipp:printer", "needs a host"),
            ("pdf:", "needs a folder"), ("pdf:/", "needs a folder"), ("pdf:.", "write the path without it"),
            ("pdf:..", "write the path without it"), ("pdf:paper/../../etc", "write the path without it"),
            ("pdf:%2e%2e/etc", "write the path without it"), ("pdf:paper%2F..", "no name for a folder"),
            ("pdf:pa per", "spaces or control"), ("pdf:paper\n", "spaces or control"), ("pdf:paper%0A", "control"),
            ("pdf:paper%00", "control"), ("pdf:%C2%85", "control"), ("pdf:paper%", "two hexadecimal digits"),
            ("pdf:paper%2", "two hexadecimal digits"), ("pdf:paper%+1", "two hexadecimal digits"),
            ("pdf:%FF", "not UTF-8"), ("pdf:paper#x", "no '#'"),
            ("pdf:paper?nmae=x", "no option 'nmae'; there are: name"),
            ("pdf:paper?name=x&name=y", "given twice"), ("pdf:paper?name={titel}", "there is no {titel}"),
            ("pdf:paper?name={title", "never closed"), ("pdf:paper?name=../{title}", "begin with"),
            ("pdf:paper?name=.{title}", "begin with"), ("pdf:paper?name=a//b", "no name for"),
            ("pdf:paper?name=/{title}", "no name for"), ("pdf:///etc/cron.d", "allowed: "),
            ("file:///etc/", "allowed: "),
            ("file:///", "needs a folder"), ("file:out", "whole path"), ("file://server/out/", "another machine"),
            ("null:x", "nothing after the colon"), ("test:?refuse=x", "there is no scheme"),
            ("pdf:" + String(repeating: "x", count: 2000), "longer than"),
        ])
    func refused(uri: String, hint: String) throws {
        let table = try Bench().table()

        let problem = #expect(throws: DeviceURIProblem.self) { try table.backend(for: uri) }

        #expect(problem?.reason.contains(hint) == true, "\(problem?.reason ?? "")")
    }

    @Test("A root is known by the name behind its symbolic link as well")
    func linkedRoot() throws {
        let bench = try Bench()
        try FileManager.default.createDirectory(atPath: "\(bench.path)/real", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(bench.path)/link", withDestinationPath: "\(bench.path)/real")
        let table = bench.table { $0.outputRoots = ["\(bench.path)/link"] }

        #expect(throws: Never.self) { try table.backend(for: "file://\(bench.path)/link/out/") }
        #expect(throws: Never.self) { try table.backend(for: "file://\(bench.path)/real/out/") }
        #expect(throws: DeviceURIProblem.self) { try table.backend(for: "file://\(bench.path)/realout/") }
    }

    @Test("Test devices are there only where they are allowed")
    func testDevices() throws {
        let bench = try Bench()

        #expect(bench.table().schemes == ["pdf", "file", "null", "ipp", "ipps", "http", "https", "socket", "lpd"])
        #expect(
            bench.table { $0.allowsTestDevices = true }.schemes == [
                "pdf", "file", "null", "ipp", "ipps", "http", "https", "socket", "lpd", "test",
            ])
    }
}

@Suite("Text from outside in file names")
struct NameTests {
    @Test(
        "A value cannot choose where the file is, or hide it",
        arguments: [
            ("report", "report"), ("", "untitled"), ("..", "_."), (".bashrc", "_bashrc"), ("-rf", "_rf"),
            ("../../etc/passwd", "_._.._etc_passwd"), ("a/b\\c", "a_b_c"), ("tab\tline\r\nend", "tab_line__end"),
            ("nul\0", "nul_"), ("\u{85}\u{202E}fdp", "__fdp"), ("  ", "untitled"), ("Grüße 世界", "Grüße 世界"),
        ])
    func safe(text: String, name: String) {
        #expect(SafeName.make(text) == name)
    }

    @Test("A long value is cut between characters")
    func long() {
        let name = SafeName.make(String(repeating: "界", count: 100))

        #expect(name.utf8.count == 198)
        #expect(name.allSatisfy { $0 == "界" })
    }

    @Test(
        "The job's number, the document's and .pdf are always in the name",
        arguments: [
            (nil, "report-42.pdf", "report-42-2.pdf"), ("{title}", "report-42.pdf", "report-42-2.pdf"),
            ("{title}.PDF", "report-42.pdf", "report-42-2.pdf"), ("{job}", "42.pdf", "42-2.pdf"),
            ("{job}/{title}", "42/report.pdf", "42/report-2.pdf"),
            ("{user}/{title}-{job}.pdf", "ana/report-42.pdf", "ana/report-42-2.pdf"),
            ("{printer}-{document}-{job}", "paper-2-42.pdf", "paper-2-42.pdf"), ("all", "all-42.pdf", "all-42-2.pdf"),
        ] as [(String?, String, String)])
    func template(text: String?, one: String, ofSeveral: String) throws {
        let names = try text.map { text throws(DeviceURIProblem) in try NameTemplate(text) } ?? .standard
        let job = TestJob().delivery().job

        for (isOneOfMany, expected) in [(false, one), (true, ofSeveral)] {
            let file = names.file(for: 2, isOneOfMany: isOneOfMany, of: job, on: TestJob.printer.name)
            #expect((file.folders + [file.name(serial: 1)]).joined(separator: "/") == expected)
        }
    }

    @Test("However long the values are, the name is one that a disk can have")
    func longNames() throws {
        let names = try NameTemplate("{user}-{title}-{user}-{title}")
        let job = TestJob(
            2_147_483_647, name: String(repeating: "t", count: 255), user: String(repeating: "ü", count: 127)
        )
        .delivery().job

        let file = names.file(for: 100, isOneOfMany: true, of: job, on: TestJob.printer.name)

        #expect(file.name(serial: 1000).utf8.count <= 255)
        #expect(file.stem.contains("2147483647"))
    }

    @Test("What is remembered can be read again, and nothing else")
    func remembered() {
        let aside = Aside(job: JobID(42), epoch: 7, attempt: 2)
        let output = RememberedOutput(aside, in: .folder, fileCount: 3, serial: 2, name: "a b.pdf")

        #expect(output.text == "7-2/folder/3/2 a b.pdf")
        #expect(RememberedOutput(output.text) == output)
        for text in ["", "ipp://printer/42", "7-2/cupboard/3/2 x", "7/folder/3/2 x", "7-2/folder/3/2"] {
            #expect(RememberedOutput(text) == nil)
        }
    }

    @Test("Only what an attempt named is taken for an unfinished file")
    func asideNames() {
        let aside = Aside(job: JobID(42), epoch: 7, attempt: 2)

        #expect(aside.name(0) == ".42-7-2-1")
        #expect(Aside(fileNamed: ".42-7-2-1") == aside)
        for name in ["42-7-2-1", ".bashrc", ".42-7-2", ".42-7-2-x", ".quire-bench"] {
            #expect(Aside(fileNamed: name) == nil)
        }
    }
}
