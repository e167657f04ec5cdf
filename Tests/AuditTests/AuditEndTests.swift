import Foundation
import Logging
import PrintModel
import QuireTestKit
import Testing

@testable import Audit

/// What is taken from the end of the record is missed, because where it ended is kept elsewhere.
@Suite("Where the record ended")
struct AuditEndTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "quire-end-\(UUID().uuidString)").path
    private let clock = FakeClock()

    private func keeper(isFirst: Bool = false, in other: String? = nil) throws -> AuditKeeper {
        try AuditKeeper(
            folder: other ?? folder, retention: AuditRetention(days: 365), fileOctetsMax: 4000, isFirst: isFirst,
            clock: clock, log: Logger(label: "test"))
    }

    private func fill(_ keeper: AuditKeeper, _ count: Int, who: String = "anna") async {
        for _ in 0..<count {
            await keeper.record(
                AuditEvent(
                    .change, at: clock.now(), who: who, proof: "socket", host: "localhost", operation: "Pause-Printer",
                    result: "successful-ok"))
        }
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
    }

    private func lines(_ keeper: AuditKeeper) async throws -> [String] {
        try await keeper.records(AuditQuery(), after: 0, limit: 1000).records.map(\.line)
    }

    private func gaps(_ keeper: AuditKeeper) async throws -> Int {
        try await lines(keeper).count { $0.contains("Audit-Gap") }
    }

    @Test("Nothing is missed where nothing is, over many starts and files")
    func whole() async throws {
        for run in 0..<5 {
            let keeper = try keeper(isFirst: run == 0)
            await fill(keeper, run * 5)
            keeper.close()
        }
        let keeper = try keeper()

        #expect(try await gaps(keeper) == 0)
        #expect(try await lines(keeper).count == 50)
        #expect(try await keeper.verify().fault == nil)
        // After a power cut it may be older than the record.
        let end = AuditEnd(path: "\(folder)-end")
        let place = try #require(try AuditFolder(folder).place(of: 7))
        try end.write(place)
        let next = try self.keeper()
        #expect(try await gaps(next) == 0)
    }

    @Test("An end that was cut off while the server did not run is recorded at the start, and found for good")
    func cut() async throws {
        let first = try keeper(isFirst: true)
        await fill(first, 5)
        first.close()
        let file = try #require(try files().last)
        let bytes = try Data(contentsOf: URL(filePath: file))
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "\n")))
        try bytes.prefix(through: place).write(to: URL(filePath: file))

        let next = try keeper()
        await fill(next, 1)

        #expect(try await gaps(next) == 1)
        #expect(try await lines(next).contains { $0.contains("record 5 was the last") })
        #expect(try await next.verify().fault?.number == 2)
        next.close()
        let third = try keeper()
        #expect(try await gaps(third) == 1, "it is said once")
        #expect(try await third.verify().fault?.number == 2)
    }

    @Test(
        "A folder that is gone, a file that is gone, and what was remembered that is gone are missed", arguments: 0..<3)
    func gone(what: Int) async throws {
        let first = try keeper(isFirst: true)
        await fill(first, 30)
        first.close()
        switch what {
        case 0: try FileManager.default.removeItem(atPath: folder)
        case 1: try FileManager.default.removeItem(atPath: try #require(try files().last))
        default:
            try FileManager.default.removeItem(atPath: folder)
            try FileManager.default.removeItem(atPath: "\(folder)-end")
        }

        let next = try keeper()

        #expect(try await gaps(next) == 1)
        if what < 2 { #expect(try await next.verify().fault != nil) }
    }

    @Test("A record that somebody has made anew, longer than the one that was, is missed")
    func forged() async throws {
        let first = try keeper(isFirst: true)
        await fill(first, 5)
        first.close()
        let other = folder + "-other"
        let forger = try keeper(isFirst: true, in: other)
        await fill(forger, 9, who: "mallory")
        forger.close()
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.moveItem(atPath: other, toPath: folder)

        let next = try keeper()

        #expect(try await gaps(next) == 1)
        #expect(try await next.verify().fault?.number == 10)
    }

    @Test(
        "What is taken away or cut while the server runs is missed at once, and records go on",
        arguments: [false, true])
    func running(isCut: Bool) async throws {
        let keeper = try keeper(isFirst: true)
        await fill(keeper, 4)
        if isCut {
            #expect(truncate(try #require(try files().last), 700) == 0)
        } else {
            try FileManager.default.removeItem(atPath: folder)
        }

        #expect(try await keeper.verify().fault != nil)
        await fill(keeper, 1, who: "later")

        #expect(try await gaps(keeper) == 1)
        #expect(try await lines(keeper).contains { $0.contains("\"who\":\"later\"") })
        #expect(try await keeper.verify().fault != nil)
    }
}
