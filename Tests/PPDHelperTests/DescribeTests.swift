import Foundation
import Testing
import Workbench

@Suite("quire-ppd describes")
struct DescribeTests {
    private func describe(_ ppd: [UInt8]) throws -> PPDDescription {
        let run = try HelperRun(PPDInstructions(.describe), document: ppd)
        #expect(run.status == 0)
        return try run.decoded(PPDDescription.self)
    }

    @Test("Each of ours: nothing is wrong with it, nothing refused, and A4 comes first", arguments: Shipped.names)
    func ours(name: String) throws {
        let ppd = try describe(try Shipped.bytes(name))

        #expect(ppd.faults == [])
        #expect(ppd.refused == [])
        #expect(ppd.media.first?.sheet.name == "iso_a4_210x297mm")
        #expect(ppd.media.map(\.sheet.name).contains("na_letter_8.5x11in"))
        #expect(ppd.sides == ["one-sided", "two-sided-long-edge", "two-sided-short-edge"])
        #expect(ppd.resolutions.first == .init(600, 600))
        #expect(ppd.intakes.count == 1)
        #expect(ppd.intakes.first?.filter == nil)
        #expect(ppd.sources.map(\.name) == ["auto", "tray-1", "tray-2", "tray-3", "manual"])
        #expect(ppd.types.first?.name == "stationery")
        #expect(ppd.makesCopies)
    }

    @Test(
        "What each of ours is sent",
        arguments: [
            ("Quire-Generic-PS", "application/postscript", "postscript", 3, true),
            ("Quire-Generic-PS2", "application/postscript", "postscript", 2, false),
            ("Quire-Generic-PCL5", "application/vnd.hp-pcl", "pcl", 0, false),
            ("Quire-Generic-PCL6", "application/vnd.hp-pclxl", "pcl", 0, false),
            ("Quire-Generic-PCL6-Color", "application/vnd.hp-pclxl", "pcl", 0, true),
            ("Quire-Generic-PDF", "application/pdf", "pdf", 0, true),
        ])
    func formats(name: String, format: String, kind: String, level: Int, color: Bool) throws {
        let ppd = try describe(try Shipped.bytes(name))

        #expect(ppd.intakes.map(\.format) == [format])
        #expect(ppd.kind == kind)
        #expect(ppd.languageLevel == level)
        #expect(ppd.hasColor == color)
        #expect(ppd.colorModes == (color ? ["color", "monochrome"] : ["monochrome"]))
    }

    @Test(
        "cupstestppd passes each of ours",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/cupstestppd")), arguments: Shipped.names)
    func conformance(name: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/cupstestppd")
        process.arguments = ["-q", "-W", "none", Shipped.folder + name + ".ppd"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test("What is no PPD, and what has no end, ends with a fault", arguments: HostileFile.all)
    func hostile(file: HostileFile) throws {
        let ppd = try describe(file.bytes)

        #expect(ppd.faults.contains { $0.isFatal } || ppd.media.isEmpty, "\(file.name)")
    }
}

/// What somebody may offer as a PPD file. It is told by its name: some are megabytes long.
struct HostileFile: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    static let all = [
        HostileFile("nothing", []), HostileFile("script", Array("#!/bin/sh\nid".utf8)),
        HostileFile("binary", [UInt8](repeating: 0, count: 9_999)),
        HostileFile("noise", (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }),
        HostileFile("endless", Array(String(repeating: "*A b: \"\"\n", count: 1_000_000).utf8)),
        HostileFile("options", header + Array(String(repeating: "*OpenUI *A: PickOne\n", count: 190_000).utf8)),
        HostileFile(
            "deep", header + Array(String(repeating: "*OpenGroup: A\n*OpenSubGroup: B\n", count: 50_000).utf8)),
        HostileFile("header", header),
    ]

    private static let header = Array("*PPD-Adobe: \"4.3\"\n".utf8)
}
