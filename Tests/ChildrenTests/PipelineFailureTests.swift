import Children
import Foundation
import Testing

@Suite("Pipelines that fail")
struct PipelineFailureTests {
    @Test("An output that looks whole is none when its stage fails afterwards")
    func lateFailure() async throws {
        let run = try await Pipeline([.shell("a", "echo whole; exit 1")], input: .none).start(in: newNursery())

        await #expect(throws: PipelineFailure.self) { try await run.everything() }
        #expect(await run.end().stages[0].end == .exited(1))
    }

    @Test(
        "The stage that failed first is named, not those that fail because it did",
        arguments: [
            (["kill -SEGV $$", "cat; exit 3", "cat; exit 4"], 0, ChildEnd.signaled(11)),
            (["yes", "kill -ABRT $$", "cat; exit 1"], 1, .signaled(6)),
            (["yes", "cat", "head -c 10 >/dev/null; exit 9"], 2, .exited(9)),
            (["yes; exit 5", "head -c 10 >/dev/null; kill -BUS $$"], 1, .signaled(7)),
        ])
    func firstFailure(scripts: [String], culprit: Int, how: ChildEnd) async throws {
        let stages = scripts.enumerated().map { Stage.shell("stage \($0)", $1) }
        let run = try await Pipeline(stages, input: .none).start(in: newNursery())

        let error = await #expect(throws: PipelineFailure.self) { try await run.everything() }

        #expect(error?.index == culprit)
        #expect(error?.stage.end == how)
    }

    @Test("A failure says stage, cause and page in one line")
    func words() async throws {
        let stage = Stage.shell("render", "echo '{\"page\":6}' >&3; kill -SEGV $$")
        let run = try await Pipeline([stage], input: .none).start(in: newNursery())

        let error = await #expect(throws: PipelineFailure.self) { try await run.everything() }

        #expect(error?.description == "render: was killed by signal 11 (segmentation fault) after page 6")
    }

    @Test("An input that ends early is never taken for a whole one")
    func cutOff() async throws {
        struct CutOff: Error {}
        let pipeline = Pipeline(
            [.shell("a", "cat >/dev/null; echo whole")], input: .stream { throw CutOff() })
        let run = try await pipeline.start(in: newNursery())

        await #expect(throws: CutOff.self) { try await run.everything() }
        #expect(await run.end().stages[0].end == .signaled(9))
    }

    @Test("A page that never ends is stopped, and named")
    func endlessPage() async throws {
        var limits = ChildLimits()
        limits.cpuPerPage = .milliseconds(100)
        let stage = Stage.shell("render", "echo '{\"page\":1}' >&3; while :; do :; done", limits: limits)
        var pipeline = Pipeline([stage, .shell("encode", "cat")], input: .none)
        pipeline.watchInterval = .milliseconds(10)

        let end = try await pipeline.start(in: newNursery()).finish()

        #expect(end.firstFailure == 0)
        guard case .exceeded(.cpuOfPage(2, let spent)) = end.stages[0].end else {
            Issue.record("\(end.stages[0].end)")
            return
        }
        #expect(spent > limits.cpuPerPage)
    }

    @Test("The CPU of what a stage starts is its own")
    func descendants() async throws {
        var limits = ChildLimits()
        limits.cpuPerPage = .milliseconds(100)
        var pipeline = Pipeline([.shell("a", "sh -c 'while :; do :; done'; :", limits: limits)], input: .none)
        pipeline.watchInterval = .milliseconds(10)

        let end = try await pipeline.start(in: newNursery()).finish()

        #expect(end.stages[0].end.words.hasSuffix("of CPU on page 1"))
    }

    @Test("A stage that hangs while its reader waits is stopped, the one that hangs and not those that wait for it")
    func hangs() async throws {
        var limits = ChildLimits()
        limits.idle = .milliseconds(50)
        let stages = [
            Stage.shell("a", "echo x; exec sleep 1000", limits: limits),
            .shell("b", "exec sleep 1000", limits: limits), .shell("c", "cat", limits: limits),
        ]
        var pipeline = Pipeline(stages, input: .none)
        pipeline.watchInterval = .milliseconds(10)

        let end = try await pipeline.start(in: newNursery()).finish()

        #expect(end.firstFailure == 1)
        #expect(end.stages[1].end == .exceeded(.idle(limits.idle)))
    }

    @Test("A stage that fills its temporary folder is stopped", arguments: ["exec 8<$TMPDIR/x; rm $TMPDIR/x", ":"])
    func temporaryFiles(hide: String) async throws {
        var limits = ChildLimits()
        limits.temporaryOctets = 1 << 20
        let script = "head -c 8388608 /dev/zero > $TMPDIR/x; \(hide); sleep 1000"
        var pipeline = Pipeline([.shell("a", script, limits: limits)], input: .none)
        pipeline.watchInterval = .milliseconds(10)

        let end = try await pipeline.start(in: newNursery()).finish()

        #expect(end.stages[0].end == .exceeded(.temporaryFiles))
    }
}
