import Foundation
import Testing

/// What is shared at one host is found, printed to and made a queue of at another.
@Suite(
    "Scene: a server and a client on one network", .serialized,
    .enabled(
        if: TwoHosts.isPossible,
        "Only root can make hosts of its own, with dbus-daemon, avahi-daemon, ippfind, ip and nsenter."))
struct BetweenHosts {
    /// A daemon at the server, whose printer is shared.
    private func daemon(_ hosts: TwoHosts) async throws -> Daemon {
        let daemon = try Daemon(
            policy: "default", arguments: ["--listen", "\(hosts.server.address):631"], wrapper: hosts.server.wrapper)
        #expect(try run("quirectl", ["share", "on", "paper"], server: daemon.socket).status == 0)
        return daemon
    }

    /// URIs of printers that the client finds, such as `ipp://server.local:631/ipp/print/paper`.
    private func found(_ hosts: TwoHosts) throws -> [String] {
        try hosts.client.start("ippfind", ["-T", "3", "_ipp._tcp,_print", "--print"]).output.split(separator: "\n")
            .map { String($0) }
    }

    private func printed(_ daemon: Daemon) throws -> [Data] {
        try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).filter { $0.hasSuffix(".pdf") }.sorted()
            .map { try Data(contentsOf: daemon.paper.appending(path: $0)) }
    }

    @Test("A client finds the printer, prints with lp to it, and all that phones and desktops need is announced")
    func finding() async throws {
        let hosts = try TwoHosts()
        let daemon = try await daemon(hosts)
        var uris: [String] = []
        let isFound = try await eventually(within: 60) {
            uris = try found(hosts)
            return !uris.isEmpty
        }
        #expect(isFound)
        #expect(uris == ["ipp://server.local:631/ipp/print/paper"], "\(uris)")

        let document = samplePDF("from another host")
        let sent = try hosts.client.start("/usr/bin/lp", ["-h", "server.local:631", "-d", "paper"], input: document)

        #expect(sent.status == 0, "\(sent.errors)")
        #expect(try await eventually { try printed(daemon) == [document] })
        let uri = try #require(uris.first)
        for clients in ["airprint", "everywhere", "mopria"] {
            let held = try hosts.client.start("quirectl", ["doctor", "--strict", clients, uri])
            #expect(held.status == 0, "\(clients): \(held.output)\(held.errors)")
        }
        #expect(try run("quirectl", ["share", "off", "paper"], server: daemon.socket).status == 0)
        #expect(
            try await eventually(within: 60) {
                try hosts.client.start("quirectl", ["doctor", "everywhere", uri]).output.contains(
                    "nobody on this network")
            })
    }

    @Test("What a client's own server finds, or adopts, prints at the other host by its name alone")
    func byName() async throws {
        let hosts = try TwoHosts()
        let far = try await daemon(hosts)
        let near = try Daemon(policy: "default", wrapper: hosts.client.wrapper)
        func first(_ arguments: [String]) throws -> String {
            let lines = try hosts.client.start("quirectl", arguments + ["-o", "name"], server: near.socket).output
            return lines.split(separator: "\n").first.map { String($0) } ?? ""
        }
        #expect(try await eventually(within: 60) { try !first(["find"]).isEmpty })
        let found = try first(["find"])
        let sent = try hosts.client.start("lp", ["-d", found], server: near.socket, input: samplePDF("by name"))
        #expect(sent.status == 0, "\(sent.errors)")
        let isPrinted = try await eventually(within: 60) { try printed(far).count == 1 }
        let waiting = try hosts.client.start("lpq", ["-P", found], server: near.socket).output
        #expect(isPrinted, "\(waiting)")
        let page = try #require(try printed(far).first)
        // The queue asks for its defaults, such as the paper's size, so the file need not be the same octet by octet.
        #expect(try run("pdftotext", ["-", "-"], server: "", input: page).output.contains("by name, page 1"))

        let added = try hosts.client.start(
            "quirectl", ["remote", "add", "server.local:631", "--all"], server: near.socket)
        #expect(added.status == 0, "\(added.output)\(added.errors)")
        let adopted = try first(["remote", "list"])
        let again = try hosts.client.start("lp", ["-d", adopted], server: near.socket, input: samplePDF("adopted"))
        #expect(again.status == 0, "\(again.errors)")
        #expect(try await eventually(within: 60) { try printed(far).count == 2 })
    }

    @Test(
        "A queue that CUPS makes of what it finds prints, and what is sent while the cable is out comes once it is in")
    func everywhere() async throws {
        guard CupsdBeside.isPossible else { return }  // Debian's cups-daemon.
        let hosts = try TwoHosts()
        let daemon = try await daemon(hosts)
        let cupsd = try await CupsdBeside(device: "file:/dev/null", at: hosts.client)
        var uris: [String] = []
        #expect(
            try await eventually(within: 60) {
                uris = try found(hosts)
                return !uris.isEmpty
            })
        let uri = try #require(uris.first)

        let made = try hosts.client.start(
            "/usr/sbin/lpadmin", ["-p", "far", "-E", "-v", uri, "-m", "everywhere"], server: cupsd.address)
        #expect(made.status == 0, "\(made.errors)")
        // What CUPS has made of it: a PPD with the choices that the printer has.
        let choices = try hosts.client.start("/usr/bin/lpoptions", ["-p", "far", "-l"], server: cupsd.address).output
        #expect(choices.contains("PageSize") && choices.contains("A4"), "\(choices)")

        let sent = try hosts.client.start(
            "/usr/bin/lp", ["-d", "far"], server: cupsd.address, input: samplePDF("by CUPS"))
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(try await eventually(within: 60) { try printed(daemon).count == 1 }, "\(cupsd.log.suffix(2_000))")

        try hosts.unplug()
        _ = try hosts.client.start("/usr/bin/lp", ["-d", "far"], server: cupsd.address, input: samplePDF("later"))
        #expect(
            try await eventually {
                try hosts.client.start("/usr/bin/lpstat", ["-o", "far"], server: cupsd.address).output.contains("far-2")
            })
        #expect(try printed(daemon).count == 1)
        try hosts.plug()
        #expect(try await eventually(within: 120) { try printed(daemon).count == 2 }, "\(cupsd.log.suffix(2_000))")
        #expect(
            try await eventually(within: 60) {
                try hosts.client.start("/usr/bin/lpstat", ["-o", "far"], server: cupsd.address).output.isEmpty
            })
        #expect(try printed(daemon).count == 2)
    }
}
