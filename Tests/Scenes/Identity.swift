import Foundation
import Glibc
import IPP
import Testing

/// People who prove who they are, with the clients that they have.
@Suite("Scene: passwords, tokens, and who may do what", .serialized)
struct IdentityScene {
    private let daemon: Daemon
    private let log: URL
    /// Looked for afterwards where they must not be.
    private static let password = "planted-Secret-of-anna"
    private static let wrong = "planted-Wrong-guess"

    init() throws {
        log = FileManager.default.temporaryDirectory.appending(path: "quire-scene-log-\(UInt64.random(in: 0 ... .max))")
        daemon = try Daemon(policy: "default", arguments: ["--verbose"], logFile: log)
    }

    /// On the server itself, over its socket, as the user it runs as.
    private func onServer(_ line: String, input: String? = nil) throws -> Ended {
        try run(
            "quirectl", line.split(separator: " ").map(String.init), server: daemon.socket,
            input: input.map { Data($0.utf8) })
    }

    private func addAnna(_ role: String = "administrator") throws {
        let ended = try onServer("user add anna --role \(role) --password-stdin", input: Self.password + "\n")
        #expect(ended.status == 0, "\(ended.errors)")
    }

    private func curl(_ words: [String]) throws -> String {
        try run(
            "curl", ["-sk", "-o", "/dev/null", "-w", "%{http_code}"] + words, server: daemon.address
        ).output
    }

