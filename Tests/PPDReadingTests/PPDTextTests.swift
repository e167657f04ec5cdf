import Testing

@testable import PPDReading

@Suite("A PPD looked through")
struct PPDTextTests {
    private static func ppd(_ lines: String...) -> [UInt8] {
        Array((["*PPD-Adobe: \"4.3\""] + lines).joined(separator: "\n").utf8)
    }

    @Test("Statements: options, translations, values over several lines and their lines")
    func statements() throws {
        var scanner = PPDScanner(
            Array(
                """
                *% a comment
                *PageSize A4/A4 Paper: "<</PageSize[595 842]>>
                setpagedevice"
                *End
                *DefaultPageSize: A4 \r
                *CloseUI: *PageSize
                no statement
                *?Resolution: "=="
                """.utf8))

        var found: [PPDStatement] = []
        while let statement = try scanner.next() { found.append(statement) }

        #expect(found.map(\.keyword) == ["PageSize", "DefaultPageSize", "CloseUI", "?Resolution"])
        #expect(
            found.first
                == PPDStatement(
                    line: 2, lines: 3, keyword: "PageSize", option: "A4",
                    value: "<</PageSize[595 842]>>\nsetpagedevice"))
        #expect(found[1].value == "A4")
        #expect(found[3].line == 8)
    }

    @Test(
        "What has ever been run, opened or asked is refused",
        arguments: [
            "*FoomaticRIPCommandLine: \"id\"", "*FoomaticRIPCommandLinePDF: \"id\"", "*FoomaticRIPPostPipe: \"| id\"",
            "*FoomaticRIPOption X: enum CmdLine A", "*FoomaticRIPOptionSetting X=y: \"; id\"",
            "*FoomaticRIPJobEntity X: id", "*cupsFilter: \"application/vnd.cups-raster 0 ../../tmp/evil\"",
            "*cupsFilter: \"application/vnd.cups-raster 0 /tmp/evil\"",
            "*cupsFilter: \"application/vnd.cups-raster 0 sh -c id\"",
            "*cupsFilter: \"application/vnd.cups-raster 0 maxsize(9) ../evil\"",
            "*cupsFilter: \"application/vnd.cups-raster 0 .hidden\"",
            "*cupsFilter: \"application/vnd.cups-raster 0 $(id)\"",
            "*cupsFilter2: \"application/vnd.cups-raster application/x 0 a;b\"", "*cupsFilter: \"nonsense\"",
            "*cupsPreFilter: \"application/pdf 0 evil\"", "*cupsPortMonitor: \"evil\"",
            "*APDialogExtension: \"/tmp/evil.plugin\"", "*APPrinterUtilityPath: \"/tmp/evil\"",
            "*APPrinterLowInkTool: \"/tmp/evil\"", "*APPrinterPreset x/y: \"*Duplex None\"",
            "*Include: \"/etc/passwd\"",
            "*?Resolution: \"(%pipe%id) (w) file\"", "*cupsIPPFinishings 4/staple: \"*Duplex None; id\"",
            "*cupsICCProfile Gray.Plain./x: \"../../etc/passwd\"",
        ])
    func refused(line: String) throws {
        let text = try PPDText(Self.ppd(line, "*ModelName: \"Acme\""))

        #expect(text.refused.map(\.statement.line) == [2])
        #expect(String(decoding: text.safe, as: UTF8.self) == "*PPD-Adobe: \"4.3\"\n*%\n*ModelName: \"Acme\"")
        #expect(text.filters.isEmpty)
    }

    @Test("A path to a program is a reason to refuse the whole file")
    func fatal() throws {
        let text = try PPDText(Self.ppd("*cupsFilter: \"application/vnd.cups-raster 0 ../evil\"", "*Include: \"x\""))

        #expect(text.refused.map(\.refusal.isFatal) == [true, false])
    }

    @Test("What is refused over several lines leaves the numbers of the others")
    func lines() throws {
        let text = try PPDText(
            Self.ppd("*FoomaticRIPCommandLine: \"a", "b\"", "*End", "*ModelName: \"Acme\"", "*Include: \"x\"", ""))

        #expect(
            String(decoding: text.safe, as: UTF8.self) == "*PPD-Adobe: \"4.3\"\n*%\n*%\n*%\n*ModelName: \"Acme\"\n*%\n")
    }

    @Test("A command cannot be hidden from us and shown to others by how lines end", arguments: ["\r", "\r\n", "\n"])
    func lineEnds(end: String) throws {
        let text = try PPDText(
            Array("*PPD-Adobe: \"4.3\"\(end)*FoomaticRIPCommandLine: \"id\"\(end)*ModelName: \"x\"\(end)".utf8))

        #expect(text.refused.count == 1)
        #expect(!String(decoding: text.safe, as: UTF8.self).contains("Foomatic"))
    }

    @Test("Filters: cupsFilter2 hides cupsFilter; maxsize is no part of the name")
    func filters() throws {
        let old = "*cupsFilter: \"application/vnd.cups-raster 10 rastertoacme\""
        let new = "*cupsFilter2: \"application/vnd.cups-pdf application/pdf 0 maxsize(5) -\""

        #expect(try PPDText(Self.ppd(old)).filters.map(\.program) == ["rastertoacme"])
        #expect(try PPDText(Self.ppd(old, new)).filters.map(\.program) == ["-"])
    }

    @Test("What is no PPD, or has no end, is said so", arguments: hostile)
    func hostileFiles(name: String, make: @Sendable () -> [UInt8]) {
        #expect(throws: PPDFault.self, "\(name)") { try PPDText(make()) }
    }

    private static let hostile: [(String, @Sendable () -> [UInt8])] = [
        ("empty", { [] }), ("script", { Array("#!/bin/sh\nid\n".utf8) }),
        ("binary", { ppd("*ModelName: \"a\u{0}b\"") }),
        ("too long", { ppd(String(repeating: "*% comment\n", count: 400_000)) }),
        ("endless line", { ppd("*ModelName: \"" + String(repeating: "x", count: 70_000) + "\"") }),
        ("value without an end", { ppd("*ModelName: \"" + String(repeating: "x\n", count: 1000)) }),
        ("endless value", { ppd("*ModelName: \"" + String(repeating: "xxxxxxxxxxxxxxx\n", count: 70_000) + "\"") }),
        ("options", { ppd(String(repeating: "*OpenUI *A: PickOne\n*CloseUI: *A\n", count: 3_000)) }),
        ("choices", { ppd(String(repeating: "*A b: \"\"\n", count: 21_000)) }),
        ("groups", { ppd(String(repeating: "*OpenGroup: A\n*CloseGroup: A\n", count: 201)) }),
        ("sizes", { ppd(String(repeating: "*PaperDimension A: \"1 2\"\n", count: 6_001)) }),
        ("constraints", { ppd(String(repeating: "*UIConstraints: *A *B\n", count: 110_000)) }),
        ("statements", { ppd(String(repeating: "*A: b\n", count: 61_000)) }),
    ]

    @Test("Of very many refusals the first are told, and how many more there are")
    func manyRefusals() throws {
        let text = try PPDText(Self.ppd(String(repeating: "*Include: \"x\"\n", count: 1_000)))

        #expect(text.refused.count == 500)
        #expect(text.refusedMore == 500)
    }
}
