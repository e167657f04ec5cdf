import Foundation
import Glibc
import QuireTestKit
import Testing

/// Devices behind CUPS' own programs, and the queues of a CUPS server, which runs beside the daemon.
@Suite("Scene: CUPS' programs and servers", .serialized, .timeLimit(.minutes(5)))
struct ProgramScenes {
    let daemon: Daemon

    init() throws { daemon = try Daemon() }

    private func ok(_ line: String, input: Data? = nil, server: String? = nil) throws -> String {
        let words = line.split(separator: " ").map { String($0) }
        let folder = ["lpadmin", "lpinfo"].contains(words[0]) ? "/usr/sbin/" : "/usr/bin/"
        let ended = try run(
            folder + words[0], Array(words.dropFirst()), server: server ?? daemon.address, input: input)
        #expect(ended.status == 0, "\(line): \(ended.errors)")
        return ended.output
    }

    /// Bytes of every value, more than fit into a pipe.
    private let document = Data((0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 256) })

    @Test("CUPS' socket program prints what lp sends, byte for byte", .enabled(if: hasProgram("socket")))
    func socketProgram() async throws {
        let sink = try ByteSink()
        _ = try ok("lpadmin -p net -E -v cups-backend+socket://127.0.0.1:\(sink.port)/?snmp=false -m raw")

        _ = try ok("lp -d net -o raw", input: document)

        #expect(try await eventually { sink.received.count == 1 })
        let isSame = sink.received.first == document
        #expect(isSame)
        #expect(try await eventually { try ok("lpstat -W completed -o net").hasPrefix("net-1 ") })
    }

    @Test("CUPS' ipp program prints to a CUPS server", .enabled(if: CupsdBeside.isPossible && hasProgram("ipp")))
    func ippProgram() async throws {
        let sink = try ByteSink()
        let cups = try await CupsdBeside(device: "socket://127.0.0.1:\(sink.port)/?snmp=false")
        _ = try ok("lpadmin -p remote -E -v cups-backend+ipp://\(cups.address)/printers/q -m raw")

        _ = try ok("lp -d remote -o raw", input: document)

        #expect(try await eventually { sink.received.count == 1 })
        let isSame = sink.received.first == document
        #expect(isSame)
    }

    @Test(
        "Every program that is installed lists its devices, and lpinfo shows them", .enabled(if: hasProgram("socket")))
    func devices() throws {
        let shown = try ok("lpinfo --timeout 5 -v")
        let lines = Set(shown.split(separator: "\n").map { String($0) })

        #expect(lines.isSuperset(of: ["network socket", "network ipp", "network lpd", "network cups", "file null:"]))
        #expect(try ok("lpinfo --include-schemes socket -v") == "network socket\n")
    }

    @Test(
        "A queue of a CUPS server is printed to, byte for byte, under the user's and the job's names",
        .enabled(if: CupsdBeside.isPossible))
    func cupsServer() async throws {
        let sink = try ByteSink()
        let cups = try await CupsdBeside(device: "socket://127.0.0.1:\(sink.port)/?snmp=false")
        _ = try ok("lpadmin -p remote -E -v cups://\(cups.address)/q -m raw")

        _ = try ok("lp -d remote -o raw -U ana -t Report", input: document)

        #expect(try await eventually { try ok("lpstat -W completed -o remote").hasPrefix("remote-1 ") })
        let isSame = sink.received == [document]
        #expect(isSame)
        let there = try ok("lpstat -W completed -o q", server: cups.address)
        #expect(there.hasPrefix("q-1 ") && there.contains(" ana "))
    }

    @Test(
        "Canceled here, a job is canceled there; canceled there, it is canceled here",
        .enabled(if: CupsdBeside.isPossible))
    func canceling() async throws {
        let cups = try await CupsdBeside(device: "file:///dev/null")
        _ = try ok("lpadmin -p remote -E -v cups://\(cups.address)/halted -m raw")

        _ = try ok("lp -d remote -o raw", input: document)
        #expect(try await eventually { try ok("lpstat -o halted", server: cups.address).hasPrefix("halted-1 ") })
        _ = try ok("cancel remote-1")
        #expect(try await eventually { try ok("lpstat -o halted", server: cups.address).isEmpty })

        _ = try ok("lp -d remote -o raw", input: document)
        #expect(try await eventually { try ok("lpstat -o halted", server: cups.address).hasPrefix("halted-2 ") })
        _ = try ok("cancel halted-2", server: cups.address)
        #expect(try await eventually { try ok("lpstat -o remote").isEmpty })
    }

    @Test("After kill -9, a job that a CUPS server has is not sent there again", .enabled(if: CupsdBeside.isPossible))
    func killed() async throws {
        let sink = try ByteSink()
        let cups = try await CupsdBeside(device: "socket://127.0.0.1:\(sink.port)/?snmp=false")
        _ = try ok("lpadmin -p remote -E -v cups://\(cups.address)/halted -m raw")
        _ = try ok("lp -d remote -o raw", input: document)
        #expect(
            try await eventually {
                try ok("lpstat -l -o halted", server: cups.address).contains("halted-1 ")
                    && cups.log.contains("[Job 1] Request file type is")
                    || cups.log.contains("[Job 1] File of type")
            })

        daemon.kill()
        try daemon.start()
        _ = try run("/usr/sbin/cupsenable", ["halted"], server: cups.address)

        #expect(try await eventually { try ok("lpstat -W completed -o remote").hasPrefix("remote-1 ") })
        let isSame = sink.received == [document]
        #expect(isSame)
        #expect(try ok("lpstat -W all -o", server: cups.address).split(separator: "\n").count == 1)
    }
}

