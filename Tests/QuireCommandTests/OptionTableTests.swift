import Testing

@testable import quire

@Suite("Options of commands with classic names")
struct OptionTableTests {
    @Test(
        "Joined, separate, clustered, intermixed",
        arguments: [
            (["-Pfloor2", "a"], [.value("P", "floor2"), .operand("a")]),
            (["-P", "floor2", "a"], [.value("P", "floor2"), .operand("a")]),
            (["-#3"], [.value("#", "3")]),
            (["-# 3"], [.value("#", " 3")]),
            (["-qr"], [.flag("q"), .flag("r")]),
            (["-rPx", "-q"], [.flag("r"), .value("P", "x"), .flag("q")]),
            (["-osides=two-sided"], [.value("o", "sides=two-sided")]),
            (["a", "-q", "b"], [.operand("a"), .flag("q"), .operand("b")]),
            (["--", "-q"], [.operand("-q")]),
            (["-"], [.operand("-")]),
            (["+5"], [.operand("+5")]),
            (["-4", "x"], [.value("4", "x")]),
            (["--help"], [.long("help", nil)]),
            ([], []),
        ] as [([String], [OptionTable.Item])])
    func parsed(arguments: [String], items: [OptionTable.Item]) throws {
        #expect(try Lpr.options.parse(arguments) == items)
    }

    @Test(
        "A value that may be missing is the next word, unless that is an option",
        arguments: [
            (["-p"], [.flag("p")]), (["-p", "-l"], [.flag("p"), .flag("l")]),
            (["-px", "y"], [.value("p", "x"), .operand("y")]),
            (["-p", "x"], [.value("p", "x")]), (["-lp", "x", "-d"], [.flag("l"), .value("p", "x"), .flag("d")]),
        ] as [([String], [OptionTable.Item])])
    func optional(arguments: [String], items: [OptionTable.Item]) throws {
        #expect(try Lpstat.options.parse(arguments) == items)
    }

    @Test("Behind a command of lpc, dashes are its own")
    func endsAtOperand() throws {
        #expect(
            try Lpc.options.parse(["-h", "a", "lpq", "-P", "x"]) == [
                .value("h", "a"), .operand("lpq"), .operand("-P"), .operand("x"),
            ])
    }

    @Test("A wrong option is named, and those that exist are listed", arguments: ["-z", "-qz", "--bogus"])
    func unknown(option: String) {
        let failure = #expect(throws: Failure.self) { try Lpr.options.parse([option]) }

        #expect(failure?.message.contains("unknown option") == true)
        #expect(failure?.hint?.contains("-P") == true)
    }

    @Test("A value that is missing is named")
    func missingValue() {
        let failure = #expect(throws: Failure.self) { try Lpr.options.parse(["-P"]) }

        #expect(failure?.message.contains("after \"-P\" option") == true)
    }

    @Test(
        "Help is no failure",
        arguments: ["lpr", "lpq", "lprm", "lp", "lpstat", "cancel", "lpmove", "lpoptions", "lpc", "quirectl"])
    func help(name: String) async {
        let result = await Command.run([name, "--help"])

        #expect(result.code == 0)
        #expect(result.output.lowercased().contains("usage:"))
        #expect(result.errors.isEmpty)
    }

    @Test("A command goes by its name, by a q before it, and by the word behind quire")
    func names() async {
        #expect(await Command.run(["quire", "lpr", "--version"]).output == "lpr (quire) \(Quire.version)\n")
        #expect(await Command.run(["qlpr", "--version"]).output == "qlpr (quire) \(Quire.version)\n")
        #expect(await Command.run(["qcancel", "--version"]).output == "qcancel (quire) \(Quire.version)\n")
        let wrong = await Command.run(["quire", "lqr"])
        #expect(wrong.code == 64)
        #expect(wrong.errors.contains("Did you mean 'lpr'?"))
    }
}
