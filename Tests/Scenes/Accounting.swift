import Foundation
import Testing

/// Who printed what, on whose account, and what happens meanwhile.
@Suite("Scene: accounting and events", .serialized)
struct AccountingScene {
    private func control(_ line: String, _ daemon: Daemon) throws -> Ended {
        try run("quirectl", line.split(separator: " ").map(String.init), server: daemon.address)
    }

    private func print(_ options: [String], _ daemon: Daemon) async throws {
        let sent = try run(
            "/usr/bin/lp", ["-d", "paper"] + options.flatMap { ["-o", $0] }, server: daemon.address,
            input: samplePDF("job", pages: 3))
        #expect(sent.status == 0, "\(sent.errors)")
        let isDone = try await eventually { try control("job list -o name", daemon).output.isEmpty }
        #expect(isDone)
    }

    @Test("Jobs are added up by account, and quotas say what is used")
    func accounting() async throws {
        let daemon = try Daemon()
        let limits = ["-p", "paper", "-o", "job-page-limit=10", "-o", "job-quota-period=86400"]
        #expect(try run("/usr/sbin/lpadmin", limits, server: daemon.address).status == 0)
        try await print(["job-account-id=4711"], daemon)
        try await print(["job-account-id=4711", "copies=2"], daemon)
        try await print([], daemon)

        let sheet = try control("accounting --by account --csv", daemon)
        #expect(sheet.status == 0, "\(sheet.errors)")
        #expect(sheet.output.hasPrefix("ACCOUNT,JOBS,COMPLETED,PAGES,SHEETS,KBYTES\n4711,2,2,9,"), "\(sheet.output)")
        #expect(sheet.output.contains("\n,1,1,3,"), "\(sheet.output)")
        let quota = try control("quota show paper --json", daemon)
        #expect(quota.output.contains("\"quire-quota-pages-used\":12"), "\(quota.output)")
        #expect(quota.output.contains("\"quire-quota-is-reached\":true"), "\(quota.output)")
        let none = try control("accounting --since 2020-01-01 --until 2020-02-01 --json", daemon)
        #expect(none.output.contains("[]"), "\(none.output)")
    }

    @Test("Events are told a line each, and a client that comes back goes on where it was")
    func events() async throws {
        let daemon = try Daemon()
        let kept = try control("events --printer paper --event job-state-changed --keep --wait 1ms", daemon)
        #expect(kept.status == 0, "\(kept.errors)")
        let id = try #require(kept.errors.split(separator: " ").last.flatMap { Int($0.filter(\.isNumber)) })
        try await print([], daemon)

        let first = try control("events --subscription \(id) --count 2 -o ndjson", daemon)
        let lines = first.output.split(separator: "\n")
        #expect(lines.count == 2, "\(first.output) \(first.errors)")
        #expect(lines.first?.contains("\"notify-sequence-number\":1") == true)
        #expect(lines.last?.contains("\"notify-sequence-number\":2") == true, "\(first.output)")
        let rest = try control("events --subscription \(id) --since 3 --wait 1ms", daemon)
        #expect(rest.output.contains("is completed."), "\(rest.output)")
        #expect(!rest.output.contains("has arrived"), "\(rest.output)")
        #expect(try control("events --subscription 9999 --wait 1ms", daemon).status == 3)
    }
}
