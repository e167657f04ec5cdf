import QuireTestKit
import Testing

@testable import SNMP
@testable import quire_snmp

@Suite("What printers say by SNMP", .timeLimit(.minutes(5)))
struct PrinterReportTests {
    private func report(_ printer: FakeAgent, community: String = "public") throws -> PrinterReport? {
        let port = try #require(UInt16(exactly: printer.port))
        var agent = try #require(UDPAgent(host: "127.0.0.1", port: port, community: community))
        return PrinterReport(of: &agent)
    }

    @Test("Model, device ID, supplies with their levels and colours, and what is wrong")
    func all() throws {
        let printer = try FakeAgent()

        let report = try #require(try report(printer))

        #expect(report.model == "Fake Laser 9")
        #expect(report.deviceID == "MFG:Fake;MDL:Laser 9;CMD:PCL,POSTSCRIPT;")
        #expect(report.supplies.map(\.name) == ["Black \"XL\" Cartridge", "Cyan Cartridge", "Waste Box"])
        #expect(report.supplies.map(\.level) == [67, -3, 92])
        #expect(report.supplies.map(\.isReceptacle) == [false, false, true])
        #expect(report.supplies.map(\.colorant) == ["black", "cyan", ""])
        #expect(report.errors.isEmpty)
        #expect(printer.asked < 20)
    }

    @Test("It is told in the lines of CUPS' programs; nothing a printer says can end a line or a word")
    func lines() throws {
        let printer = try FakeAgent()
        var values = FakeAgent.laser
        values["1.3.6.1.2.1.25.3.2.1.3.1"] = FakeAgent.text("A \"B\"\nnetwork x")
        values["1.3.6.1.2.1.25.3.5.1.2.1"] = [0x04, 1, 0x60]
        values["1.3.6.1.2.1.43.11.1.1.6.1.2"] = FakeAgent.text("C'y\\an\u{1}")
        printer.set(values)

        let lines = ProgramLines(try #require(try report(printer)))

        #expect(
            lines.discovery("socket://h")
                == "network socket://h \"A \\\"B\\\" network x\" \"A \\\"B\\\" network x\" \"MFG:Fake;MDL:Laser 9;CMD:PCL,POSTSCRIPT;\" \"Floor 2\""
        )
        #expect(
            lines.messages == [
                "ATTR: marker-names='\"Black XL Cartridge\",\"Cyan \",\"Waste Box\"' marker-types='toner,toner,waste-toner'"
                    + " marker-colors='#000000,#00FFFF,none' marker-levels='67,-3,92'",
                "STATE: media-empty-error,toner-low-warning",
            ])
    }

    @Test("A printer with another community, one that is silent, and one that sends nonsense say nothing")
    func silent() throws {
        let printer = try FakeAgent(community: "secret")
        #expect(try report(printer) == nil)
        #expect(try report(printer, community: "secret") != nil)

        printer.setMood(.silent)
        #expect(try report(printer, community: "secret") == nil)
        printer.setMood(.nonsense)
        #expect(try report(printer, community: "secret") == nil)
    }

    @Test("A table without an end, or that goes backwards, is not read for ever")
    func endless() {
        struct Endless: SNMPAgent {
            var count: UInt32 = 0
            var goesOn: Bool
            mutating func ask(_ kind: SNMPMessage.Kind, _ names: [ObjectID]) -> SNMPMessage? {
                count += 1
                var answer = SNMPMessage(.response, of: names, community: "", requestID: 0)
                if kind == .getNext {
                    let next = goesOn ? count : 5
                    answer.bindings = names.map { name in
                        .init(ObjectID(Array(name.arcs.prefix(11)) + [1, next]), .integer(50))
                    }
                }
                return answer
            }
        }
        for goesOn in [true, false] {
            var agent = Endless(goesOn: goesOn)
            #expect(PrinterReport(of: &agent)?.supplies.count ?? 0 <= PrinterReport.linesMax)
            #expect(agent.count < 200)
        }
    }

    @Test("Numbers that no printer has are unknown, and nothing overflows")
    func numbers() throws {
        let printer = try FakeAgent()
        var values = FakeAgent.laser
        values["1.3.6.1.2.1.43.11.1.1.9.1.1"] = [0x02, 8, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        values["1.3.6.1.2.1.43.11.1.1.8.1.2"] = [0x02, 8, 0x80, 0, 0, 0, 0, 0, 0, 0]
        values["1.3.6.1.2.1.43.11.1.1.9.1.3"] = [0x02, 8, 0x80, 0, 0, 0, 0, 0, 0, 0]
        values["1.3.6.1.2.1.43.11.1.1.5.1.3"] = [0x02, 8, 0x80, 0, 0, 0, 0, 0, 0, 0]
        printer.set(values)

        let report = try #require(try report(printer))

        #expect(report.supplies.map(\.level) == [-1, -3, -1])
        #expect(ProgramLines(report).messages.first?.contains("marker-types='toner,toner,other'") == true)
    }
}
