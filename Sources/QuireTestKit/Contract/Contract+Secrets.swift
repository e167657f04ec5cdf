import IPP
import PrintModel

extension StoreScene {
    private var password: DeviceSecret { DeviceSecret(.password(user: "ana", password: "päss:wörd@1%")) }
    private var token: DeviceSecret { DeviceSecret(.bearer(token: "t0ken")) }
    private static let device = "file:///tmp"

    func aDevicesPasswordIsKept() async throws {
        try expect(store.secret(for: Self.device) == nil, "none at first")
        try await store.keep(password, for: Self.device)
        try expect(store.secret(for: Self.device) == password, "at once")
        try expect(store.secret(for: Self.device + "/") == nil, "for that URI only")
        let next = try await run.next()
        try expect(next.store.secret(for: Self.device) == password, "after a restart")
        try await expectThrows(.fenced, "an earlier run") { try await store.keep(token, for: Self.device) }
        try await next.store.keep(token, for: Self.device)
        try expect(next.store.secret(for: Self.device) == token, "the new one")
        let third = try await next.next()
        try expect(third.store.secret(for: Self.device) == token, "the new one, after a restart")
        try await third.store.keep(nil, for: Self.device)
        try expect(third.store.secret(for: Self.device) == nil, "forgotten")
    }

    func aDevicesPasswordGoesWithItsLastQueue() async throws {
        let attic = try await Self.addPrinter("attic", to: store)
        try await store.keep(password, for: Self.device)
        try await store.delete(attic.id, at: now)
        try expect(store.secret(for: Self.device) == password, "another queue prints there")
        _ = try await store.update(hall, at: now) { $0.deviceURI = "null:" }
        try expect(store.secret(for: Self.device) == nil, "its last queue went elsewhere")
        try await store.keep(password, for: "null:")
        try await store.delete(hall, at: now)
        try expect(store.secret(for: "null:") == nil, "its last queue was deleted")
        try await store.keep(token, for: "ipp://nobody/")
        let next = try await run.next()
        try expect(next.store.secret(for: "ipp://nobody/") == nil, "no queue was ever made for it")
    }

    func aJobsPasswordGoesWithIt() async throws {
        var ticket = self.ticket()
        ticket.deviceSecret = password
        let given = try await submit(ticket)
        let asked = try await submit("asked", hold: .authentication("says 401"))
        try expect(store.secret(of: given.id) == password, "given with the ticket")
        try expect(store.secret(of: asked.id) == nil, "nothing was given")
        try await store.keep(token, of: asked.id)
        let next = try await run.next()
        try expect(next.store.secret(of: given.id) == password, "after a restart")
        try expect(next.store.secret(of: asked.id) == token, "after a restart, given later")

        let attic = try await Self.addPrinter("attic", to: next.store)
        _ = try await next.store.change(asked.id, JobChange(printer: attic.id), by: nil, at: now)
        try expect(next.store.secret(of: asked.id) == nil, "it was for another device")
        let lease = try await next.store.claim(on: hall, limit: 1, at: now)[0]
        try await next.store.finish(lease, with: .tryAgain(DeviceTrouble(.busy, reason: "other", message: "")), at: now)
        try expect(next.store.secret(of: given.id) == password, "while it is tried")
        let again = try await next.store.claim(on: hall, limit: 1, at: now)[0]
        try await next.store.finish(again, with: .delivered, at: now)
        try expect(next.store.secret(of: given.id) == nil, "it is over")
        try await expectThrows(.notPossible) { try await next.store.keep(token, of: given.id) }
        let last = try await next.next()
        try expect(last.store.secret(of: given.id) == nil, "over, after a restart")
        try expect(last.store.secret(of: asked.id) == nil, "moved, after a restart")
    }

    func aDocumentsPasswordIsSealed() async throws {
        let (whole, second) = (Array("open sesame".utf8), Array("päss".utf8))
        var ticket = self.ticket()
        ticket.documentPassword = whole
        let given = try await submit(ticket)
        let kept = given.attributes[Ticket.passwordAttribute]
        try expect(kept != nil && kept?.values != [.octetString(whole)], "not as it was given")
        try expectEqual(store.opened(given).attributes[Ticket.passwordAttribute]?.values, [.octetString(whole)])

        let open = try await store.submit(
            self.ticket("open"), documents: [], isOpen: true, closesAt: nil, at: now)
        let received = try await store.receive(.bytes(Self.content(10)), octetsMax: 1000)
        var document = NewDocument(received: received, format: "application/pdf")
        document.password = second
        let added = try await store.add(document, to: open.id, isLast: true, closesAt: nil, at: now).job
        let name = Ticket.passwordAttribute(ofDocument: 1)
        try expect(added.attributes[name]?.values != [.octetString(second)], "nor that of one document")
        let next = try await run.next()
        let found = try await next.store.job(open.id)
        try expectEqual(
            found.flatMap { next.store.opened($0).attributes[name]?.values }, [.octetString(second)], "after a restart:"
        )
    }

    func aDeviceThatWantsAPasswordMakesItsQueueSaySo() async throws {
        let job = try await submit()
        let lease = try await claimOne()
        try await store.finish(lease, with: .needsCredentials(because: "says 401"), at: now)
        try expectEqual(try await found(job.id).lifecycle.hold, .authentication("says 401"))
        try expectEqual(store.printer(hall)?.authInfoRequired, [.username, .password])
        let next = try await run.next()
        try expectEqual(next.store.printer(hall)?.authInfoRequired, [.username, .password], "after a restart:")
        try expectEqual(try await next.store.job(job.id)?.lifecycle.hold, .authentication("says 401"))
    }
}
