import PrintModel

extension StoreScene {
    func aSuspendedJobIsInNobodysHand() async throws {
        let job = try await submit("long")
        let lease = try await claimOne()
        try await store.remember(deviceJob: "device 1", for: lease)
        try await expectThrows(.refusal, "one that waits") {
            try await store.apply(.suspend(.user), to: try await submit("waits").id, by: nil, at: now)
        }

        let stopping = try await store.apply(.suspend(.operator_), to: job.id, by: "op", at: now)
        try expectEqual(stopping.state, .processing)
        try expect(stopping.lifecycle.isToStop, "the worker is to stop")
        try await expectThrows(.refusal, "twice") {
            try await store.apply(.suspend(.user), to: job.id, by: nil, at: now)
        }
        let suspended = try await store.finish(lease, with: .stopped, at: now)
        try expectEqual(suspended.state, .stopped)
        try expectEqual(suspended.lifecycle.hold, .suspended(by: .operator_))
        try expectEqual(suspended.deviceJob, nil)
        try expectEqual(try await found(job.id), suspended)
        try expectEqual(store.counts(of: hall), QueueCounts(pending: 1, stopped: 1))

        try await store.apply(.release, to: job.id, by: nil, at: now)
        try expectEqual(try await found(job.id), suspended, "a release does not resume it")
        let next = try await run.next()
        try expectEqual(try await next.store.takeOver(on: hall, at: now).count, 0, "nobody was printing it")
        try expectEqual(try await found(job.id, in: next.store), suspended, "after a restart")
        try expectEqual(next.store.counts(of: hall), QueueCounts(pending: 1, stopped: 1))
        try expectEqual(try await next.store.claim(on: hall, limit: 5, at: now).map(\.job.name), ["waits"])

        let resumed = try await next.store.apply(.resume, to: job.id, by: nil, at: now)
        try expectEqual(resumed.state, .pending)
        try expectEqual(try await next.store.claim(on: hall, limit: 5, at: now).map(\.attempt), [2])
        try await next.store.apply(.suspend(.user), to: job.id, by: nil, at: now)
        let goesOn = try await next.store.apply(.resume, to: job.id, by: nil, at: now)
        try expect(!goesOn.lifecycle.isToStop, "resumed before it had stopped")
        try expectEqual(
            try await next.store.events(of: job.id).map(\.kind).filter { $0 != .handedOver },
            [.created, .claimed, .suspendRequested, .suspended, .resumed, .claimed, .suspendRequested, .resumed])
    }

    func documentsAreShared() async throws {
        for size in run.interestingSizes {
            let content = Self.content(size)
            let old = try await submit(content: content)
            try await expectThrows(.refusal, "of an unfinished job") {
                try await store.submit(ticket("again"), documentsOf: old.id, at: now)
            }
            _ = try await store.apply(.cancel(.user), to: old.id, by: nil, at: now)

            let new = try await store.submit(ticket("again"), documentsOf: old.id, at: now)

            try expectEqual(new.state, .pending)
            try expectEqual(new.documentCount, 1)
            try expectEqual(new.octets, Int64(size))
            try expectEqual(try await store.documents(of: new.id), try await store.documents(of: old.id))
            try expectEqual(try await bytes(1, of: new.id), content, "\(size) octets")
            try expectEqual(try await store.events(of: new.id).map(\.kind), [.created])
        }
        try await expectThrows(.noSuchJob) {
            try await store.submit(ticket("again"), documentsOf: JobID(99_999), at: now)
        }
        let keyed = ticket("again", key: "again 1")
        let old = try await finished("old", at: now)
        let first = try await store.submit(keyed, documentsOf: old.id, at: now)
        try expectEqual(try await store.submit(keyed, documentsOf: old.id, at: now).id, first.id)
    }

    func sharedDocumentsStayUntilNobodyHasThem() async throws {
        var retention = Retention()
        retention.documents = .seconds(60)
        let later = now + .seconds(61)
        var pairs: [(old: JobID, new: JobID, content: [UInt8])] = []
        for size in run.interestingSizes {
            let content = Self.content(size, seed: 7)
            let old = try await submit(content: content)
            _ = try await store.apply(.cancel(.user), to: old.id, by: nil, at: now)
            let new = try await store.submit(ticket("again"), documentsOf: old.id, at: now)
            pairs.append((old.id, new.id, content))
        }

        try await store.sweep(retention, at: later)
        for pair in pairs {
            try await expectThrows(.notPossible, "the old job has let go") { try await bytes(1, of: pair.old) }
            try expectEqual(try await bytes(1, of: pair.new), pair.content, "\(pair.content.count) octets")
            try await expectThrows(.notPossible, "and nothing more is made of it") {
                try await store.submit(ticket("third"), documentsOf: pair.old, at: later)
            }
        }
        try await store.forget(pairs.map(\.old))
        let next = try await run.next()
        for pair in pairs {
            try expectEqual(try await bytes(1, of: pair.new, in: next.store), pair.content, "after a restart")
            _ = try await next.store.apply(.cancel(.user), to: pair.new, by: nil, at: later)
        }
        try await next.store.sweep(retention, at: later + .seconds(61))
        for pair in pairs {
            try await expectThrows(.notPossible, "nobody has it") {
                try await bytes(1, of: pair.new, in: next.store)
            }
        }
    }
}
