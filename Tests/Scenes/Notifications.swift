import Foundation
import IPP
import Testing

/// Clients that want to know what happens: they ask, they wait, they come back after a restart.
@Suite("Scene: notifications", .serialized)
struct NotificationScene {
    private func subscribe(
        _ address: String, _ events: [String], to path: String = "/printers/paper"
    ) async throws -> Int32 {
        let answer = try await IPPOverHTTP(address).send(
            .createPrinterSubscriptions, to: path,
            groups: [
                AttributeGroup(
                    .subscription,
                    [
                        Attribute("notify-pull-method", .keyword("ippget")),
                        Attribute("notify-events", events.map { .keyword($0) }),
                    ])
            ]
        ).message
        guard case .integer(let id)? = answer[.subscription]?["notify-subscription-id"]?.values.first else {
            throw SceneProblem("no subscription: \(answer.status)")
        }
        return id
    }

    private func notifications(
        _ address: String, _ id: Int32, from number: Int32 = 1, wait: Bool = false
    ) async throws -> IPPMessage {
        try await IPPOverHTTP(address).send(
            .getNotifications, to: "/printers/paper",
            [
                Attribute("notify-subscription-ids", .integer(id)),
                Attribute("notify-sequence-numbers", .integer(number)),
                Attribute("notify-wait", .boolean(wait)),
            ]
        ).message
    }

    private func events(_ message: IPPMessage) -> [String] {
        message.groups.filter { $0.tag == .eventNotification }.map { group in
            guard case .integer(let number)? = group["notify-sequence-number"]?.values.first else { return "?" }
            return "\(number) \(group["notify-subscribed-event"]?.values.first?.stringValue ?? "")"
        }
    }

    @Test("ipptool's tests of subscriptions pass")
    func ipptool() throws {
        let daemon = try Daemon()
        for test in ["create-printer-subscription", "get-subscriptions"] {
            let result = try run(
                "ipptool",
                ["-tI", "ipp://\(daemon.address)/ipp/print/paper", "/usr/share/cups/ipptool/\(test).test"],
                server: daemon.address)
            #expect(result.status == 0, "\(test): \(result.output)")
            #expect(result.output.contains("PASS]"))
        }
    }

    @Test("A client that waits hears of a job at once, and its numbers go on after a crash")
    func waiting() async throws {
        let daemon = try Daemon()
        let address = daemon.address
        let id = try await subscribe(address, ["job-created"])
        async let waited = notifications(address, id, wait: true)
        // Whether it waits already does not matter: what it asks for has no number yet.
        let start = ContinuousClock.now
        _ = try await IPPOverHTTP(daemon.address).printJob("first", samplePDF("first"), to: "/printers/paper")

        let told = try await waited
        #expect(events(told) == ["1 job-created"])
        #expect(ContinuousClock.now - start < .seconds(10), "not when its time to wait was over")

        daemon.kill()
        try daemon.start()
        let again = daemon.address
        _ = try await IPPOverHTTP(daemon.address).printJob("second", samplePDF("second"), to: "/printers/paper")
        #expect(events(try await notifications(again, id, from: 2)) == ["2 job-created"])
    }

    @Test("What a printer does is told by the jobs it prints")
    func printer() async throws {
        let daemon = try Daemon()
        let address = daemon.address
        let id = try await subscribe(address, ["printer-state-changed", "job-completed"])
        _ = try await IPPOverHTTP(daemon.address).printJob("job", samplePDF("job"), to: "/printers/paper")

        var told = try await notifications(address, id)
        while events(told).count < 3 { told = try await notifications(address, id, wait: true) }

        let groups = told.groups.filter { $0.tag == .eventNotification }
        #expect(
            groups.map { $0["notify-subscribed-event"]?.values.first?.stringValue } == [
                "printer-state-changed", "job-completed", "printer-state-changed",
            ])
        #expect(groups.map { $0["printer-state"]?.values.first } == [.enum(4), nil, .enum(3)])
        #expect(groups[1]["job-state"]?.values == [.enum(9)])
    }

    @Test("A server with waiting clients stops as soon as any other")
    func stopping() async throws {
        let daemon = try Daemon()
        let address = daemon.address
        let id = try await subscribe(address, ["printer-deleted"])
        async let waited = notifications(address, id, wait: true)
        try await Task.sleep(for: .milliseconds(300))

        let start = ContinuousClock.now
        #expect(daemon.terminate() == 0)
        #expect(ContinuousClock.now - start < .seconds(6))
        #expect(try await waited.status == .ok)
    }
}
