import IPP
import Testing

@testable import ServiceRecords

@Suite("What the network is told of a printer")
struct ServiceTextTests {
    private func printer(_ more: Attribute...) -> AttributeGroup {
        var group = AttributeGroup(
            .printer,
            [
                Attribute("printer-make-and-model", .text("Acme 2000")),
                Attribute("printer-more-info", .uri("http://host.local:631/printers/office")),
                Attribute("printer-location", .text("Hall")),
                Attribute("printer-uuid", .uri("urn:uuid:01234567-89ab-cdef-0123-456789abcdef")),
                Attribute(
                    "document-format-supported",
                    [
                        "application/octet-stream", "application/vnd.hp-PCL", "application/pdf", "image/jpeg",
                        "image/urf",
                        "image/pwg-raster",
                    ].map { .mimeMediaType($0) }),
                Attribute("document-format-preferred", .mimeMediaType("application/pdf")),
                Attribute("urf-supported", ["V1.4", "CP1", "W8"].map { .keyword($0) }),
                Attribute("color-supported", .boolean(true)),
                Attribute("sides-supported", ["one-sided", "two-sided-long-edge"].map { .keyword($0) }),
                Attribute("copies-supported", .rangeOfInteger(IntegerRange(1, 99))),
                Attribute("finishings-supported", [3, 20].map { .enum($0) }),
                Attribute("printer-device-id", .text("MFG:Acme;MDL:2000;CMD:PDF;")),
                Attribute("printer-type", .enum(0x9004)),
                Attribute(
                    "media-size-supported",
                    .collection([
                        Attribute("x-dimension", .integer(21_000)), Attribute("y-dimension", .integer(29_700)),
                    ])),
            ])
        for attribute in more { group.set(attribute) }
        return group
    }

    private func keys(_ pairs: [String]) -> [String: String] {
        Dictionary(
            pairs.map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test("Its keys are those that AirPrint, IPP Everywhere, Mopria and CUPS look for")
    func keys() {
        let pairs = ServiceText(printer()).ipp(path: "ipp/print/office")
        let keys = keys(pairs)

        #expect(pairs.first == "txtvers=1")
        #expect(keys["rp"] == "ipp/print/office")
        #expect(keys["ty"] == "Acme 2000")
        #expect(keys["product"] == "(Acme 2000)")
        #expect(keys["adminurl"] == "http://host.local:631/printers/office")
        #expect(keys["note"] == "Hall")
        #expect(keys["UUID"] == "01234567-89ab-cdef-0123-456789abcdef")
        #expect(keys["pdl"] == "application/pdf,application/vnd.hp-PCL,image/jpeg,image/urf,image/pwg-raster")
        #expect(keys["URF"] == "V1.4,CP1,W8")
        #expect(keys["TLS"] == "1.3")
        #expect(["Color", "Duplex", "Copies", "Staple"].allSatisfy { keys[$0] == "T" })
        #expect(["Punch", "Bind", "Scan", "Fax"].allSatisfy { keys[$0] == "F" })
        #expect(keys["PaperMax"] == "legal-A4")
        #expect(keys["printer-type"] == "0x9004")
        #expect(keys["usb_MFG"] == "Acme")
        #expect(keys["mopria-certified"] == "1.3")
        #expect(keys["air"] == nil)
    }

    @Test("What the printer asks its users for, and what it cannot do, is said")
    func others() {
        let asking = ServiceText(
            printer(
                Attribute("auth-info-required", ["username", "password"].map { .keyword($0) }),
                Attribute("color-supported", .boolean(false)))
        ).ipp(path: "ipp/print/office")

        #expect(keys(asking)["air"] == "username,password")
        #expect(keys(asking)["Color"] == "F")
    }

    @Test("However much there is to say, it fits: formats of vendors go first, what clients need stays")
    func room() {
        let long = String(repeating: "x", count: 2_000)
        let vendors = (0..<60).map { AttributeValue.mimeMediaType("application/vnd.acme-\($0)") }
        let needed = ["application/pdf", "image/jpeg", "image/pwg-raster", "image/urf"].map {
            AttributeValue.mimeMediaType($0)
        }
        let text = ServiceText(
            printer(
                Attribute("printer-location", .text(long)), Attribute("printer-make-and-model", .text(long)),
                Attribute("printer-more-info", .uri("http://h/" + long)),
                Attribute("printer-device-id", .text("MFG:\(long);MDL:\(long);")),
                Attribute("urf-supported", (0..<300).map { .keyword("RS\($0)") }),
                Attribute("document-format-supported", vendors + needed)))
        let pairs = text.ipp(path: "ipp/print/office")
        let keys = keys(pairs)

        #expect(pairs.allSatisfy { $0.utf8.count <= 255 })
        let octets = pairs.reduce(0) { $0 + $1.utf8.count + 1 }
        #expect(octets <= 1_300)
        let formats = (keys["pdl"] ?? "").split(separator: ",").map { String($0) }
        for format in needed { #expect(formats.contains(format.stringValue ?? "")) }
        #expect(keys["UUID"] == "01234567-89ab-cdef-0123-456789abcdef")
        #expect(keys["rp"] == "ipp/print/office")
        #expect(keys["URF"]?.hasPrefix("RS0,") == true)
    }

    @Test("Only a change of its words is a change of words only")
    func change() {
        let before = Announcement(name: "a", services: [.init(type: "_ipp._tcp", port: 631, text: ["a=1"])])
        var after = before
        #expect(!after.differsInTextOnly(from: before))
        after.services[0].text = ["a=2"]
        #expect(after.differsInTextOnly(from: before))
        after.services[0].port = 632
        #expect(!after.differsInTextOnly(from: before))
    }
}
