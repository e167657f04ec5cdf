import Foundation
import Glibc
import IPP
import Testing

/// People who prove who they are by what others gave them: a certificate, or a provider's token.
@Suite("Scene: client certificates and OpenID", .serialized)
struct ProofScene {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quire-proofs-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func shell(_ script: String) throws -> String {
        let ended = try run("sh", ["-ec", script], server: "", environment: ["F": folder.path])
        guard ended.status == 0 else { throw SceneProblem(ended.errors) }
        return ended.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func onServer(_ daemon: Daemon, _ words: String...) throws -> Ended {
        try run("quirectl", words, server: daemon.socket)
    }

    /// Pause-Printer as bytes, in a file for curl; what HTTP and IPP answer to it.
    private func pause(_ daemon: Daemon, _ words: [String]) throws -> String {
        let message = IPPMessage(
            code: OperationID.pausePrinter.rawValue, requestID: 1,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("printer-uri", .uri("ipp://localhost/printers/paper")),
                    ])
            ])
        try Data(message.encoded()).write(to: folder.appending(path: "pause"))
        let ended = try run(
            "curl",
            ["-sk", "-o", path("answer"), "-w", "%{http_code}"] + words + [
                "-H", "Content-Type: application/ipp", "--data-binary", "@\(path("pause"))",
                "https://\(daemon.address)/printers/paper",
            ], server: daemon.address)
        guard ended.output == "200" else { return ended.status == 0 ? ended.output : "no connection" }
        let status = try Data(contentsOf: folder.appending(path: "answer")).dropFirst(2).prefix(2)
        return status.elementsEqual([0, 0]) ? "done" : "refused"
    }

    // MARK: Certificates

    private func certificate(
        _ name: String, by authority: String, extra: String = "", use: String = "clientAuth"
    ) throws {
        _ = try shell(
            """
            openssl req -newkey rsa:2048 -nodes -keyout $F/\(name).key -out $F/\(name).csr -subj '/CN=\(name)' 2>/dev/null
            printf 'extendedKeyUsage=\(use)\\n\(extra)' > $F/\(name).ext
            openssl x509 -req -in $F/\(name).csr -CA $F/\(authority).pem -CAkey $F/\(authority).key -CAcreateserial \
              -days 2 -extfile $F/\(name).ext -out $F/\(name).pem 2>/dev/null
            """)
    }

    private func authority(_ name: String) throws {
        _ = try shell(
            """
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=\(name)' \
              -keyout $F/\(name).key -out $F/\(name).pem 2>/dev/null
            """)
    }

    @Test("A certificate of our authority is its account; others, none, and a revoked one are not")
    func certificates() throws {
        for name in ["ours", "theirs"] { try authority(name) }
        for name in ["anna", "nobody"] { try certificate(name, by: "ours") }
        try certificate("ben", by: "ours", extra: "subjectAltName=email:olga@print.example")
        try FileManager.default.createDirectory(at: folder.appending(path: "x"), withIntermediateDirectories: true)
        let daemon = try Daemon(policy: "default", arguments: ["--client-ca", path("ours.pem")])
        for (user, role) in [("anna", "operator"), ("olga@print.example", "operator"), ("ben", "user")] {
            #expect(try onServer(daemon, "user", "add", user, "--role", role, "--no-password").status == 0)
        }
        func shows(_ name: String) throws -> String {
            try pause(daemon, ["--cert", path("\(name).pem"), "--key", path("\(name).key")])
        }

        #expect(try pause(daemon, []) == "401")
        #expect(try shows("anna") == "done")
        #expect(try shows("ben") == "done", "its address is another's account, and comes first")
        #expect(try shows("nobody") == "401")
        try certificate("mallory", by: "theirs")
        #expect(try shows("mallory") == "no connection")
        #expect(try onServer(daemon, "user", "disable", "anna").status == 0)
        #expect(try shows("anna") == "401")
        #expect(
            try onServer(daemon, "audit", "export", "--op", "pause-printer").output.contains(
                "\"proof\":\"certificate\""))
        #expect(
            try run("lp", ["-h", daemon.address, "-d", "paper"], server: daemon.address, input: samplePDF("x")).status
                == 0, "printing needs none")
    }

    // MARK: OpenID

    /// What signs tokens, and serves its keys on the loopback.
    private func token(_ name: String, issuer: String, groups: String, seconds: Int = 300, key: String = "issuer")
        throws
        -> String
    {
        let now = Int(Date().timeIntervalSince1970)
        let claims =
            #"{"iss":"\#(issuer)","aud":"quire","exp":\#(now + seconds),"preferred_username":"\#(name)","groups":["\#(groups)"]}"#
        try Data(claims.utf8).write(to: folder.appending(path: "claims"))
        return try shell(
            """
            b() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
            h=$(printf '{"alg":"RS256","kid":"one"}' | b)
            p=$(b < $F/claims)
            s=$(printf '%s.%s' "$h" "$p" | openssl dgst -sha256 -sign $F/\(key).key | b)
            printf '%s.%s.%s' "$h" "$p" "$s"
            """)
    }

    /// A web server for a folder on the loopback; over TLS it has a certificate of the authority "house" for "localhost".
    private static let webServer = #"""
        import sys, ssl, http.server
        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *a): super().__init__(*a, directory=sys.argv[1])
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if len(sys.argv) > 2:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[2], sys.argv[3])
            server.socket = context.wrap_socket(server.socket, server_side=True)
        print("port", server.server_address[1], flush=True)
        server.serve_forever()
        """#

    @Test(
        "A token of the provider proves its user over TLS, with the role of his groups, for its time",
        arguments: ["http", "https"])
    func openID(scheme: String) async throws {
        for key in ["issuer", "other"] { _ = try shell("openssl genrsa -out $F/\(key).key 2048 2>/dev/null") }
        let modulus = try shell(
            """
            python3 -c 'import sys, base64
            print(base64.urlsafe_b64encode(bytes.fromhex(sys.argv[1])).rstrip(b"=").decode())' \
              $(openssl rsa -in $F/issuer.key -noout -modulus 2>/dev/null | cut -d= -f2)
            """)
        let web = folder.appending(path: "web")
        try FileManager.default.createDirectory(
            at: web.appending(path: ".well-known"), withIntermediateDirectories: true)
        let server = Process()
        server.executableURL = URL(filePath: "/usr/bin/env")
        server.arguments = [
            "python3", "-c", Self.webServer, web.path,
        ]
        if scheme == "https" {
            try authority("house")
            try certificate("provider", by: "house", extra: "subjectAltName=DNS:localhost", use: "serverAuth")
            server.arguments? += [path("provider.pem"), path("provider.key")]
        }
        let said = Pipe()
        server.standardOutput = said
        server.standardError = FileHandle.nullDevice
        try server.run()
        defer {
            // Not SIGTERM: who is started by a test's thread may not hear it.
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
        }
        var line = ""
        while !line.contains("\n"), case let more = said.fileHandleForReading.availableData, !more.isEmpty {
            line += String(decoding: more, as: UTF8.self)
        }
        let port = try #require(line.split(whereSeparator: \.isWhitespace).last.map(String.init))
        let issuer = scheme == "http" ? "http://127.0.0.1:\(port)" : "https://localhost:\(port)"
        try Data(#"{"issuer":"\#(issuer)","jwks_uri":"\#(issuer)/keys.json"}"#.utf8)
            .write(to: web.appending(path: ".well-known/openid-configuration"))
        try Data(#"{"keys":[{"kty":"RSA","alg":"RS256","use":"sig","kid":"one","e":"AQAB","n":"\#(modulus)"}]}"#.utf8)
            .write(to: web.appending(path: "keys.json"))
        let words = ["--oidc-issuer", issuer, "--oidc-audience", "quire", "--oidc-operator-group", "desk"]
        if scheme == "https" {
            // Nobody that the system trusts vouches for it: then nobody can say whose its tokens are.
            let wary = try Daemon(policy: "default", arguments: words)
            let token = try token("anna", issuer: issuer, groups: "desk")
            #expect(try pause(wary, ["-H", "Authorization: Bearer \(token)"]) == "429")
        }
        let trust = scheme == "https" ? ["--oidc-ca", path("house.pem")] : []
        let daemon = try Daemon(policy: "default", arguments: words + trust)
        func shows(_ token: String) throws -> String { try pause(daemon, ["-H", "Authorization: Bearer \(token)"]) }

        #expect(try shows(try token("anna", issuer: issuer, groups: "desk")) == "done")
        #expect(try shows(try token("ben", issuer: issuer, groups: "staff")) == "refused")
        #expect(try shows(try token("anna", issuer: issuer, groups: "desk", seconds: -300)) == "401")
        #expect(try shows(try token("anna", issuer: issuer, groups: "desk", key: "other")) == "401")
        #expect(try shows(try token("anna", issuer: issuer + "/", groups: "desk")) == "401")
        #expect(try onServer(daemon, "policy", "set", "paper", "grant operate @staff").status == 0)
        #expect(try shows(try token("ben", issuer: issuer, groups: "staff")) == "done", "a claim's group")
        let records = try onServer(daemon, "audit", "export").output
        #expect(records.contains("\"proof\":\"openid\""))
        #expect(records.contains("\"op\":\"Login\""))
    }
}
