import Foundation
import Testing

/// Printers in the network are found by who looks for them and printed on without a queue; nothing is done with them otherwise.
@Suite(
    "Scene: finding printers", .serialized,
    .enabled(if: PrivateAvahi.isPossible, "Only root can run an Avahi of its own, and ippfind looks for printers."))
struct FindingScene {
    private func command(_ name: String, _ arguments: [String], _ daemon: Daemon, _ avahi: PrivateAvahi) throws -> Ended
    {
        try run(name, arguments, server: daemon.socket, environment: avahi.environment)
    }

    @Test(
        "A printer of another server is found, is named as CUPS names it, and takes a job; the server's own are left out"
    )
    func found() async throws {
        let avahi = try PrivateAvahi()
        let other = try Daemon(arguments: ["--listen", "0.0.0.0:0"], environment: avahi.environment)
        let daemon = try Daemon(
            policy: "default", arguments: ["--listen", "0.0.0.0:0"], environment: avahi.environment)
        #expect(try run("quirectl", ["printer", "set", "paper", "info=Hall (2)"], server: other.socket).status == 0)
        for server in [other, daemon] {
            #expect(try run("quirectl", ["share", "on", "paper"], server: server.socket).status == 0)
        }
        #expect(try await eventually(within: 60) { try avahi.find("_ipps._tcp").count == 2 })

        // One look may miss what is just being announced.
        var found = ""
        let isFound = try await eventually(within: 60) {
            found = try command("quirectl", ["find", "--json"], daemon, avahi).output
            return found.contains("\"Hall_2_")
        }
        #expect(isFound, "\(found)")
        #expect(found.components(separatedBy: "\"printer-name\":").count == 2, "\(found)")
        #expect(try command("quirectl", ["device", "list"], daemon, avahi).output.contains("ipps://"))

        let name = try #require(
            try command("quirectl", ["find", "-o", "name"], daemon, avahi).output.split(separator: "\n").first.map {
                String($0)
            })
        let ours = try command("lpstat", ["-e"], daemon, avahi).output.split(separator: "\n").map { String($0) }
        #expect(ours.sorted() == [name, "paper"].sorted())
        // CUPS' own finds it under the same name; it looks at the network by itself, and finds our shared ones as well.
        let theirs = try command("/usr/bin/lpstat", ["-e"], daemon, avahi).output.split(separator: "\n")
        #expect(theirs.contains { $0 == name }, "\(theirs) and not \(name)")
    }

    @Test("lp prints on what was found, by a queue that is there for a while; a name that nobody has is still none")
    func printed() async throws {
        let avahi = try PrivateAvahi()
        let other = try Daemon(arguments: ["--listen", "0.0.0.0:0"], environment: avahi.environment)
        let daemon = try Daemon(policy: "default", environment: avahi.environment)
        #expect(try run("quirectl", ["share", "on", "paper"], server: other.socket).status == 0)
        var name = ""
        let isFound = try await eventually(within: 60) {
            name =
                try command("quirectl", ["find", "-o", "name"], daemon, avahi).output.split(separator: "\n").first
                .map { String($0) } ?? ""
            return !name.isEmpty
        }
        #expect(isFound)
        // In its own network namespace Avahi has addresses that nobody else reaches: the job waits, and says why.
        let sent = try run(
            "lp", ["-d", name], server: daemon.socket, input: samplePDF("found"), environment: avahi.environment)

        #expect(sent.status == 0, "\(sent.errors)")
        #expect(sent.output.hasPrefix("request id is \(name)-"))
        #expect(try command("lpstat", ["-v"], daemon, avahi).output.contains("device for \(name): ipps://"))
        let none = try run(
            "lp", ["-d", "Nobody"], server: daemon.socket, input: samplePDF("x"), environment: avahi.environment)
        #expect(none.status == 1)
        #expect(none.errors.contains("does not exist"))
    }

    @Test("Without Avahi one sentence says what is missing, at once, and all else goes on")
    func missing() async throws {
        let avahi = ["DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent"]
        let daemon = try Daemon(environment: avahi)

        let found = try run("quirectl", ["find"], server: daemon.socket)

        #expect(found.status != 0)
        #expect(found.errors.contains("avahi-daemon"), "\(found.errors)")
        #expect(found.errors.split(separator: "\n").count == 1)
        #expect(try run("lpstat", ["-e"], server: daemon.socket).output == "paper\n")
        #expect(try run("quirectl", ["device", "list"], server: daemon.socket).status == 0)
        #expect(try run("lp", ["-d", "nobody", "/dev/null"], server: daemon.socket).status == 1)
    }
}

