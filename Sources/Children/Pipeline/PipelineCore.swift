internal import Glibc
import Synchronization

/// What a running pipeline consists of. Nothing here knows who pulls.
final class PipelineCore: Sendable {
    struct State {
        var pages: [Int]
        var logs: [[String]]
        var logLines: [Int]
        /// Octets in and out, and lines.
        var moved = 0
        var isReaderWaiting = false
        var isSourceWaiting = false
        var isCancelled = false
        var inputError: (any Error)?
        /// By stage: when it was killed for what others did.
        var killedAt: [ContinuousClock.Instant?]
        /// Ends of pipes that the daemon holds only to look at; let go of when their stage ends.
        var inputs: [Descriptor?]
        var output: Descriptor?
    }

    let pipeline: Pipeline
    let nursery: Nursery
    let children: [ChildRecord]
    let state: Mutex<State>
    private let feed: PipeWriter?
    private let output: PipeReader?
    private let lines: [(log: PipeReader, progress: PipeReader)]

    /// The largest piece of output, and the room in a pipe. Measured with 4 GiB through cat: 256 and 128 KiB move
    /// 1.9 GB/s, 1 MiB and 256 KiB 1.4 (more than the caches hold), 128 and 128 KiB 1.1 (too many changes of threads).
    static let pieceOctetsMax = 128 << 10
    static let pipeOctets: Int32 = 256 << 10

    /// Starts all stages, or none.
    static func start(_ pipeline: Pipeline, _ nursery: Nursery) async throws -> PipelineCore {
        let plumbing = try Plumbing(pipeline, nursery.poller)
        let started = try await nursery.onStarter { nursery.startAll(pipeline.stages, plumbing) }
        guard let error = started.error else { return PipelineCore(pipeline, nursery, plumbing, started.children) }
        started.children.forEach { $0.signal(SIGKILL) }
        for child in started.children { await child.gone() }
        throw error
    }

    private init(_ pipeline: Pipeline, _ nursery: Nursery, _ plumbing: Plumbing, _ children: [ChildRecord]) {
        self.pipeline = pipeline
        self.nursery = nursery
        self.children = children
        feed = plumbing.feed
        output = plumbing.output
        lines = plumbing.lines
        let count = children.count
        state = Mutex(
            State(
                pages: Array(repeating: 0, count: count), logs: Array(repeating: [], count: count),
                logLines: Array(repeating: 0, count: count), killedAt: Array(repeating: nil, count: count),
                inputs: plumbing.inputs, output: pipeline.output))
    }

    // The driver -----------------------------------------------------------------------------------------------------

    /// Sees the pipeline through, until nothing is left of it.
    func drive() async -> PipelineEnd {
        let feeding = Task { await feedInput() }
        let watching = Task { await watch() }
        await withTaskGroup(of: Void.self) { group in
            for index in children.indices {
                group.addTask { await self.waitForEnd(of: index) }
                group.addTask { await self.read(self.lines[index].log, .log, of: index) }
                group.addTask { await self.read(self.lines[index].progress, .progress, of: index) }
            }
        }
        for child in children { await child.gone() }
        feeding.cancel()
        watching.cancel()
        await feeding.value
        await watching.value
        output?.finish()
        return end
    }

    private func waitForEnd(of index: Int) async {
        let end = await children[index].end()
        // Held until here, so that the stage before is not told by a broken pipe before we know of this end.
        state.withLock { state in
            state.inputs[index] = nil
            if index == children.count - 1 { state.output = nil }
        }
        lines[index].log.finish()
        lines[index].progress.finish()
        let isPassedOver = end.isGood || (FirstFailure.isBrokenPipe(end) && index + 1 < children.count)
        if !isPassedOver { killAll(except: index) }
    }

    private func killAll(except culprit: Int?) {
        for index in children.indices where index != culprit {
            state.withLock { if $0.killedAt[index] == nil { $0.killedAt[index] = .now } }
            children[index].signal(SIGKILL)
        }
    }

    func cancel() {
        let isFirst = state.withLock { state in
            defer { state.isCancelled = true }
            return !state.isCancelled
        }
        guard isFirst, children.contains(where: { !$0.isEnded }) else { return }
        for index in children.indices {
            state.withLock { if $0.killedAt[index] == nil { $0.killedAt[index] = .now } }
            children[index].signal(SIGTERM)
        }
        Task { [self] in
            // Ends early when there is nobody left to wait for.
            let killing = Task { [self] in
                try await Task.sleep(for: pipeline.grace)
                killAll(except: nil)
            }
            for child in children { await child.end() }
            killing.cancel()
        }
    }

