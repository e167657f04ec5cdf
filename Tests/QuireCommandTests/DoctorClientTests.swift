import Foundation
import IPP
import Testing

@testable import quire

@Suite("quirectl doctor airprint, everywhere, mopria")
struct DoctorClientTests {
    /// A printer that has all that any of them asks for.
    private static var whole: AttributeGroup {
        var group = AttributeGroup(.printer)
        let names = ClientKind.allCases.flatMap(\.requirements).map(\.subject).filter {
            !$0.contains(" ") && !$0.hasPrefix("_")
        }
        for name in names { group.set(Attribute(name, .keyword("x"))) }
        for name in [
            "document-format", "media", "sides", "output-bin", "print-color-mode", "print-quality",
            "printer-resolution",
            "finishings",
        ] { group.set(Attribute("\(name)-supported", .keyword("x"))) }
        group.set(Attribute("document-format-default", .mimeMediaType("image/urf")))
        group.set(
            Attribute(
                "document-format-supported",
                ["image/urf", "application/pdf", "image/jpeg", "image/pwg-raster"].map { .mimeMediaType($0) }))
        group.set(Attribute("operations-supported", [2, 4, 5, 6, 8, 9, 10, 11, 0x39, 0x3B, 0x3C].map { .enum($0) }))
        group.set(Attribute("ipp-versions-supported", [.keyword("1.1"), .keyword("2.0")]))
        group.set(Attribute("ipp-features-supported", .keyword("ipp-everywhere")))
        group.set(Attribute("color-supported", .boolean(true)))
        group.set(Attribute("sides-supported", [.keyword("x"), .keyword("two-sided-long-edge")]))
        group.set(Attribute("print-color-mode-supported", [.keyword("x"), .keyword("color")]))
        group.set(Attribute("printer-uri-supported", .uri("ipp://host:631/ipp/print/floor2")))
        group.set(Attribute("printer-uuid", .uri("urn:uuid:01234567-89AB-cdef-0123-456789abcdef")))
        group.set(Attribute("urf-supported", [.keyword("V1.4"), .keyword("W8")]))
        group.set(Attribute("auth-info-required", .keyword("none")))
        group.set(Attribute("printer-is-shared", .boolean(true)))
        group.set(Attribute("printer-dns-sd-name", .name("Floor 2")))
        group.set(
            Attribute(
                "media-col-ready",
                .collection(["media-size", "media-source", "media-type"].map { Attribute($0, .keyword("x")) })))
        return group
    }

    private static var service: AnnouncedService {
        let text = [
            "txtvers": "1", "qtotal": "1", "rp": "ipp/print/floor2", "ty": "Acme", "adminurl": "http://host/",
            "priority": "0",
            "pdl": "application/pdf,image/jpeg,image/pwg-raster,image/urf",
            "uuid": "01234567-89ab-cdef-0123-456789abcdef",
            "tls": "1.3", "urf": "V1.4,W8", "color": "T", "duplex": "T", "kind": "document", "mopria-certified": "1.3",
        ]
        return AnnouncedService(ipp: text, octets: 300, port: 631, ipps: text, subtypes: ["_universal", "_print"])
    }

