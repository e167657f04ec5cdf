internal import Crypto
internal import IPP
internal import Logging
public import PrintModel

extension SQLiteStore: ResourceStore {
    public func resources() -> [Resource] { resourceMemory.all }
    public func resource(_ id: ResourceID) -> Resource? { resourceMemory[id] }

    public func addResource(_ new: NewResource, at now: Moment) async throws -> Resource {
        let uuid = UUIDBytes.random()
        return try await commits.perform { [resourceMemory] transaction in
            let all = try transaction.resources()
            try ResourceLimits.admit(another: all)
            var resource = Resource(
                id: ResourceID(0), uuid: uuid, kind: new.kind, name: new.name, info: new.info, createdAt: now)
            guard let id = try resource.insert(on: transaction.connection) else {
                throw StoreError.failed("The resource could not be made")
            }
            resource.id = id
            let made = resource
            transaction.effects.whenDurable.append { resourceMemory.set(made) }
            for old in ResourceLimits.forgotten(of: all) {
                try transaction.connection.statement(text: SystemSQL.deleteResource).run(.integer(old.rawValue))
                transaction.effects.whenDurable.append { resourceMemory.remove(old) }
            }
            return resource
        }
    }

    public func changeResource(
        _ id: ResourceID, _ change: @escaping @Sendable (inout Resource) throws -> Void
    ) async throws -> Resource {
        try await commits.perform { [resourceMemory] transaction in
            var resource = try transaction.resource(id)
            let before = resource
            try change(&resource)
            if resource != before { try transaction.save(resource, resourceMemory) }
            return resource
        }
    }

    public func cancelResource(_ id: ResourceID, at now: Moment) async throws -> Resource {
        let canceled = try await commits.perform { [resourceMemory] transaction in
            var resource = try transaction.resource(id)
            try resource.cancel(at: now, isUsed: try transaction.users(of: id) > 0)
            try transaction.save(resource, resourceMemory)
            return resource
        }
        if canceled.isFinished { await removeData(of: [id]) }
        return canceled
    }

    // MARK: Printers

    public func allocate(_ ids: [ResourceID], to printer: PrinterID, at now: Moment) async throws {
        try await commits.perform { transaction in
            for id in ids {
                guard try transaction.resource(id).isUsable else {
                    throw ResourceProblem(.notPossible, "resource \(id) is not installed")
                }
            }
            try transaction.change(printer, at: now) { $0.resources += ids }
        }
    }

    public func deallocate(
        _ ids: [ResourceID], from printer: PrinterID, by actor: String?, at now: Moment
    ) async throws {
        let gone = try await commits.perform { [resourceMemory] transaction in
            try transaction.change(printer, at: now) { printer in
                printer.resources = printer.resources.filter { !ids.contains($0) }
            }
            return try transaction.endUnusedResources(by: actor, at: now, resourceMemory)
        }
        await removeData(of: gone)
    }

    // MARK: Data

    public func fill(
        _ id: ResourceID, with stream: DocumentStream, as data: ResourceData, at now: Moment
    ) async throws -> Resource {
        try resourceMemory.beginFilling(id)
        defer { resourceMemory.endFilling(id) }
        do {
            let octetsMax = ResourceLimits.octetsFree(beside: resources())
            let (octets, digest) = try await receive(stream, into: id, octetsMax: octetsMax)
            return try await commits.perform { [resourceMemory] transaction in
                guard octets <= ResourceLimits.octetsFree(beside: try transaction.resources()) else {
                    throw StoreError.full("There is no room for more resources")
                }
                var resource = try transaction.resource(id)
                try resource.take(data, octets: octets, digest: digest)
                try transaction.save(resource, resourceMemory)
                return resource
            }
        } catch {
            await abort(id, because: error, at: now)
            throw error
        }
    }

