import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("How a queue delivers")
struct DeliverySettingTests {
    private func shown(_ counter: Counter, _ name: String, of uri: String = "/printers/raw") async throws -> Attribute?
    {
        try await counter.send(
            .getPrinterAttributes, to: uri, [Attribute("requested-attributes", .keyword(name))])[.printer]?[name]
    }

    @Test(
        "printer-error-policy has CUPS' names and ours",
        arguments: [
            ("retry-job", "wait-and-resume"), ("retry-current-job", "retry-current-job"), ("abort-job", "abort-job"),
            ("stop-printer", "stop-printer"), ("hold-job", "hold-job"), ("wait-and-resume", "wait-and-resume"),
        ])
    func errorPolicy(asked: String, kept: String) async throws {
        let counter = try await Counter()
        #expect(try await shown(counter, "printer-error-policy")?.stringValue == "wait-and-resume")

        let answer = try await counter.send(
            .cupsAddModifyPrinter, printer: [Attribute("printer-error-policy", .name(asked))])

        #expect(answer.status == .ok)
        #expect(try await shown(counter, "printer-error-policy")?.stringValue == kept)
        #expect(try counter.printer("raw").errorPolicy.rawValue == kept)
        #expect(try await shown(counter, "printer-error-policy-supported")?.stringValues.contains(asked) == true)
    }

    @Test("A policy that there is not is refused, and changes nothing")
    func unknownPolicy() async throws {
        let counter = try await Counter()
        let wish = Attribute("printer-error-policy", .name("explode"))
        for operation in [OperationID.cupsAddModifyPrinter, .setPrinterAttributes] {
            let answer = try await counter.send(
                operation, printer: [Attribute("printer-info", .text("New")), wish])
            #expect(answer.status == .attributesOrValuesNotSupported)
            #expect(answer[.unsupported]?["printer-error-policy"] == wish)
        }
        #expect(try counter.printer("raw").info == "")
    }

    @Test("What is promised when nobody knows is set with Set-Printer-Attributes, and as lpadmin sends it")
    func promise() async throws {
        let counter = try await Counter()
        #expect(try await shown(counter, "quire-delivery")?.stringValue == "at-least-once")
        let set = try await counter.send(
            .setPrinterAttributes, printer: [Attribute("quire-delivery", .keyword("at-most-once"))])
        #expect(set.status == .ok)
        #expect(try counter.printer("raw").deliveryPromise == .atMostOnce)
        _ = try await counter.send(
            .cupsAddModifyPrinter, printer: [Attribute("quire-delivery-default", .name("at-least-once"))])
        #expect(try await shown(counter, "quire-delivery")?.stringValue == "at-least-once")
    }

    @Test("A class delivers as its members do, and cannot be told otherwise")
    func ofAClass() async throws {
        let counter = try await Counter()
        let wish = Attribute("printer-error-policy", .name("abort-job"))
        let answer = try await counter.send(
            .cupsAddModifyClass, to: "/classes/all",
            printer: [Attribute("member-uris", .uri("ipp://localhost/printers/raw")), wish])
        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(answer[.unsupported]?.attributes == [wish])
        let supported = try await shown(counter, "printer-error-policy-supported", of: "/classes/all")
        #expect(supported?.stringValues == ["retry-current-job"])
    }

    @Test("What whoever prints has to give can be set, and taken back")
    func authInfoRequired() async throws {
        let counter = try await Counter()
        #expect(try await shown(counter, "auth-info-required")?.stringValues == ["none"])
        let parts = Attribute("auth-info-required", [.keyword("domain"), .keyword("username"), .keyword("password")])
        #expect(try await counter.send(.cupsAddModifyPrinter, printer: [parts]).status == .ok)
        #expect(try await shown(counter, "auth-info-required") == parts)
        let none = Attribute("auth-info-required", .keyword("none"))
        #expect(try await counter.send(.cupsAddModifyPrinter, printer: [none]).status == .ok)
        #expect(try await shown(counter, "auth-info-required")?.stringValues == ["none"])
    }
}
