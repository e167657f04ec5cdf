internal import IPP
public import PrintModel

extension SQLiteStore: JobStore {
    public var feed: ChangeFeed { memory.feed }

    public func receive(_ stream: DocumentStream, octetsMax: Int64) async throws -> any ReceivedDocument {
        try await depot.receive(stream, octetsMax: octetsMax)
    }

    public func discard(_ document: any ReceivedDocument) async {
        (document as? ReceivedBytes)?.discard()
    }

    public func submit(
        _ ticket: Ticket, documents: [NewDocument], isOpen: Bool, closesAt: Moment?, at now: Moment
    ) async throws -> Job {
        guard documents.count <= settings.documentsPerJobMax else {
            throw StoreError.tooManyDocuments(max: settings.documentsPerJobMax)
        }
        let secret = try await sealed(ticket)
        let ticket = try await withSealedPassword(ticket)
        let received = try take(documents)
        // Here, and not in the transaction, for which others wait.
        let encoded = ticket.attributes.encoded()
        do {
            let (job, isNew) = try await commits.perform(received) { transaction in
                if let job = try transaction.job(madeOf: ticket) { return (job, false) }
                try transaction.checkLiving(ticket.printer)
                try transaction.checkQuota(of: ticket.owner.user, on: ticket.printer, at: now)
                var job = Job(
                    of: ticket, id: try transaction.nextJobID(), isOpen: isOpen, closesAt: closesAt, at: now)
                if ticket.takesTurns { job.order = try transaction.place(for: ticket) }
                for (document, bytes) in zip(documents, received) {
                    try transaction.insert(document, bytes, into: &job)
                }
                try transaction.insert(job, key: ticket.idempotencyKey, encoded: encoded)
                if let given = ticket.deviceSecret, let secret { try transaction.keep(given, secret, of: job.id) }
                try transaction.reserve(for: job, at: now)
                try transaction.record([JobNews(.created)], of: job, was: nil, by: ticket.owner.user, at: now)
                return (job, true)
            }
            if !isNew { discard(received) }
            return job
        } catch {
            received.forEach { $0.giveBack() }
            throw error
        }
    }

    public func submit(_ ticket: Ticket, documentsOf source: JobID, at now: Moment) async throws -> Job {
        let secret = try await sealed(ticket)
        let ticket = try await withSealedPassword(ticket)
        let encoded = ticket.attributes.encoded()
        return try await commits.perform { transaction in
            if let job = try transaction.job(madeOf: ticket) { return job }
            try transaction.checkLiving(ticket.printer)
            let documents = try transaction.documents(toShareOf: source)
            var job = Job(of: ticket, id: try transaction.nextJobID(), isOpen: false, closesAt: nil, at: now)
            if ticket.takesTurns { job.order = try transaction.place(for: ticket) }
            for document in documents { try transaction.share(document, of: source, with: &job) }
            try transaction.insert(job, key: ticket.idempotencyKey, encoded: encoded)
            if let given = ticket.deviceSecret, let secret { try transaction.keep(given, secret, of: job.id) }
            try transaction.record(
                [JobNews(.created, "Of job \(source)")], of: job, was: nil, by: ticket.owner.user, at: now)
            return job
        }
    }

    public func add(
        _ document: NewDocument?, to id: JobID, isLast: Bool, closesAt: Moment?, at now: Moment
    ) async throws -> (job: Job, number: Int?) {
        let document = try await withSealedPassword(document)
        let received = try take(document.map { [$0] } ?? [])
        do {
            return try await commits.perform(received) { [settings] transaction in
                let row = try transaction.row(id)
                var job = row.job
                guard job.lifecycle.isOpen else {
                    throw StoreError.notPossible("Job \(id) takes no more documents")
                }
                guard document == nil || job.documentCount < settings.documentsPerJobMax else {
                    throw StoreError.tooManyDocuments(max: settings.documentsPerJobMax)
                }
                var news: [JobNews] = []
                var number: Int?
                if let document, let bytes = received.first {
                    let added = try transaction.insert(document, bytes, into: &job, addedAt: now)
                    job.keep(document, as: added)
                    number = added
                    news.append(JobNews(.documentAdded, "Document \(added)", document: added))
                }
                job.closesAt = closesAt ?? job.closesAt
                if isLast { news += try job.apply(.close, at: now) }
                try transaction.save(job, was: row)
                if !job.lifecycle.isFinished { try transaction.reserve(for: job, at: now) }
                try transaction.record(news, of: job, was: row.job, by: nil, at: now)
                return (job, number)
            }
        } catch {
            received.forEach { $0.giveBack() }
            throw error
        }
    }

    private func take(_ documents: [NewDocument]) throws -> [ReceivedBytes] {
        var taken: [ReceivedBytes] = []
        do {
            for document in documents {
                guard let bytes = document.received as? ReceivedBytes else {
                    preconditionFailure("a document is given to the store that received it")
                }
                try bytes.take()
                taken.append(bytes)
            }
        } catch {
            taken.forEach { $0.giveBack() }
            throw error
        }
        return taken
    }

    private func discard(_ documents: [ReceivedBytes]) {
        for document in documents {
            document.giveBack()
            document.discard()
        }
    }
}

extension WriteTransaction {
    /// The job that this ticket has already made, if it has.
    fileprivate func job(madeOf ticket: Ticket) throws -> Job? {
        guard let key = ticket.idempotencyKey else { return nil }
        return try connection.statement(.jobByKey).first(
            .text(key), .integer(ticket.printer.rawValue), .text(ticket.owner.user), read: JobRow.init)?.job
    }

    /// The documents of a finished job, all of them still there.
    fileprivate func documents(toShareOf source: JobID) throws -> [Document] {
        let job = try row(source).job
        guard job.lifecycle.isFinished else {
            throw JobLifecycle.Refusal(state: job.state, reason: "is \(job.state), not finished")
        }
        let documents = try documents(of: source)
        let kept = try connection.statement(.placesOfDocuments).all(
            DocumentKey.first(of: source), DocumentKey.last(of: source)
        ) { $0.integer(0) }
        guard job.hasDocuments, kept.count == documents.count, !documents.contains(where: \.isDamaged) else {
            throw StoreError.notPossible("The documents of job \(source) are not kept any more")
        }
        return documents
    }

    /// Gives a job a document of another one; bytes that lie in a file are not copied.
    fileprivate func share(_ document: Document, of source: JobID, with job: inout Job) throws {
        var copy = document
        copy.number = job.addDocument(octets: document.octets)
        (copy.createdAt, copy.cancellation) = (nil, nil)
        let copied = try connection.statement(.copyDocument).first(
            .integer(DocumentKey(job.id, copy.number).rowID), .integer(DocumentKey(source, document.number).rowID)
        ) { $0.integer(0) }
        guard copied == document.octets else {
            throw StoreError.failed("Document \(document.number) of job \(source) has gone")
        }
        if !copy.attributes.attributes.isEmpty { try copy.keepDetail(of: job.id, on: connection) }
    }

    @discardableResult
    fileprivate func insert(
        _ new: NewDocument, _ bytes: ReceivedBytes, into job: inout Job, addedAt moment: Moment? = nil
    ) throws -> Int {
        let number = job.addDocument(octets: bytes.octets)
        let document = Document(
            number: number, format: new.format, formatSupplied: new.formatSupplied, name: new.name,
            octets: bytes.octets, digest: bytes.digest, attributes: new.attributes, createdAt: moment)
        try document.insert(into: job.id, at: bytes.place, on: connection)
        effects.settled.append(bytes)
        return number
    }
}
