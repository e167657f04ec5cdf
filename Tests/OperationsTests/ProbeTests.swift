import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Devices are asked before there are queues for them")
struct ProbeTests {
    private func probe(_ counter: Counter, _ uris: String..., timeout: Int32? = nil) async throws -> IPPMessage {
        try await counter.send(
            .quireProbeDevice, to: "/",
            [Attribute("device-uri", uris.map { .uri($0) })]
                + (timeout.map { [Attribute("timeout", .integer($0))] } ?? []))
    }

    @Test("Each device says how it is and what it can do, in the order of the request")
    func devices() async throws {
        let counter = try await Counter()
        let answer = try await probe(counter, "pdf:", "gopher://x/", "ipp://off.example/", "ipp://jam.example/")

        #expect(answer.status == .ok)
        let groups = answer.groups.filter { $0.tag == .printer }
        #expect(
            groups.map { $0["device-uri"]?.stringValue } == [
                "pdf:", "gopher://x/", "ipp://off.example/", "ipp://jam.example/",
            ])
        #expect(
            groups.map { $0["quire-device-state"]?.stringValue } == ["ready", "unsupported", "away", "needs-attention"])
        #expect(groups[0]["printer-make-and-model"]?.stringValue == "Fake")
        #expect(groups[0]["document-format-supported"]?.stringValues == ["application/pdf"])
        #expect(groups[1]["printer-state-message"]?.stringValue == "there is no such device")
        #expect(groups[2]["printer-make-and-model"] == nil, "nobody has said anything")
        #expect(groups[2]["printer-state-message"]?.stringValue == "it is off")
        #expect(groups[3]["printer-state-reasons"]?.stringValue == "media-jam-error")
        #expect(groups[3]["printer-make-and-model"]?.stringValue == "Fake")
    }

    @Test("One that never answers is not waited for longer than it was given")
    func silent() async throws {
        let counter = try await Counter()
        async let answer = probe(counter, "ipp://silent.example/", timeout: 3)
        await counter.clock.waitForSleepers()
        counter.clock.advance(by: .seconds(3))
        #expect(try await answer[.printer]?["quire-device-state"]?.stringValue == "no-answer")
    }

    @Test("A password in a URI is neither used nor shown")
    func password() async throws {
        let counter = try await Counter()
        let answer = try await probe(counter, "ipp://ana:geheim@host/")
        #expect(answer[.printer]?["device-uri"]?.stringValue == "ipp://host/")
        #expect(!String(decoding: answer.encoded(), as: UTF8.self).contains("geheim"))
    }

    @Test("Only administrators may make the server connect to somewhere, and to so many at once")
    func refusals() async throws {
        let anonymous = try await Counter(.standard)
        #expect(try await probe(anonymous, "pdf:").status == .notAuthorized)
        let counter = try await Counter()
        #expect(try await counter.send(.quireProbeDevice, to: "/").status == .badRequest)
        #expect(try await probe(counter, "pdf:", timeout: 0).status == .attributesOrValuesNotSupported)
        let many = Attribute("device-uri", (0..<17).map { .uri("ipp://host\($0)/") })
        #expect(try await counter.send(.quireProbeDevice, to: "/", [many]).status == .badRequest)
    }
}
