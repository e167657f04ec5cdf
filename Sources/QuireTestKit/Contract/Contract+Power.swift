import IPP
import PrintModel

extension StoreScene {
    func beingShutDownIsStateAndIsKept() async throws {
        let later = now + .seconds(5)
        let down = try await store.update(hall, at: later) { $0.turnOff(.shutDown, because: "moved") }
        try expectEqual(down.power, .shutDown)
        try expectEqual(down.stateChangedAt, later)
        try expectEqual(down.configChangedAt, now, "it is no configuration")
        try expect(down.isPaused && !down.acceptsJobs, "paused and not accepting")

        let next = try await run.next()
        try expectEqual(next.store.printer(hall), down, "after a restart")
        let deactivated = try await next.store.update(hall, at: later) { $0.turnOff(.deactivated, because: "") }
        try expectEqual(deactivated.power, .shutDown, "is not made less so")
        let up = try await next.store.update(hall, at: later + .seconds(1)) { $0.turnOn(acceptingJobs: false) }
        try expectEqual(up.power, .on)
        try expect(up.attributes.attributes.isEmpty, "nothing is left of it")
        try expectEqual(up.stateChangedAt, later + .seconds(1))
    }
}
