import IPP
import IPPClient
import Synchronization
import Testing

@Suite("Servers that misbehave", .timeLimit(.minutes(30)))
struct MisbehaviourTests {
    /// What one question to a server that follows `script` ends in.
    private func failure(
        _ options: IPPClientOptions = .patient, _ script: @escaping ScriptedServer.Script
    ) async -> IPPClientError? {
        await #expect(throws: IPPClientError.self) {
            try await ScriptedServer.run([script], options: options) { client in try await client.send(.question) }
        }
    }

    @Test("A connection closed before the answer")
    func closedBefore() async {
        let error = await failure { server in _ = try await server.request() }

        guard case .closedEarly? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A connection closed within the answer", arguments: [0, 5, 20])
    func closedWithin(count: Int) async {
        let error = await failure { server in
            _ = try await server.request()
            try await server.write(
                Array("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 500\r\n\r\n".utf8)
                    + IPPMessage.done(job: 1).encoded().prefix(count))
        }

        guard case .closedEarly? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("Silence ends after the time allowed")
    func silence() async {
        var options = IPPClientOptions.patient
        options.idleTimeout = .milliseconds(20)
        let error = await failure(options) { server in
            _ = try await server.request()
            try await server.waitForEnd()
        }

        guard case .timedOut? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A web page in place of IPP")
    func webPage() async {
        let error = await failure { server in
            _ = try await server.request()
            try await server.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p/>")
        }

        #expect(error?.description == "the server's answer is not IPP: it is text/html")
    }

    @Test("An HTTP error names its number", arguments: [403, 404, 500, 503])
    func httpError(status: Int) async {
        let error = await failure { server in
            _ = try await server.request()
            try await server.write("HTTP/1.1 \(status) Because\r\nContent-Length: 3\r\n\r\nno.")
        }

        guard case .http(status, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("An endless answer is cut off")
    func hugeAnswer() async {
        var options = IPPClientOptions.patient
        options.limits.attributeBytesMax = 10_000
        let error = await failure(options) { server in
            _ = try await server.request()
            try await server.write("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n\r\n")
            var bytes = IPPMessage.done().encoded().dropLast()
            while true {
                try await server.write(Array(bytes))
                bytes = [0x44, 0, 1, 0x61] + [0x03, 0xE8] + [UInt8](repeating: 0x62, count: 1_000)
            }
        }

        #expect(error?.description.contains("10000 bytes") == true)
    }

    @Test("Bytes that are not IPP")
    func badIPP() async {
        let error = await failure { server in
            _ = try await server.request()
            try await server.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 20\r\n\r\nthis is no message!!")
        }

        guard case .notIPP? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("Bytes that are not HTTP")
    func badHTTP() async {
        let error = await failure { server in
            _ = try await server.request()
            try await server.write("220 mail.example ESMTP\r\n")
            try await server.waitForEnd()
        }

        #expect(error != nil)
    }

    @Test("Nobody there: the address and the system's number are told")
    func unreachable() async throws {
        let server = try #require(ServerAddress("127.0.0.1:1"))
        let error = await #expect(throws: IPPClientError.self) {
            try await IPPClient(to: server, on: ClientThread()).send(.question)
        }

        guard case .unreachable("127.0.0.1:1", errno: 111, "connection refused")? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A socket that is not there")
    func noSocket() async throws {
        let server = ServerAddress(.unixSocket(path: "/nowhere/quire.sock"))
        let error = await #expect(throws: IPPClientError.self) {
            try await IPPClient(to: server, on: ClientThread()).send(.question)
        }

        #expect(error?.description == "/nowhere/quire.sock: no such file or directory")
    }

    @Test("A cancelled task stops waiting")
    func cancellation() async throws {
        let (asked, continuation) = AsyncStream<Void>.makeStream()
        let error = await #expect(throws: IPPClientError.self) {
            try await ScriptedServer.run([
                { server in
                    _ = try await server.request()
                    continuation.finish()
                    try await server.waitForEnd()
                }
            ]) { client in
                let task = Task { try await client.send(.question) }
                for await _ in asked {}
                task.cancel()
                return try await task.value
            }
        }

        guard case .cancelled? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