    private func check(
        _ clients: ClientKind, _ printer: AttributeGroup = DoctorClientTests.whole,
        _ answer: ServiceAnswer = .found(DoctorClientTests.service),
        _ words: [String] = []
    ) async throws -> (findings: [String: String], code: Int32) {
        try await FakeServer.run({ request in
            request.operation == .getPrinterAttributes ? .answer(.ok, nil, printer) : .answer(.operationNotSupported)
        }) { server in
            var session = Command.session(
                ["quirectl", "doctor", clients.rawValue, "floor2", "-o", "csv", "--columns", "check,result,says"]
                    + words,
                server: server.address)
            session.announced = { name in name == "Floor 2" ? answer : .nobody }
            let status = await Quire.run(session)
            var findings: [String: String] = [:]
            for line in session.output.text.split(separator: "\n").dropFirst() {
                let parts = line.split(separator: ",", maxSplits: 2).map { String($0) }
                guard parts.count == 3 else { continue }
                // The worst of those with the same name.
                if findings[parts[0]] == nil || parts[1] != "ok" {
                    findings[parts[0]] = "\(parts[1]) \(parts[2].filter { $0 != "\"" })"
                }
            }
            return (findings, status.code)
        }
    }

    @Test("A printer that has everything is well, for each of them", arguments: ClientKind.allCases)
    func whole(clients: ClientKind) async throws {
        let (findings, code) = try await check(clients)

        let bad = findings.filter { !$0.value.hasPrefix("ok") }
        #expect(bad.isEmpty, "\(bad)")
        #expect(findings.count > 30)
        #expect(code == 0)
    }

    @Test("Each attribute that is taken away is named", arguments: ClientKind.allCases)
    func missing(clients: ClientKind) throws {
        let subjects = Set(clients.requirements.map(\.subject)).filter { !$0.contains(" ") && !$0.hasPrefix("_") }
        let conditional: Set<String> = [
            "color-supported", "sides-supported", "pages-per-minute-color", "pwg-raster-document-sheet-back",
            "pdf-versions-supported",
        ]
        for subject in subjects.sorted() where !subject.hasSuffix("-default") || subject.hasPrefix("media-col") {
            var printer = Self.whole
            printer.remove(subject)
            // What is asked for under a condition only, or only when it is there.
            let isRequired = clients.requirements.contains { requirement in
                requirement.subject == subject
                    && requirement.fault(PrinterView(attributes: AttributeGroup(.printer))) != nil
            }
            guard isRequired || conditional.contains(subject) else { continue }
            let named = clients.requirements.filter { $0.subject == subject }.compactMap {
                $0.fault(PrinterView(attributes: printer, service: Self.service))
            }
            #expect(!named.isEmpty, "\(subject) is not missed")
        }
    }

    @Test("Each key that is taken out of the TXT record is named", arguments: ClientKind.allCases)
    func keys(clients: ClientKind) {
        let subjects = Set(clients.requirements.map(\.subject)).filter {
            $0.hasPrefix("TXT ") && $0 != "TXT record" && $0 != "TXT air"
        }
        #expect(subjects.count > 8)
        for subject in subjects {
            var service = Self.service
            service.ipp?[subject.dropFirst(4).lowercased()] = nil
            let view = PrinterView(attributes: Self.whole, service: service)
            let faults = clients.requirements.filter { $0.subject == subject }.compactMap { $0.fault(view) }
            #expect(faults.contains("is missing"), "\(subject)")
        }
    }

    @Test(
        "What is announced otherwise than it is said is named",
        arguments: [
            ("uuid", "1234", "TXT UUID"), ("rp", "/ipp/print/floor2", "TXT rp"), ("rp", "ipp/print/other", "TXT rp"),
            ("pdl", "image/urf,application/x-foo", "TXT pdl"), ("color", "F", "TXT Color"),
            ("duplex", "F", "TXT Duplex"),
            ("urf", "V1.4,SRGB24", "TXT URF"), ("adminurl", "host", "TXT adminurl"), ("txtvers", "2", "TXT txtvers"),
        ])
    func otherwise(key: String, value: String, subject: String) async throws {
        var service = Self.service
        service.ipp?[key] = value

        let (findings, _) = try await check(.airprint, Self.whole, .found(service))

        #expect(findings[subject]?.hasPrefix("ok") == false, "\(findings)")
        #expect(findings.count(where: { !$0.value.hasPrefix("ok") }) == 1)
    }

    @Test("A printer that is not shared, not announced or announced under no subtype is not found, and that is said")
    func announced() async throws {
        var alone = Self.whole
        alone.set(Attribute("printer-is-shared", .boolean(false)))
        var bare = Self.service
        bare.subtypes = ["_print"]

        let unshared = try await check(.airprint, alone)
        let nobody = try await check(.airprint, Self.whole, .nobody)
        let other = try await check(.airprint, Self.whole, .found(bare))
        let unasked = try await check(.airprint, alone, .nobody, ["--no-dns-sd"])

        #expect(unshared.findings["DNS-SD"]?.hasPrefix("failure it is not shared") == true)
        #expect(nobody.findings["DNS-SD"]?.contains("nobody on this network announces 'Floor 2'") == true)
        #expect(other.findings["_universal"]?.hasPrefix("failure") == true, "\(other)")
        #expect(unasked.findings["DNS-SD"] == nil)
        #expect([unshared.code, nobody.code, other.code, unasked.code] == [1, 1, 1, 0])
    }

    @Test("Papers without source or type are told of: of them iOS makes its list")
    func papers() async throws {
        var printer = Self.whole
        printer.set(Attribute("media-col-ready", .collection([Attribute("media-size", .keyword("x"))])))

        let (findings, code) = try await check(.airprint, printer)

        #expect(findings["media-col-ready"]?.hasPrefix("warning has 1 papers without source") == true, "\(findings)")
        #expect(code == 0)
    }

    @Test(
        "Real printers with AirPrint's mark lack nothing that AirPrint needs",
        arguments: ["brother-mfc-j870dw", "canon-ts6000", "hp-laserjet-cm1415fnw"])
    func captures(name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../IPPTests/Captures/\(name).get-printer-attributes.bin")
        let (message, _) = try IPPMessage.decode(
            Array(try Data(contentsOf: file)), limits: .client, quirks: Set(Quirk.allCases))
        let view = PrinterView(attributes: try #require(message[.printer]))

        let failures = ClientKind.airprint.requirements.map { $0.finding(view) }.filter { $0.level == .failure }

        #expect(failures.isEmpty, "\(failures.map { "\($0.check) \($0.text)" })")
    }

    @Test("Who names no printer, or wants one mended, is told")
    func usage() async {
        for words in [["airprint"], ["airprint", "floor2", "--fix"], ["windows", "floor2"]] {
            let result = await Command.run(["quirectl", "doctor"] + words, server: "127.0.0.1:1")
            #expect(result.code == 64, "\(result)")
        }
    }
}
