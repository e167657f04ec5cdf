internal import GRDB
internal import Logging
internal import PrintModel

/// Mends what a crash may have left of resources: files that no row names go; a resource whose file is not what its row
/// says is aborted, which cannot happen unless somebody removed files by hand.
struct ResourceRecovery {
    let folders: Folders
    let disk: any Disk
    let pool: DatabasePool
    let condition: StoreCondition

    func run(at now: Moment) throws -> ResourceMemory {
        var resources = try pool.read { database in
            try Connection(database: database).statement(text: SystemSQL.resources).all { Resource($0) }
        }.compactMap { $0 }
        let kept = Set(resources.filter(\.hasData).map(\.id.description))
        for name in try disk.names(in: folders.resources) where !kept.contains(name) {
            do {
                try disk.remove("\(folders.resources)/\(name)")
            } catch {
                condition.logger.warning("cannot tidy the spool", metadata: ["error": "\(error)"])
            }
        }
        for index in resources.indices where resources[index].hasData {
            let resource = resources[index]
            guard try disk.octets(of: folders.resource(resource.id)) != resource.octets else { continue }
            condition.logger.error("the data of a resource is gone", metadata: ["resource": "\(resource.id)"])
            resources[index].abort(because: "Its data is missing from the server's disk", at: now)
            let aborted = resources[index]
            try pool.writeWithoutTransaction { try aborted.update(on: Connection(database: $0)) }
        }
        return ResourceMemory(resources)
    }
}
