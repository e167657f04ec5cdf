@testable import Backends
import Foundation
import IPP
import PrintModel
import QuireTestKit
import Testing

/// A real printer's answer to Get-Printer-Attributes.
struct PrinterCapture: Sendable, CustomTestStringConvertible {
    var name: String
    var printer: AttributeGroup

    var testDescription: String { name }

    /// Those that come with the sources, and a larger collection where `QUIRE_CAPTURES` names its folder.
    static let all: [PrinterCapture] = {
        let own = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../IPPTests/Captures")
        let more = ProcessInfo.processInfo.environment["QUIRE_CAPTURES"].map { URL(filePath: $0) }
        return [own, more].compactMap { $0 }.flatMap { folder in
            let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            return (files ?? []).sorted { $0.path < $1.path }.compactMap { read($0) }
        }
    }()

    private static func read(_ file: URL) -> PrinterCapture? {
        guard file.lastPathComponent.lowercased().contains("get-printer-attributes"), file.pathExtension == "bin",
            let data = try? Data(contentsOf: file),
            let message = try? IPPMessage.decode(Array(data), limits: .client, quirks: Set(Quirk.allCases)).0,
            message.status.isSuccessful, let printer = message[.printer], printer["printer-state"] != nil,
            printer["document-format-supported"] != nil
        else { return nil }
        return PrinterCapture(name: file.lastPathComponent, printer: printer)
    }
}

@Suite("What printers say they can do")
struct CapabilityTests {
    @Test("Every real printer's answer makes a printer that can be printed to", arguments: PrinterCapture.all)
    func captures(_ capture: PrinterCapture) {
        let facts = IPPFacts(capture.printer)
        let device = facts.capabilities

        #expect(!device.formats.isEmpty)
        #expect(!device.formats.contains("application/octet-stream"))
        #expect(facts.can(.printJob) || facts.can(.createJob))
        #expect(!device.makeAndModel.isEmpty)
        #expect(device.concurrentJobsMax == 1)
        #expect(!device.media.isEmpty)
        #expect(device.media.allSatisfy { $0.width > 0 && $0.height > 0 })
        #expect(Set(device.media.map(\.name)).count == device.media.count)
        #expect(device.resolutions == device.resolutions.sorted() && !device.resolutions.isEmpty)
        #expect(!device.colorSpaces.isEmpty)
        #expect(device.qualities.allSatisfy { 3...5 ~= $0 })
        let state = IPPState(capture.printer, at: "printer:631")
        #expect(state.device.supplies.allSatisfy { -3...100 ~= $0.level })
        #expect((state.state == 5) == (state.trouble != nil))
    }

    @Test("What is remembered of a printer is what it said", arguments: PrinterCapture.all)
    func notes(_ capture: PrinterCapture) throws {
        let bench = try Bench()
        let notes = PrinterNotes(folder: "\(bench.path)/notes", uri: "ipp://printer/\(capture.name)")
        let reply = IPPMessage(code: 0, requestID: 1, groups: [capture.printer])

        notes.keep(reply)

        #expect(notes.reply().map { IPPFacts($0) } == IPPFacts(capture.printer))
    }

    @Test("Formats are taken in the order of what they keep; what a printer of PDF 'none' says is not believed")
    func formats() {
        var group = FakePrinter.everyday
        group.set(
            Attribute(
                "document-format-supported",
                ["image/jpeg", "image/urf", "application/octet-stream", "image/pwg-raster", "application/pdf"]
                    .map { .mimeMediaType($0) }))
        #expect(
            IPPFacts(group).capabilities.formats == ["application/pdf", "image/pwg-raster", "image/urf", "image/jpeg"])

        group.set("pdf-versions-supported", .keyword("none"))
        group.set("urf-supported", .keyword("RS300-600"), .keyword("W8"), .keyword("DM3"))
        #expect(IPPFacts(group).capabilities.formats == ["image/pwg-raster", "image/urf", "image/jpeg"])