    /// Pause-Printer as bytes, in a file for curl.
    private func request(_ operation: OperationID) throws -> URL {
        let message = IPPMessage(
            code: operation.rawValue, requestID: 1,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("printer-uri", .uri("ipp://localhost/printers/paper")),
                    ])
            ])
        let file = daemon.folder.appending(path: "request-\(operation.rawValue)")
        try Data(message.encoded()).write(to: file)
        return file
    }

    private func post(_ operation: OperationID, _ words: [String] = [], scheme: String = "https") throws -> String {
        let file = try request(operation)
        return try curl(
            words + [
                "-H", "Content-Type: application/ipp", "--data-binary", "@\(file.path)",
                "\(scheme)://\(daemon.address)/printers/paper",
            ])
    }

    /// Runs a command that reads a password from its terminal, which `script` makes: typed when it is asked for, because
    /// what was typed before is thrown away.
    private func onTerminal(_ line: String, answering question: String, with answer: String) throws -> Ended {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["timeout", "60", "script", "-qefc", line, "/dev/null"]
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": "/nonexistent", "TERM": "dumb"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        var said = Data()
        var answered = 0
        while case let more = output.fileHandleForReading.availableData, !more.isEmpty {
            said += more
            let asked = String(decoding: said, as: UTF8.self).components(separatedBy: question).count - 1
            guard asked > answered else { continue }
            answered = asked
            try input.fileHandleForWriting.write(contentsOf: Data((answer + "\n").utf8))
        }
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus, output: String(decoding: said, as: UTF8.self), errors: "\(answered)")
    }

    private func isPaused() throws -> Bool { try onServer("printer show paper --json").output.contains("\"stopped\"") }

    @Test("Before anybody has an account, everything is as it was: refusals are said in IPP")
    func nobody() throws {
        #expect(try post(.pausePrinter) == "200")
        #expect(try post(.pausePrinter, scheme: "http") == "200")
        #expect(try post(.getPrinterAttributes, scheme: "http") == "200")
        #expect(try !isPaused())
    }

    @Test("A password over TLS is taken, in the clear it is sent back, and printing needs none")
    func password() throws {
        try addAnna()

        #expect(try post(.pausePrinter) == "401")
        #expect(try post(.pausePrinter, scheme: "http") == "426")
        #expect(try post(.pausePrinter, ["-u", "anna:\(Self.password)"], scheme: "http") == "426")
        #expect(try !isPaused())
        #expect(try post(.getPrinterAttributes, scheme: "http") == "200")
        #expect(try post(.validateJob, scheme: "http") == "200")
        #expect(try post(.pausePrinter, ["-u", "anna:\(Self.password)"]) == "200")
        #expect(try isPaused())
        #expect(
            try run("lp", ["-h", daemon.address, "-d", "paper"], server: daemon.address, input: samplePDF("x")).status
                == 0)
    }

    @Test("ipptool and lpadmin ask for the password as with CUPS, and it is enough")
    func stockCommands() throws {
        try addAnna()
        let test = daemon.folder.appending(path: "pause.test")
        try """
        { NAME "Pause" OPERATION Pause-Printer GROUP operation-attributes-tag ATTR charset attributes-charset utf-8
          ATTR naturalLanguage attributes-natural-language en ATTR uri printer-uri $uri STATUS successful-ok }
        """.write(to: test, atomically: true, encoding: .utf8)

        let right = try run(
            "ipptool", ["-tv", "ipps://anna:\(Self.password)@\(daemon.address)/printers/paper", test.path],
            server: daemon.address)
        #expect(right.status == 0, "\(right.output) \(right.errors)")
        #expect(try isPaused())
        let line = "/usr/sbin/lpadmin -h \(daemon.address) -U anna -p remote -E -v file:///dev/null -m raw"
        let made = try onTerminal(line, answering: "Password for anna", with: Self.password)
        #expect(made.status == 0, "\(made.output)")
        #expect(try onServer("printer list -o name").output.contains("remote\n"))
    }

    @Test("A token does what it is for and no more, and nothing once it is revoked")
    func tokens() throws {
        try addAnna()
        let manage = try onServer("token create --user anna --scope manage --label ci").output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let read = try onServer("token create --user anna --scope read --expires 1h").output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(manage.hasPrefix("quire_"))

        #expect(try post(.pausePrinter, ["-H", "Authorization: Bearer \(read)"]) == "200")
        #expect(try !isPaused(), "a token to look with changes nothing")
        let paused = try run(
            "quirectl", ["-s", daemon.address, "printer", "pause", "paper"], server: daemon.address,
            environment: ["QUIRE_TOKEN": manage])
        #expect(paused.status == 0, "\(paused.errors)")
        #expect(try isPaused())
        let list = try onServer("token list --json").output
        #expect(list.contains("\"ci\"") && !list.contains(manage.suffix(32)))
        let id = String(manage.split(separator: "_")[1])
        #expect(try onServer("token revoke \(id)").status == 0)
        #expect(try post(.resumePrinter, ["-H", "Authorization: Bearer \(manage)"]) == "401")
    }

    @Test("Each role may do what it is for")
    func roles() throws {
        for role in ["user", "operator", "auditor"] {
            let made = try onServer("user add \(role)1 --role \(role) --password-stdin", input: "password of \(role)\n")
            #expect(made.status == 0, "\(made.errors)")
        }
        func pause(_ role: String) throws -> Bool {
            #expect(try onServer("printer resume paper").status == 0)
            #expect(try post(.pausePrinter, ["-u", "\(role)1:password of \(role)"]) == "200")
            return try isPaused()
        }

        #expect(try pause("operator"))
        #expect(try !pause("user"))
        #expect(try !pause("auditor"))
    }

    @Test("Who guesses waits, from the fifth wrong try on; nothing secret is in the log or in the spool")
    func guessing() throws {
        try addAnna()
        for number in 0..<5 {
            #expect(try post(.pausePrinter, ["-u", "anna:\(Self.wrong)\(number)"]) == "401")
        }

        #expect(try post(.pausePrinter, ["-u", "anna:\(Self.password)"]) == "429")
        #expect(try post(.getPrinterAttributes) == "200", "who proves nothing is not slowed")
        let token = try onServer("token create --user anna").output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(token.hasPrefix("quire_"))
        _ = daemon.terminate()
        let encoded = Data("anna:\(Self.password)".utf8).base64EncodedString()
        let secrets = [Self.password, Self.wrong, encoded, String(token.suffix(64))]
        var looked = 0
        let files = try FileManager.default.subpathsOfDirectory(atPath: daemon.folder.path).map {
            daemon.folder.appending(path: $0)
        }
        for file in files + [log] {
            guard let data = try? Data(contentsOf: file) else { continue }
            looked += 1
            for secret in secrets {
                #expect(data.range(of: Data(secret.utf8)) == nil, "\(secret) is in \(file.lastPathComponent)")
            }
        }
        #expect(looked > 3)
        #expect(try String(contentsOf: log, encoding: .utf8).contains("a password or token was wrong"))
    }

    @Test("Accounts and their tokens are there after a restart")
    func restart() throws {
        try addAnna()
        let token = try onServer("token create --user anna --scope manage").output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        daemon.kill()
        try daemon.start()

        #expect(try post(.pausePrinter, ["-u", "anna:\(Self.password)"]) == "200")
        #expect(try isPaused())
        #expect(try post(.resumePrinter, ["-H", "Authorization: Bearer \(token)"]) == "200")
        #expect(try !isPaused())
        #expect(try onServer("user disable anna").status == 0)
        #expect(try post(.pausePrinter, ["-u", "anna:\(Self.password)"]) == "401")
        #expect(try post(.pausePrinter, ["-H", "Authorization: Bearer \(token)"]) == "401")
    }
}

