import Testing

@testable import SideDoors

@Suite("Putting jobs together of files")
struct JobAssemblyTests {
    private func control(_ names: String...) throws -> ControlFile {
        try ControlFile(Array(names.map { "f\($0)\n" }.joined().utf8))
    }

    private func name(_ text: String) throws -> ReceivedName { try #require(ReceivedName(text)) }

    @Test("A job is complete with its last data file, or with its control file, whichever comes last")
    func orders() throws {
        var assembly = JobAssembly<Int>()
        assembly.add(try control("dfA1h", "dfB1h"))
        _ = assembly.add(1, named: try name("dfA1h"))
        #expect(assembly.takeComplete() == nil)
        _ = assembly.add(2, named: try name("dfB1h"))
        #expect(assembly.takeComplete()?.data == ["dfA1h": 1, "dfB1h": 2])
        #expect(assembly.isEmpty)

        _ = assembly.add(3, named: try name("dfA2h"))
        #expect(assembly.takeComplete() == nil)
        assembly.add(try control("dfA2h"))
        #expect(assembly.takeComplete()?.data == ["dfA2h": 3])
    }

    @Test("Each job gets the files that its control file names, though they came mixed")
    func mixed() throws {
        var assembly = JobAssembly<Int>()
        assembly.add(try control("dfA1h"))
        assembly.add(try control("dfA2h"))
        _ = assembly.add(2, named: try name("dfA2h"))
        #expect(assembly.takeComplete()?.data == ["dfA2h": 2])
        _ = assembly.add(1, named: try name("dfA1h"))
        #expect(assembly.takeComplete()?.data == ["dfA1h": 1])
    }

    @Test("A client that calls its file differently in two places is understood by the letter")
    func differentNames() throws {
        var assembly = JobAssembly<Int>()
        assembly.add(try control("dfA001host.example", "dfB001host.example"))
        _ = assembly.add(2, named: try name("dfB001host"))
        #expect(assembly.takeComplete() == nil)
        _ = assembly.add(1, named: try name("dfA001host"))
        #expect(assembly.takeComplete()?.data == ["dfA001host.example": 1, "dfB001host.example": 2])
    }

    @Test("A file that comes again takes the place of the first, which is given back")
    func again() throws {
        var assembly = JobAssembly<Int>()
        #expect(assembly.add(1, named: try name("dfA1h")) == nil)
        #expect(assembly.add(2, named: try name("dfA1h")) == 1)
        #expect(assembly.takeAll() == [2])
        #expect(assembly.isEmpty)
    }
}
