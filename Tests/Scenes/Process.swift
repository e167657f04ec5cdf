import Foundation
import Glibc
import IPP
import QuireTestKit
import Testing

/// How the daemon starts, what it gives up, and how it ends.
@Suite("Scene: the daemon as a process", .serialized)
struct ProcessScene {
    private static func folder() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "quire-process-\(UInt64.random(in: 0 ... .max))")
    }

    private func status(_ daemon: Daemon, _ field: String) throws -> [String] {
        let process = "/proc/\(daemon.process.processIdentifier)"
        return try FileManager.default.contentsOfDirectory(atPath: "\(process)/task").compactMap { thread in
            // A thread may end while we look.
            let text = try? String(contentsOfFile: "\(process)/task/\(thread)/status", encoding: .utf8)
            return text?.split(separator: "\n").first { $0.hasPrefix("\(field):") }.map {
                $0.dropFirst(field.count + 1).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }
    }

    // MARK: What it gives up

    @Test("No thread can get more rights, and a crash leaves no core")
    func rights() throws {
        let daemon = try Daemon()

        let threads = try status(daemon, "NoNewPrivs")
        let limits = try String(contentsOfFile: "/proc/\(daemon.process.processIdentifier)/limits", encoding: .utf8)

        #expect(threads.count > 2)
        #expect(Set(threads) == ["1"])
        let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
        #expect(core.split(whereSeparator: \.isWhitespace).dropFirst(4).prefix(2).elementsEqual(["0", "0"]), "\(core)")
    }

    @Test(
        "A folder that others could put something into is not used, and the reason is said",
        arguments: [("", 0o777, "go-w"), ("", 0o775, "go-w"), ("spool", 0o755, "go-rwx"), ("tls", 0o750, "go-rwx")])
    func unsafeFolder(name: String, mode: Int, remedy: String) throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let inside = folder.appending(path: name)
        try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
        if !name.isEmpty { chmod(folder.path, 0o755) }
        chmod(inside.path, mode_t(mode))

        let ended = try run("quired", ["serve", "--dir", folder.path, "--listen", "127.0.0.1:0"], server: "")

        #expect(ended.status == 1)
        #expect(ended.errors.contains("chmod \(remedy)"), "\(ended.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "spool/queue.db").path))
    }

    // MARK: The service manager

    @Test("It serves at a socket that the service manager has bound")
    func givenSocket() async throws {
        let script = """
            use Socket; use POSIX; $^F = 20; socket(S, PF_INET, SOCK_STREAM, 0) or die; \
            bind(S, sockaddr_in(0, INADDR_LOOPBACK)) or die; listen(S, 9) or die; \
            dup2(fileno(S), 3) if fileno(S) != 3; $ENV{LISTEN_PID} = $$; $ENV{LISTEN_FDS} = 1; exec @ARGV;
            """
        let daemon = try Daemon(wrapper: ["/usr/bin/perl", "-e", script], listens: false)

        let answer = try await IPPOverHTTP(daemon.address).send(.getPrinterAttributes, to: "/printers/paper").message

        #expect(answer.status.isSuccessful)
        #expect(daemon.addressV6.isEmpty, "nowhere else")
        #expect(try run("/usr/bin/lpstat", ["-r"], server: daemon.socket).output.contains("is running"))
        let port = try #require(daemon.address.split(separator: ":").last)
        let url = try run("quirectl", ["share", "url", "paper"], server: daemon.socket)
        #expect(url.output.contains(":\(port)/ipp/print/paper"), "\(url)")
    }

    @Test(
        "A socket for both kinds of addresses, as systemd binds them, is listened at for both, and raw ports are opened so"
    )
    func givenForBoth() async throws {
        let script = """
            use Socket qw(:DEFAULT :addrinfo inet_pton); use POSIX; $^F = 20; \
            socket(S, Socket::PF_INET6, SOCK_STREAM, 0) or die; \
            bind(S, Socket::pack_sockaddr_in6(0, inet_pton(Socket::AF_INET6, "::"))) or die; listen(S, 9) or die; \
            dup2(fileno(S), 3) if fileno(S) != 3; $ENV{LISTEN_PID} = $$; $ENV{LISTEN_FDS} = 1; exec @ARGV;
            """
        let daemon = try Daemon(
            arguments: ["--no-announce"], wrapper: ["/usr/bin/perl", "-e", script], listens: false)
        let port = try #require(
            daemon.addresses.first { $0.hasPrefix("0.0.0.0:") }?.split(separator: ":").last.flatMap { Int($0) })
        #expect(daemon.addresses.contains("[::]:\(port)"))

        let url = try run("quirectl", ["share", "url", "paper"], server: daemon.socket)
        #expect(url.output.contains(":\(port)/ipp/print/paper"), "\(url)")
        // Above those that the kernel gives to others.
        let raw = Int.random(in: 61_500..<65_000)
        let shared = try run(
            "quirectl", ["share", "on", "paper", "--raw9100", "--port", "\(raw)"], server: daemon.socket)
        #expect(shared.status == 0, "\(shared.errors)")
        for address in ["127.0.0.1", "::1"] {
            let before = try files(daemon)
            let isSent = try await eventually {
                try run("/bin/bash", ["-c", "cat > /dev/tcp/\(address)/\(raw)"], server: "", input: samplePDF("raw"))
                    .status == 0
            }
            #expect(isSent, "\(address)")
            #expect(try await eventually { try files(daemon) > before }, "\(address)")
        }
    }

    private func files(_ daemon: Daemon) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).count { $0.hasSuffix(".pdf") }
    }

    @Test("It says when it is ready and when it stops")
    func notifies() throws {
        let path = Self.folder().path
        let inbox = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer {
            close(inbox)
            unlink(path)
        }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(inbox, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(inbox, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        func word() -> String {
            var bytes = [UInt8](repeating: 0, count: 1_000)
            let count = recv(inbox, &bytes, bytes.count, 0)
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }

        let daemon = try Daemon(wrapper: ["/usr/bin/env", "NOTIFY_SOCKET=\(path)", "WATCHDOG_USEC=60000000"])
        let first = [word(), word()].sorted()
        #expect(daemon.terminate() == 0)
        let last = word()

        #expect(first.contains { $0.hasPrefix("READY=1\nSTATUS=listening at 127.0.0.1:") }, "\(first)")
        #expect(first.contains("WATCHDOG=1"))
        #expect(last.hasPrefix("STOPPING=1\n"), "\(last)")
    }

    @Test("The unit of systemd leaves little to an attacker")
    func unit() throws {
        let unit = Daemon.repository.appending(path: "packaging/quired.service").path
        // Not on every machine.
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze") else { return }
        let rated = try run(
            "/usr/bin/systemd-analyze", ["security", "--offline=true", "--no-pager", "--threshold=20", unit], server: ""
        )

        #expect(rated.output.contains("Overall exposure level"), "\(rated.errors)")
        #expect(rated.status == 0, "more than 2.0: \(rated.output.suffix(100))")
    }

    // MARK: Its end

    @Test(
        "SIGTERM under load: within ten seconds, all that was acknowledged is there, and what was printing waits again")
    func stopUnderLoad() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("still", "file:///dev/null", isPaused: true)
        // Takes the job and never its document.
        let device = try FaultyDevice.socket { $0.hang() }
        try await client.addPrinter("slow", device.uri)
        let printing = try await client.printJob(
            "printing", Data(repeating: 66, count: 20_000_000), to: "/printers/slow")
        let address = daemon.address
        let acknowledged = Acknowledged()

        let took = await withTaskGroup(of: Void.self, returning: Duration.self) { group in
            for number in 1...4 {
                group.addTask {
                    let connection = IPPOverHTTP(address)
                    for count in 1... {
                        let document = Data(repeating: UInt8(count % 250), count: count % 5 == 0 ? 300_000 : 1_000)
                        guard
                            let id = try? await connection.printJob(
                                "\(number)-\(count)", document, to: "/printers/still")
                        else { return }
                        await acknowledged.add(id, document)
                    }
                }
            }
            while await acknowledged.documents.count < 40 { try? await Task.sleep(for: .milliseconds(5)) }
            let began = ContinuousClock.now
            #expect(daemon.terminate() == 0)
            return ContinuousClock.now - began
        }
        #expect(took < .seconds(10))

        try daemon.start()
        let again = IPPOverHTTP(daemon.address)
        let listed = try await again.jobs(of: "/printers/still")
        for (id, document) in await acknowledged.documents {
            #expect(listed[id] != nil)
            #expect(try await again.document(of: id) == document)
        }
        #expect(try await again.jobs(of: "/printers/slow", which: "not-completed")[printing] != nil)
    }

    private actor Acknowledged {
        private(set) var documents: [Int32: Data] = [:]
        func add(_ id: Int32, _ document: Data) { documents[id] = document }
    }

    // MARK: Its certificate

    @Test("A new certificate counts at SIGHUP, without a restart")
    func certificate() async throws {
        let daemon = try Daemon()
        let tls = daemon.folder.appending(path: "tls")
        let made = try run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=replaced.example",
                "-keyout",
                "\(tls.path)/key.new", "-out", "\(tls.path)/cert.new",
            ], server: "")
        #expect(made.status == 0, "\(made.errors)")
        #expect(try !shown(daemon).contains("replaced.example"))

        for name in ["key", "cert"] {
            #expect(rename("\(tls.path)/\(name).new", "\(tls.path)/\(name).pem") == 0)
        }
        Glibc.kill(daemon.process.processIdentifier, SIGHUP)

        #expect(try await eventually { try shown(daemon).contains("replaced.example") })
        #expect(daemon.isRunning)
    }

    private func shown(_ daemon: Daemon) throws -> String {
        try run("openssl", ["s_client", "-connect", daemon.address], server: "", input: Data()).output
    }
}