@Suite("Scene: the machine's users", .serialized)
struct MachineUsersScene {
    /// A folder in place of /etc/pam.d: everybody's password is "of NAME".
    private static func services() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "quire-scene-pam-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let check = folder.appending(path: "check")
        try "#!/bin/sh\nread -r password\n[ \"$password\" = \"of $PAM_USER\" ]\n".write(
            to: check, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: check.path)
        // pam_exec calls a program that says no a system error; pam_deny says no.
        let service = """
            auth [success=1 default=ignore] pam_exec.so quiet expose_authtok \(check.path)
            auth requisite pam_deny.so
            auth required pam_permit.so
            account required pam_permit.so

            """
        try service.write(to: folder.appending(path: "quire"), atomically: true, encoding: .utf8)
        return folder
    }

    private func answer(_ daemon: Daemon, _ user: String, _ password: String) throws -> String {
        try run(
            "curl",
            [
                "-sk", "-o", "/dev/null", "-w", "%{http_code}", "-u", "\(user):\(password)",
                "https://\(daemon.address)/admin/conf/cupsd.conf",
            ], server: daemon.address
        ).output
    }

    @Test("With --pam the machine's users are known by PAM's word, and by their groups")
    func pam() throws {
        let folder = try Self.services()
        defer { try? FileManager.default.removeItem(at: folder) }
        let daemon = try Daemon(
            policy: "default",
            arguments: ["--pam", "quire", "--pam-folder", folder.path, "--admin-group", "no-such-group"])

        // root is an administrator, and gets what administrators get; another user is known, and gets nothing there.
        #expect(try answer(daemon, "root", "of root") == "200")
        #expect(try answer(daemon, "daemon", "of daemon") == "403")
        #expect(try answer(daemon, "daemon", "of root") == "401")
    }

    /// Does what a service manager does for quired-pam.socket: a helper for each connection.
    private static let manager = """
        import os, socket, sys
        path, program, folder = sys.argv[1:4]
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        listener.bind(path); os.chmod(path, 0o666); listener.listen(4)
        print("ready", flush=True)
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                os.dup2(connection.fileno(), 0)
                os.execv(program, [program, "quire", folder])
            connection.close()
        """

    @Test(
        "With --pam-socket a helper is asked that somebody else has started, unless that is a stranger",
        arguments: [false, true])
    func pamSocket(isStrange: Bool) throws {
        if isStrange, geteuid() != 0 { return }
        let folder = try Self.services()
        defer { try? FileManager.default.removeItem(at: folder) }
        if isStrange { chmod(folder.path, 0o777) }
        let manager = Process()
        manager.executableURL = URL(filePath: "/usr/bin/env")
        manager.arguments =
            (isStrange ? ["setpriv", "--reuid", "64711", "--clear-groups"] : []) + [
                "/usr/bin/python3", "-c", Self.manager, folder.appending(path: "socket").path,
                Daemon.binaries.appending(path: "quire-pam").path, folder.path,
            ]
        let said = Pipe()
        manager.standardOutput = said
        try manager.run()
        defer {
            kill(manager.processIdentifier, SIGKILL)
            manager.waitUntilExit()
        }
        #expect(!said.fileHandleForReading.availableData.isEmpty)
        let daemon = try Daemon(
            policy: "default", arguments: ["--pam-socket", folder.appending(path: "socket").path])

        #expect(try answer(daemon, "root", "of root") == (isStrange ? "401" : "200"))
        if !isStrange { #expect(try answer(daemon, "root", "another") == "401") }
    }

    @Test("On a socket for both kinds of addresses, who guesses keeps only himself out")
    func guessingOnOneSocket() throws {
        let password = "planted-Secret-of-anna"
        let script = """
            use Socket qw(:DEFAULT :addrinfo inet_pton); use POSIX; $^F = 20; \
            socket(S, Socket::PF_INET6, SOCK_STREAM, 0) or die; \
            bind(S, Socket::pack_sockaddr_in6(0, inet_pton(Socket::AF_INET6, "::"))) or die; listen(S, 9) or die; \
            dup2(fileno(S), 3) if fileno(S) != 3; $ENV{LISTEN_PID} = $$; $ENV{LISTEN_FDS} = 1; exec @ARGV;
            """
        let daemon = try Daemon(policy: "default", wrapper: ["/usr/bin/perl", "-e", script], listens: false)
        let port = try #require(
            daemon.addresses.first { $0.hasPrefix("0.0.0.0:") }?.split(separator: ":").last.flatMap { Int($0) })
        let made = try run(
            "quirectl", ["user", "add", "anna", "--role", "administrator", "--password-stdin"], server: daemon.socket,
            input: Data("\(password)\n".utf8))
        #expect(made.status == 0, "\(made.errors)")
        func status(from address: String, _ word: String) throws -> String {
            try run(
                "curl",
                [
                    "-sk", "-o", "/dev/null", "-w", "%{http_code}", "--interface", address, "-u", "anna:\(word)",
                    "https://127.0.0.1:\(port)/admin/conf/cupsd.conf",
                ], server: ""
            ).output
        }

        for _ in 0..<5 { #expect(try status(from: "127.0.0.2", "a guess") == "401") }

        #expect(try status(from: "127.0.0.2", password) == "429")
        #expect(try status(from: "127.0.0.3", password) == "200")
    }
}
