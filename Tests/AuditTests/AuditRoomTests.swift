import Foundation
import Logging
import PrintModel
import QuireTestKit
import Testing

@testable import Audit

/// Nobody pushes out what matters by doing what anybody may do.
@Suite("What others can put into the record")
struct AuditRoomTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "quire-room-\(UUID().uuidString)").path
    private let clock = FakeClock()

    private func keeper(octetsMax: Int64 = 1 << 30) throws -> AuditKeeper {
        try AuditKeeper(
            folder: folder, retention: AuditRetention(days: 365, octetsMax: octetsMax),
            fileOctetsMax: AuditWriter.fileOctetsMax, clock: clock, log: Logger(label: "test"))
    }

    private func event(
        _ kind: AuditEvent.Kind, _ who: String, _ host: String = "10.0.0.7", _ target: String = "",
        result: String = "successful-ok"
    ) -> AuditEvent {
        AuditEvent(
            kind, at: clock.now(), who: who, proof: "password", host: host, operation: "Operation", target: target,
            result: result)
    }

    private func lines(_ keeper: AuditKeeper) async throws -> [String] {
        try await keeper.records(AuditQuery(), after: 0, limit: 20_000).records.map(\.line)
    }

    @Test("Who reads his own document a thousand times is written down once an hour, and how often it was more")
    func reads() async throws {
        let keeper = try keeper()
        for _ in 0..<1000 { keeper.note(event(.read, "anna", "10.0.0.7", "job 1")) }
        keeper.note(event(.read, "anna", "10.0.0.7", "job 2"))
        keeper.note(event(.read, "ben", "10.0.0.7", "job 3"))
        #expect(try await lines(keeper).count == 3)
        clock.advance(by: .seconds(3600))
        keeper.note(event(.read, "anna", "10.0.0.7", "job 1"))

        let lines = try await lines(keeper)

        #expect(lines.count == 5)
        #expect(lines[3].contains("999 more were read by their owners"))
    }

    @Test("Who reads one after another of his own has a share of the hour, and all of them one of the day")
    func manyReads() async throws {
        let keeper = try keeper()
        for number in 0..<1000 { keeper.note(event(.read, "anna", "10.0.0.7", "job \(number)")) }
        #expect(try await lines(keeper).count == ReadBudget.perReader)
        for number in 0..<3000 { keeper.note(event(.read, "user\(number)", "10.0.0.7", "job \(number)")) }

        #expect(try await lines(keeper).count == AuditRetention(days: 365).readsADay)
    }

    @Test("A flood that lasts the whole day has less than half of the room, and what an administrator did is there")
    func day() async throws {
        let keeper = try keeper()
        clock.advance(by: .milliseconds(86_400_000 - clock.now().milliseconds % 86_400_000))
        for minute in 0..<1440 {
            for number in 0..<70 { keeper.note(event(.refusal, "u", "2001:db8:\(minute):\(number)::1")) }
            for number in 0..<70 { keeper.note(event(.read, "u\(number)", "10.0.0.7", "job \(minute * 70 + number)")) }
            keeper.note(event(.login, "olga", "10.0.0.9"))
            if minute.isMultiple(of: 20) { await keeper.record(event(.change, "admin")) }
            clock.advance(by: .seconds(60))
        }
        keeper.close()

        let files = try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
        let all = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined().split(separator: "\n")
        let flood = all.filter { !$0.contains("\"who\":\"olga\"") && !$0.contains("\"who\":\"admin\"") }
        #expect(all.count { $0.contains("\"who\":\"olga\"") } == 1440)
        #expect(all.count { $0.contains("\"who\":\"admin\"") } == 72)
        #expect(flood.reduce(0) { $0 + $1.utf8.count } < (1 << 29) / 365)
        #expect(flood.contains { $0.contains("more were refused") })
    }

    @Test("Who makes noise from one place all day does not keep it quiet that somebody begins elsewhere")
    func oneLoudPlace() async throws {
        let keeper = try keeper()
        clock.advance(by: .milliseconds(86_400_000 - clock.now().milliseconds % 86_400_000))
        for _ in 0..<1200 {
            for _ in 0..<20 { keeper.note(event(.login, "root", "192.0.2.66", result: "refused")) }
            clock.advance(by: .seconds(60))
        }
        for _ in 0..<RefusalBudget.perSource { keeper.note(event(.login, "admin", "10.0.0.9", result: "refused")) }
        let lines = try await lines(keeper)

        #expect(lines.count { $0.contains("10.0.0.9") } == RefusalBudget.perSource)
        #expect(lines.count { $0.contains("\"who\":\"root\"") } == AuditRetention(days: 365).refusalsADay / 8)
        #expect(lines.count { $0.contains("more were refused") } < 60)
    }

    @Test("More places than are counted do not keep a new one out of the day")
    func veryManyPlaces() async throws {
        let keeper = try keeper()
        clock.advance(by: .milliseconds(86_400_000 - clock.now().milliseconds % 86_400_000))
        for number in 0..<3000 { keeper.note(event(.refusal, "u", "2001:db8:0:\(String(number, radix: 16))::1")) }
        clock.advance(by: .seconds(60))
        for _ in 0..<RefusalBudget.perSource { keeper.note(event(.login, "admin", "10.0.0.9", result: "refused")) }

        #expect(try await lines(keeper).count { $0.contains("10.0.0.9") } == RefusalBudget.perSource)
    }

    @Test("Where many places make noise, the first from each further one is written all the same")
    func firstOfMany() async throws {
        let keeper = try keeper()
        clock.advance(by: .milliseconds(86_400_000 - clock.now().milliseconds % 86_400_000))
        for _ in 0..<1000 {
            for place in 1...20 {
                for _ in 0..<3 { keeper.note(event(.refusal, "u", "192.0.2.\(place)")) }
            }
            clock.advance(by: .seconds(60))
        }
        for _ in 0..<3 { keeper.note(event(.refusal, "ben", "10.0.0.9")) }

        #expect(try await lines(keeper).count { $0.contains("\"who\":\"ben\"") } == 1)
    }

    @Test("What was left out keeps nothing that comes after it from being written")
    func written() async throws {
        let keeper = try keeper()
        for _ in 0...RefusalBudget.perSource { keeper.note(event(.refusal, "u")) }
        _ = try await lines(keeper)
        keeper.note(event(.refusal, "u"))
        keeper.note(event(.refusal, "ben", "10.0.0.8"))

        let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        var isThere = false
        for _ in 0..<500 where !isThere {
            try await Task.sleep(for: .milliseconds(20))
            isThere = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8).contains("\"who\":\"ben\"")
        }
        #expect(isThere)
    }
}
