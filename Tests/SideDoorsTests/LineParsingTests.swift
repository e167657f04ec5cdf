import IPP
import Testing

@testable import SideDoors

@Suite("Commands and control files of line printer daemons")
struct LineParsingTests {
    private func command(_ text: String) throws -> LineCommand {
        try LineCommand(Array(text.utf8), operandsMax: 100)
    }

    private func subcommand(_ text: String) throws -> ReceiveCommand { try ReceiveCommand(Array(text.utf8)) }

    private func control(_ lines: String...) throws -> ControlFile {
        try ControlFile(Array(lines.joined(separator: "\n").utf8))
    }

    @Test("The five commands are read, with any white space between their words")
    func commands() throws {
        #expect(try command("\u{1}lp") == .printWaiting(queue: "lp"))
        #expect(try command("\u{2}lp\r") == .receiveJob(queue: "lp"))
        #expect(try command("\u{3}lp ") == .state(queue: "lp", of: [], isLong: false))
        #expect(try command("\u{4}lp anna\t12") == .state(queue: "lp", of: ["anna", "12"], isLong: true))
        #expect(try command("\u{5}lp anna 12 13") == .remove(queue: "lp", agent: "anna", ["12", "13"]))
    }

    @Test(
        "What is no command is refused with a reason",
        arguments: ["", "\u{2}", "\u{2} \t", "\u{5}lp", "\u{6}lp", "\u{7}lp 5", "GET / HTTP/1.1", "\u{0}", "\u{FF}lp"])
    func noCommands(text: String) {
        #expect(throws: LineCommand.Problem.self) { try command(text) }
    }

    @Test("A command names no more jobs than it may")
    func operands() {
        let many = "\u{3}lp " + Array(repeating: "1", count: 101).joined(separator: " ")
        #expect(throws: LineCommand.Problem.self) { try command(many) }
    }

    @Test("What follows a request to receive a job is read")
    func subcommands() throws {
        #expect(try subcommand("\u{1}") == .abort)
        #expect(try subcommand("\u{2}123 cfA001host") == .controlFile(octets: 123, name: "cfA001host"))
        #expect(try subcommand("\u{3}99 dfA001host") == .dataFile(octets: 99, name: "dfA001host"))
        #expect(try subcommand("\u{2}other") == .receiveJob(queue: "other"))
    }

    @Test(
        "Lengths that clients make up mean: until the end",
        arguments: ["0", "2147483647", "4294967295", "999999999999", "125899906843000", "9223372036854775807"])
    func unknownLengths(count: String) throws {
        #expect(try subcommand("\u{3}\(count) dfA001host") == .dataFile(octets: nil, name: "dfA001host"))
    }

    @Test(
        "What is no subcommand is refused with a reason",
        arguments: [
            "", "\u{3}", "\u{3}-1 dfA001host", "\u{3}+1 dfA001host", "\u{3}9223372036854775808 dfA1h",
            "\u{3}1x dfA001host",
            "\u{3}١ dfA001host", "\u{2}1 2 3", "\u{4}lp", "\u{2}5",
        ])
    func noSubcommands(text: String) {
        #expect(throws: LineCommand.Problem.self) { try subcommand(text) }
    }

    @Test("A control file as CUPS' lpd program writes it is read")
    func cups() throws {
        let file = try control(
            "Hlaptop", "Panna", "JQuarterly report", "Cbills", "Lanna", "fdfA012laptop", "fdfA012laptop",
            "UdfA012laptop", "Nreport.pdf", "")

        #expect(file.host == "laptop")
        #expect(file.user == "anna")
        #expect(file.jobName == "Quarterly report")
        #expect(file.wantsBanner)
        #expect(
            file.files
                == [.init(name: "dfA012laptop", format: UInt8(ascii: "f"), copies: 2, title: "report.pdf")])
        #expect(file.attributes == [.init("job-sheets", .keyword("standard"))])
    }

    @Test("LPRng's lines are read: its class is a priority, its options are options")
    func lprng() throws {
        let file = try control(
            "Hhost", "Panna", "Jx", "CZ", "Aanna@host+123", "D2024-01-01-10:00:00.000", "Qlp",
            "Zlandscape,media=a4,rm=/,x y=1",
            "fdfA123host", "Nx.txt")

        #expect(
            file.attributes == [
                .init("orientation-requested", .enum(4)), .init("media", .name("a4")),
                .init("job-priority", .integer(100)),
            ])
        #expect(try control("CZ", "fdfA1h").attributes.isEmpty)
    }

    @Test("Several files have their own names and copies, whether the name stands before or behind")
    func names() throws {
        let behind = try control("fdfA1h", "None", "fdfB1h", "fdfB1h", "Ntwo")
        #expect(behind.files.map(\.title) == ["one", "two"])
        #expect(behind.files.map(\.copies) == [1, 2])
        let before = try control("None", "fdfA1h", "Ntwo", "fdfB1h")
        #expect(before.files.map(\.title) == ["one", "two"])
        #expect(try control("fdfA1h", "K3").files.map(\.copies) == [3])
    }

    @Test("Unknown letters, line ends of two octets and Latin-1 cost nobody his job")
    func oddities() throws {
        let file = try ControlFile(
            Array("5x\r\n-o\r\nP".utf8) + [0x4A, 0xFC, 0x72, 0x67] + Array("\r\n!\r\nldfA1h\r\n".utf8))

        #expect(file.user == "Jürg")
        #expect(file.files.map(\.name) == ["dfA1h"])
    }

    @Test(
        "A control file that prints nothing, or what is no file, is refused",
        arguments: [
            "", "\n\n", "Hhost\nPanna", "f../../etc/passwd", "f/etc/passwd", "fdf/../../x", "fcf", "fdfA1 h\u{0}",
            Array(repeating: "fdfA1h", count: 1_000).joined(separator: "\n"), "fdfA1h\nK1000000000",
            (0..<101).map { "fdfA\($0)h" }.joined(separator: "\n"),
        ])
    func refused(text: String) {
        #expect(throws: LineCommand.Problem.self) { try ControlFile(Array(text.utf8)) }
    }

    @Test("Whatever octets there are, reading them ends with something read or a reason", arguments: 0..<200)
    func noise(seed: UInt64) {
        var generator = Numbers(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        let seeds: [[UInt8]] = [
            Array("\u{2}9999999999999999999999 cfA001host".utf8), Array("\u{3}5 dfA001host".utf8),
            Array("Hh\nPp\nJj\nfdfA1h\nUdfA1h\nNn\nK2\nW99999999999999999999\nI-5\nZa=b,c".utf8),
        ]
        for _ in 0..<200 {
            var octets = seeds[Int(generator.next() % 3)]
            for _ in 0..<(generator.next() % 8) where !octets.isEmpty {
                let place = Int(generator.next() % UInt64(octets.count))
                switch generator.next() % 4 {
                case 0: octets[place] = UInt8(truncatingIfNeeded: generator.next())
                case 1: octets.remove(at: place)
                case 2: octets.insert(contentsOf: [0x0A, 0x00, 0xFF], at: place)
                default: octets += octets.prefix(500)
                }
            }
            _ = try? LineCommand(octets, operandsMax: 100)
            _ = try? ReceiveCommand(octets)
            guard let file = try? ControlFile(octets) else { continue }
            #expect((1...ControlFile.filesMax).contains(file.files.count))
            #expect(file.attributes.allSatisfy { !$0.values.isEmpty })
        }
    }
}

struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    }
}
