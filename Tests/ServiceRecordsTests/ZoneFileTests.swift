import Foundation
import Testing

@testable import ServiceRecords

@Suite("Zone files")
struct ZoneFileTests {
    private static let announcements = [
        Announcement(
            name: "Büro 2. Stock @ \"srv\"; (neu)",
            services: [
                .init(type: "_printer._tcp", port: 0),
                .init(
                    type: "_ipp._tcp", subtypes: ["_universal", "_print"], port: 631,
                    text: [
                        "txtvers=1", "rp=ipp/print/office", "note=Hall \"A\"\\B; ü", String(repeating: "x", count: 255),
                    ]),
                .init(type: "_ipps._tcp", port: 631),
            ]),
        Announcement(name: "Label", services: [.init(type: "_ipp._tcp", port: 631, text: ["txtvers=1"])]),
    ]

    private func text(_ domain: String = "example.org") throws -> String {
        try #require(ZoneFile(domain: domain, host: "print.example.org")).text(of: Self.announcements)
    }

    @Test("Each service has its name, subtypes, place and words; the domain is one to look in")
    func records() throws {
        let lines = Set(try text().split(separator: "\n").map { String($0) })
        let office = "B\\195\\188ro\\0322\\046\\032Stock\\032\\064\\032\\034srv\\034\\059\\032\\040neu\\041._ipp._tcp"

        for line in [
            "$ORIGIN example.org.", "b._dns-sd._udp 3600 IN PTR @", "lb._dns-sd._udp 3600 IN PTR @",
            "_services._dns-sd._udp 3600 IN PTR _ipp._tcp", "_ipp._tcp 3600 IN PTR \(office)",
            "_universal._sub._ipp._tcp 3600 IN PTR \(office)", "\(office) 3600 IN SRV 0 0 631 print.example.org.",
            "Label._ipp._tcp 3600 IN TXT \"txtvers=1\"",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(!lines.contains { $0.contains("_printer._tcp") }, "that only keeps a name")
        #expect(lines.contains { $0.contains("\"note=Hall \\\"A\\\"\\\\B; \\195\\188\"") })
        #expect(lines.contains { $0.contains("._ipps._tcp 3600 IN TXT \"\"") })
    }

    @Test(
        "What is no name makes no file",
        arguments: ["", "a b", "a..b", "-a.org", "x\ny", "a;b", String(repeating: "a", count: 64), "$INCLUDE"])
    func names(domain: String) {
        #expect(ZoneFile(domain: domain, host: "h.example.org") == nil)
        #expect(ZoneFile(domain: "example.org", host: domain) == nil)
    }

    @Test(
        "BIND reads it, and reads what was meant",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/named-checkzone"), "bind9-utils"))
    func checked() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "zone-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: file) }  // A leftover in the temporary folder harms nobody.
        let head =
            "$TTL 3600\n@ IN SOA ns.example.org. admin.example.org. 1 3600 600 86400 600\n@ IN NS ns.example.org.\n"
            + "ns IN A 192.0.2.1\nprint IN A 192.0.2.2\n"
        try Data((head + text()).utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/named-checkzone")
        process.arguments = ["-D", "-s", "full", "-i", "full", "example.org", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let read = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()

        #expect(process.terminationStatus == 0, "\(read)")
        // One label: the dot in the name is part of it.
        #expect(
            read.contains(#"B\195\188ro\0322\.\032Stock\032\@\032\"srv\"\;\032\(neu\)._ipp._tcp.example.org."#),
            "\(read)")
        #expect(read.contains(#""note=Hall \"A\"\\B; \195\188""#), "\(read)")
    }
}
