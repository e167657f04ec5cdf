public import IPP

/// Where the queues are kept.
public protocol PrinterStore: Sendable {
    /// All queues by name, from memory: asked by every request.
    func printers() -> [Printer]
    func printer(named name: PrinterName) -> Printer?
    func printer(_ id: PrinterID) -> Printer?
    func defaultPrinter() -> Printer?

    /// Grows with every change to any queue: what was made from an older one is out of date.
    var revision: UInt64 { get }

    /// Returns once ``revision`` is higher than `revision`: `true`; or when the task is cancelled or the store is closed:
    /// `false`. As many may wait as want to.
    func waitForChange(from revision: UInt64) async -> Bool

    /// Makes a queue durable; throws ``StoreError/nameTaken(_:)`` when there is one of that name.
    func add(_ printer: NewPrinter, at now: Moment) async throws -> Printer

    /// Changes a queue durably. `change` may be called again if somebody else changed it first.
    func update(
        _ id: PrinterID, at now: Moment, _ change: @escaping @Sendable (inout Printer) -> Void
    ) async throws -> Printer

    /// Removes a queue and cancels its jobs; its history stays.
    func delete(_ id: PrinterID, at now: Moment) async throws

    /// Removes a queue that has no unfinished job, as ``delete(_:at:)`` does; `false` when it has one.
    func deleteIdle(_ id: PrinterID, at now: Moment) async throws -> Bool

    func setDefault(_ id: PrinterID?) async throws
}

extension PrinterStore {
    /// As ``waitForChange(from:)``, and no longer than `limit`, where there is one.
    public func waitForChange(from revision: UInt64, atMost limit: Duration?) async {
        guard let limit else {
            _ = await waitForChange(from: revision)
            return
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await waitForChange(from: revision) }
            // Cut off when a change was first.
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }
}

/// What is needed to make a queue.
public struct NewPrinter: Hashable, Sendable {
    public var name: PrinterName
    public var deviceURI: String
    public var info: String
    public var location: String
    public var isShared: Bool
    /// ``Printer/attributes`` to begin with.
    public var attributes: AttributeGroup

    public init(
        name: PrinterName, deviceURI: String, info: String = "", location: String = "", isShared: Bool = false,
        attributes: AttributeGroup = AttributeGroup(.printer)
    ) {
        self.name = name
        self.deviceURI = deviceURI
        self.info = info
        self.location = location
        self.isShared = isShared
        self.attributes = attributes
    }
}