/// Only root can have a daemon with another user.
@Suite("Scene: a program that a printer has taken over", .enabled(if: geteuid() == 0))
struct TakenOverScene {
    private static let stranger: uid_t = 64_711

    @Test("It has the daemon's user, who is an administrator at the daemon's socket, and is sent away there")
    func socket() async throws {
        let programs = FileManager.default.temporaryDirectory.appending(
            path: "quire-programs-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: programs) }
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "quire-taken-over-\(UInt64.random(in: 0 ... .max))")
        // Ends well when the server has taken its connection and closed it without a word, and badly in every other case:
        // when it was answered, and when it did not come that far.
        let script = """
            #!/bin/sh
            [ $# = 0 ] && exit 0
            cat > /dev/null
            curl -s -m 9 --unix-socket \(folder.path)/quire.sock http://localhost/readyz > /dev/null
            case $? in 52|55|56) exit 0 ;; esac
            exit 4
            """
        try script.write(to: programs.appending(path: "spy"), atomically: true, encoding: .utf8)
        chmod(programs.appending(path: "spy").path, 0o755)
        let daemon = try Daemon(
            in: folder, policy: "default",
            arguments: ["--user", "\(Self.stranger)", "--cups-backends", programs.path])
        let made = try run(
            "/usr/sbin/lpadmin", ["-p", "spy", "-E", "-v", "spy://here", "-m", "raw"], server: daemon.socket)
        #expect(made.status == 0, "\(made.errors)")

        let sent = try run("/usr/bin/lp", ["-d", "spy", "-o", "raw"], server: daemon.socket, input: Data("x".utf8))
        #expect(sent.status == 0, "\(sent.errors)")

        #expect(
            try await eventually {
                try run("/usr/bin/lpstat", ["-W", "completed", "-o", "spy"], server: daemon.socket).output
                    .hasPrefix("spy-1 ")
            })
        let explained = try run("quirectl", ["job", "explain", "1"], server: daemon.socket).output
        #expect(explained.contains("has been printed"), "\(explained)")
    }
}

private func hasProgram(_ name: String) -> Bool {
    access("/usr/lib/cups/backend/\(name)", X_OK) == 0
}
