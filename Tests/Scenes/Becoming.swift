import Foundation
import Glibc
import IPP
import QuireTestKit
import Testing

/// A daemon that root starts and that is somebody else from then on. Only root can run these.
@Suite("Scene: becoming another user", .serialized, .enabled(if: geteuid() == 0))
struct BecomingScene {
    /// Nobody has it: not a user of this machine, none that the sandbox gives to children.
    private static let stranger = UInt32(64_711)

    private static func folder() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "quire-becoming-\(UInt64.random(in: 0 ... .max))")
    }

    /// What each thread's status says of these fields.
    private func status(_ process: Int32, _ fields: [String]) throws -> Set<[String]> {
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        #expect(threads.count > 2)
        return Set(
            threads.compactMap { thread -> [String]? in
                // A thread may end while we look.
                guard let text = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
                else { return nil }
                let lines = text.split(separator: "\n")
                return fields.map { field in
                    let line = lines.first { $0.hasPrefix("\(field):") } ?? ""
                    return line.dropFirst(field.count + 1).split(whereSeparator: \.isWhitespace).joined(separator: " ")
                }
            })
    }

    private static let rights = [
        "Uid", "Gid", "Groups", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs",
    ]
    private static let nothing = "0000000000000000"

    private func isPrinted(_ daemon: Daemon) async throws -> Bool {
        try await eventually {
            (try? FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).contains { !$0.hasPrefix(".") })
                == true
        }
    }

    @Test("Every thread is that user, with one group and no right of root's, before, while and after it prints")
    func threads() async throws {
        let id = Self.stranger
        let daemon = try Daemon(in: Self.folder(), arguments: ["--user", "\(id):\(id + 1)"])
        let process = daemon.process.processIdentifier
        let (user, group) = ("\(id) \(id) \(id) \(id)", "\(id + 1) \(id + 1) \(id + 1) \(id + 1)")
        let only = Set([[user, group, "\(id + 1)"] + Array(repeating: Self.nothing, count: 5) + ["1"]])

        #expect(try status(process, Self.rights) == only)
        let client = IPPOverHTTP(daemon.address)
        for number in 1...5 {
            _ = try await client.printJob("as a stranger \(number)", samplePDF("x"), to: "/printers/paper")
            #expect(try status(process, Self.rights) == only)
        }
        #expect(try await isPrinted(daemon))
        #expect(try status(process, Self.rights) == only)
        for name in ["", "spool", "spool/queue.db", "tls/key.pem", "paper", "audit", "quire.sock"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: daemon.folder.appending(path: name).path)
            #expect(attributes[.ownerAccountID] as? UInt == UInt(id), "\(name)")
        }
        #expect(daemon.terminate() == 0)
    }

    @Test("It has the groups of a user with a name, is told who it is, and is the same user after a restart")
    func named() async throws {
        let entry = try #require(getpwnam("nobody")).pointee
        let daemon = try Daemon(in: Self.folder(), arguments: ["--user", "nobody"])
        let process = daemon.process.processIdentifier
        let users = try status(process, ["Uid", "CapEff"])
        #expect(users == [[Array(repeating: "\(entry.pw_uid)", count: 4).joined(separator: " "), Self.nothing]])
        let environment = try String(contentsOfFile: "/proc/\(process)/environ", encoding: .utf8)
            .split(separator: "\0")
        #expect(environment.contains("USER=nobody") && environment.contains("LOGNAME=nobody"))
        #expect(!environment.contains("HOME=/root"))
        #expect(try String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8) == "quired\n")

        let job = try await IPPOverHTTP(daemon.address).printJob("kept", samplePDF("x"), to: "/printers/paper")
        #expect(daemon.terminate() == 0)
        try daemon.start()

        #expect(try await IPPOverHTTP(daemon.address).jobs(of: "/printers/paper", which: "all")[job] != nil)
        #expect(try status(daemon.process.processIdentifier, ["Uid", "CapEff"]) == users)
    }

    @Test("Ports below 1024 are bound before, those for LPD as well, and nothing else is handed on")
    func lowPorts() async throws {
        let daemon = try Daemon(
            in: Self.folder(),
            arguments: [
                "--user", "\(Self.stranger)", "--listen", "127.0.0.1:851", "--or-next-port", "--lpd", "127.0.0.1:0",
            ], listens: false)

        let port = try #require(daemon.address.split(separator: ":").last.flatMap { Int($0) })
        #expect((851...901).contains(port))
        #expect(
            try await IPPOverHTTP(daemon.address).send(.getPrinterAttributes, to: "/printers/paper").message.status
                == .ok)
        #expect(try status(daemon.process.processIdentifier, ["CapEff"]) == [[Self.nothing]])
        let file = daemon.folder.appending(path: "by-lpd.pdf")
        try samplePDF("by LPD").write(to: file)
        let sent = try run(
            "/usr/lib/cups/backend/lpd", ["7", "bert", "the title", "1", "", file.path], server: "",
            environment: ["DEVICE_URI": "lpd://127.0.0.1:\(daemon.linePort)/paper?reserve=none"])
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(try await isPrinted(daemon))
        let page = try run(
            "curl", ["-s", "--unix-socket", daemon.socket, "http://localhost/admin/conf/cupsd.conf"], server: "")
        #expect(page.output.contains("Listen 127.0.0.1:\(port)\n"), "\(page.output)")
    }

    @Test("Sockets of the service manager are handed on as well, whatever their numbers")
    func givenSocket() async throws {
        let script = """
            use Socket; use POSIX; $^F = 20; socket(S, PF_INET, SOCK_STREAM, 0) or die; \
            bind(S, sockaddr_in(0, INADDR_LOOPBACK)) or die; \
            dup2(fileno(S), 3) if fileno(S) != 3; $ENV{LISTEN_PID} = $$; $ENV{LISTEN_FDS} = 1; \
            $ENV{LISTEN_FDNAMES} = "quired.socket"; exec @ARGV;
            """
        let daemon = try Daemon(
            in: Self.folder(), arguments: ["--user", "\(Self.stranger)", "--lpd", "127.0.0.1:0"],
            wrapper: ["/usr/bin/perl", "-e", script], listens: false)

        #expect(
            try await IPPOverHTTP(daemon.address).send(.getPrinterAttributes, to: "/printers/paper").message.status
                == .ok)
        #expect(daemon.linePort > 0)
        #expect(daemon.addressV6.isEmpty, "nowhere else")
    }

    @Test("It does not become root, nor nobody there is, nor somebody whose folder it is not, and changes nothing then")
    func wrongUser() throws {
        let folder = Self.folder()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func refusal(_ user: String) throws -> String {
            let ended = try run(
                "quired", ["serve", "--dir", folder.path, "--listen", "127.0.0.1:0", "--user", user], server: "")
            #expect(ended.status == 1)
            return ended.errors
        }

        #expect(try refusal("nobody").contains("chown -R nobody"))
        #expect(try refusal("no-such-user").contains("there is no such user"))
        for text in ["root", "0", "0:7"] { #expect(try refusal(text).contains("that is root, too")) }
        for text in ["1:2:3", "1:", "99999999999", "7x"] { #expect(try refusal(text).contains("neither a name nor")) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("Who is not root cannot become somebody else; who is that somebody already, goes on")
    func notRoot() throws {
        let folder = Self.folder()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        chown(folder.path, Self.stranger, Self.stranger)
        let asStranger = [
            "/usr/bin/setpriv", "--reuid", "\(Self.stranger)", "--regid", "\(Self.stranger)", "--clear-groups",
        ]

        let other = try run(
            asStranger[0],
            asStranger.dropFirst() + [
                Daemon.binaries.appending(path: "quired").path, "serve", "--dir", folder.path, "--user", "nobody",
            ], server: "")
        #expect(other.status == 1)
        #expect(other.errors.contains("only root can become another user"), "\(other.errors)")
        let daemon = try Daemon(in: folder, arguments: ["--user", "\(Self.stranger)"], wrapper: asStranger)
        #expect(try run("/usr/bin/lpstat", ["-r"], server: daemon.address).output.contains("is running"))
    }

    /// crypt(3) of "of the machine".
    private static let hash =
        "$6$quirescene$XfHSbGG0kySzHRZ48O2E20FoP2NdRJs2QAJ4lkKmU.TR3jk1hj/iyshaWRC8aGiXsa9RK5bPo98oHaLcsh/mb0"
    /// In a view of the file system in which this machine has one user more, whose password is "of the machine".
    private static let withUser = [
        "/usr/bin/unshare", "--mount", "/bin/sh", "-c",
        #"""
        set -e
        folder=$(mktemp -d)
        { cat /etc/passwd; echo 'quire-scene:x:64713:64713::/:/bin/false'; } > $folder/passwd
        { cat /etc/shadow; echo 'quire-scene:\#(hash):20000::::::'; } > $folder/shadow
        { cat /etc/group; echo 'quire-scene:x:64713:'; } > $folder/group
        chmod 644 $folder/passwd $folder/group; chmod 600 $folder/shadow
        for name in passwd shadow group; do mount --bind $folder/$name /etc/$name; done
        rm -r $folder
        exec "$@"
        """#, "sh",
    ]

    @Test("The machine's own passwords are asked for by a helper that stays root, and by nobody else")
    func machinePasswords() throws {
        let services = Self.folder()
        try FileManager.default.createDirectory(at: services, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: services) }
        try "auth required pam_unix.so nodelay\naccount required pam_unix.so\n".write(
            to: services.appending(path: "quire"), atomically: true, encoding: .utf8)
        let daemon = try Daemon(
            in: Self.folder(),
            arguments: [
                "--user", "\(Self.stranger)", "--pam", "quire", "--pam-folder", services.path, "--admin-group",
                "quire-scene",
            ], wrapper: Self.withUser)
        func answer(_ user: String, _ password: String) throws -> String {
            try run(
                "curl",
                [
                    "-sk", "-o", "/dev/null", "-w", "%{http_code}", "-u", "\(user):\(password)",
                    "https://\(daemon.address)/admin/conf/cupsd.conf",
                ], server: daemon.address
            ).output
        }
        let process = daemon.process.processIdentifier

        #expect(try answer("quire-scene", "of the machine") == "200")
        #expect(try answer("quire-scene", "another") == "401")
        #expect(try answer("root", "") == "401")
        // The daemon itself is nobody, and nothing that it starts can be more.
        let nobody = ["\(Self.stranger) \(Self.stranger) \(Self.stranger) \(Self.stranger)", Self.nothing, "1"]
        #expect(try status(process, ["Uid", "CapEff", "NoNewPrivs"]) == [nobody])
        // The helper is the one child that is root, cannot gain rights either, and goes with the daemon.
        let helpers = try children(of: process).filter {
            try String(contentsOfFile: "/proc/\($0)/comm", encoding: .utf8) == "quire-pam\n"
        }
        #expect(helpers.count == 1)
        let helper = try #require(helpers.first)
        let text = try String(contentsOfFile: "/proc/\(helper)/status", encoding: .utf8)
        #expect(text.contains("Uid:\t0\t0\t0\t0\n") && text.contains("NoNewPrivs:\t1\n"))
        #expect(daemon.terminate() == 0)
        #expect(kill(helper, 0) != 0 || waitsForGone(helper))
    }

    private func children(of process: Int32) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").flatMap { thread in
            (try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/children", encoding: .utf8))?
                .split(separator: " ").compactMap { Int32($0) } ?? []
        }
    }

    private func waitsForGone(_ process: Int32) -> Bool {
        for _ in 0..<50 {
            usleep(100_000)
            // Nobody's child any more: whoever takes it up may take a moment.
            let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ") Z"
            if state.contains(") Z") { return true }
        }
        return false
    }
}
