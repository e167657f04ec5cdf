import Foundation
import Testing
import Workbench

/// With filters of this machine and of the test's own. A filter runs only for root's folders, so that those of the
/// test's own need root.
@Suite("quire-ppd runs filters", .enabled(if: geteuid() == 0))
struct FilterTests {
    /// A folder with one program in it, as long as `body` runs.
    private func withFilter<Value>(
        _ script: String, name: String = "rastertoacme", mode: Int = 0o755, folderMode: Int = 0o755,
        _ body: (String) throws -> Value
    ) throws -> Value {
        let folder = NSTemporaryDirectory() + "filters-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(folder)/\(name)")
        try FileManager.default.setAttributes([.posixPermissions: folderMode], ofItemAtPath: folder)
        return try body(folder)
    }

    /// One of ours that says its PostScript goes through a filter.
    private func ppd(_ filter: String) throws -> [UInt8] {
        let text = String(decoding: try Shipped.bytes("Quire-Generic-PS2"), as: UTF8.self)
        return Array(
            text.replacing(
                "*cupsFilter2: \"application/vnd.cups-postscript application/postscript 0 -\"",
                with: "*cupsFilter: \"application/vnd.cups-postscript 0 \(filter)\"\n*FoomaticRIPCommandLine: \"id\""
            ).utf8)
    }

    private func print(
        _ folder: String, filter: String = "rastertoacme", approved: [String] = ["rastertoacme"]
    ) throws -> HelperRun {
        var instructions = PPDInstructions(.print)
        instructions.format = "application/postscript"
        instructions.job.options = ["sides": "one-sided", "x": "$(id) `id`"]
        instructions.job.title = "Report"
        instructions.job.user = "anna"
        instructions.job.number = 7
        instructions.job.printer = "old"
        instructions.filters.folders = [folder]
        instructions.filters.approved = approved
        return try HelperRun(
            instructions, document: Array("%!PS-Adobe-3.0\nshowpage\n".utf8), ppd: try ppd(filter),
            environment: ["SECRET=1"])
    }

    @Test(
        "A filter has CUPS' arguments, environment and descriptors, the PPD without its commands, and nothing of ours")
    func interface() throws {
        let script = """
            echo "args=$0 $1 $2 $3 $4 $5"
            echo "job=$SECRET/$PRINTER/$CONTENT_TYPE"
            grep -c Foomatic "$PPD"; grep -c PageSize "$PPD" >/dev/null && echo ppd
            ls /proc/self/fd | tr '\\n' ' '; echo
            read -r line <&3 || echo "nothing comes back"
            echo "PAGE: 1 1" >&2
            cat
            """
        let run = try withFilter(script) { try print($0) }

        #expect(run.status == 0)
        for part in [
            " 7 anna Report 1 sides=one-sided\n", "job=/old/application/postscript\n", "\n0\nppd\n", "\n0 1 2 3 4 5 \n",
            "nothing comes back\n%!PS-Adobe-3.0\n", "showpage",
        ] {
            #expect(run.text.contains(part), "\(part) in \(run.text)")
        }
    }

    @Test("One that fails says why; one that is killed is said to have been")
    func failures() throws {
        let failed = try withFilter("echo 'ERROR: no toner' >&2; exit 3") { try print($0) }
        let killed = try withFilter("kill -9 $$") { try print($0) }

        #expect(failed.problem?.text == "the filter rastertoacme ended with status 3: no toner")
        #expect(killed.problem?.text == "the filter rastertoacme was ended by signal 9")
        #expect(failed.status == 1)
    }

    @Test("A filter that nobody approved is not run, whatever the PPD names")
    func approval() throws {
        let run = try withFilter("echo ran") { try print($0, approved: ["other"]) }

        #expect(run.status == 1)
        #expect(run.output.isEmpty)
    }

    @Test(
        "Nor is one that others can change, or in a folder that they can",
        arguments: [(0o777, 0o755), (0o755, 0o777), (0o775, 0o755), (0o644, 0o755)])
    func writable(mode: Int, folderMode: Int) throws {
        let run = try withFilter("echo ran", mode: mode, folderMode: folderMode) { try print($0) }

        #expect(run.problem?.reason == .internalError)
        #expect(run.output.isEmpty)
    }

    @Test("Those that run what a file tells them are not run, approved or not")
    func neverRun() throws {
        let run = try withFilter("echo ran", name: "foomatic-rip") {
            try print($0, filter: "foomatic-rip", approved: ["foomatic-rip"])
        }

        #expect(run.status == 1)
        #expect(run.output.isEmpty)
    }

    @Test("A PPD with a command in every keyword that has ever been run: none is, and the document comes out")
    func commands() throws {
        let mark = NSTemporaryDirectory() + "PWNED-\(UUID().uuidString)"
        let command = "touch \(mark)"
        var text = String(decoding: try Shipped.bytes("Quire-Generic-PS2"), as: UTF8.self)
        text = text.replacing(
            "*FileSystem: False",
            with: """
                *FileSystem: False
                *FoomaticRIPCommandLine: "\(command)"
                *FoomaticRIPCommandLinePDF: "\(command)
                \(command)"
                *End
                *FoomaticRIPPostPipe: "| \(command)"
                *FoomaticRIPOption Q: enum CmdLine A
                *FoomaticRIPOptionSetting Q=x: "; \(command)"
                *cupsFilter: "application/postscript 0 sh -c '\(command)'"
                *cupsPreFilter: "application/postscript 0 \(command)"
                *cupsPortMonitor: "\(command)"
                *APDialogExtension: "\(command)"
                *APPrinterPreset x/y: "`\(command)`"
                *cupsIPPFinishings 4/staple: "*Duplex None; \(command)"
                *JCLBegin: "`\(command)`$(\(command))@PJL<0A>"
                *JCLToPSInterpreter: "; \(command)<0A>"
                *JCLEnd: "| \(command)"
                *Include: "|\(command)"
                *?Resolution: "(%pipe%\(command)) (w) file"
                *OpenUI *Evil/$(\(command)): PickOne
                *DefaultEvil: x
                *Evil x/`\(command)`: "(%pipe%\(command)) (w) file"
                *CloseUI: *Evil
                """)
        for work in [PPDInstructions.Work.describe, .prepare, .print] {
            var instructions = PPDInstructions(work)
            instructions.format = "application/postscript"
            instructions.job.options = ["Evil": "x", "finishings": "staple", "sides": "$(\(command))"]
            instructions.job.title = "$(\(command))"
            let document = work == .print ? Array("%!\nshowpage\n".utf8) : Array(text.utf8)
            let run = try HelperRun(instructions, document: document, ppd: Array(text.utf8))
            #expect(run.status == 0, "\(work) \(run.progress)")
            if work == .describe {
                let described = try run.decoded(PPDDescription.self)
                #expect(described.refused.count == 13)
                #expect(described.refused.contains { $0.isFatal })
            }
        }
        #expect(!FileManager.default.fileExists(atPath: mark))
    }

    @Test(
        "Raster for a filter of CUPS': the printable part of the sheet, in the filter's own words",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/lib/cups/filter/rastertohp")))
    func raster() throws {
        var text = String(decoding: try Shipped.bytes("Quire-Generic-PCL5"), as: UTF8.self)
        text = text.replacing(
            "*cupsFilter2: \"application/vnd.hp-pcl application/vnd.hp-pcl 0 -\"",
            with: "*cupsFilter: \"application/vnd.cups-raster 0 rastertohp\""
        ).replacing("cupsColorSpace 18/cupsBitsPerColor 8", with: "cupsColorSpace 3/cupsBitsPerColor 1")
        var instructions = PPDInstructions(.prepare)
        instructions.filters.approved = ["rastertohp"]
        instructions.job.options = ["media": "iso_a4_210x297mm", "Resolution": "300dpi"]
        let settings = try HelperRun(instructions, document: Array(text.utf8)).decoded(PPDSettings.self)
        #expect(settings.raster == PPDRaster(resolutionX: 300, resolutionY: 300, colorSpace: "black_1"))

        instructions.work = .print
        instructions.format = "image/pwg-raster"
        let run = try HelperRun(instructions, document: Self.page(width: 2480, height: 3508), ppd: Array(text.utf8))
        let short = try HelperRun(
            instructions, document: Array(Self.page(width: 2480, height: 3508).dropLast(9)), ppd: Array(text.utf8))

        #expect(run.status == 0, "\(run.progress)")
        #expect(run.done == PageCounts(impressions: 1, sheets: 1))
        // PCL: reset, resolution, and the width of A4 without 12.24 points at each side, at 300 dots an inch.
        #expect(run.text.hasPrefix("\u{1B}E"))
        #expect(run.text.contains("\u{1B}*t300R\u{1B}*r2377S"))
        #expect(short.problem?.reason == .documentFormatError)
    }

    /// A page of PWG raster (PWG 5102.4 §4.3), 1 bit, with a pattern.
    private static func page(width: Int, height: Int) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 1796)
        func put(_ value: Int, at offset: Int) {
            for place in 0..<4 { header[offset + place] = UInt8(truncatingIfNeeded: value >> (24 - 8 * place)) }
        }
        for (place, octet) in "PwgRaster".utf8.enumerated() { header[place] = octet }
        for (offset, value) in [
            (276, 300), (280, 300), (340, 1), (352, 595), (356, 842), (372, width), (376, height), (384, 1), (388, 1),
            (392, (width + 7) / 8), (396, 0), (400, 3), (420, 1),
        ] { put(value, at: offset) }
        var bytes = Array("RaS2".utf8) + header
        // Runs of 128 equal octets; each line once more as often as one octet can say.
        var left = height
        while left > 0 {
            let lines = min(256, left)
            bytes.append(UInt8(lines - 1))
            var octets = (width + 7) / 8
            while octets > 0 {
                let run = min(128, octets)
                bytes += [UInt8(run - 1), 0x5A]
                octets -= run
            }
            left -= lines
        }
        return bytes
    }
}
