import PrintModel
internal import Synchronization

/// The drivers in memory, by number and by name.
final class DriverShelf: Sendable {
    private struct State {
        var byID: [DriverID: Driver] = [:]
        /// Names only those that can be chosen have.
        var byName: [String: DriverID] = [:]
        var revision: UInt64 = 1
    }

    private let state = Mutex(State())

    var all: [Driver] {
        state.withLock { state in state.byName.values.compactMap { state.byID[$0] } }.sorted { $0.name < $1.name }
    }
    var revision: UInt64 { state.withLock { $0.revision } }
    subscript(id: DriverID) -> Driver? { state.withLock { $0.byID[id] } }

    func isTaken(_ name: String) -> Bool { state.withLock { $0.byName[name] != nil } }

    /// A name that another driver has stays with that one.
    ///
    /// - Parameter isChosen: `false` for one that only queues which have it already go on with.
    func put(_ driver: Driver, isChosen: Bool = true) {
        state.withLock { state in
            state.byID[driver.id] = driver
            if isChosen, state.byName[driver.name] == nil { state.byName[driver.name] = driver.id }
            state.revision += 1
        }
    }

    func remove(_ id: DriverID) {
        state.withLock { state in
            if let driver = state.byID.removeValue(forKey: id), state.byName[driver.name] == id {
                state.byName[driver.name] = nil
            }
            state.revision += 1
        }
    }

    func driver(named name: String) -> Driver? {
        let folded = name.lowercased()
        return state.withLock { state in
            if let id = state.byName[folded] ?? DriverID(folded) { return state.byID[id] }
            if folded.utf8.count >= 8, !folded.contains(".") {
                let found = state.byID.keys.filter { $0.text.hasPrefix(folded) }
                if found.count == 1, let id = found.first { return state.byID[id] }
            }
            let models = state.byName.values.compactMap { state.byID[$0] }
                .filter { $0.description.makeAndModel.lowercased() == folded }
            return models.count == 1 ? models.first : nil
        }
    }
}
