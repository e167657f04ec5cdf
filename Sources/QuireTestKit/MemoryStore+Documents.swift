public import PrintModel

extension MemoryStore {
    @discardableResult
    public func cancel(
        document number: Int, of id: JobID, _ canceller: JobLifecycle.Canceller, by actor: String?, at now: Moment
    ) async throws -> Document {
        try write { contents, change in
            var record = try contents.found(id)
            let index = try record.index(of: number)
            let news = try record.documents[index].cancel(by: canceller, in: record.job, at: now)
            contents.jobs[id] = record
            contents.record([news], of: record.job, by: actor, at: now)
            change.queues.insert(record.job.printer)
            if record.job.state == .processing { change.cancelled.insert(id) }
            return record.documents[index]
        }
    }

    @discardableResult
    public func change(
        document number: Int, of id: JobID, _ wish: DocumentChange, by actor: String?, at now: Moment
    ) async throws -> Document {
        try write { contents, _ in
            var record = try contents.found(id)
            let index = try record.index(of: number)
            let news = try record.documents[index].apply(wish, in: record.job)
            contents.jobs[id] = record
            contents.record(news, of: record.job, by: actor, at: now)
            return record.documents[index]
        }
    }
}

extension MemoryStore.Record {
    fileprivate func index(of number: Int) throws -> Int {
        guard documents.indices.contains(number - 1) else { throw StoreError.noSuchDocument(number, of: job.id) }
        return number - 1
    }
}
