import IPP
import IPPClient
import PrintModel
import Testing

@testable import quire

@Suite("What others need to reach a printer")
struct ShareTests {
    @Test("A QR code is a square with a finder pattern in three of its corners, and a light border")
    func code() throws {
        let picture = try #require(QRPicture("http://print.example.org/printers/office"))
        let finder = [
            "1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111",
        ].map { $0.map { $0 == "1" } }
        let size = picture.rows.count

        #expect(picture.rows.allSatisfy { $0.count == size } && size % 4 == 1 && size >= 21)
        for (row, column) in [(0, 0), (0, size - 7), (size - 7, 0)] {
            for line in 0..<7 { #expect(Array(picture.rows[row + line][column..<column + 7]) == finder[line]) }
        }
        #expect(QRPicture(String(repeating: "x", count: 3_000)) == nil)
    }

    @Test("Two modules are one character, and what is light is drawn")
    func lines() {
        let picture = QRPicture(rows: [[true, false], [false, true]])

        #expect(picture.lines(isColored: false) == ["██████", "██▄▀██", "██████"])
        #expect(picture.lines(isColored: true).first == "\u{1B}[97;40m██████\u{1B}[0m")
    }

    @Test("URIs name the server as others call it")
    func place() throws {
        let socket = ServerAddress(.unixSocket(path: "/run/quire/quire.sock"))

        #expect(try ServerPlace("print.example.org", socket).authority() == "print.example.org")
        #expect(try ServerPlace("print.example.org:8631", socket).authority() == "print.example.org:8631")
        #expect(try ServerPlace("[fd00::1]:8631", socket).authority() == "[fd00::1]:8631")
        #expect(try ServerPlace("print.example.org", socket).authority(usualPort: 80) == "print.example.org:631")
        #expect(try !ServerPlace(nil, socket).host.contains("/"))
        let here = ListeningPlace(.ipp, address: "127.0.0.1", port: 8001)
        let all = ListeningPlace(.ipp, address: "0.0.0.0", port: 8002)
        let line = ListeningPlace(.lineDaemon, address: "0.0.0.0", port: 515)
        #expect(try ServerPlace(nil, socket, listening: [line, here, all]).port == 8002)
        #expect(try ServerPlace(nil, socket, listening: [line, here]).port == 8001)
        #expect(try ServerPlace(nil, socket, listening: [line]).port == 631)
        let far = ServerAddress(.network(host: "10.0.0.7", port: 8631))
        #expect(try ServerPlace(nil, far).authority() == "10.0.0.7:8631")
    }

    @Test("Records are made of the printers that are shared, and where nothing is that is said")
    func zone() async throws {
        let (some, none) = (
            try await FakeServer.run(Self.server(isShared: true)) { server in
                await server.run("quirectl", "share", "zone", "--host", "print.example.org")
            },
            try await FakeServer.run(Self.server(isShared: false)) { server in
                await server.run("quirectl", "share", "zone", "--host", "print.example.org")
            }
        )

        #expect(some.code == 0, "\(some.errors)")
        #expect(some.output.contains("$ORIGIN example.org."))
        #expect(some.output.contains("Hall\\032Printer._ipps._tcp 3600 IN SRV 0 0 631 print.example.org."))
        #expect(some.output.contains("\"rp=ipp/print/office\""))
        #expect(some.output.contains("\"adminurl=http://print.example.org:631/printers/office\""))
        #expect(none.code == 3)
        let wrong = try await FakeServer.run(Self.server(isShared: true)) { server in
            await server.run("quirectl", "share", "zone", "--host", "10.0.0.7")
        }
        #expect(wrong.code == 64)
    }

    private static func server(isShared: Bool) -> FakeServer.Answer {
        { request in
            .answer(
                .ok, nil,
                .printer(
                    "office", Attribute("printer-is-shared", .boolean(isShared)),
                    Attribute("printer-dns-sd-name", .name("Hall Printer")),
                    Attribute("printer-uri-supported", .uri("ipp://localhost/ipp/print/office"))))
        }
    }
}
