internal import PrintModel
internal import Synchronization

/// The resources as they are asked for, and which of them are being filled.
final class ResourceMemory: Sendable {
    private struct State {
        var resources: [ResourceID: Resource]
        var incoming: Set<ResourceID> = []
    }

    private let state: Mutex<State>

    init(_ resources: [Resource]) {
        state = Mutex(State(resources: Dictionary(resources.map { ($0.id, $0) }, uniquingKeysWith: { $1 })))
    }

    var all: [Resource] {
        state.withLock { state in
            state.resources.values.map { Self.told($0, state.incoming) }.sorted { $0.id < $1.id }
        }
    }

    subscript(id: ResourceID) -> Resource? {
        state.withLock { state in state.resources[id].map { Self.told($0, state.incoming) } }
    }

    private static func told(_ resource: Resource, _ incoming: Set<ResourceID>) -> Resource {
        var resource = resource
        resource.isIncoming = incoming.contains(resource.id)
        return resource
    }

    func set(_ resource: Resource) { state.withLock { $0.resources[resource.id] = resource } }
    func remove(_ id: ResourceID) { state.withLock { $0.resources[id] = nil } }

    /// Throws unless it waits for data and nobody else sends it.
    func beginFilling(_ id: ResourceID) throws {
        try state.withLock { state in
            guard let resource = state.resources[id] else { throw ResourceProblem.noSuchResource(id) }
            guard resource.state == .pending, state.incoming.insert(id).inserted else {
                throw ResourceProblem(.notPossible, "resource \(id) takes no data any more")
            }
        }
    }

    func endFilling(_ id: ResourceID) { state.withLock { _ = $0.incoming.remove(id) } }
}
