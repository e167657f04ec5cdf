import Foundation
import IPP
import Testing

@testable import quire

@Suite("quirectl doctor")
struct DoctorTests {
    private static let moment = AttributeValue.dateTime(IPPDateTime(secondsSince1970: Command.now))

    private static func server(
        shared: Bool = false, rawPort: Int32? = nil, reasons: String = "none", spool: String = "ok",
        discovery: String = "No printer is shared", listening: [String] = [], clock: AttributeValue = DoctorTests.moment
    ) -> FakeServer.Answer {
        { request in
            switch request.operation {
            case .cupsGetPrinters:
                var more = [
                    Attribute("printer-is-shared", .boolean(shared)),
                    Attribute("printer-state-reasons", .keyword(reasons)),
                    Attribute("printer-is-accepting-jobs", .boolean(true)), Attribute("device-uri", .uri("null:")),
                ]
                if let rawPort { more.append(Attribute("quire-raw-port", .integer(rawPort))) }
                var printer = AttributeGroup.printer("floor2")
                for attribute in more { printer.set(attribute) }
                return .answer(.ok, nil, printer)
            case .getSystemAttributes:
                var system = AttributeGroup(
                    .system,
                    [
                        Attribute("quire-spool-state", .keyword(spool)),
                        Attribute("quire-discovery", .text(discovery)), Attribute("system-current-time", clock),
                        Attribute("system-state-message", .text("no room")),
                    ])
                if !listening.isEmpty { system.set(Attribute("quire-listening", listening.map { .uri($0) })) }
                return .answer(.ok, nil, system)
            default: return .answer(.operationNotSupported)
            }
        }
    }

    /// What doctor says of a machine, with all that is well.
    private func doctor(
        _ house: DoctorHouse, _ words: String = "", host: LocalHost? = nil,
        answer: @escaping FakeServer.Answer = DoctorTests.server()
    ) async throws -> Result {
        try await FakeServer.run(answer) { server in
            var session = Command.session(
                ["quirectl", "doctor", "-v"] + words.split(separator: " ").map(String.init), server: server.address)
            session.host = host ?? house.host()
            let status = await Quire.run(session)
            return Result(output: session.output.text, errors: session.errors.text, code: status.code)
        }
    }

    private func line(_ check: String, _ result: Result) -> String {
        result.output.split(separator: "\n").first { $0.hasPrefix(check + "\t") }.map { String($0) } ?? ""
    }

    @Test("A port that another has is named, with who has it and what turns it off")
    func held() async throws {
        let house = try DoctorHouse()
        try house.process("/usr/sbin/cupsd -l", at: [631])
        try house.process("/usr/sbin/p910nd", at: [9100])

        let result = try await doctor(house, answer: Self.server(rawPort: 9100))

        #expect(line("port 631", result).contains("warning\tcupsd (process 101) has it"), "\(result)")
        #expect(line("port 631", result).contains("systemctl disable --now cups.socket cups.path cups.service"))
        #expect(line("port 9100", result).contains("failure\tp910nd (process 102) has it, so that floor2"))
        #expect(line("port 515", result).contains("ok\tfree"))
        #expect(result.code == 1)
    }

    @Test("Our own ports are well, unless a shared printer can be reached by this machine only")
    func own() async throws {
        let house = try DoctorHouse()
        try house.process("/usr/bin/quired serve --dir /var/lib/quire", at: [631, 515], loopback: true)

        let alone = try await doctor(house)
        let shared = try await doctor(house, answer: Self.server(shared: true))

        #expect(line("port 631", alone).contains("ok\tquired (process 101) listens, for this machine only"), "\(alone)")
        #expect(line("port 515", alone).contains("ok"))
        #expect(line("port 631", shared).contains("warning"))
        #expect(line("port 631", shared).contains("nobody reaches it"))
    }

    @Test("Of several servers only the one that is asked counts, by its own word")
    func several() async throws {
        let house = try DoctorHouse()
        try house.process("/usr/bin/quired serve --dir /x", at: [631, 40_001])
        try house.process("/usr/bin/quired serve --dir /y", at: [40_002, 9_100])
        let answer = Self.server(
            rawPort: 9_100, listening: ["ipp://0.0.0.0:40002", "ipp://[::1]:40001", "socket://0.0.0.0:9100"])

        let all = try await doctor(house, answer: answer)

        #expect(line("port 631", all).contains("warning\tquired (process 101) has it"), "\(all)")
        #expect(line("port 9100", all).contains("ok\tquired (process 102) takes raw data"), "\(all)")
        #expect(line("spool", all).contains("/y"), "\(all)")
    }

