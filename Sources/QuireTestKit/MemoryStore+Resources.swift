import Crypto
public import PrintModel
import Synchronization

extension MemoryStore: ResourceStore {
    public func resources() -> [Resource] {
        spool.contents.withLock { $0.resources.values.sorted { $0.id < $1.id } }
    }

    public func resource(_ id: ResourceID) -> Resource? { spool.contents.withLock { $0.resources[id] } }

    public func addResource(_ new: NewResource, at now: Moment) async throws -> Resource {
        try write { contents, _ in
            let all = Array(contents.resources.values)
            try ResourceLimits.admit(another: all)
            contents.lastResource += 1
            let resource = Resource(
                id: ResourceID(contents.lastResource), uuid: (0..<16).map { _ in UInt8.random(in: 0...255) },
                kind: new.kind, name: new.name, info: new.info, createdAt: now)
            contents.resources[resource.id] = resource
            for old in ResourceLimits.forgotten(of: all) { contents.resources[old] = nil }
            return resource
        }
    }

    public func fill(
        _ id: ResourceID, with stream: DocumentStream, as data: ResourceData, at now: Moment
    ) async throws -> Resource {
        try write { contents, _ in
            guard var resource = contents.resources[id] else { throw ResourceProblem.noSuchResource(id) }
            guard resource.state == .pending, !resource.isIncoming else {
                throw ResourceProblem(.notPossible, "resource \(id) takes no data any more")
            }
            resource.isIncoming = true
            contents.resources[id] = resource
        }
        do {
            let octetsMax = ResourceLimits.octetsFree(beside: resources())
            var bytes: [UInt8] = []
            while let piece = try await stream.next() {
                bytes += piece
                guard Int64(bytes.count) <= octetsMax else {
                    throw ResourceProblem(.tooLarge, "the data is longer than \(octetsMax) octets, the most taken here")
                }
            }
            let whole = bytes
            return try write { contents, _ in
                var resource = try contents.found(id)
                resource.isIncoming = false
                try resource.take(data, octets: Int64(whole.count), digest: Array(SHA256.hash(data: whole)))
                contents.resources[id] = resource
                contents.resourceData[id] = whole
                return resource
            }
        } catch {
            try? write { contents, _ in
                var resource = try contents.found(id)
                resource.isIncoming = false
                resource.abort(because: "Its data did not arrive whole", at: now)
                contents.resources[id] = resource
            }
            throw error
        }
    }

    public func changeResource(
        _ id: ResourceID, _ change: @escaping @Sendable (inout Resource) throws -> Void
    ) async throws -> Resource {
        try write { contents, _ in
            var resource = try contents.found(id)
            try change(&resource)
            contents.resources[id] = resource
            return resource
        }
    }

    public func cancelResource(_ id: ResourceID, at now: Moment) async throws -> Resource {
        try write { contents, _ in
            var resource = try contents.found(id)
            try resource.cancel(at: now, isUsed: contents.isUsed(id))
            contents.resources[id] = resource
            if resource.isFinished { contents.resourceData[id] = nil }
            return resource
        }
    }

    public func allocate(_ ids: [ResourceID], to printer: PrinterID, at now: Moment) async throws {
        try look { contents in
            for id in ids {
                guard try contents.found(id).isUsable else {
                    throw ResourceProblem(.notPossible, "resource \(id) is not installed")
                }
            }
        }
        _ = try await update(printer, at: now) { $0.resources += ids }
    }

    public func deallocate(
        _ ids: [ResourceID], from printer: PrinterID, by actor: String?, at now: Moment
    ) async throws {
        _ = try await update(printer, at: now) { printer in
            printer.resources = printer.resources.filter { !ids.contains($0) }
        }
        try write { contents, _ in contents.endUnusedResources(by: actor, at: now) }
    }

    public func read(resource id: ResourceID) async throws -> DocumentStream {
        try look { contents in
            guard let bytes = contents.resourceData[id] else { throw ResourceProblem.noSuchResource(id) }
            return .bytes(bytes)
        }
    }
}

extension MemoryStore.Contents {
    fileprivate func found(_ id: ResourceID) throws -> Resource {
        guard let resource = resources[id] else { throw ResourceProblem.noSuchResource(id) }
        return resource
    }

    fileprivate func isUsed(_ id: ResourceID) -> Bool { printers.values.contains { $0.resources.contains(id) } }

    mutating func endUnusedResources(by actor: String?, at now: Moment) {
        for var resource in resources.values.sorted(by: { $0.id < $1.id })
        where resource.isCancelRequested && !isUsed(resource.id) {
            try? resource.cancel(at: now, isUsed: false)
            resources[resource.id] = resource
            resourceData[resource.id] = nil
            record(resource.news(.resourceCanceled), by: actor, at: now)
        }
    }
}