    private var end: PipelineEnd {
        let state = state.withLock { $0 }
        let stages = children.indices.map { index in
            StageEnd(
                name: pipeline.stages[index].name, end: children[index].endSoFar ?? .lost, usage: children[index].usage,
                page: state.pages[index], log: state.logs[index],
                logLinesDropped: max(0, state.logLines[index] - pipeline.lineLimits.logLinesMax))
        }
        let outcomes = children.indices.map { index in
            FirstFailure.Outcome(
                end: stages[index].end, endedAt: children[index].endedAt ?? .now, killedAt: state.killedAt[index])
        }
        let first = FirstFailure.find(in: outcomes)
        // A cancellation that came when all was done has cancelled nothing.
        let isCancelled = state.isCancelled && stages.contains { !$0.end.isGood }
        return PipelineEnd(
            stages: stages, firstFailure: first, isCancelled: isCancelled, inputError: state.inputError)
    }

    func progress(of stage: Int) -> (page: Int, usage: ChildUsage) {
        (state.withLock { $0.pages[stage] }, children[stage].usage)
    }

    // Octets ---------------------------------------------------------------------------------------------------------

    func nextPiece() async throws -> [UInt8]? {
        guard let output else { return nil }
        state.withLock { $0.isReaderWaiting = true }
        defer { state.withLock { $0.isReaderWaiting = false } }
        let piece = try await output.next(octetsMax: Self.pieceOctetsMax)
        state.withLock { $0.moved &+= piece?.count ?? 0 }
        return piece
    }

    private func feedInput() async {
        guard let feed, case .stream(let next) = pipeline.input else { return }
        do {
            while let piece = try await pull(next) {
                guard try await feed.write(piece) else { break }
                state.withLock { $0.moved &+= piece.count }
            }
        } catch {
            guard children.contains(where: { !$0.isEnded }) else { return }
            // Before the pipe is closed: no stage may take what there is for a whole document.
            killAll(except: nil)
            state.withLock { if !$0.isCancelled { $0.inputError = error } }
        }
        feed.close()
    }

    private func pull(_ next: @Sendable () async throws -> [UInt8]?) async throws -> [UInt8]? {
        state.withLock { $0.isSourceWaiting = true }
        defer { state.withLock { $0.isSourceWaiting = false } }
        return try await next()
    }

    private func read(_ reader: PipeReader, _ source: StageLine.Source, of index: Int) async {
        var splitter = LineSplitter()
        var pace = Pace(source == .progress ? pipeline.lineLimits.progressPerSecond : nil)
        // A pipe that cannot be read is as good as one that has ended: the stage's status says the rest.
        while let piece = try? await reader.next(octetsMax: 16 << 10) {
            splitter.add(piece) { take(StageLine(stage: index, source: source, text: $0, isCut: $1)) }
            await pace.passed(lines: piece.count { $0 == 0x0A })
        }
        splitter.finish { take(StageLine(stage: index, source: source, text: $0, isCut: $1)) }
    }

    private func take(_ line: StageLine) {
        let page = pipeline.stages[line.stage].pageOf(line)
        let isPassedOn = state.withLock { state in
            state.moved &+= 1
            if let page { state.pages[line.stage] = max(state.pages[line.stage], page) }
            guard line.source == .log else { return true }
            state.logLines[line.stage] += 1
            if state.logs[line.stage].count == StageEnd.logLinesMax { state.logs[line.stage].removeFirst() }
            state.logs[line.stage].append(line.text)
            return state.logLines[line.stage] <= pipeline.lineLimits.logLinesMax
        }
        if isPassedOn { pipeline.onLine(line) }
    }
}

extension Nursery {
    /// The stages in order, until one cannot be started.
    fileprivate func startAll(_ stages: [Stage], _ plumbing: Plumbing) -> (children: [ChildRecord], error: (any Error)?)
    {
        var children: [ChildRecord] = []
        do {
            for (index, stage) in stages.enumerated() {
                children.append(try startNow(stage.program, plumbing.table(of: index)))
            }
            return (children, nil)
        } catch {
            return (children, error)
        }
    }
}
