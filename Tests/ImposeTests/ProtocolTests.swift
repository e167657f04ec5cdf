import Foundation
import Testing
import Workbench

@Suite("The program and its parent", .enabled(if: hasTools))
struct ProtocolTests {
    @Test("A document through a pipe is as good as a file")
    func pipe() throws {
        let run = try ImposeRun(TestPDF(3).octets, shell: #"cat in | "$0" >out"#)

        #expect(try Reading(run).labels == ["p1", "p2", "p3"])
    }

    @Test("Counting says pages, and writes nothing")
    func count() throws {
        let run = try ImposeRun(TestPDF(7).octets) { $0.mode = .count }

        #expect(run.lines == [ProgressLine(pages: 7)])
        #expect(run.octets.isEmpty)
    }

    @Test("Planning says what would come out, and writes nothing")
    func planning() throws {
        let run = try ImposeRun(TestPDF(7).octets) {
            $0.mode = .plan
            $0.numberUp = 2
            $0.sides = "two-sided-long-edge"
        }

        #expect(run.lines == [ProgressLine(pages: 4), ProgressLine(done: PageCounts(impressions: 4, sheets: 2))])
        #expect(run.octets.isEmpty)
    }

    @Test("When nobody reads any more it ends, and says nothing of it")
    func closed() throws {
        let run = try ImposeRun(TestPDF(2000).octets, shell: #""$0" <in | head -c 10 >out; exit ${PIPESTATUS[0]}"#)

        #expect(run.status == 141)
        #expect(run.problem == nil)
        #expect(run.counts == nil)
    }

    @Test("A disk that is full is a problem, and the output has no end that could be taken for one")
    func full() throws {
        let run = try ImposeRun(TestPDF(50).octets, shell: #"exec "$0" <in >/dev/full"#)

        #expect(run.status == 1)
        #expect(run.problem?.reason == .resourcesExceeded)
    }

    @Test("Instructions that cannot be read are its parent's mistake", arguments: ["", "[]", "{\"copies\":\"many\"}"])
    func badInstructions(_ instructions: String) throws {
        let run = try ImposeRun(TestPDF(1).octets, instructions: instructions)

        #expect(run.status == 2)
        #expect(run.octets.isEmpty)
    }

    @Test("What the instructions do not say is as usual")
    func fewInstructions() throws {
        #expect(try Reading(ImposeRun(TestPDF(2).octets, instructions: "{\"numberUp\":2}")).pages.count == 1)
    }

    @Test(
        "An encrypted document is printed with either of its passwords, and is encrypted no more",
        arguments: [("user", 256), ("owner", 256), ("user", 128), ("user", 40), ("größe", 128), ("größe", 256)])
    func encrypted(_ password: String, _ bits: Int) throws {
        let user = password == "owner" ? "user" : password
        // Joined, copied and kept content are deciphered in different places.
        let run = try ImposeRun(locked(user, bits)) {
            $0.password = password
            $0.media = SheetSize(width: 600, height: 800)
        }

        #expect(try Reading(run).labels == ["p1", "p2", "p3"])
        #expect(run.octets.range(of: Data("/Encrypt".utf8)) == nil)
    }

    @Test("Without its password, or with a wrong one, a document asks for it", arguments: [nil, "wrong"])
    func locked(_ password: String?) throws {
        let run = try ImposeRun(locked("user", 256)) { $0.password = password }

        #expect(run.status == 1)
        #expect(run.problem?.reason == .documentPassword)
        #expect(run.problem?.text.contains("document-password") == true)
        #expect(run.octets.isEmpty)
    }

    private func locked(_ user: String, _ bits: Int) throws -> [UInt8] {
        let folder = try Folder()
        let pages = [TestPDF.Page("p1"), TestPDF.Page("p2", 1200, 1600), TestPDF.Page("p3", 1200, 1600, pieces: 3)]
        try folder.write(Data(TestPDF(pages).octets), "plain")
        let (plain, locked) = (folder.url.appending(path: "plain"), folder.url.appending(path: "locked"))
        let made = try tool(
            "qpdf", ["--allow-weak-crypto", "--encrypt", user, "owner", "\(bits)", "--", plain.path, locked.path])
        try #require(made.status == 0, "\(made.output)")
        return try [UInt8](Data(contentsOf: locked))
    }
}
