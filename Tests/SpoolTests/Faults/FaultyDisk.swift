import Glibc
import Spool
import Synchronization

/// A disk in memory that does what a ``FaultPlan`` says, and knows what a power cut would leave.
///
/// Stricter than ext4: a name is durable only after its folder was synced, bytes only after their file was, and a
/// rename is two names that can be lost apart.
final class FaultyDisk: Disk {
    fileprivate struct File {
        var now: [UInt8] = []
        var durable: [UInt8] = []
        /// Writes since the last sync, and holes (`nil`).
        var pending: [(offset: Int, octets: Int, bytes: [UInt8]?)] = []
    }

    fileprivate struct Folder {
        var now: [String: Int] = [:]
        var durable: [String: Int] = [:]
        /// Names since the last sync: what they stand for, `nil` for a removal.
        var pending: [(name: String, node: Int?)] = []
    }

    fileprivate enum Node {
        case file(File)
        case folder(Folder)
    }

    fileprivate struct State {
        var nodes: [Int: Node] = [0: .folder(Folder())]
        var lastNode = 0
        var handles: [Int32: Int] = [:]
        var lastHandle: Int32 = 1000
        var freeOctets: Int64 = 1 << 40
    }

    private let state = Mutex(State())
    private let plan: Mutex<FaultPlan>
    /// Called when a folder was synced: SQLite's files may lie in it.
    private let didSyncFolder: Mutex<@Sendable (String) -> Void> = Mutex({ _ in })

    init(_ plan: FaultPlan) { self.plan = Mutex(plan) }

    func onFolderSync(_ body: @escaping @Sendable (String) -> Void) { didSyncFolder.withLock { $0 = body } }

    func use(_ plan: FaultPlan) { self.plan.withLock { $0 = plan } }
    func setFree(_ octets: Int64) { state.withLock { $0.freeOctets = octets } }

    // MARK: Calls

    func makeFolder(_ path: String) throws(DiskError) {
        try change(.create, path, "mkdir") { state throws(DiskError) in
            guard state.node(path) == nil else { return }
            try state.add(.folder(Folder()), at: path)
        }
    }

    func create(_ path: String) throws(DiskError) -> DiskFile {
        try change(.create, path, "create") { state throws(DiskError) in
            guard state.node(path) == nil else { throw DiskError("create", path, errno: EEXIST) }
            return state.open(try state.add(.file(File()), at: path))
        }
    }

    /// SQLite's files are on the other half of the machine.
    func makeFile(_ path: String) throws(DiskError) {}

    func open(_ path: String) throws(DiskError) -> DiskFile {
        try change(.read, path, "open") { state throws(DiskError) in
            guard let node = state.node(path) else { throw DiskError("open", path, errno: ENOENT) }
            return state.open(node)
        }
    }

    func close(_ file: DiskFile) { state.withLock { $0.handles[file.descriptor] = nil } }

    func write(_ bytes: UnsafeRawBufferPointer, to file: DiskFile, at offset: Int64) throws(DiskError) {
        let content = Array(bytes)
        try change(.write, "file", "write") { state throws(DiskError) in
            state.update(file) { node in
                node.now.put(content, at: Int(offset))
                node.pending.append((Int(offset), content.count, content))
            }
        }
    }

    func read(
        into buffer: UnsafeMutableRawBufferPointer, from file: DiskFile, at offset: Int64
    ) throws(DiskError) -> Int {
        let content = try change(.read, "file", "read") { state throws(DiskError) in
            let now = state.file(file)?.now ?? []
            return Array(now.dropFirst(Int(offset)).prefix(buffer.count))
        }
        buffer.copyBytes(from: content)
        return content.count
    }

    func startWriting(_ file: DiskFile, from offset: Int64, octets: Int64) {}

    func sync(_ file: DiskFile) throws(DiskError) {
        try change(.sync, "file", "fdatasync") { state throws(DiskError) in
            state.update(file) { node in
                node.durable = node.now
                node.pending = []
            }
        }
    }

    func syncFolder(_ path: String) throws(DiskError) {
        try change(.sync, path, "fsync") { state throws(DiskError) in
            state.updateFolder(path) { folder in
                folder.durable = folder.now
                folder.pending = []
            }
        }
        didSyncFolder.withLock { $0 }(path)
    }

    func rename(_ old: String, to new: String) throws(DiskError) {
        try change(.write, new, "rename") { state throws(DiskError) in
            guard let node = state.node(old) else { throw DiskError("rename", old, errno: ENOENT) }
            state.setName(new, to: node)
            state.setName(old, to: nil)
        }
    }

    func remove(_ path: String) throws(DiskError) {
        try change(.delete, path, "unlink") { state throws(DiskError) in state.setName(path, to: nil) }
    }

    func removeFolder(_ path: String) throws(DiskError) { try remove(path) }

    func punch(_ path: String, from offset: Int64, octets: Int64) throws(DiskError) {
        let file = try open(path)
        defer { close(file) }
        try change(.delete, path, "fallocate") { state throws(DiskError) in
            state.update(file) { node in
                node.now.put([UInt8](repeating: 0, count: Int(octets)), at: Int(offset))
                node.pending.append((Int(offset), Int(octets), nil))
            }
        }
    }

    func octets(of path: String) throws(DiskError) -> Int64? {
        try change(.read, path, "stat") { state throws(DiskError) in
            guard let node = state.node(path), case .file(let file)? = state.nodes[node] else { return nil }
            return Int64(file.now.count)
        }
    }

