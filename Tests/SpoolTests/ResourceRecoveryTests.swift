import Foundation
import Logging
import PrintModel
import QuireTestKit
import Spool
import Testing

@Suite("Resources after a crash")
struct ResourceRecoveryTests {
    private let now = Moment(seconds: 1_000_000)

    private func open(_ folder: String) throws -> SQLiteStore {
        try SQLiteStore(directory: folder, settings: .small, clock: FakeClock(), logger: .quiet)
    }

    private func filled(_ store: SQLiteStore) async throws -> ResourceID {
        let made = try await store.addResource(NewResource(kind: .image, name: "logo"), at: now)
        let data = ResourceData(format: "image/png")
        return try await store.fill(made.id, with: .bytes([1, 2, 3]), as: data, at: now).id
    }

    @Test("Files that no row names are removed, those that one does stay")
    func tidied() async throws {
        try await withFolder { folder in
            let first = try open(folder)
            let kept = try await filled(first)
            let pending = try await first.addResource(NewResource(kind: .image, name: "half"), at: now)
            // A crash while data arrived, and one between the file's renaming and the row that names it.
            for name in [".\(pending.id)", "\(pending.id)", "999"] {
                try Data([9]).write(to: URL(filePath: "\(folder)/resources/\(name)"))
            }

            let next = try open(folder)

            let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/resources")
            #expect(names == ["\(kept)"])
            #expect(next.resource(kept)?.state == .available)
            #expect(next.resource(pending.id)?.state == .pending)
            let again = try await next.fill(
                pending.id, with: .bytes([4]), as: ResourceData(format: "image/png"), at: now)
            #expect(again.state == .available)
        }
    }

    @Test("A resource whose data is gone or cut is aborted, and says so")
    func lost() async throws {
        try await withFolder { folder in
            let first = try open(folder)
            let (gone, cut) = (try await filled(first), try await filled(first))
            try FileManager.default.removeItem(atPath: "\(folder)/resources/\(gone)")
            try Data([1]).write(to: URL(filePath: "\(folder)/resources/\(cut)"))

            let next = try open(folder)

            for id in [gone, cut] {
                #expect(next.resource(id)?.state == .aborted)
                #expect(next.resource(id)?.stateMessage == "Its data is missing from the server's disk")
            }
            let last = try open(folder)
            #expect(last.resource(gone)?.state == .aborted)
        }
    }

    @Test("Data that is not what was stored is not handed out")
    func damaged() async throws {
        try await withFolder { folder in
            let store = try open(folder)
            let id = try await filled(store)
            try Data([1, 2, 4]).write(to: URL(filePath: "\(folder)/resources/\(id)"))

            let stream = try await store.read(resource: id)

            await #expect(throws: StoreError.self) { while try await stream.next() != nil {} }
        }
    }

    @Test("Resources that are over are forgotten, the oldest first, and there is an end to how many there may be")
    func bounded() async throws {
        try await withFolder { folder in
            let store = try open(folder)
            for number in 0..<(ResourceLimits.finishedMax + 5) {
                let made = try await store.addResource(NewResource(kind: .other, name: "\(number)"), at: now)
                _ = try await store.cancelResource(made.id, at: now)
            }
            #expect(store.resources().count <= ResourceLimits.finishedMax + 1)
            #expect(store.resource(ResourceID(1)) == nil)
            for number in 0..<ResourceLimits.livingMax {
                _ = try await store.addResource(NewResource(kind: .other, name: "\(number)"), at: now)
            }
            await #expect(throws: ResourceProblem.self) {
                _ = try await store.addResource(NewResource(kind: .other, name: "one more"), at: now)
            }
        }
    }
}
