import Foundation
import IPP
import QuireTestKit
import Testing

/// What printers on plain wires use up, asked by SNMP while nothing is printed.
@Suite("Scene: supplies", .serialized, .timeLimit(.minutes(2)))
struct Supplies {
    @Test(
        "A printer on a socket, and one behind LPD, say by SNMP what they are, use up and want",
        arguments: ["socket", "lpd"])
    func supplies(scheme: String) async throws {
        let agent = try FakeAgent(community: "house")
        var values = FakeAgent.laser
        values["1.3.6.1.2.1.25.3.5.1.2.1"] = [0x04, 1, 0x60]
        agent.set(values)
        let printer = try FakeServer()
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        let path = scheme == "lpd" ? "/raw" : ""
        let uri = "\(scheme)://127.0.0.1:\(printer.port)\(path)?snmp-port=\(agent.port)&snmp-community=house"

        let probed = try run("quirectl", ["device", "probe", uri, "--json"], server: daemon.address).output
        #expect(probed.contains("Fake Laser 9"), "\(probed)")
        #expect(probed.contains("\"marker-levels\":[67,"), "\(probed)")
        try await client.addPrinter("wire", uri)

        var said: AttributeGroup?
        for _ in 0..<500 where said?["marker-names"] == nil {
            said = try await client.send(.getPrinterAttributes, to: "/printers/wire").message[.printer]
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(said?["marker-names"]?.stringValues == ["Black XL Cartridge", "Cyan Cartridge", "Waste Box"])
        #expect(said?["marker-levels"]?.integerValues == [67, 100, 92])
        #expect(said?["marker-types"]?.stringValues == ["toner", "toner", "waste-toner"])
        #expect(said?["printer-state-reasons"]?.stringValues.contains("media-empty-error") == true)
        #expect(said?["printer-make-and-model"]?.stringValue == "Fake Laser 9")
        let shown = try run("quirectl", ["printer", "supplies", "wire"], server: daemon.address).output
        #expect(shown.contains("Black XL Cartridge"), "\(shown)")
    }

    @Test("Nonsense from the network harms nobody: the queue prints, and says nothing of supplies")
    func nonsense() async throws {
        let agent = try FakeAgent()
        agent.setMood(.nonsense)
        let sink = try ByteSink()
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("wire", "socket://127.0.0.1:\(sink.port)?snmp-port=\(agent.port)")
        #expect(try await eventually { agent.asked > 1 })

        _ = try await client.printJob("one", Data("%PDF-1.4 x".utf8), to: "/printers/wire")

        #expect(try await eventually { sink.received.count == 1 })
        let said = try await client.send(.getPrinterAttributes, to: "/printers/wire").message[.printer]
        #expect(said?["marker-names"] == nil)
        #expect(daemon.isRunning)
    }
}
