import IPP

/// Where the drivers are kept.
public protocol DriverStore: Sendable {
    /// All that can be chosen, by name; from memory.
    func drivers() -> [Driver]
    func driver(_ id: DriverID) -> Driver?
    /// By its name, by its number or 8 digits or more of that number's beginning, or by make and model.
    func driver(named name: String) -> Driver?
    /// Grows with every change: what was made from an older one is out of date.
    var revision: UInt64 { get }

    /// Says what a PPD is, without keeping it. One that cannot be used has ``DriverDescription/faults``; throws
    /// ``DriverProblem`` where nothing could be found out.
    func check(_ ppd: DocumentStream) async throws -> DriverDescription

    /// Keeps a PPD, durable when this returns; the same once more changes nothing but adds to what is approved.
    ///
    /// Throws ``DriverProblem`` for one that cannot be used: it is no PPD, or nothing could ever be printed with it, or
    /// a program's path in it leads out of the folder for filters.
    ///
    /// - Parameters:
    ///   - name: what to call it; made from its make and model where there is none. Taken ones get a part of the number.
    ///   - filters: which of the filters it names may run.
    func add(
        _ ppd: DocumentStream, named name: String?, approving filters: [String], by user: String, at now: Moment
    ) async throws -> Driver

    /// Lets a driver run these filters, and no others it names; none takes every approval back.
    func approve(_ filters: [String], of id: DriverID, by user: String, at now: Moment) async throws -> Driver

    /// Removes a driver; throws ``DriverProblem`` for one that came with the server, or that is used.
    func delete(_ id: DriverID, unless isUsed: @escaping @Sendable () -> Bool) async throws

    /// The PPD, as it was added.
    func ppd(of id: DriverID) async throws -> DocumentStream
}

/// Why something cannot be done with a driver, in a sentence for whoever asked.
public struct DriverProblem: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case noSuchDriver
        /// The file is none, or none that can be used.
        case unusable
        /// Not now: it is used.
        case notPossible
        /// The disk, or the program that reads PPDs.
        case failed
    }

    public var kind: Kind
    public var reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }
}

extension Printer {
    /// The driver of this queue; `nil` for one whose device takes a standard language.
    public var driver: DriverID? {
        get { attributes[Self.driverAttribute]?.values.first?.stringValue.flatMap { DriverID($0) } }
        set {
            if let newValue {
                attributes.set(Attribute(Self.driverAttribute, .name(newValue.text)))
            } else {
                attributes.remove(Self.driverAttribute)
            }
        }
    }

    private static let driverAttribute = "quire-driver"
}

extension DriverStore {
    /// What a queue's device takes: by way of its driver, where it has one.
    ///
    /// A driver that is gone, or whose filters nobody has approved, leaves a format that nothing can be made into: its
    /// device is never sent what only happens to be there.
    public func capabilities(of printer: Printer, on device: DeviceCapabilities) -> DeviceCapabilities {
        guard let id = printer.driver else { return device }
        var capabilities = driver(id).map { $0.capabilities(of: device) } ?? device
        if capabilities.formats.isEmpty || capabilities.driver == nil {
            capabilities.formats = ["application/vnd.quire-no-driver"]
            capabilities.driver = nil
        }
        return capabilities
    }
}

/// A server without drivers.
public struct NoDrivers: DriverStore {
    public init() {}
    public func drivers() -> [Driver] { [] }
    public func driver(_ id: DriverID) -> Driver? { nil }
    public func driver(named name: String) -> Driver? { nil }
    public var revision: UInt64 { 0 }
    public func check(_ ppd: DocumentStream) async throws -> DriverDescription { throw Self.problem }
    public func add(
        _ ppd: DocumentStream, named name: String?, approving filters: [String], by user: String, at now: Moment
    ) async throws -> Driver { throw Self.problem }
    public func approve(_ filters: [String], of id: DriverID, by user: String, at now: Moment) async throws -> Driver {
        throw Self.problem
    }
    public func delete(_ id: DriverID, unless isUsed: @escaping @Sendable () -> Bool) async throws {
        throw Self.problem
    }
    public func ppd(of id: DriverID) async throws -> DocumentStream { throw Self.problem }

    private static let problem = DriverProblem(.failed, "this server keeps no drivers")
}
