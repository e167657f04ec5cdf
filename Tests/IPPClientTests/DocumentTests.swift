import IPP
import IPPClient
import Synchronization
import Testing

@Suite("Documents", .timeLimit(.minutes(30)))
struct DocumentTests {
    private static func document(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) } }

    @Test("A small document is sent with its request, with a length", arguments: [0, 1, 60_000])
    func small(count: Int) async throws {
        let document = Self.document(count)
        let received = Mutex<(head: String, body: [UInt8])>(("", []))
        try await ScriptedServer.run([
            { server in
                let request = try await server.request()
                received.withLock { $0 = request }
                try await server.answer(.done(job: 1))
            }
        ]) { client in
            _ = try await client.send(.command, document: .bytes(document))
        }

        let (head, body) = received.withLock { $0 }
        #expect(!head.contains("Expect:"))
        #expect(body == IPPMessage.command.encoded() + document)
    }

    @Test("A large document is announced and sent when the server asks for it")
    func large() async throws {
        let document = Self.document(3_000_000)
        let body = Mutex<[UInt8]>([])
        try await ScriptedServer.run([
            { server in
                let head = try await server.head()
                guard head.contains("Expect: 100-continue") else { return }
                try await server.write("HTTP/1.1 100 Continue\r\n\r\n")
                let received = try await server.bytes(ServerSide.contentLength(of: head))
                body.withLock { $0 = received }
                try await server.answer(.done(job: 1))
            }
        ]) { client in
            _ = try await client.send(.command, document: .bytes(document))
        }

        #expect(body.withLock { $0 } == IPPMessage.command.encoded() + document)
    }

    @Test("A document of unknown size is sent in chunks")
    func chunked() async throws {
        let pieces = Mutex([Self.document(70_000), [1], Self.document(300)])
        let body = Mutex<[UInt8]>([])
        let answer = try await ScriptedServer.run([
            { server in
                guard try await server.head().lowercased().contains("transfer-encoding: chunked") else { return }
                try await server.write("HTTP/1.1 100 Continue\r\n\r\n")
                let received = try await server.chunks()
                body.withLock { $0 = received }
                try await server.answer(.done(job: 9))
            }
        ]) { client in
            try await client.send(
                .command, document: .stream { pieces.withLock { $0.isEmpty ? nil : $0.removeFirst() } })
        }

        #expect(answer[.job]?["job-id"]?.integerValue == 9)
        #expect(body.withLock { $0 } == IPPMessage.command.encoded() + Self.document(70_000) + [1] + Self.document(300))
    }

    @Test("A server that never says 100 gets the document after a while")
    func noContinue() async throws {
        var options = IPPClientOptions.patient
        options.continuePatience = .milliseconds(5)
        let answer = try await ScriptedServer.run(
            [
                { server in
                    _ = try await server.request()
                    try await server.answer(.done(job: 2))
                }
            ], options: options
        ) { client in
            try await client.send(.command, document: .bytes(Self.document(200_000)))
        }

        #expect(answer[.job]?["job-id"]?.integerValue == 2)
    }

    @Test("An answer before the document is taken, though the source never ends")
    func earlyAnswer() async throws {
        let answer = try await ScriptedServer.run([
            { server in
                _ = try await server.head()
                try await server.write("HTTP/1.1 100 Continue\r\n\r\n")
                try await server.answer(IPPMessage(code: 0x040A, requestID: 1))
                try await server.waitForEnd()
            }
        ]) { client in
            try await client.send(.command, document: .stream { [UInt8](repeating: 0, count: 100_000) })
        }

        #expect(answer.status == .documentFormatNotSupported)
    }

    @Test("An answer in place of 100 is taken, and nothing is read of the document")
    func answerInsteadOfContinue() async throws {
        var options = IPPClientOptions.patient
        options.continuePatience = .seconds(86_400)
        let wasRead = Mutex(false)
        let answer = try await ScriptedServer.run(
            [
                { server in
                    _ = try await server.head()
                    try await server.answer(IPPMessage(code: 0x0506, requestID: 1))
                    try await server.waitForEnd()
                }
            ], options: options
        ) { client in
            try await client.send(
                .command,
                document: .stream {
                    wasRead.withLock { $0 = true }
                    return nil
                })
        }

        #expect(answer.status == .notAcceptingJobs)
        #expect(!wasRead.withLock { $0 })
    }

    @Test("An early answer does not wait for a source that is stuck")
    func stuckSource() async throws {
        let (never, continuation) = AsyncStream<[UInt8]>.makeStream()
        continuation.yield([1, 2, 3])
        let pieces = Pieces(never)
        let answer = try await ScriptedServer.run([
            { server in
                _ = try await server.head()
                try await server.write("HTTP/1.1 100 Continue\r\n\r\n")
                try await server.answer(IPPMessage(code: 0x0507, requestID: 1))
                try await server.waitForEnd()
            }
        ]) { client in
            try await client.send(.command, document: .stream { await pieces.next() })
        }
        continuation.finish()

        #expect(answer.status == .busy)
    }

    private actor Pieces {
        private let stream: AsyncStream<[UInt8]>
        init(_ stream: AsyncStream<[UInt8]>) { self.stream = stream }

        func next() async -> [UInt8]? {
            for await piece in stream { return piece }
            return nil
        }
    }

    @Test("A document that cannot be read is an error that says why")
    func unreadable() async throws {
        struct Torn: Error, CustomStringConvertible { let description = "the cable is torn" }

        let error = await #expect(throws: IPPClientError.self) {
            try await ScriptedServer.run([
                { server in
                    _ = try await server.head()
                    try await server.write("HTTP/1.1 100 Continue\r\n\r\n")
                    try await server.waitForEnd()
                }
            ]) { client in
                try await client.send(.command, document: .stream { throw Torn() })
            }
        }

        #expect(error?.description.contains("the cable is torn") == true)
    }

    @Test("A document shorter than it said is an error, not half a job")
    func tooShort() async throws {
        let pieces = Mutex([[UInt8(1), 2, 3]])
        let error = await #expect(throws: IPPClientError.self) {
            try await ScriptedServer.run([
                { server in
                    _ = try await server.request()
                    try await server.answer(.done())
                }
            ]) { client in
                try await client.send(
                    .command,
                    document: .stream(byteCount: 10) { pieces.withLock { $0.isEmpty ? nil : $0.removeFirst() } })
            }
        }

        #expect(error?.description == "cannot read the document: it ended 7 bytes early")
    }

    @Test("A file that is not there is found out before anything is sent")
    func missingFile() {
        #expect(throws: IPPClientError.self) { try IPPDocument.file(atPath: "/nowhere/at/all") }
    }

    @Test("The document behind an answer is read piece by piece, and the connection kept")
    func documentOfAnswer() async throws {
        let document = Self.document(5_000_000)
        let (read, again) = try await ScriptedServer.run([
            { server in
                _ = try await server.request()
                try await server.answer(.done(), document: document)
                _ = try await server.request()
                try await server.answer(.done(job: 4))
            },
            { _ in },
        ]) { client in
            let reply = try await client.sendForDocument(.question)
            var bytes: [UInt8] = []
            for try await piece in reply.document { bytes += piece }
            return (bytes, try await client.send(.question))
        }

        #expect(read == document)
        #expect(again[.job]?["job-id"]?.integerValue == 4)
    }
}
