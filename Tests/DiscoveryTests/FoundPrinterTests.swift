import PrintModel
import Testing

@Suite("Printers that are found in the network")
struct FoundPrinterTests {
    private static func service(
        _ kind: FoundService.Kind = .ipp, _ instance: String = "Office", host: String = "10.0.0.7", port: UInt16 = 631,
        _ text: String...
    ) -> FoundService? {
        FoundService(kind, instance: instance, host: host, port: port, text: text)
    }

    @Test("Each way to one is a device URI, whose path is that of its record")
    func uris() {
        #expect(Self.service(.ipps, "Office", "rp=ipp/print")?.uri == "ipps://10.0.0.7/ipp/print")
        #expect(
            Self.service(.ipp, host: "fd00::7", port: 8631, "RP=printers/a b")?.uri
                == "ipp://[fd00::7]:8631/printers/a%20b")
        #expect(Self.service(.ipp)?.uri == "ipp://10.0.0.7/ipp/print")
        #expect(Self.service(.raw, port: 9100)?.uri == "socket://10.0.0.7")
        #expect(Self.service(.raw, port: 9101)?.uri == "socket://10.0.0.7:9101")
        #expect(Self.service(.line, port: 515, "rp=lp1")?.uri == "lpd://10.0.0.7/lp1")
        #expect(Self.service(.line, port: 515)?.uri == "lpd://10.0.0.7/lp")
    }

    @Test("What a record says of the printer is read, whatever the case of its keys, the first of each")
    func words() {
        let service = Self.service(
            .ipp, "Office", "TY=Acme 2000", "ty=other", "note=Hall", "UUID=01234567-89AB-cdef-0123-456789abcdef",
            "usb_MFG=Acme;x",
            "usb_MDL=2000", "=nothing", "flag")

        #expect(service?.makeAndModel == "Acme 2000")
        #expect(service?.location == "Hall")
        #expect(service?.uuid == "01234567-89ab-cdef-0123-456789abcdef")
        #expect(service?.deviceID == "MFG:Acmex;MDL:2000;")
    }

    @Test("What strangers say goes no further than words: control characters, other paths and hosts, and lengths")
    func hostile() {
        let long = String(repeating: "é", count: 400)
        let service = Self.service(
            .ipp, "a\u{1B}[31m\u{202E}b\n\u{85}c", "rp=/../../admin?x#y\r\nHost: z", "ty=\(long)", "note=\u{7}x",
            "UUID=not-one")

        #expect(service?.instance == "a [31m b c")
        #expect(service?.uri == "ipp://10.0.0.7/admin%3Fx%23y%0D%0AHost%3A%20z")
        #expect(service?.makeAndModel.utf8.count == 126)
        #expect(service?.location == "x")
        #expect(service?.uuid == "")
        #expect(Self.service(.ipp, "\u{1}\u{2}") == nil)
        #expect(Self.service(.ipp, port: 0) == nil, "that only keeps a name")
        for host in ["a/b", "a@b", "-x", "", "a b", "ä", String(repeating: "a", count: 300)] {
            #expect(Self.service(.ipp, host: host) == nil, "\(host)")
        }
        let many = (0..<10_000).map { "k\($0)=v" }
        #expect(FoundService(.ipp, instance: "x", host: "h", port: 1, text: many + ["ty=late"])?.makeAndModel == "")
    }

    @Test("Services of one name are one printer, the best way first; printers come by name")
    func together() throws {
        let services = [
            Self.service(.line, "b", port: 515), Self.service(.ipp, "b"), Self.service(.raw, "A", port: 9100),
            Self.service(.ipps, "b"), Self.service(.raw, "b", port: 9100),
        ].compactMap { $0 }

        let printers = FoundPrinter.together(services)

        #expect(printers.map(\.instance) == ["A", "b"])
        #expect(printers.map(\.speaksIPP) == [false, true])
        #expect(printers.last?.services.map(\.kind) == [.ipps, .ipp, .raw, .line])
        #expect(FoundPrinter([]) == nil)
    }

    @Test(
        "The name of its queue is made as CUPS makes it",
        arguments: [
            ("Office", "Office"), ("HP Color LaserJet M181fw (4C6A5E)", "HP_Color_LaserJet_M181fw_4C6A5E_"),
            ("Büro @ srv", "B_ro_srv"), ("--x", "_x"), ("a..b", "a_b"),
        ])
    func name(instance: String, name: String) {
        #expect(Self.service(.ipp, instance).flatMap { FoundPrinter([$0]) }?.queueName == name)
    }
}
