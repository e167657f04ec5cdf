import Crypto
import Foundation
import Logging
import PrintModel
import QuireTestKit
import Testing

@testable import Audit

@Suite("The record of who did what")
struct AuditTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "quire-audit-\(UUID().uuidString)").path
    private let clock = FakeClock()

    private func keeper(
        days: Int = 365, octetsMax: Int64 = 1 << 30, fileOctetsMax: Int64 = AuditWriter.fileOctetsMax
    ) throws -> AuditKeeper {
        try AuditKeeper(
            folder: folder, retention: AuditRetention(days: days, octetsMax: octetsMax), fileOctetsMax: fileOctetsMax,
            clock: clock, log: Logger(label: "test"))
    }

    private func event(
        _ kind: AuditEvent.Kind = .change, who: String = "anna", host: String = "10.0.0.7",
        operation: String = "Pause-Printer", detail: String = ""
    ) -> AuditEvent {
        AuditEvent(
            kind, at: clock.now(), who: who, proof: "password", host: host, operation: operation,
            target: "printer floor2", result: "successful-ok", detail: detail)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
    }

    private func bytes(_ file: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: file)))
    }
    private func write(_ bytes: [UInt8], to file: String) throws { try Data(bytes).write(to: URL(filePath: file)) }

    private func all(_ keeper: AuditKeeper, _ query: AuditQuery = AuditQuery()) async throws -> [AuditRecord] {
        var (records, after) = ([AuditRecord](), UInt64(0))
        while true {
            let page = try await keeper.records(query, after: after, limit: 7)
            records += page.records
            guard let next = page.next else { return records }
            after = next
        }
    }

    @Test("What is recorded is on the disk when it returns, in its order, and after a restart")
    func kept() async throws {
        let first = try keeper()
        for number in 1...20 { await first.record(event(who: "user\(number)")) }
        #expect(try bytes(files()[0]).wholeLines.count == 20)

        let next = try keeper()
        await next.record(event(who: "later"))

        let records = try await all(next)
        #expect(records.map(\.number) == Array(1...21))
        #expect(records.last?.line.contains(#""who":"later""#) == true)
        let verdict = try await next.verify()
        #expect(verdict.fault == nil)
        #expect((verdict.first, verdict.last) == (1, 21))
    }

    @Test("The hash is what anybody computes with the words of the documentation")
    func hash() async throws {
        let keeper = try keeper()
        await keeper.record(event(detail: "a \"quoted\" \\ thing\u{1B}[0m\n"))
        await keeper.record(event(who: "Zoë"))
        var previous = [UInt8](repeating: 0, count: 32)

        for record in try await all(keeper) {
            let parts = record.line.components(separatedBy: ",\"hash\":\"")
            #expect(parts.count == 2)
            let hash = Array(SHA256.hash(data: previous + Array(parts[0].utf8)))
            #expect(parts[1] == Hexadecimal.text(hash) + "\"}")
            #expect(parts[0].hasSuffix("\"prev\":\"\(Hexadecimal.text(previous))\""))
            #expect(try JSONSerialization.jsonObject(with: Data(record.line.utf8)) is [String: Any])
            previous = hash
        }
        #expect(try await keeper.verify().head == Hexadecimal.text(previous))
    }

    @Test("One octet changed, in any record and at any place, is found, and the record is named")
    func tampered() async throws {
        let keeper = try keeper()
        for number in 1...3 { await keeper.record(event(who: "user\(number)")) }
        let file = try files()[0]
        let good = try bytes(file)
        let lines = good.wholeLines

        for (index, line) in lines.enumerated() {
            for place in line.indices {
                var bad = good
                bad[place] = bad[place] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
                try write(bad, to: file)
                let fault = try await keeper.verify().fault
                // The first digits of a number are read before its hash is.
                #expect(fault?.number == UInt64(index + 1), "octet \(place - line.startIndex) of record \(index + 1)")
            }
        }
        try write(good, to: file)
        #expect(try await keeper.verify().fault == nil)
    }

    @Test("A record taken out, put in, put elsewhere or made anew is found")
    func moved() async throws {
        let keeper = try keeper()
        for number in 1...5 { await keeper.record(event(who: "user\(number)")) }
        let file = try files()[0]
        let lines = try bytes(file).wholeLines.map { Array($0) + [10] }

        for (name, order, expected) in [
            ("out", [0, 1, 3, 4], 3), ("first out", [1, 2, 3, 4], 2), ("twice", [0, 1, 1, 2, 3, 4], 3),
            ("changed places", [0, 2, 1, 3, 4], 2),
        ] {
            try write(order.flatMap { lines[$0] }, to: file)
            #expect(try await keeper.verify().fault?.number == UInt64(expected), "\(name)")
        }
        // Well made, but for the one behind it.
        let forged = AuditLine(
            event(who: "mallory"), number: 3,
            after: try #require(AuditLine.read(lines[1].dropLast()).flatMap { Hexadecimal.octets($0.hash) }))
        try write(lines[0] + lines[1] + forged.octets + [10] + lines[3] + lines[4], to: file)
        #expect(try await keeper.verify().fault?.number == 4)
    }

    @Test("A record that was being written when the power went is cut off, and that is said")
    func torn() async throws {
        await (try keeper()).record(event())
        let file = try files()[0]
        try write(try bytes(file) + Array(#"{"n":2,"at":"20"#.utf8), to: file)

        let keeper = try keeper()
        await keeper.record(event(who: "ben"))

        let records = try await all(keeper)
        #expect(records.map(\.number) == [1, 2, 3])
        #expect(records.contains { $0.line.contains("Audit-Repair") })
        #expect(try await keeper.verify().fault == nil)
    }

    @Test("Old files go after a record that says so, and what is left is whole all the same")
    func retention() async throws {
        let first = try keeper(fileOctetsMax: 2000)
        for _ in 1...20 { await first.record(event()) }
        let before = try files().count
        #expect(before > 3)
        clock.advance(by: .seconds(40 * 86_400))
        let keeper = try keeper(days: 30, fileOctetsMax: 2000)

        await keeper.record(event(who: "today"))

        let records = try await all(keeper)
        #expect(try files().count < before)
        #expect(try #require(records.first).number > 1)
        #expect(records.contains { $0.line.contains("Audit-Checkpoint") })
        #expect(try await keeper.verify().fault == nil)
        // Without the record that says so it is a hole.
        let signedOff = try files().filter {
            String(decoding: (try? bytes($0)) ?? [], as: UTF8.self).contains("Checkpoint")
        }
        #expect(!signedOff.isEmpty)
        // Of a record that is gone altogether nothing is left to show it.
        for _ in 1...10 { await keeper.record(event()) }
        #expect(try files().count > 1)
        let oldest = try files()[0]
        try FileManager.default.removeItem(atPath: oldest)
        #expect(try await keeper.verify().fault != nil)
    }

    @Test("There is no more than the limit and a file, however new it is, on the same day")
    func size() async throws {
        let keeper = try keeper(octetsMax: 10_000, fileOctetsMax: 2000)
        for _ in 1...40 { await keeper.record(event()) }
        _ = try await all(keeper)

        let octets = try files().reduce(0) { try $0 + bytes($1).count }
        #expect(octets <= 12_500)
        #expect(try await keeper.verify().fault == nil)
    }

    @Test("A flood of refusals is counted and not written, and hides nobody else's")
    func flood() async throws {
        let keeper = try keeper()
        for number in 0..<5000 { keeper.note(event(.refusal, who: "u\(number)", host: "192.0.2.66")) }
        keeper.note(event(.refusal, who: "ben", host: "10.0.0.8"))
        await keeper.record(event(who: "admin"))
        clock.advance(by: .seconds(60))
        keeper.note(event(.login, who: "carl", host: "10.0.0.9"))

        let lines = try await all(keeper).map(\.line)

        #expect(lines.count == RefusalBudget.perSource + 4)
        for who in ["ben", "admin", "carl"] { #expect(lines.contains { $0.contains("\"who\":\"\(who)\"") }, "\(who)") }
        #expect(lines.contains { $0.contains("\(5000 - RefusalBudget.perSource) more were refused") })
    }

    @Test("A flood from everywhere is bounded, too")
    func wideFlood() async throws {
        let keeper = try keeper()
        for number in 0..<3000 { keeper.note(event(.refusal, host: "2001:db8:0:\(String(number, radix: 16))::1")) }

        #expect(try await all(keeper).count == RefusalBudget.inAll)
    }

    @Test("All the addresses that one host can have are one source")
    func networkFlood() async throws {
        let keeper = try keeper()
        for number in 0..<3000 { keeper.note(event(.refusal, host: "2001:db8::\(String(number, radix: 16))")) }

        #expect(try await all(keeper).count == RefusalBudget.perSource)
    }

    @Test("Records are found by time, by user and by operation")
    func filters() async throws {
        let keeper = try keeper()
        await keeper.record(event(who: "anna"))
        await keeper.record(event(who: "ben", operation: "Resume-Printer"))
        clock.advance(by: .seconds(3600))
        await keeper.record(event(who: "anna", operation: "Resume-Printer"))

        #expect(try await all(keeper, AuditQuery(user: "anna")).map(\.number) == [1, 3])
        #expect(try await all(keeper, AuditQuery(operation: "resume-printer")).map(\.number) == [2, 3])
        #expect(try await all(keeper, AuditQuery(since: clock.now(), user: "anna")).map(\.number) == [3])
        #expect(try await all(keeper, AuditQuery(user: "nobody")).isEmpty)
    }

    @Test("Whatever is in an event, its line is one line that fits into one text of IPP")
    func bounds() throws {
        let long = String(repeating: "\"\\\n\u{7}é", count: 2000)
        let line = AuditLine(
            AuditEvent(
                .refusal, at: Moment(milliseconds: .max / 2), who: long, proof: long, host: long, operation: long,
                target: long, result: long, detail: long, request: long),
            number: .max, after: AuditLine.noHash)

        #expect(line.octets.count <= AuditRecord.octetsMax)
        #expect(!line.octets.contains { $0 < 0x20 })
        #expect(AuditLine.read(line.octets[...])?.n == .max)
    }
}
