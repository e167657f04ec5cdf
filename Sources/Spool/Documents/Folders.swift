internal import PrintModel

/// The paths inside a spool folder. docs/SPOOL.md says what lies where, and why.
struct Folders: Sendable {
    let top: String

    init(top: String) { self.top = top.count > 1 && top.hasSuffix("/") ? String(top.dropLast()) : top }

    /// The folder that the spool folder lies in.
    var parent: String {
        guard let slash = top.lastIndex(of: "/") else { return "." }
        return slash == top.startIndex ? "/" : String(top[..<slash])
    }

    var database: String { "\(top)/queue.db" }
    /// The one that ``Salvage`` makes.
    var mended: String { "\(top)/queue.db-mended" }
    /// A copy of it with ``firstPages`` in it, while it is mended.
    var readable: String { "\(top)/queue.db-mended-from" }
    /// The pages of it without which none is found.
    var firstPages: String { "\(top)/queue.db-first" }
    /// There when a run has found queue.db damaged: the next start makes it anew.
    var damageNote: String { "\(top)/queue.db-damaged" }
    /// What ``SecretSeal`` seals with.
    var secretKey: String { "\(top)/secrets.key" }
    var incoming: String { "\(top)/incoming" }
    var documents: String { "\(top)/documents" }
    var segments: String { "\(top)/segments" }
    var corrupt: String { "\(top)/corrupt" }
    var resources: String { "\(top)/resources" }

    var all: [String] { [top, incoming, documents, segments, corrupt, resources] }

    /// A document that is still arriving.
    func incoming(_ container: Container) -> String { "\(incoming)/\(container.epoch)-\(container.serial)" }
    /// The whole files of one run. Its own folder keeps a start from looking at every file there ever was by name.
    func documents(epoch: Int64) -> String { "\(documents)/\(epoch)" }
    func document(_ container: Container) -> String { "\(documents(epoch: container.epoch))/\(container.serial)" }
    func segment(_ container: Container) -> String { "\(segments)/\(container.epoch)-\(container.serial)" }
    /// What could not be read, for a person to look at.
    func corrupt(_ key: DocumentKey) -> String { "\(corrupt)/job-\(key.job)-document-\(key.number)" }

    func resource(_ id: ResourceID) -> String { "\(resources)/\(id)" }
    /// A resource that is still arriving.
    func incomingResource(_ id: ResourceID) -> String { "\(resources)/.\(id)" }

    /// The container whose segment or incoming file has that name.
    static func container(named name: String) -> Container? {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let epoch = parts[0], let serial = parts[1] else { return nil }
        return Container(epoch: epoch, serial: serial)
    }
}
