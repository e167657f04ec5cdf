import Foundation
import Testing

/// Printers that are shared are found by those who look for printers, as long as they are shared.
@Suite(
    "Scene: being found", .serialized,
    .enabled(if: PrivateAvahi.isPossible, "Only root can run an Avahi of its own, and ippfind looks for printers."))
struct DiscoveryScene {
    private func daemon(_ avahi: PrivateAvahi) throws -> Daemon {
        try Daemon(arguments: ["--listen", "0.0.0.0:0"], environment: avahi.environment)
    }

    private func share(_ words: String, _ daemon: Daemon) throws {
        let ended = try run(
            "quirectl", ["share"] + words.split(separator: " ").map(String.init), server: daemon.address)
        #expect(ended.status == 0, "\(ended.errors)")
    }

    private func status(_ daemon: Daemon) throws -> String {
        try run("quirectl", ["status"], server: daemon.address).output
    }

    /// What the printer says of itself.
    private func attributes(_ daemon: Daemon) throws -> String {
        try run(
            "ipptool", ["-tv", "ipp://\(daemon.address)/ipp/print/paper", "get-printer-attributes.test"],
            server: daemon.address
        ).output
    }

    @Test(
        "Nothing is announced at first; a printer that is shared is found in every way, says the same, and goes again")
    func sharing() async throws {
        let avahi = try PrivateAvahi()
        let daemon = try daemon(avahi)
        #expect(try status(daemon).contains("No printer is shared"))

        try share("on paper", daemon)

        #expect(
            try await eventually(within: 60) { try avahi.find("_ipp._tcp").contains { $0.hasPrefix("PDF files @ ") } })
        let name = try #require(try avahi.find("_ipp._tcp").first)
        for type in [
            "_ipps._tcp", "_ipp._tcp,_universal", "_ipp._tcp,_print", "_ipp._tcp,_cups", "_ipps._tcp,_universal",
            "_printer._tcp", "_http._tcp,_printer",
        ] {
            #expect(try await eventually { try avahi.find(type).contains(name) }, "\(type)")
        }
        #expect(try !avahi.find("_ipps-system._tcp").isEmpty)
        let said = try attributes(daemon)
        #expect(said.contains("printer-dns-sd-name (nameWithoutLanguage) = \(name)"), "\(said)")
        #expect(said.contains("urn:uuid:\(try avahi.find("_ipp._tcp", "UUID").first ?? "?")"))
        #expect(try avahi.find("_ipp._tcp", "rp") == ["ipp/print/paper"])
        #expect(try avahi.find("_ipp._tcp", "pdl").first?.contains("image/urf") == true)
        #expect(try status(daemon).contains("announced to the network"))

        try share("off paper", daemon)
        #expect(try await eventually(within: 60) { try avahi.find("_ipp._tcp").isEmpty })
    }

    @Test("A name that is taken is changed and kept, a change is told, and a restart of Avahi is survived")
    func collision() async throws {
        let avahi = try PrivateAvahi()
        let first = try daemon(avahi)
        let second = try daemon(avahi)
        try share("on paper", first)
        #expect(try await eventually(within: 60) { try avahi.find("_ipp._tcp").count == 1 })

        try share("on paper", second)

        // One look may miss what is just being changed.
        var names: [String] = []
        let isChanged = try await eventually(within: 60) {
            names = try avahi.find("_ipp._tcp").sorted()
            return names.count == 2 && names.contains { $0.contains("#2") }
        }
        #expect(isChanged)
        let changed = try #require(names.first { $0.contains("#2") }, "\(names)")
        #expect(try await eventually { try attributes(second).contains("= \(changed)") })

        #expect(
            try run("lpadmin", ["-p", "paper", "-L", "Room 204"], server: second.address).status == 0)
        #expect(try await eventually(within: 60) { try avahi.find("_ipp._tcp", "note").contains("Room 204") })

        try avahi.stop()
        #expect(try await eventually { try status(first).contains("Avahi does not run") })
        try avahi.start()
        #expect(try await eventually(within: 60) { try avahi.find("_ipp._tcp").sorted() == names })
        second.kill()
        #expect(try await eventually(within: 60) { try avahi.find("_ipp._tcp").count == 1 })
    }

    @Test("Without D-Bus all else goes on, and the status says what is missing")
    func missing() async throws {
        let daemon = try Daemon(
            arguments: ["--listen", "0.0.0.0:0"], environment: ["DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent"])
        try share("on paper", daemon)

        #expect(try await eventually { try status(daemon).contains("avahi-daemon") })
        #expect(try run("lp", ["-d", "paper"], server: daemon.address, input: samplePDF("x")).status == 0)
    }

    @Test("A port for raw data takes jobs, is announced, and goes with the sharing")
    func raw() async throws {
        let avahi = try PrivateAvahi()
        let daemon = try daemon(avahi)
        let port = try freePort()
        try share("on paper --raw9100 --port \(port)", daemon)
        #expect(try await eventually(within: 60) { try !avahi.find("_pdl-datastream._tcp").isEmpty })

        let pdf = daemon.folder.appending(path: "raw.pdf")
        try samplePDF("raw").write(to: pdf)
        let sent = try run(
            "/usr/lib/cups/backend/socket", ["1", "anna", "raw", "1", "", pdf.path], server: daemon.address,
            environment: ["DEVICE_URI": "socket://127.0.0.1:\(port)/?snmp=off"])
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(
            try await eventually {
                try FileManager.default.subpathsOfDirectory(atPath: daemon.paper.path).contains { $0.hasSuffix(".pdf") }
            })

        try share("off paper", daemon)
        #expect(try await eventually(within: 60) { try avahi.find("_pdl-datastream._tcp").isEmpty })
    }

    private func freePort() throws -> Int {
        let (descriptor, port) = try listening()
        close(descriptor)
        return port
    }

    private func listening() throws -> (CInt, Int) {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard result else { throw SceneProblem("no port is free") }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }
}
