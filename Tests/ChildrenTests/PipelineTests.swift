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
}
