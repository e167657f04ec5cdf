import Children
import Foundation
import Synchronization
import Testing

@Suite("Pipelines of programs")
struct PipelineTests {
    @Test("What is fed to the first stage comes out of the last")
    func threeStages() async throws {
        let pieces = Mutex<[[UInt8]]>([Array("one\n".utf8), Array("two\n".utf8)])
        let pipeline = Pipeline(
            [.shell("a", "cat"), .shell("b", "tr a-z A-Z"), .shell("c", "sed s/^/-/")],
            input: .stream { pieces.withLock { $0.isEmpty ? nil : $0.removeFirst() } })

        let run = try await pipeline.start(in: newNursery())

        #expect(try await run.everything() == "-ONE\n-TWO\n")
        #expect(await run.end().isGood)
    }

    @Test("More than all pipes hold passes through, octet by octet")
    func large() async throws {
        let piece = (0..<100_003).map { UInt8(truncatingIfNeeded: $0) }
        let pieces = Mutex(Array(repeating: piece, count: 60))
        let pipeline = Pipeline(
            [.shell("a", "cat"), .shell("b", "cat")], input: .stream { pieces.withLock { $0.popLast() } })

        let run = try await pipeline.start(in: newNursery())
        var octets: [UInt8] = []
        while let next = try await run.next() { octets += next }

        #expect(Data(octets) == (0..<60).reduce(into: Data()) { all, _ in all += piece })
    }

    @Test("A file goes in and a file comes out without passing through us")
    func descriptors() async throws {
        let nursery = try await newNursery()
        let input = try Descriptor.sealed(Array("a document".utf8))
        let output = try Descriptor.pipe()
        var pipeline = Pipeline([.shell("a", "tr a-z A-Z")], input: .descriptor(input))
        pipeline.output = output.writer

        let run = try await pipeline.start(in: nursery)

        #expect(await run.end().isGood)
        #expect(read(output.reader) == "A DOCUMENT")
    }

    @Test("A stage finds its instructions on descriptor 4, further files on 5, and nothing beyond")
    func instructions() async throws {
        var stage = Stage.shell("a", "cat <&4; cat <&5; ls /proc/self/fd >/dev/null 2>&1 || echo; cat <&6")
        stage.instructions = Array("{\"copies\":2}".utf8)
        stage.attachments = [5: try Descriptor.sealed(Array("+banner".utf8))]

        let run = try await Pipeline([stage], input: .none).start(in: newNursery())

        await #expect(throws: PipelineFailure.self) { try await run.everything() }
        #expect(await run.end().stages[0].log.last?.contains("6: Bad file descriptor") == true)
    }

    @Test("All stages are started or none")
    func allOrNone() async throws {
        let nursery = try await newNursery()
        let missing = Stage(name: "b", program: Program(path: "/usr/bin/quire-no-such-program"))

        let error = await #expect(throws: SpawnError.self) {
            try await Pipeline([.shell("a", "sleep 1000"), missing], input: .none).start(in: nursery)
        }

        #expect(error?.step == "execute")
        #expect(error?.path == "/usr/bin/quire-no-such-program")
        #expect(nursery.childrenRunning == 0)
    }

    @Test("A stage that wants no more than it needs ends well, and so do those before it")
    func wantsNoMore() async throws {
        let pipeline = Pipeline(
            [.shell("a", "cat"), .shell("b", "head -c 3")], input: .stream { Array("endless\n".utf8) })

        let run = try await pipeline.start(in: newNursery())

        #expect(try await run.everything() == "end")
    }

    @Test("Lines of progress and of the log are passed on, and pages counted")
    func lines() async throws {
        let lines = Mutex<[StageLine]>([])
        let stage = Stage.shell(
            "a", "echo '{\"page\":1}' >&3; printf 'one\\033[31m\\ntwo' >&2; echo '{\"page\":7}' >&3")
        let pipeline = Pipeline([stage], input: .none) { line in lines.withLock { $0.append(line) } }

        let end = try await pipeline.start(in: newNursery()).finish()

        let said = lines.withLock { $0 }
        #expect(said.filter { $0.source == .progress }.map(\.text) == ["{\"page\":1}", "{\"page\":7}"])
        #expect(said.filter { $0.source == .log }.map(\.text) == ["one?[31m", "two"])
        #expect(end.stages[0].page == 7)
        #expect(end.stages[0].log == ["one?[31m", "two"])
    }

    @Test("A log without end is counted and not kept")
    func longLog() async throws {
        let count = Mutex(0)
        let stage = Stage.shell("a", "seq 1 5000 >&2")
        let pipeline = Pipeline([stage], input: .none) { _ in count.withLock { $0 += 1 } }

        let end = try await pipeline.start(in: newNursery()).finish()

        #expect(count.withLock { $0 } == 1_000)
        #expect(end.stages[0].logLinesDropped == 4_000)
        #expect(end.stages[0].log == (4_981...5_000).map(String.init))
    }

    private func read(_ descriptor: Descriptor) -> String {
        String(decoding: FileHandle(fileDescriptor: descriptor.number).availableData, as: UTF8.self)
    }
}

extension PipelineRun {
    /// Reads it to its end, whatever that is.
    func finish() async -> PipelineEnd {
        // How it ended is what end() says.
        while (try? await next()) != nil {}
        return await end()
    }
}