    @Test("Without Avahi a shared printer is a failure, and one that is not shared is none")
    func announcing() async throws {
        let house = try DoctorHouse()
        try house.write("/etc/avahi/avahi-daemon.conf", "[publish]\n#x=y\ndisable-publishing = yes\n")

        let alone = try await doctor(house)
        let words = "Printers are not announced: Avahi does not run."
        let shared = try await doctor(house, answer: Self.server(shared: true, discovery: words))

        #expect(line("Avahi", alone).contains("ok\tis not installed; not needed"), "\(alone)")
        #expect(line("Avahi", shared).contains("failure\tis not installed: nobody finds floor2"))
        #expect(line("Avahi", shared).contains("apt-get install avahi-daemon"))
        #expect(line("D-Bus", shared).contains("failure"))
        #expect(line("Avahi's settings", shared).contains("disable-publishing=yes"))
        #expect(line("announcing", shared).contains("failure\t\(words)"))
    }

    @Test("ufw is read: what it lets in is well, and what it does not is a hint with the command")
    func ufw() async throws {
        let house = try DoctorHouse()
        try house.process("/usr/bin/quired serve --dir /x", at: [631])
        try house.write("/etc/ufw/ufw.conf", "ENABLED=yes\n")
        let answer = Self.server(shared: true)

        let blind = try await doctor(house, host: house.host(isRoot: false), answer: answer)
        try house.write("/etc/ufw/user.rules", "### tuple ### allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in\n")
        let closed = try await doctor(house, answer: answer)
        try house.write(
            "/etc/ufw/user.rules",
            "### tuple ### allow tcp 600:700 0.0.0.0/0 any 0.0.0.0/0 in\n### tuple ### allow udp 5353 0.0.0.0/0 any 0.0.0.0/0 in\n"
        )
        let open = try await doctor(house, answer: answer)

        #expect(line("firewall", blind).contains("only root can see"), "\(blind)")
        #expect(line("firewall", closed).contains("ufw allow 631/tcp && ufw allow 5353/udp"), "\(closed)")
        #expect(line("firewall", open).contains("ok\tufw is on, and lets printing through"), "\(open)")
    }

    @Test(
        "nftables are asked by root only; a chain that drops is held against the ports that are used",
        arguments: [
            (
                "table inet filter { chain input { type filter hook input priority 0; policy drop; tcp dport 22 accept } }",
                true
            ),
            (
                "table inet filter { chain input { type filter hook input priority 0; policy drop; tcp dport { 22, 631 } accept } }",
                false
            ),
            (
                "table inet filter { chain input { type filter hook input priority 0; policy drop; tcp dport ipp accept } }",
                false
            ),
            ("table inet filter { chain input { type filter hook input priority 0; policy accept; } }", false),
        ])
    func nftables(rules: String, isHint: Bool) async throws {
        let house = try DoctorHouse()
        try house.process("/usr/bin/quired serve --dir /x", at: [631])
        let host = house.host { program, _ in
            program == "/usr/sbin/nft" ? ProgramResult(status: 0, output: rules) : nil
        }

        let result = try await doctor(house, host: host)
        var other = host
        other.userID = 1000
        let blind = try await doctor(house, host: other)

        #expect(line("firewall", result).contains("warning") == isHint, "\(result)")
        #expect(line("firewall", blind).contains("only root can see rules"))
    }

    @Test("What others can get at in the server's folder is a failure, and --fix mends it")
    func rights() async throws {
        let house = try DoctorHouse()
        try house.spool()
        let key = house.place("/var/lib/quire/tls/key.pem").path
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)

        let before = try await doctor(house)
        let mended = try await doctor(house, "--fix")
        let after = try await doctor(house)

