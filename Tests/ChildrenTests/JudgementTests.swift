import Testing

@testable import Children

@Suite("How children are judged")
struct JudgementTests {
    private let start = ContinuousClock.now

    @Test("A page has its own CPU time, and only a further page gives a stage more")
    func pages() {
        var limits = ChildLimits()
        limits.cpuPerPage = .seconds(30)
        var watch = StageWatch(limits)
        let sights = [(29, 0), (29, 1), (59, 1), (60, 1), (60, 2), (91, 1)]

        let verdicts = sights.map { cpu, page in
            watch.judge(StageWatch.Sight(cpu: .seconds(cpu), page: page, temporaryOctets: 0))
        }

        #expect(
            verdicts == [
                nil, nil, nil, .cpuOfPage(2, spent: .seconds(31)), nil, .cpuOfPage(3, spent: .seconds(31)),
            ])
    }

    @Test(
        "A pipeline that waits for its reader or its source is never stuck, one that waits for nobody is",
        arguments: [true, false])
    func waiting(waitsForOthers: Bool) {
        var watch = IdleWatch(.seconds(120))
        let verdicts = (0...20).map { step in
            watch.judge(
                IdleWatch.Sight(
                    now: start + .seconds(step * 10), cpu: .seconds(1), moved: 7, waitsForOthers: waitsForOthers))
        }

        #expect(verdicts.contains(true) == !waitsForOthers)
        #expect(verdicts.prefix(12).allSatisfy { !$0 })
    }

    @Test("A pipeline that computes, or moves an octet now and then, is not stuck")
    func moving() {
        var watch = IdleWatch(.seconds(20))
        for step in 0...20 {
            let sight = IdleWatch.Sight(
                now: start + .seconds(step * 10), cpu: .milliseconds(step % 2 == 0 ? step * 1_000 : (step - 1) * 1_000),
                moved: step / 2, waitsForOthers: false)
            let isStuck = watch.judge(sight)
            #expect(!isStuck)
        }
    }

    @Test("Looking at the clock now and then is no work")
    func ticking() {
        var watch = IdleWatch(.seconds(20))
        let verdicts = (0...5).map { step in
            watch.judge(
                IdleWatch.Sight(
                    now: start + .seconds(step * 10), cpu: .milliseconds(step * 50), moved: 0, waitsForOthers: false))
        }

        #expect(verdicts.last == true)
    }

    private func find(_ ends: [(end: ChildEnd, milliseconds: Int)]) -> Int? {
        FirstFailure.find(
            in: ends.map { FirstFailure.Outcome(end: $0.end, endedAt: start + .milliseconds($0.milliseconds)) })
    }

    @Test("Who dies of a broken pipe has not begun it, unless nobody of ours read it")
    func brokenPipes() {
        #expect(find([(.signaled(13), 0), (.exited(0), 5)]) == nil)
        #expect(find([(.exited(141), 0), (.exited(2), 5)]) == 1)
        #expect(find([(.exited(0), 0), (.exited(141), 5)]) == 1)
    }

    @Test("Of two that failed at the same time, the one that died violently began it")
    func violent() {
        #expect(find([(.signaled(11), 1), (.exited(1), 0)]) == 0)
        #expect(find([(.signaled(11), 1_000), (.exited(1), 0)]) == 1)
        #expect(find([(.exited(1), 3), (.exited(1), 2)]) == 1)
    }

    @Test("Who was killed because of others is no culprit, and who exceeded a limit is")
    func killed() {
        let outcomes = [
            FirstFailure.Outcome(end: .signaled(9), endedAt: start + .seconds(2), killedAt: start + .seconds(1)),
            FirstFailure.Outcome(end: .exceeded(.cpu), endedAt: start + .seconds(3), killedAt: start + .seconds(1)),
        ]

        #expect(FirstFailure.find(in: outcomes) == 1)
        #expect(FirstFailure.find(in: [outcomes[0]]) == nil)
    }

    @Test("Lines come out whole however they arrive, and too long ones cut")
    func lines() {
        var splitter = LineSplitter(octetsMax: 4)
        var lines: [String] = []
        for piece in ["a", "b\r\nc", "\n\n", "123", "456\n\u{1B}x", "\u{7F}"] {
            splitter.add(Array(piece.utf8)) { lines.append($0 + ($1 ? "…" : "")) }
        }
        splitter.finish { text, _ in lines.append(text) }

        #expect(lines == ["ab", "c", "1234…", "?x?"])
    }

    @Test("Pages are found in both kinds of lines, and only in their place")
    func pageMarks() {
        func line(_ source: StageLine.Source, _ text: String) -> StageLine {
            StageLine(stage: 0, source: source, text: text)
        }

        #expect(PageMark.progress(line(.progress, "{\"page\":12}")) == 12)
        #expect(PageMark.progress(line(.progress, "{\"page\": 12}")) == 12)
        #expect(PageMark.progress(line(.log, "{\"page\":12}")) == nil)
        #expect(PageMark.progress(line(.progress, "{\"pages\":12}")) == nil)
        #expect(PageMark.progress(line(.progress, "{\"page\":99999999999999999999}")) == nil)
        #expect(PageMark.cups(line(.log, "PAGE: 3 1")) == 3)
        #expect(PageMark.cups(line(.log, "PAGE: total 3")) == nil)
    }
}
