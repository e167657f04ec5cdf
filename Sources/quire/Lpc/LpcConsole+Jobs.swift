import IPP
import IPPClient

/// The verbs about jobs.
extension LpcConsole {
    func hold(_ words: [String]) async throws -> Bool {
        try await changeJobs(words, "hold", said: "held") { number in
            var request = server.request(.holdJob, .job(number))
            request.update(.operation) { $0.set("job-hold-until", .keyword("indefinite")) }
            try await server.change(number, request)
        }
    }

    func release(_ words: [String]) async throws -> Bool {
        try await changeJobs(words, "release", said: "released") { number in
            try await server.change(number, server.request(.releaseJob, .job(number)))
        }
    }

    /// Jobs that are over, too.
    func redo(_ words: [String]) async throws -> Bool {
        try await changeJobs(words, "redo", said: "is printed again", which: "all") { number in
            try await server.change(number, server.request(.restartJob, .job(number)))
        }
    }

    /// The last one first, so that they stand at the top in the order they were named.
    func top(_ words: [String]) async throws -> Bool {
        try await changeJobs(words, "topq", said: "moved to the top", isBackwards: true) { number in
            let answer = try await server.client.send(server.request(.promoteJob, .job(number)), to: "/jobs/")
            guard answer.status == .operationNotSupported else { return try answer.requireSuccess() }
            // Where jobs cannot be promoted, nothing goes before the highest priority.
            var request = server.request(.setJobAttributes, .job(number))
            request.groups.append(AttributeGroup(.job, [Attribute("job-priority", .integer(100))]))
            try await server.change(number, request)
        }
    }

    func move(_ words: [String]) async throws -> Bool {
        guard words.count >= 2, let destination = words.last else {
            throw Failure.usage("move: expected a printer, perhaps jobs, and a printer to move to.")
        }
        let move = QueueMove(server: server, session: session)
        if words.count == 2 || words.dropFirst().dropLast().contains("all") {
            try await move.moveAll(of: words[0], to: destination)
            session.output.print("\(words[0]):\n\tjobs moved to \(destination)")
            return true
        }
        return try await changeJobs(Array(words.dropLast()), "move", said: "moved to \(destination)") { number in
            try await move.move(job: number, to: destination)
        }
    }

    /// Does the same to each job; where one cannot be changed, goes on with the next.
    private func changeJobs(
        _ words: [String], _ verb: String, said: String, which: String = "not-completed", isBackwards: Bool = false,
        _ body: (Int32) async throws -> Void
    ) async throws -> Bool {
        guard words.count >= 2 else {
            throw Failure.usage("\(verb): expected a printer, and jobs of it: numbers, users, patterns or all.")
        }
        let numbers = try await jobs(of: words[0], Array(words.dropFirst()), which: which)
        var isFine = true
        for number in isBackwards ? numbers.reversed() : numbers {
            do {
                try await body(number)
                session.output.print("\(words[0])-\(number) \(said)")
            } catch let error as IPPClientError where error.meansNobodyAnswers {
                throw error
            } catch {
                isFine = false
                _ = session.report(error)
            }
        }
        return isFine
    }
}