        // Pages are made in one way: what needs another is left out.
        group.set("urf-supported", .keyword("RS600"), .keyword("W8"), .keyword("DM1"))
        #expect(IPPFacts(group).capabilities.formats == ["image/pwg-raster", "image/jpeg"])
    }

    @Test("Apple raster alone says everything about raster")
    func appleRaster() {
        var group = FakePrinter.everyday
        group.set("document-format-supported", .mimeMediaType("image/urf"), .mimeMediaType("image/jpeg"))
        group.set(
            "urf-supported", .keyword("V1.4"), .keyword("CP99"), .keyword("W8"), .keyword("SRGB24"),
            .keyword("RS300-600"), .keyword("DM2"))

        let device = IPPFacts(group).capabilities

        #expect(device.resolutions == [300, 600])
        #expect(device.colorSpaces == ["srgb_8", "sgray_8"])
        #expect(device.sheetBack == "flipped")
    }

    @Test("The size a printer has as its default comes first, with its margins")
    func media() {
        let device = IPPFacts(FakePrinter.everyday).capabilities

        #expect(device.media.map(\.name) == ["iso_a4_210x297mm", "na_letter_8.5x11in"])
        #expect(device.media[0].margins == .init(all: 423))
        #expect(device.trays.map(\.source) == ["tray-1", "manual"])
        #expect(device.trays[0].size?.name == "iso_a4_210x297mm")
        #expect(device.trays[0].type == "stationery")
        #expect(device.identifyActions == ["flash", "sound"])
    }

    @Test("A range of sizes is read from names and from collections")
    func customMedia() {
        var group = FakePrinter.everyday
        group.set(
            "media-supported", .keyword("iso_a4_210x297mm"), .keyword("custom_min_76x127mm"),
            .keyword("custom_max_216x356mm"))
        #expect(
            IPPFacts(group).capabilities.customMedia == CustomMedia(widths: 7600...21_600, heights: 12_700...35_600))
        #expect(IPPFacts(group).capabilities.media.map(\.name) == ["iso_a4_210x297mm"])

        group.set("media-supported", .keyword("iso_a4_210x297mm"))
        group.set(
            "media-size-supported",
            .collection([
                Attribute("x-dimension", .rangeOfInteger(IntegerRange(8900, 21_600))),
                Attribute("y-dimension", .rangeOfInteger(IntegerRange(12_700, 67_600))),
            ]))
        #expect(
            IPPFacts(group).capabilities.customMedia == CustomMedia(widths: 8900...21_600, heights: 12_700...67_600))
    }

    @Test("A server with queues of its own takes several jobs at once")
    func spooler() {
        var group = FakePrinter.everyday
        group.set("cups-version", .text("2.4.2"))

        #expect(IPPFacts(group).capabilities.concurrentJobsMax > 1)
    }

    @Test("An answer that makes no sense makes a printer all the same")
    func nonsense() {
        var group = AttributeGroup(.printer)
        group.set("copies-supported", .rangeOfInteger(IntegerRange(9, 1)))
        group.set("printer-resolution-supported", .resolution(Resolution(crossFeed: .max, feed: .max, units: 4)))
        group.set("media-supported", .keyword("custom_min_9x9mm"), .keyword("custom_max_1x1mm"), .integer(3))
        group.set("media-col-database", .collection([Attribute("media-size", .integer(4))]))
        group.set(
            "printer-supply", .octetString([0xFF, 0x3B]),
            .octetString(Array("type=toner;maxcapacity=0;level=2147483647".utf8)))
        group.set("printer-input-tray", .octetString(Array("type=x;mediafeed=99999999999;level=a;;=;".utf8)))
        group.set("media-source-supported", .keyword("tray-1"))

        let facts = IPPFacts(group)

        #expect(!facts.capabilities.makesCopies)
        #expect(facts.capabilities.resolutions == [300])
        #expect(IPPState(group, at: "x").device.supplies.map(\.level) == [-2])
    }
}

@Suite("What printers say of their state")
struct PrinterStateTests {
    private func state(_ state: Int32, _ reasons: [String], saying message: String = "") -> IPPState {
        var group = FakePrinter.everyday
        group.set("printer-state", .enum(state))
        group.set(Attribute("printer-state-reasons", reasons.map { .keyword($0) }))
        group.set("printer-state-message", .text(message))
        return IPPState(group, at: "printer:631")
    }

    @Test("A printer that prints is in no trouble, whatever it has to complain of")
    func warnings() {
        let now = state(4, ["toner-low-warning", "media-empty-report"])

        #expect(now.trouble == nil)
        #expect(now.device.alerts.map(\.severity) == ["warning", "other"])
        #expect(now.device.alerts.map(\.text) == ["toner is running low", "it is out of paper"])
    }

    @Test("Of the reasons of one that has stopped the worst is told, and all in words")
    func stopped() throws {
        let trouble = try #require(
            state(5, ["paused", "toner-low-warning", "media-jam-error"], saying: "Tray 2").trouble)

        #expect(trouble.reason == "media-jam-error")
        #expect(trouble.kind == .needsHuman)
        #expect(
            trouble.message
                == "printer:631: the printer has stopped: somebody has paused it, toner is running low, paper is jammed (Tray 2)"
        )
    }

    @Test("Supplies are read from both of the ways they are told in")
    func supplies() {
        #expect(
            state(3, ["none"]).device.supplies == [
                Supply(name: "Black toner", kind: "toner", colorant: "black", color: "#000000", level: 67)
            ])

        var group = FakePrinter.everyday
        _ = group.remove("printer-supply")
        group.set("marker-names", .name("Black"), .name("Waste"))
        group.set("marker-types", .keyword("toner"), .keyword("waste-toner"))
        group.set("marker-levels", .integer(12), .integer(80))
        group.set("marker-colors", .name("#000000"), .name("none"))
        #expect(
            IPPState(group, at: "x").device.supplies == [
                Supply(name: "Black", kind: "toner", colorant: "black", color: "#000000", level: 12),
                Supply(name: "Waste", kind: "wasteToner", isReceptacle: true, level: 20),
            ])
    }
}
