import Glibc
import IPP
import IPPClient
import Synchronization
import Testing

@Suite("Requests and answers", .timeLimit(.minutes(30)))
struct ExchangeTests {
    @Test("Requests of one caller share a connection")
    func keepAlive() async throws {
        let numbers = try await ScriptedServer.run([
            { server in
                for number in [7, 8] as [Int32] {
                    _ = try await server.request()
                    try await server.answer(.done(job: number))
                }
                try await server.waitForEnd()
            },
            { _ in },
        ]) { client in
            [try await client.send(.question), try await client.send(.question)].map {
                $0[.job]?["job-id"]?.integerValue
            }
        }

        #expect(numbers == [7, 8])
    }

    @Test("Requests at the same time take a connection each")
    func concurrency() async throws {
        let answers = try await ScriptedServer.run([
            { server in
                while true {
                    _ = try await server.request()
                    try await server.answer(.done())
                }
            }
        ]) { client in
            try await withThrowingTaskGroup(of: IPPMessage.self) { group in
                for _ in 0..<20 { group.addTask { try await client.send(.question) } }
                return try await group.reduce(into: 0) { count, _ in count += 1 }
            }
        }

        #expect(answers == 20)
    }

    @Test("The request line, the host and the length are as HTTP asks for")
    func requestHead() async throws {
        let head = Mutex("")
        try await ScriptedServer.run([
            { server in
                let (received, body) = try await server.request()
                head.withLock { $0 = received + "\nbody \(body.count)" }
                try await server.answer(.done())
            }
        ]) { client in
            _ = try await client.send(.question, to: "/printers/a")
        }

        let lines = head.withLock { $0 }.split(whereSeparator: \.isNewline).map(String.init)
        #expect(lines.first == "POST /printers/a HTTP/1.1")
        #expect(lines.contains("Content-Type: application/ipp"))
        #expect(lines.contains("Content-Length: \(IPPMessage.question.encoded().count)"))
        #expect(lines.contains { $0.hasPrefix("Host: 127.0.0.1:") })
        #expect(lines.last == "body \(IPPMessage.question.encoded().count)")
    }

    @Test("An answer may come a byte at a time")
    func tinyPieces() async throws {
        let answer = try await ScriptedServer.run([
            { server in
                _ = try await server.request()
                let body = IPPMessage.done(job: 3).encoded()
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/ipp\r\ncontent-length: \(body.count)\r\n\r\n"
                for byte in Array(head.utf8) + body { try await server.write([byte]) }
            }
        ]) { client in
            try await client.send(.question)
        }

        #expect(answer[.job]?["job-id"]?.integerValue == 3)
    }

    @Test("A Unix socket is spoken to as localhost")
    func unixSocket() async throws {
        let path = "/tmp/quire-client-test-\(UInt32.random(in: 0 ... .max)).sock"
        defer { unlink(path) }
        let head = Mutex("")
        try await ScriptedServer.run(
            [
                { server in
                    let received = try await server.request().head
                    head.withLock { $0 = received }
                    try await server.answer(.done())
                }
            ], socket: path
        ) { client in
            _ = try await client.send(.question)
        }

        #expect(head.withLock { $0 }.contains("Host: localhost\r\n"))
    }

    @Test("A question is asked again when the server gave the idle connection up")
    func staleConnection() async throws {
        let answer = try await ScriptedServer.run([
            { server in
                _ = try await server.request()
                try await server.answer(.done())
                _ = try await server.head()  // And hangs up on the second request.
            },
            { server in
                _ = try await server.request()
                try await server.answer(.done(job: 5))
            },
        ]) { client in
            _ = try await client.send(.question)
            return try await client.send(.question)
        }

        #expect(answer[.job]?["job-id"]?.integerValue == 5)
    }

    @Test("What must not be done twice is not sent again")
    func noRepetition() async throws {
        let requests = Mutex(0)
        await #expect(throws: IPPClientError.self) {
            try await ScriptedServer.run([
                { server in
                    _ = try await server.request()
                    try await server.answer(.done())
                    _ = try await server.request()
                    requests.withLock { $0 += 1 }
                },
                { _ in requests.withLock { $0 += 100 } },
            ]) { client in
                _ = try await client.send(.command)
                return try await client.send(.command)
            }
        }

        #expect(requests.withLock { $0 } == 1)
    }

    @Test("A challenge is answered, and what was learnt is kept")
    func challenge() async throws {
        var options = IPPClientOptions.patient
        options.credentials = { challenge, attempt in
            challenge.contains("Basic realm=\"x\"") && attempt == 1 ? "Basic YTpi" : nil
        }
        let heads = Mutex<[String]>([])
        try await ScriptedServer.run(
            [
                { server in
                    _ = try await server.request()
                    try await server.write(
                        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 2\r\n\r\nno"
                    )
                    for _ in 0..<2 {
                        let head = try await server.request().head
                        heads.withLock { $0.append(head) }
                        try await server.answer(.done())
                    }
                }
            ], options: options
        ) { client in
            _ = try await client.send(.command)
            _ = try await client.send(.command)
        }

        #expect(heads.withLock { $0 }.count { $0.contains("Authorization: Basic YTpi") } == 2)
    }

    @Test("A refused challenge is an error that says so")
    func refusedChallenge() async throws {
        let error = await #expect(throws: IPPClientError.self) {
            try await ScriptedServer.run([
                { server in
                    _ = try await server.request()
                    try await server.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
                }
            ]) { client in
                try await client.send(.question)
            }
        }

        guard case .http(status: 401, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
