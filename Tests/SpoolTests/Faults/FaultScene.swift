import IPP
import PrintModel
import QuireTestKit
import Spool

/// One story of a spool, step by step. Each step makes one change, so that after a fault it is either there or not.
struct FaultScene {
    /// What the steps have found out so far, the same on every store.
    struct Memory {
        var hall = PrinterID(0)
        var attic = PrinterID(0)
        var leases: [String: Lease] = [:]
        var jobs: [String: JobID] = [:]

        subscript(name: String) -> JobID { jobs[name] ?? JobID(0) }
    }

    typealias Step = @Sendable (any JobStore & PrinterStore, inout Memory) async throws -> Void

    static let now = FakeClock().now()
    static let later = now + .seconds(1000)

    static let steps: [Step] = [
        { store, memory in
            memory.hall = try await store.add(NewPrinter(name: name("hall"), deviceURI: "file:///a"), at: now).id
        },
        { store, memory in try await submit("inline", [700], to: store, &memory) },
        { store, memory in try await submit("segment", [5000], to: store, &memory) },
        { store, memory in try await submit("file", [30_000], to: store, &memory) },
        { store, memory in try await submit("three", [10, 8000, 25_000], hold: .indefinite, to: store, &memory) },
        { store, memory in
            memory.attic = try await store.add(NewPrinter(name: name("attic"), deviceURI: "file:///b"), at: now).id
        },
        { store, memory in try await store.setDefault(memory.attic) },
        { store, memory in
            _ = try await store.update(memory.hall, at: now) {
                $0.info = "By the stairs"
                $0.attributes.set("media-default", .keyword("iso_a4_210x297mm"))
            }
        },
        { store, memory in
            let job = try await store.submit(
                ticket("open", on: memory.attic), documents: [], isOpen: true, closesAt: later, at: now)
            memory.jobs["open"] = job.id
        },
        { store, memory in try await add(6000, isLast: false, to: memory["open"], of: store) },
        { store, memory in try await add(40_000, isLast: true, to: memory["open"], of: store) },
        { store, memory in try await store.apply(.release, to: memory["three"], by: "ana", at: now) },
        { store, memory in try await claim("inline", on: memory.hall, of: store, &memory) },
        { store, memory in try await withLease("inline", memory) { try await store.remember(deviceJob: "7", for: $0) }
        },
        { store, memory in
            try await withLease("inline", memory) { try await store.finish($0, with: .delivered, at: now) }
        },
        { store, memory in try await claim("segment", on: memory.hall, of: store, &memory) },
        { store, memory in
            let trouble = DeviceTrouble(reason: "media-empty", message: "No paper")
            try await withLease("segment", memory) { try await store.finish($0, with: .tryAgain(trouble), at: now) }
        },
        { store, memory in
            try await store.change(
                memory["three"], JobChange(priority: 80, name: "urgent"), by: "bo", at: now)
        },
        { store, memory in
            try await store.change(memory["file"], JobChange(printer: memory.attic), by: "bo", at: now)
        },
        { store, memory in
            try await store.change(memory["file"], JobChange(place: .first), by: "bo", at: now)
        },
        { store, memory in try await submit("more segment", [7000], to: store, &memory) },
        { store, memory in try await submit("next segment", [19_000], to: store, &memory) },
        { store, memory in try await submit("held", [20], hold: .until(later, keyword: "night"), to: store, &memory) },
        { store, memory in try await store.apply(.cancel(.user), to: memory["more segment"], by: "ana", at: now) },
        { store, memory in try await store.apply(.cancel(.user), to: memory["next segment"], by: "ana", at: now) },
        { store, memory in try await store.apply(.cancel(.user), to: memory["file"], by: "ana", at: now) },
        { store, memory in
            var retention = Retention()
            retention.documents = .seconds(900)
            try await store.sweep(retention, at: later)
        },
        { store, memory in try await store.applyDue(at: later) },
        { store, memory in
            var retention = Retention()
            retention.historyJobsMax = 2
            try await store.sweep(retention, at: later)
        },
        { store, memory in try await submit("last", [900, 901], to: store, &memory) },
        { store, memory in try await store.delete(memory.attic, at: now) },
    ]

    // MARK: Words of the steps

    private static func name(_ text: String) -> PrinterName {
        guard let name = PrinterName(text) else { preconditionFailure("\(text) is a name") }
        return name
    }

    static func ticket(_ name: String, hold: Hold = .none, on printer: PrinterID) -> Ticket {
        Ticket(
            printer: printer, name: name, owner: Owner(user: "ana", host: "localhost", isProved: true), hold: hold,
            attributes: AttributeGroup(.job, [Attribute("copies", .integer(3))]), idempotencyKey: name)
    }

    static func content(_ octets: Int) -> [UInt8] { (0..<octets).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ octets) } }

    static func receive(_ octets: Int, for store: any JobStore) async throws -> NewDocument {
        let received = try await store.receive(.bytes(content(octets)), octetsMax: 1 << 20)
        return NewDocument(received: received, format: "text/plain", name: "\(octets)")
    }

    private static func submit(
        _ name: String, _ sizes: [Int], hold: Hold = .none, to store: any JobStore, _ memory: inout Memory
    ) async throws {
        var documents: [NewDocument] = []
        for size in sizes { documents.append(try await receive(size, for: store)) }
        let job = try await store.submit(
            ticket(name, hold: hold, on: memory.hall), documents: documents, isOpen: false, closesAt: nil, at: now)
        memory.jobs[name] = job.id
    }

    private static func add(_ octets: Int, isLast: Bool, to job: JobID, of store: any JobStore) async throws {
        let document = try await receive(octets, for: store)
        _ = try await store.add(document, to: job, isLast: isLast, closesAt: nil, at: now)
    }

    private static func claim(
        _ name: String, on printer: PrinterID, of store: any JobStore, _ memory: inout Memory
    ) async throws {
        memory.leases[name] = try await store.claim(on: printer, limit: 1, at: now).first
    }

    private static func withLease<Output>(
        _ name: String, _ memory: Memory, _ body: (Lease) async throws -> Output
    ) async throws {
        guard let lease = memory.leases[name] else { throw StoreError.notPossible("No lease for \(name)") }
        _ = try await body(lease)
    }
}
