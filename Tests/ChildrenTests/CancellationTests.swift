import Children
import Foundation
import Testing

@Suite("Children that are stopped")
struct CancellationTests {
    @Test("Cancelling stops all stages, also those that will not listen")
    func cancel() async throws {
        let nursery = try await newNursery()
        let stubborn = "trap '' TERM; echo ready; while :; do sleep 1; done"
        var pipeline = Pipeline([.shell("a", "sleep 1000"), .shell("b", stubborn)], input: .none)
        pipeline.grace = .milliseconds(10)
        let run = try await pipeline.start(in: nursery)
        _ = try await run.next()

        run.cancel()
        let end = await run.end()

        #expect(end.isCancelled)
        #expect(end.firstFailure == nil)
        #expect(end.stages.map(\.end) == [.signaled(15), .signaled(9)])
        #expect(nursery.childrenRunning == 0)
        await #expect(throws: CancellationError.self) { try await run.everything() }
    }

    @Test("A task that is cancelled while it waits for output takes its pipeline with it")
    func cancelledReader() async throws {
        let run = try await Pipeline([.shell("a", "echo x; sleep 1000")], input: .none).start(in: newNursery())
        _ = try await run.next()
        let reader = Task { try await run.next() }

        reader.cancel()

        await #expect(throws: CancellationError.self) { try await reader.value }
        #expect(await run.end().isCancelled)
    }

    @Test("Whoever lets go of a pipeline ends it")
    func letGo() async throws {
        let nursery = try await newNursery()
        func begin() async throws -> Descriptor {
            let pipe = try Descriptor.pipe()
            var pipeline = Pipeline([.shell("a", "exec sleep 1000")], input: .none)
            pipeline.output = pipe.writer
            _ = try await pipeline.start(in: nursery)
            return pipe.reader
        }

        let reader = try await begin()

        // The stage held the only other end.
        #expect(try FileHandle(fileDescriptor: reader.number).readToEnd() == nil)
    }

    @Test("A child ends by SIGTERM when it listens, with its whole group")
    func stop() async throws {
        let pipe = try Descriptor.pipe()
        let program = Program.shell("sleep 1000 & trap 'exit 3' TERM; echo ready; wait")
        let child = try await newNursery().start(program, descriptors: [nil, pipe.writer])
        _ = FileHandle(fileDescriptor: pipe.reader.number).availableData

        #expect(await child.stop(grace: .seconds(60)) == .exited(3))
    }

    @Test("What a child leaves behind ends with it")
    func orphans() async throws {
        var ends: (reader: Descriptor, writer: Descriptor)? = try Descriptor.pipe()
        let reader = try #require(ends?.reader)
        let child = try await newNursery().start(
            .shell("sleep 1000 & exit 0"), descriptors: [nil, ends?.writer])
        ends = nil

        #expect(await child.end() == .exited(0))
        // The orphan held the other end: the pipe ends because it is gone.
        #expect(try FileHandle(fileDescriptor: reader.number).readToEnd() == nil)
    }

    @Test("A child that nobody holds ends")
    func childLetGo() async throws {
        let nursery = try await newNursery()
        func begin() async throws -> Descriptor {
            let pipe = try Descriptor.pipe()
            _ = try await nursery.start(Program.shell("exec sleep 1000"), descriptors: [nil, pipe.writer])
            return pipe.reader
        }

        let reader = try await begin()

        #expect(try FileHandle(fileDescriptor: reader.number).readToEnd() == nil)
    }
}
