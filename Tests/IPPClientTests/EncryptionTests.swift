import IPP
import IPPClient
import Synchronization
import Testing

@Suite("Encryption", .timeLimit(.minutes(30)))
struct EncryptionTests {
    private static let encrypted: ScriptedServer.Script = { server in
        while true {
            _ = try await server.request()
            try await server.answer(.done(job: 11))
        }
    }

    /// Agrees to TLS when asked (RFC 2817 §3.3), and answers the OPTIONS behind it.
    private static let upgrading: ScriptedServer.Script = { server in
        guard try await server.head().hasPrefix("OPTIONS * ") else { return }
        try await server.startTLSAfter(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.2\r\nConnection: Upgrade\r\n\r\n")
        try await server.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok!")
        while true {
            _ = try await server.request()
            try await server.answer(.done(job: 12))
        }
    }

    private func options(_ trust: CertificateTrust) -> IPPClientOptions {
        var options = IPPClientOptions.patient
        options.trust = trust
        return options
    }

    @Test("TLS from the first byte, with any certificate or the pinned one", arguments: [false, true])
    func tls(isPinned: Bool) async throws {
        let trust = isPinned ? CertificateTrust.pinned([try TestCertificate.der()]) : .none
        let answer = try await ScriptedServer.run([Self.encrypted], options: options(trust), security: .tls) { client in
            try await client.send(.question)
        }

        #expect(answer[.job]?["job-id"]?.integerValue == 11)
    }

    @Test("Where any certificate is taken, it is told which it was")
    func sawCertificate() async throws {
        let seen = Mutex<[[UInt8]]>([])
        var options = options(.none)
        options.sawCertificate = { certificate in seen.withLock { $0.append(certificate) } }
        _ = try await ScriptedServer.run([Self.encrypted], options: options, security: .tls) { client in
            try await client.send(.question)
        }

        #expect(seen.withLock { $0 } == [try TestCertificate.der()])
    }

    @Test("A certificate nobody vouches for, or another than the pinned one, is refused", arguments: [false, true])
    func refused(isPinned: Bool) async throws {
        let trust = isPinned ? CertificateTrust.pinned([[1, 2, 3]]) : .system
        let error = await #expect(throws: IPPClientError.self) {
            try await ScriptedServer.run([Self.encrypted], options: options(trust), security: .tls) { client in
                try await client.send(.question)
            }
        }

        guard case .tls? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A plain connection is upgraded when encryption is demanded")
    func upgrade() async throws {
        let answers = try await ScriptedServer.run([Self.upgrading, { _ in }], security: .upgrade) { client in
            [try await client.send(.question), try await client.send(.question)]
        }

        #expect(answers.map { $0[.job]?["job-id"]?.integerValue } == [12, 12])
    }

    @Test("A server that demands encryption gets it")
    func upgradeRequired() async throws {
        let answer = try await ScriptedServer.run([
            { server in
                _ = try await server.request()
                try await server.write(
                    "HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            },
            Self.upgrading,
        ]) { client in
            try await client.send(.command, document: .bytes([1, 2, 3]))
        }

        #expect(answer[.job]?["job-id"]?.integerValue == 12)
    }

    @Test("A server without TLS is refused, not spoken to in the clear")
    func noUpgrade() async throws {
        let error = await #expect(throws: IPPClientError.self) {
            try await ScriptedServer.run(
                [
                    { server in
                        _ = try await server.head()
                        try await server.write("HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n")
                        try await server.waitForEnd()
                    }
                ], security: .upgrade
            ) { client in
                try await client.send(.question)
            }
        }

        #expect(error?.description.contains("501 Not Implemented") == true)
    }
}
