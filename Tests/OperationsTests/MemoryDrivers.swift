import PrintModel
import Synchronization

/// Drivers in memory: any bytes that begin with `*PPD` are one, named after what follows, with a filter where they say so.
final class MemoryDrivers: DriverStore {
    private let kept = Mutex<[(driver: Driver, bytes: [UInt8])]>([])

    func drivers() -> [Driver] { kept.withLock { $0.map(\.driver) } }
    func driver(_ id: DriverID) -> Driver? { drivers().first { $0.id == id } }
    func driver(named name: String) -> Driver? { drivers().first { $0.name == name || $0.id.text == name } }
    var revision: UInt64 { 1 }

    func check(_ ppd: DocumentStream) async throws -> DriverDescription {
        Self.description(of: try await Self.bytes(ppd))
    }

    func add(
        _ ppd: DocumentStream, named name: String?, approving filters: [String], by user: String, at now: Moment
    ) async throws -> Driver {
        let bytes = try await Self.bytes(ppd)
        guard bytes.starts(with: "*PPD".utf8),
            let id = DriverID(digest: (bytes + Array(repeating: 0, count: 32)).prefix(32))
        else { throw DriverProblem(.unusable, "it does not begin with *PPD-Adobe") }
        let driver = Driver(
            id: id, name: name ?? "made.ppd", origin: .added, addedBy: user, addedAt: now, octets: bytes.count,
            approvedFilters: filters, description: Self.description(of: bytes))
        kept.withLock { $0.append((driver, bytes)) }
        return driver
    }

    func approve(_ filters: [String], of id: DriverID, by user: String, at now: Moment) async throws -> Driver {
        try kept.withLock { kept in
            guard let place = kept.firstIndex(where: { $0.driver.id == id }) else {
                throw DriverProblem(.noSuchDriver, "there is no such driver")
            }
            kept[place].driver.approvedFilters = filters
            kept[place].driver.approvedBy = user
            return kept[place].driver
        }
    }

    func delete(_ id: DriverID, unless isUsed: @escaping @Sendable () -> Bool) async throws {
        guard !isUsed() else { throw DriverProblem(.notPossible, "the driver is used by a printer") }
        kept.withLock { $0.removeAll { $0.driver.id == id } }
    }

    func ppd(of id: DriverID) async throws -> DocumentStream {
        .bytes(kept.withLock { kept in kept.first { $0.driver.id == id }?.bytes ?? [] })
    }

    private static func bytes(_ stream: DocumentStream) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await stream.next() { bytes += piece }
        return bytes
    }

    private static func description(of bytes: [UInt8]) -> DriverDescription {
        let text = String(decoding: bytes, as: UTF8.self)
        var description = DriverDescription()
        description.make = "Acme"
        description.makeAndModel = "Acme \(text.split(separator: " ").last ?? "")"
        description.kind = "postscript"
        description.ways = [.init("application/postscript", filter: text.contains("filter") ? "rastertoacme" : nil)]
        if text.contains("conflict") {
            description.sides = ["one-sided", "two-sided-long-edge", "two-sided-short-edge"]
            description.types = ["stationery", "transparency"]
            description.sources = ["main", "manual"]
            description.options = [
                .init(keyword: "Stapler", text: "", standard: "None", choices: ["None", "Left"], attribute: "")
            ]
            let twoSided = DriverDescription.Condition("sides", ["two-sided-long-edge", "two-sided-short-edge"])
            description.conflicts = [
                [twoSided, .init("media-type", ["transparency"])],
                [.init("Stapler", ["Left"]), .init("media-source", ["manual"])],
                [.init("Folder", ["Z"]), twoSided],
            ]
        }
        description.refused = ["line 7: *FoomaticRIPCommandLine: id: a command"]
        return description
    }
}