        #expect(
            line("rights", before).contains("failure\t/var/lib/quire/tls/key.pem: others can get at it"), "\(before)")
        #expect(line("rights", before).contains("chmod go-rwx '/var/lib/quire/tls/key.pem'"))
        #expect(line("rights", mended).contains("ok\tmended: chmod go-rwx"))
        #expect(line("rights", after).contains("ok\t/var/lib/quire is the server's alone"))
        #expect(try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int == 0o600)
    }

    @Test("A queue that is damaged, cut or somebody else's is a failure; what was set aside is told of")
    func queue() async throws {
        let house = try DoctorHouse()
        try house.spool()
        let path = "/var/lib/quire/spool/queue.db"

        let whole = try await doctor(house)
        let checked = try await doctor(
            house,
            host: house.host { program, _ in
                program == "/usr/bin/sqlite3" ? ProgramResult(status: 0, output: "row 3 missing\n") : nil
            })
        try house.write(path, DoctorHouse.database + Data([1]))
        let cut = try await doctor(house)
        try house.write(path, Data("SQLite format 3\0".utf8) + Data(repeating: 0, count: 4_080))
        try house.write("/var/lib/quire/spool/corrupt/queue-1.db", "x")
        let other = try await doctor(house)

        #expect(line("queue", whole).contains("ok"), "\(whole)")
        #expect(line("queue", checked).contains("failure") && line("queue", checked).contains("row 3 missing"))
        #expect(line("queue", cut).contains("failure") && line("queue", cut).contains("middle of a page"))
        #expect(line("queue", other).contains("no queue of ours"))
        #expect(line("set aside", other).contains("warning\t1 damaged"))
    }

    @Test("A clock that is behind its own files, or apart from the server's, is told of")
    func clock() async throws {
        let house = try DoctorHouse()
        try house.write("/var/lib/dpkg/status", "x")
        let time = Date(timeIntervalSince1970: Double(Command.now + 40 * 86_400))
        try FileManager.default.setAttributes(
            [.modificationDate: time], ofItemAtPath: house.place("/var/lib/dpkg/status").path)
        try house.write("/run/systemd/system/x", "")
        let late = AttributeValue.dateTime(IPPDateTime(secondsSince1970: Command.now - 3_600))

        let result = try await doctor(house, answer: Self.server(clock: late))
        try house.process("/usr/sbin/chronyd -F 1")
        let kept = try await doctor(house)

        #expect(line("time service", kept).contains("ok\tchronyd keeps"))
        #expect(line("clock", result).contains("failure\t/var/lib/dpkg/status was written"), "\(result)")
        #expect(line("time service", result).contains("warning"))
        #expect(line("server's clock", result).contains("warning\t1 h behind"), "\(result)")
    }

    @Test("A full spool and a printer in trouble are failures, with what mends them")
    func server() async throws {
        let house = try DoctorHouse()

        let result = try await doctor(
            house, answer: Self.server(reasons: "connecting-to-device", spool: "full"))

        #expect(
            line("jobs on disk", result).contains("failure\tthe spool is full, no job is taken: no room"), "\(result)")
        #expect(line("printer floor2", result).contains("failure"))
        #expect(line("printer floor2", result).contains("quirectl device probe null:"))
    }

    @Test("Where the server does not run, that is said, and the machine is looked at all the same")
    func down() async throws {
        let house = try DoctorHouse()
        try house.process("/usr/sbin/cupsd -l", at: [631])
        try house.spool()
        var session = Command.session(["quirectl", "doctor", "-v"], server: "127.0.0.1:1")
        session.host = house.host()

        let status = await Quire.run(session)

        let result = Result(output: session.output.text, errors: session.errors.text, code: status.code)
        #expect(status == .failed)
        #expect(line("server", result).contains("failure\tno print server at 127.0.0.1:1"), "\(result)")
        #expect(line("server", result).contains("systemctl start quired.socket"))
        #expect(line("port 631", result).contains("cupsd"))
        #expect(line("queue", result).contains("ok"))
    }

    @Test("Without --verbose only what is not well is shown, and how many checks there were")
    func brief() async throws {
        let house = try DoctorHouse()
        try house.spool()
        try house.process("/usr/bin/quired serve --dir /var/lib/quire", at: [631], loopback: true)
        try await FakeServer.run(Self.server()) { server in
            var session = Command.session(["quirectl", "doctor"], server: server.address)
            session.host = house.host()
            let status = await Quire.run(session)
            // The stand-in for a server speaks no TLS.
            let lines = session.output.text.split(separator: "\n")
            let isBad = lines.dropFirst().dropLast().allSatisfy {
                $0.contains("\tfailure\t") || $0.contains("\twarning\t")
            }
            let isNamed = lines.contains { $0.hasPrefix("certificate\tfailure") }
            #expect(isBad && isNamed, "\(session.output.text)")
            #expect(lines.last?.contains(" checks: ") == true)
            #expect(status == .failed)
        }
    }
}
