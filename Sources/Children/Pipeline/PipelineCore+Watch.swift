internal import CSpawn
internal import Glibc
import Synchronization

extension PipelineCore {
    /// Looks at all stages now and then, until it is cancelled.
    func watch() async {
        var watches = pipeline.stages.map { StageWatch($0.program.limits) }
        var idle = IdleWatch(pipeline.stages.map(\.program.limits.idle).min() ?? .zero)
        while (try? await Task.sleep(for: pipeline.watchInterval)) != nil {
            for index in children.indices where !children[index].isEnded {
                let limits = pipeline.stages[index].program.limits
                children[index].saw(memoryOctets: ProcessSight.memoryOctets(of: children[index].pid))
                if let limit = watches[index].judge(sight(of: index, limits)) { children[index].kill(because: limit) }
            }
            if idle.judge(sightOfAll()), let culprit = stuckStage() {
                children[culprit].kill(because: .idle(pipeline.stages[culprit].program.limits.idle))
            }
        }
    }

    private func sight(of index: Int, _ limits: ChildLimits) -> StageWatch.Sight {
        StageWatch.Sight(
            cpu: cpu(of: index), page: state.withLock { $0.pages[index] },
            temporaryOctets: ProcessSight.octets(
                in: children[index].folder.path, openBy: children[index].pid, max: limits.temporaryOctets))
    }

    private func cpu(of index: Int) -> Duration {
        let child = children[index]
        let mayFork = pipeline.stages[index].program.sandbox.mayStartProcesses
        return child.usage.cpu + (mayFork && !child.isEnded ? ProcessSight.cpuOfDescendants(of: child.pid) : .zero)
    }

    private func sightOfAll() -> IdleWatch.Sight {
        let cpu = children.indices.reduce(Duration.zero) { $0 + self.cpu(of: $1) }
        return state.withLock { state in
            IdleWatch.Sight(now: .now, cpu: cpu, moved: state.moved, waitsForOthers: waitsForOthers(state))
        }
    }

    /// Whether the reader or the source is what everything waits for.
    private func waitsForOthers(_ state: State) -> Bool {
        if state.isSourceWaiting { return true }
        if case .descriptor = pipeline.input, let input = state.inputs[0], !isReady(input, POLLIN) { return true }
        if pipeline.output == nil { return !state.isReaderWaiting }
        return state.output.map { !isReady($0, POLLOUT) } ?? false
    }

    private func isReady(_ descriptor: Descriptor, _ event: Int32) -> Bool {
        var question = pollfd(fd: descriptor.number, events: Int16(event), revents: 0)
        return poll(&question, 1, 0) != 0
    }

    /// The last stage that has something to read, or whose input has ended: those after it wait for it.
    private func stuckStage() -> Int? {
        let inputs = state.withLock { $0.inputs }
        return children.indices.reversed().first { index in
            guard !children[index].isEnded else { return false }
            if index == 0 || children[index - 1].isEnded { return true }
            return inputs[index].map { spawn_octets_waiting($0.number) > 0 } ?? true
        }
    }
}
