public import PrintModel

extension SQLiteStore {
    @discardableResult
    public func cancel(
        document number: Int, of id: JobID, _ canceller: JobLifecycle.Canceller, by actor: String?, at now: Moment
    ) async throws -> Document {
        try await commits.perform { transaction in
            let job = try transaction.row(id).job
            var document = try transaction.document(number, of: id)
            let news = try document.cancel(by: canceller, in: job, at: now)
            try document.keepDetail(of: id, on: transaction.connection)
            try transaction.record([news], of: job, by: actor, at: now)
            transaction.effects.changed(job)
            // The attempt that is under way would print it.
            if job.state == .processing { transaction.effects.change.cancelled.insert(id) }
            return document
        }
    }

    @discardableResult
    public func change(
        document number: Int, of id: JobID, _ change: DocumentChange, by actor: String?, at now: Moment
    ) async throws -> Document {
        try await commits.perform { transaction in
            let job = try transaction.row(id).job
            let before = try transaction.document(number, of: id)
            var document = before
            let news = try document.apply(change, in: job)
            if document.name != before.name {
                try transaction.connection.statement(.renameDocument).run(
                    .integer(DocumentKey(id, number).rowID), .text(document.name))
            }
            if document.attributes != before.attributes {
                try document.keepDetail(of: id, on: transaction.connection)
            }
            try transaction.record(news, of: job, by: actor, at: now)
            return document
        }
    }
}

extension WriteTransaction {
    /// All documents of a job, in their order.
    func documents(of job: JobID) throws -> [Document] {
        try connection.statement(.documentsOfJob).all(
            DocumentKey.first(of: job), DocumentKey.last(of: job), read: Document.init)
    }

    fileprivate func document(_ number: Int, of job: JobID) throws -> Document {
        guard (1...DocumentKey.numberMax).contains(number) else { throw StoreError.noSuchDocument(number, of: job) }
        let key = SQLValue.integer(DocumentKey(job, number).rowID)
        guard let document = try connection.statement(.documentsOfJob).first(key, key, read: Document.init) else {
            throw StoreError.noSuchDocument(number, of: job)
        }
        return document
    }

    /// Keeps what became of the pages of each document.
    func keep(_ pages: [Int: DocumentPages], of job: JobID) throws {
        for var document in try documents(of: job) {
            guard let pages = pages[document.number] else { continue }
            document.keep(pages)
            try document.keepDetail(of: job, on: connection)
        }
    }

    /// Forgets that documents were canceled: their job is printed again.
    func takeBackDocuments(of job: JobID) throws {
        try connection.statement(.takeBackDocuments).run(DocumentKey.first(of: job), DocumentKey.last(of: job))
    }
}
