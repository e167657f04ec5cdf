import Foundation
import Testing

/// Suites that others wrote, against a fresh daemon.
@Suite("Scene: outside suites", .serialized)
struct OutsideSuites {
    @Test("ipptool's IPP/1.1 conformance tests all pass or are skipped")
    func ipp11() throws {
        let daemon = try Daemon()
        let document = daemon.folder.appending(path: "document.pdf")
        try samplePDF("conformance").write(to: document)

        let result = try run(
            "ipptool",
            [
                "-tI", "-V", "1.1", "-f", document.path, "ipp://\(daemon.address)/ipp/print/paper",
                "/usr/share/cups/ipptool/ipp-1.1.test",
            ], server: daemon.address)

        let lines = result.output.split(separator: "\n")
        #expect(lines.filter { $0.hasSuffix("FAIL]") }.isEmpty, "\(result.output)")
        #expect(lines.filter { $0.hasSuffix("PASS]") }.count >= 20)
    }
}