    /// Writes aside, syncs, renames, syncs the folder: the row that names the file comes afterwards. A file without such
    /// a row is removed at the next start.
    private func receive(
        _ stream: DocumentStream, into id: ResourceID, octetsMax: Int64
    ) async throws -> (octets: Int64, digest: [UInt8]) {
        let (disk, folders) = (depot.disk, depot.folders)
        let aside = folders.incomingResource(id)
        let file = try await work {
            try disk.remove(aside)
            return try disk.create(aside)
        }
        var (octets, hash) = (Int64(0), SHA256())
        do {
            while let piece = try await stream.next() {
                let start = octets
                octets += Int64(piece.count)
                guard octets <= octetsMax else {
                    throw ResourceProblem(.tooLarge, "the data is longer than \(octetsMax) octets, the most taken here")
                }
                piece.withUnsafeBytes { hash.update(bufferPointer: $0) }
                try depot.reserve.admit(Int64(piece.count))
                try await work {
                    try piece.withRawBytes { bytes throws(DiskError) in try disk.write(bytes, to: file, at: start) }
                }
            }
            try await work {
                try disk.sync(file)
                try disk.rename(aside, to: folders.resource(id))
                try disk.syncFolder(folders.resources)
            }
        } catch {
            // What cannot be removed now is removed at the next start.
            _ = try? await work {
                disk.close(file)
                try disk.remove(aside)
            }
            throw error
        }
        disk.close(file)
        return (octets, Array(hash.finalize()))
    }

    private func abort(_ id: ResourceID, because error: any Error, at now: Moment) async {
        let reason: String =
            switch error {
            case let error as ResourceProblem: error.reason
            case let StoreError.full(reason), let StoreError.failed(reason): reason
            default: "Its data did not arrive whole"
            }
        do {
            _ = try await changeResource(id) { $0.abort(because: reason, at: now) }
        } catch {
            condition.logger.warning("a resource could not be aborted", metadata: ["error": "\(error)"])
        }
        await removeData(of: [id])
    }

    func removeData(of ids: [ResourceID]) async {
        let (disk, folders) = (depot.disk, depot.folders)
        for id in ids {
            // What cannot be removed now is removed at the next start.
            _ = try? await work { try disk.remove(folders.resource(id)) }
        }
    }

    public func read(resource id: ResourceID) async throws -> DocumentStream {
        guard let resource = resourceMemory[id], resource.hasData else { throw ResourceProblem.noSuchResource(id) }
        let (disk, path) = (depot.disk, depot.folders.resource(id))
        let file = try await work { try disk.open(path) }
        let reader = DocumentReader(
            file: OpenFile(file, disk: disk), path: path, start: 0,
            bytes: StoredBytes(octets: resource.octets, digest: resource.digest), blocking: depot.blocking,
            condition: condition
        ) { [condition] why in
            condition.logger.error("a resource is damaged", metadata: ["resource": "\(id)", "why": "\(why)"])
            return StoreError.damaged("Resource \(id) \(why)")
        }
        return DocumentStream { try await reader.next() }
    }

    private func work<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        do {
            return try await depot.blocking.run(body)
        } catch let error as DiskError {
            throw condition.translate(error)
        }
    }
}

extension StoredBytes {
    fileprivate init(octets: Int64, digest: [UInt8]) {
        (self.octets, self.digest, place) = (octets, digest, .nowhere)
    }
}

extension WriteTransaction {
    func resources() throws -> [Resource] {
        try connection.statement(text: SystemSQL.resources).all { Resource($0) }.compactMap { $0 }
    }

    fileprivate func resource(_ id: ResourceID) throws -> Resource {
        let found = try connection.statement(text: SystemSQL.resource).first(.integer(id.rawValue)) { Resource($0) }
        guard let found, let found else { throw ResourceProblem.noSuchResource(id) }
        return found
    }

    fileprivate func save(_ resource: Resource, _ memory: ResourceMemory) throws {
        try resource.update(on: connection)
        effects.whenDurable.append { memory.set(resource) }
    }

    /// How many printers use it. Reads the printers, of which there are not many, and only when somebody cancels.
    fileprivate func users(of id: ResourceID) throws -> Int {
        try connection.statement(.livingPrinters).all { Printer($0) }.filter { $0?.resources.contains(id) == true }
            .count
    }

    /// Ends those that were told to go and that nobody uses any more.
    func endUnusedResources(
        by actor: String?, at now: Moment, _ memory: ResourceMemory
    ) throws -> [ResourceID] {
        var ended: [ResourceID] = []
        for var resource in try resources() where resource.isCancelRequested {
            guard try users(of: resource.id) == 0 else { continue }
            try resource.cancel(at: now, isUsed: false)
            try save(resource, memory)
            try record(resource.news(.resourceCanceled), by: actor, at: now)
            ended.append(resource.id)
        }
        return ended
    }
}