    func names(in path: String) throws(DiskError) -> [String] {
        try change(.read, path, "opendir") { state throws(DiskError) in
            guard let node = state.node(path), case .folder(let folder)? = state.nodes[node] else { return [] }
            return folder.now.keys.sorted()
        }
    }

    func space(at path: String) throws(DiskError) -> DiskSpace {
        state.withLock { DiskSpace(free: $0.freeOctets, size: 1 << 40) }
    }

    private func change<Output: Sendable>(
        _ call: FaultPlan.Call, _ path: String, _ name: String,
        _ body: (inout State) throws(DiskError) -> Output
    ) throws(DiskError) -> Output {
        let error = plan.withLock { $0 }.next(call, path)
        if error > 0 { throw DiskError(name, path, errno: error) }
        let result = state.withLock { state -> Result<Output, DiskError> in
            do throws(DiskError) {
                return .success(try body(&state))
            } catch {
                return .failure(error)
            }
        }
        if error < 0 { throw DiskError(name, path, errno: -error) }
        return try result.get()
    }

    // MARK: For tests

    /// The power goes: what was not synced is lost, kept or torn, by seed; 0 loses all of it, 1 nothing.
    func crash(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func keeps() -> Bool { seed == 1 || (seed > 1 && random.next() % 3 != 0) }
        state.withLock { state in
            for (number, node) in state.nodes.sorted(by: { $0.key < $1.key }) {
                switch node {
                case .file(var file):
                    for write in file.pending where keeps() {
                        file.durable.put(
                            write.bytes ?? [UInt8](repeating: 0, count: write.octets), at: write.offset)
                    }
                    file.pending = []
                    file.now = file.durable
                    state.nodes[number] = .file(file)
                case .folder(var folder):
                    for name in folder.pending where keeps() { folder.durable[name.name] = name.node }
                    folder.pending = []
                    folder.now = folder.durable
                    state.nodes[number] = .folder(folder)
                }
            }
            state.handles = [:]
        }
    }

    /// Paths of all files.
    func files(in path: String) -> [String] {
        let names = state.withLock { state -> [String: Bool] in
            guard let node = state.node(path), case .folder(let folder)? = state.nodes[node] else { return [:] }
            return folder.now.mapValues { if case .folder? = state.nodes[$0] { true } else { false } }
        }
        return names.flatMap { name, isFolder in
            isFolder ? files(in: "\(path)/\(name)") : ["\(path)/\(name)"]
        }.sorted()
    }

    /// Changes what is stored behind the store's back.
    func damage(_ path: String, _ body: (inout [UInt8]) -> Void) {
        state.withLock { state in
            guard let node = state.node(path), case .file(var file)? = state.nodes[node] else { return }
            body(&file.now)
            file.durable = file.now
            state.nodes[node] = .file(file)
        }
    }

    func removeFile(_ path: String) { state.withLock { $0.setName(path, to: nil) } }
}

extension FaultyDisk.State {
    private func split(_ path: String) -> (folder: Int?, name: String) {
        let parts = path.split(separator: "/").map(String.init)
        var node = 0
        for part in parts.dropLast() {
            guard case .folder(let folder)? = nodes[node], let next = folder.now[part] else { return (nil, "") }
            node = next
        }
        return (node, parts.last ?? "")
    }

    fileprivate func node(_ path: String) -> Int? {
        let (folder, name) = split(path)
        if name.isEmpty { return folder }
        guard let folder, case .folder(let content)? = nodes[folder] else { return nil }
        return content.now[name]
    }

    fileprivate mutating func setName(_ path: String, to node: Int?) {
        let (folder, name) = split(path)
        guard let folder, case .folder(var content)? = nodes[folder] else { return }
        guard content.now[name] != node else { return }
        content.now[name] = node
        content.pending.append((name, node))
        nodes[folder] = .folder(content)
    }

    @discardableResult
    fileprivate mutating func add(_ node: FaultyDisk.Node, at path: String) throws(DiskError) -> Int {
        let (folder, _) = split(path)
        guard folder != nil else { throw DiskError("create", path, errno: ENOENT) }
        lastNode += 1
        nodes[lastNode] = node
        setName(path, to: lastNode)
        return lastNode
    }

    fileprivate mutating func open(_ node: Int) -> DiskFile {
        lastHandle += 1
        handles[lastHandle] = node
        return DiskFile(descriptor: lastHandle)
    }

    fileprivate func file(_ file: DiskFile) -> FaultyDisk.File? {
        guard let node = handles[file.descriptor], case .file(let content)? = nodes[node] else { return nil }
        return content
    }

    fileprivate mutating func update(_ file: DiskFile, _ body: (inout FaultyDisk.File) -> Void) {
        guard let node = handles[file.descriptor], case .file(var content)? = nodes[node] else { return }
        body(&content)
        nodes[node] = .file(content)
    }

    fileprivate mutating func updateFolder(_ path: String, _ body: (inout FaultyDisk.Folder) -> Void) {
        guard let node = node(path), case .folder(var content)? = nodes[node] else { return }
        body(&content)
        nodes[node] = .folder(content)
    }
}

extension [UInt8] {
    mutating func put(_ bytes: [UInt8], at offset: Int) {
        if count < offset + bytes.count {
            append(contentsOf: [UInt8](repeating: 0, count: offset + bytes.count - count))
        }
        replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
}

/// Random numbers that are the same each time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
