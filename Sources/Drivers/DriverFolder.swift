public import PrintModel
public import Workbench

/// Keeps drivers in a folder, described by a helper that this room does not know.
///
/// What is asked for by every request lies in memory.
public final class DriverFolder: DriverStore {
    /// Says what a PPD is: runs the helper. Throws ``DriverProblem``.
    public typealias Describe = @Sendable (_ ppd: [UInt8]) async throws -> PPDDescription

    /// A PPD is never longer; the helper has the same limit.
    public static let octetsMax = 4 << 20

    private let shelf: DriverShelf
    private let keeper: DriverKeeper

    /// Reads the folder, and takes in what came with the server.
    ///
    /// - Parameters:
    ///   - folder: made if it is not there.
    ///   - shipped: paths of PPDs that came with the server; they are called by their file names in lower case.
    ///   - log: told what could not be read; the rest goes on.
    public init(
        folder: String, shipped: [String], at now: Moment, log: @Sendable (String) -> Void,
        describe: @escaping Describe
    ) async throws {
        shelf = DriverShelf()
        keeper = DriverKeeper(try DriverFiles(folder), shelf, describe)
        try await keeper.open(shipped: shipped, at: now, log: log)
    }

    public func drivers() -> [Driver] { shelf.all }
    public func driver(_ id: DriverID) -> Driver? { shelf[id] }
    public func driver(named name: String) -> Driver? { shelf.driver(named: name) }
    public var revision: UInt64 { shelf.revision }

    public func check(_ ppd: DocumentStream) async throws -> DriverDescription {
        DriverDescription(try await keeper.describe(try await Self.bytes(of: ppd)))
    }

    public func add(
        _ ppd: DocumentStream, named name: String?, approving filters: [String], by user: String, at now: Moment
    ) async throws -> Driver {
        let bytes = try await Self.bytes(of: ppd)
        let description = try await keeper.describe(bytes)
        try Self.requireUsable(description)
        return try await keeper.add(bytes, description, named: name, approving: filters, by: user, at: now)
    }

    public func approve(_ filters: [String], of id: DriverID, by user: String, at now: Moment) async throws -> Driver {
        try await keeper.approve(filters, of: id, by: user, at: now)
    }

    public func delete(_ id: DriverID, unless isUsed: @escaping @Sendable () -> Bool) async throws {
        try await keeper.delete(id, unless: isUsed)
    }

    public func ppd(of id: DriverID) async throws -> DocumentStream { .bytes(try await keeper.ppd(of: id)) }

    private static func bytes(of stream: DocumentStream) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await stream.next() {
            bytes += piece
            guard bytes.count <= octetsMax else {
                throw DriverProblem(.unusable, "the PPD has more than \(octetsMax >> 20) MiB")
            }
        }
        return bytes
    }

    static func requireUsable(_ ppd: PPDDescription) throws {
        if let fault = ppd.faults.first(where: \.isFatal) {
            let place = fault.line > 0 ? "line \(fault.line) of the PPD: " : "the PPD: "
            throw DriverProblem(.unusable, DriverDescription.text(place + fault.text))
        }
        if let refused = ppd.refused.first(where: \.isFatal) {
            throw DriverProblem(
                .unusable,
                DriverDescription.text("line \(refused.line) of the PPD, *\(refused.keyword): \(refused.reason)"))
        }
        guard !DriverDescription(ppd).ways.isEmpty else {
            throw DriverProblem(.unusable, "the PPD names no way to its printer that could be taken here")
        }
    }
}
