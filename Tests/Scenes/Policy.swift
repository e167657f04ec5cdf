import Foundation
import Testing

/// Who may do what on a printer: set and asked about with quirectl, felt by the clients people have.
@Suite("Scene: policies and privacy", .serialized)
struct PolicyScene {
    private let daemon: Daemon

    init() throws { daemon = try Daemon(policy: "default") }

    /// On the server itself, over its socket, as the user it runs as.
    private func onServer(_ words: String..., input: String? = nil) throws -> Ended {
        try run("quirectl", words, server: daemon.socket, input: input.map { Data($0.utf8) })
    }

    private func lp(_ user: String) throws -> Ended {
        try run(
            "lp", ["-h", daemon.address, "-U", user, "-d", "paper", "-t", "planted title"], server: daemon.address,
            input: samplePDF("x"))
    }

    @Test("Who is denied does not print, and is told so; who is allowed does")
    func lists() throws {
        #expect(try lp("anna").status == 0)
        #expect(
            try onServer("policy", "set", "paper", "deny print ben 192.0.2.0/24", "allow print anna ben").status == 0)

        #expect(try lp("anna").status == 0)
        for user in ["ben", "carl"] {
            let refused = try lp(user)
            #expect(refused.status != 0)
            #expect(refused.errors.contains("Not allowed to print"), "\(refused.errors)")
        }
        let listed = try onServer("policy", "list", "paper").output
        #expect(listed.contains("deny print ben 192.0.2.0/24"))
        #expect(try onServer("policy", "set", "paper", "--clear").status == 0)
        #expect(try lp("carl").status == 0)
    }

    @Test("Who may not print any more does not have a kept job printed again either")
    func again() async throws {
        #expect(try lp("anna").status == 0)
        func reprint() throws -> Ended {
            try run("quirectl", ["job", "reprint", "1"], server: daemon.address, environment: ["CUPS_USER": "anna"])
        }
        func isOver() throws -> Bool { try onServer("job", "show", "1").output.contains("completed") }
        #expect(try await eventually { try isOver() })
        #expect(try onServer("policy", "set", "paper", "deny print anna").status == 0)

        #expect(try reprint().status != 0)

        #expect(try isOver())
        #expect(try onServer("policy", "set", "paper", "--clear").status == 0)
        let allowed = try reprint()
        #expect(allowed.status == 0, "\(allowed.errors)")
    }

    @Test("What would be decided is told with the rule, by the exit status too, for people and for addresses")
    func check() throws {
        #expect(
            try onServer("user", "add", "ben", "--group", "staff", "--password-stdin", input: "planted-secret\n").status
                == 0)
        #expect(
            try onServer(
                "policy", "set", "paper", "allow print @staff", "grant operate @staff", "deny all 192.0.2.0/24"
            ).status == 0)
        func decided(_ words: String...) throws -> (Int32, String) {
            let ended = try run(
                "quirectl", ["policy", "check", "--printer", "paper"] + words, server: daemon.socket)
            return (ended.status, ended.output)
        }

        let ben = try decided("--as", "ben", "--op", "pause-printer")
        #expect(ben.0 == 0)
        #expect(ben.1.contains("grant operate @staff"), "\(ben.1)")
        let carl = try decided("--as", "carl", "--op", "print-job")
        #expect(carl.0 == 4)
        #expect(carl.1.contains("allow print @staff"))
        let unshared = try decided("--as", "ben", "--op", "Print-Job", "--from", "192.0.2.7")
        #expect(unshared.0 == 4)
        #expect(unshared.1.contains("printer-is-shared"), "\(unshared.1)")
        #expect(try onServer("share", "on", "paper").status == 0)
        let away = try decided("--as", "ben", "--op", "Print-Job", "--from", "192.0.2.7")
        #expect(away.0 == 4)
        #expect(away.1.contains("deny all 192.0.2.0/24"))
        #expect(try onServer("policy", "set", "paper", "grant operate *").status != 0)

        let pause = try run(
            "cupsdisable", ["-E", "-U", "ben", "-h", daemon.address, "paper"], server: daemon.address)
        #expect(pause.status != 0, "nobody is here to give ben's password")
        let token = try onServer("token", "create", "--user", "ben", "--scope", "manage,read,print").output
        let byToken = try run(
            "quirectl", ["printer", "pause", "paper"], server: daemon.address,
            environment: ["QUIRE_TOKEN": token.trimmingCharacters(in: .whitespacesAndNewlines)])
        #expect(byToken.status == 0, "\(byToken.errors)")
        #expect(try onServer("printer", "show", "paper", "--json").output.contains("\"stopped\""))
    }

    @Test("A printer for those who prove who they are takes no job of a mere name")
    func authenticated() throws {
        #expect(try onServer("policy", "set", "paper", "--base", "authenticated").status == 0)

        let refused = try lp("anna")

        #expect(refused.status != 0)
        #expect(try run("lp", ["-d", "paper"], server: daemon.socket, input: samplePDF("x")).status == 0)
        #expect(try run("lpstat", ["-h", daemon.address, "-p", "paper"], server: daemon.address).status == 0)
    }

    @Test("What a job is called is seen by its owner, and by others when the printer says so")
    func privacy() throws {
        #expect(try lp("anna").status == 0)
        func list() throws -> String {
            try run(
                "quirectl", ["job", "list", "--all", "--json"], server: daemon.address,
                environment: ["CUPS_USER": "ben"]
            ).output
        }
        #expect(try !list().contains("planted title"))
        let set = try onServer("printer", "set", "paper", "job-privacy-scope=all")
        #expect(set.status == 0, "\(set.errors)")
        #expect(try list().contains("planted title"))
    }

    @Test("Pages over HTTP are kept from whom everything is denied, the printer's and all of the server's")
    func pages() throws {
        func page(_ path: String, _ more: String...) throws -> String {
            try run(
                "curl",
                ["-s", "-o", "/dev/null", "-w", "%{http_code}"] + more + ["http://\(daemon.address)\(path)"], server: ""
            ).output
        }
        let pages = ["/printers/paper", "/printers/paper/supplies", "/printers/paper.ppd", "/icons/48/paper.png"]
        for path in pages { #expect(try page(path) == "200", "\(path)") }

        #expect(try onServer("policy", "set", "paper", "deny all 127.0.0.0/8").status == 0)
        for path in pages { #expect(try page(path) == "403", "\(path)") }
        #expect(try page("/") == "200")
        #expect(try page("/printers/paper", "--unix-socket", daemon.socket) == "200", "who comes by no address")
        #expect(try onServer("policy", "set", "paper", "--clear").status == 0)
        #expect(try page("/printers/paper") == "200")

        #expect(try onServer("policy", "set", "--system", "deny all 127.0.0.0/8").status == 0)
        for path in pages + ["/", "/strings/en.strings"] { #expect(try page(path) == "403", "\(path)") }
        #expect(try page("/healthz") == "200", "which says nothing of printers")
    }
}