/// What `cupsctl` and settings windows of desktops know as sharing.
@Suite("Scene: sharing as CUPS' tools have it", .serialized)
struct SharingScene {
    @Test("cupsctl turns sharing off and on and is told so; what else it can set is refused and nothing changes")
    func cupsctl() async throws {
        let daemon = try Daemon(arguments: ["--listen", "0.0.0.0:0", "--no-announce"])
        func setting() throws -> String? {
            try run("cupsctl", [], server: daemon.address).output.split(separator: "\n")
                .first { $0.hasPrefix("_share_printers=") }.map { String($0) }
        }
        #expect(try setting() == "_share_printers=1")

        let off = try run("cupsctl", ["--no-share-printers"], server: daemon.address)
        #expect(off.status == 0, "\(off.errors)")
        #expect(try setting() == "_share_printers=0")
        let refused = try run("cupsctl", ["--debug-logging"], server: daemon.address)
        #expect(refused.status != 0)
        let both = try run("cupsctl", ["--share-printers", "--remote-admin"], server: daemon.address)
        #expect(both.status != 0)
        #expect(try setting() == "_share_printers=0")

        let on = try run("cupsctl", ["--share-printers"], server: daemon.address)
        #expect(on.status == 0, "\(on.errors)")
        #expect(try setting() == "_share_printers=1")
        func records() throws -> [Substring] {
            try run("quirectl", ["audit", "export", "--op", "set-system-attributes"], server: daemon.address).output
                .split(separator: "\n")
        }
        #expect(try await eventually { try records().count { $0.contains("\"kind\":\"refusal\"") } == 2 })
        #expect(try records().count { $0.contains("\"kind\":\"change\"") && $0.contains("cupsd.conf") } == 2)
        daemon.kill()
        try daemon.start()
        #expect(try setting() == "_share_printers=1")
    }

    @Test("share --to lets in who comes by another address of this machine, and leaves rules that somebody wrote")
    func ownAddress() async throws {
        // Of another network than those it is shared with, and not of loopback.
        let found = try run("hostname", ["-I"], server: "").output.split(whereSeparator: \.isWhitespace)
        let address = found.first { $0.contains(".") && !$0.hasPrefix("203.0.113.") }.map { String($0) }
        let daemon = try Daemon(arguments: (address.map { ["--listen", "\($0):0"] } ?? []) + ["--no-announce"])
        let written = try run("quirectl", ["policy", "set", "paper", "allow print @staff *"], server: daemon.socket)
        #expect(written.status == 0, "\(written.errors)")
        for range in ["198.51.100.0/24", "203.0.113.0/24"] {
            let shared = try run("quirectl", ["share", "on", "paper", "--to", range], server: daemon.socket)
            #expect(shared.status == 0, "\(shared.errors)")
            #expect(shared.output.contains("besides: allow print @staff *"), "\(shared)")
        }

        let rules = try run("quirectl", ["policy", "list", "paper"], server: daemon.socket).output
        #expect(rules.contains("allow print @staff *") && rules.contains("203.0.113.0/24"), "\(rules)")
        #expect(!rules.contains("198.51.100.0/24"), "\(rules)")
        guard let address, let place = daemon.addresses.first(where: { $0.hasPrefix("\(address):") }) else { return }
        let printed = try run("lp", ["-h", place, "-d", "paper"], server: place, input: samplePDF("x"))
        #expect(printed.status == 0, "\(printed.errors)")
    }

    @Test("share --to is a rule that policy list shows, and share list says who may print and over what")
    func to() async throws {
        let daemon = try Daemon()
        let shared = try run(
            "quirectl", ["share", "on", "paper", "--to", "10.0.0.0/8", "--no-lpd"], server: daemon.address)
        #expect(shared.status == 0, "\(shared.errors)")

        let rules = try run("quirectl", ["policy", "list", "paper"], server: daemon.address).output
        #expect(rules.contains("allow print 10.0.0.0/8 127.0.0.0/8 ::1/128"), "\(rules)")
        #expect(try run("lp", ["-d", "paper"], server: daemon.address, input: samplePDF("x")).status == 0)
        let listed = try run("quirectl", ["share", "list"], server: daemon.address).output
        #expect(listed.contains("10.0.0.0/8"), "\(listed)")
        #expect(listed.contains("no LPD"), "\(listed)")
    }
}
