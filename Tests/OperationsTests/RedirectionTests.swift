import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Queues whose new jobs others take")
struct RedirectionTests {
    private func redirect(_ counter: Counter, _ name: String, to other: String?) async throws -> IPPMessage {
        try await counter.send(
            .setPrinterAttributes, to: "/printers/\(name)",
            printer: [Attribute("quire-redirect", other.map { .name($0) } ?? .outOfBand(.noValue))])
    }

    @Test("New jobs go to the other queue, checked for that one; what waits stays; off ends it")
    func redirected() async throws {
        let counter = try await Counter()
        let before = try await counter.makeJob("before")
        #expect(try await redirect(counter, "raw", to: "pdf").status == .ok)

        let taken = try await counter.makeJob("taken")
        let created = try await counter.send(.createJob)

        let (raw, pdf) = (try counter.printer("raw").id, try counter.printer("pdf").id)
        #expect(try await counter.job(before).printer == raw)
        #expect(try await counter.job(taken).printer == pdf)
        #expect(try await counter.job(JobID(created[.job]?["job-id"]?.integerValue ?? 0)).printer == pdf)
        let text = try await counter.send(
            .printJob, [Attribute("document-format", .mimeMediaType("text/plain"))], document: Array("text".utf8))
        #expect(text.status == .documentFormatNotSupported, "the other takes PDF only")
        #expect(
            try await counter.send(.validateJob, [Attribute("document-format", .mimeMediaType("text/plain"))]).status
                == .documentFormatNotSupported)
        let shown = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(shown?["quire-redirect"]?.stringValue == "pdf")
        #expect(shown?["printer-state-message"]?.stringValue == "new jobs go to pdf")

        #expect(try await redirect(counter, "raw", to: nil).status == .ok)
        #expect(try await counter.job(counter.makeJob("own")).printer == raw)
    }

    @Test("A queue that takes no jobs takes none for another either, and one that does not accept stays closed")
    func closed() async throws {
        let counter = try await Counter()
        _ = try await redirect(counter, "raw", to: "pdf")
        let document = Array("%PDF-x".utf8)
        _ = try await counter.send(.cupsRejectJobs, to: "/printers/pdf")
        #expect(try await counter.send(.printJob, document: document).status == .notAcceptingJobs)
        _ = try await counter.send(.cupsAcceptJobs, to: "/printers/pdf")
        _ = try await counter.send(.cupsRejectJobs, to: "/printers/raw")
        #expect(try await counter.send(.printJob, document: document).status == .notAcceptingJobs)
    }

    @Test("No circle can be made, and no printer that is not there be named")
    func circles() async throws {
        let counter = try await Counter()
        #expect(try await redirect(counter, "raw", to: "raw").status == .attributesOrValuesNotSupported)
        #expect(try await redirect(counter, "raw", to: "nope").status == .attributesOrValuesNotSupported)
        #expect(try await redirect(counter, "raw", to: "pdf").status == .ok)
        #expect(try await redirect(counter, "pdf", to: "raw").status == .attributesOrValuesNotSupported)
        #expect(try counter.printer("pdf").redirect == nil)
    }

    @Test("When the other queue is deleted, jobs come to their own again")
    func deleted() async throws {
        let counter = try await Counter()
        _ = try await redirect(counter, "raw", to: "pdf")
        _ = try await counter.send(.cupsDeletePrinter, to: "/printers/pdf")
        let id = try await counter.makeJob()
        #expect(try await counter.job(id).printer == counter.printer("raw").id)
        #expect(try await counter.send(.getPrinterAttributes)[.printer]?["quire-redirect"]?.stringValue == nil)
    }

    @Test("Who may not print on the other queue may not by way of this one")
    func rights() async throws {
        let counter = try await Counter()
        _ = try await counter.send(
            .cupsAddModifyPrinter, to: "/printers/pdf",
            printer: [Attribute("requesting-user-name-denied", .name("anna"))])
        _ = try await redirect(counter, "raw", to: "pdf")
        let document = Array("%PDF-x".utf8)
        #expect(try await counter.send(.printJob, document: document, user: "anna").status == .notAuthorized)
        #expect(try await counter.send(.printJob, document: document, user: "bob").status == .ok)
    }
}
