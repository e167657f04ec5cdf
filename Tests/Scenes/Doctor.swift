import Foundation
import Testing

/// What keeps anybody from printing is named, with what mends it.
@Suite("Scene: quirectl doctor", .serialized)
struct DoctorScene {
    private func doctor(_ words: [String], _ daemon: Daemon) throws -> Ended {
        try run("quirectl", ["doctor"] + words, server: daemon.address)
    }

    @Test("Our own printer has all that each kind of client needs, asked for by its name or at its URI")
    func ours() throws {
        let daemon = try Daemon()
        for clients in ["airprint", "everywhere", "mopria"] {
            for printer in ["paper", "ipp://\(daemon.address)/ipp/print/paper"] {
                let held = try doctor(["--strict", "--no-dns-sd", clients, printer], daemon)
                #expect(held.status == 0, "\(clients) \(printer): \(held.output)\(held.errors)")
            }
        }
        let unshared = try doctor(["airprint", "paper"], daemon)
        #expect(unshared.status == 1)
        #expect(unshared.output.contains("quirectl share on paper"), "\(unshared.output)")
    }

    @Test(
        "CUPS' sample printer has what IPP Everywhere asks for",
        .enabled(if: EvePrinter.isPossible, "Only root can give ippeveprinter the D-Bus and Avahi it asks for."))
    func another() throws {
        let printer = try EvePrinter()
        let daemon = try Daemon()

        let held = try doctor(["--no-dns-sd", "everywhere", "ipp://127.0.0.1:\(printer.port)/ipp/print"], daemon)

        #expect(held.status == 0, "\(held.output)\(held.errors)")
    }

    @Test("A daemon is looked at, its folder is mended, and when it does not run that is said")
    func daemon() throws {
        let daemon = try Daemon()
        let spool = daemon.folder.appending(path: "spool").path
        let words = ["-v", "--dir", daemon.folder.path]

        let well = try doctor(words, daemon)
        #expect(well.output.contains("server\tok\t\(daemon.address) answers"), "\(well)")
        #expect(well.output.contains("jobs on disk\tok"))
        #expect(well.output.contains("readiness\tok"))
        #expect(well.output.contains("certificate\tok\tgood until"))
        #expect(well.output.contains("rights\tok"))
        #expect(well.output.contains("queue\tok"))

        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: spool)
        let open = try doctor(words, daemon)
        #expect(open.status == 1)
        #expect(open.output.contains("rights\tfailure\t\(spool): others can get at it"), "\(open)")
        let mended = try doctor(words + ["--fix"], daemon)
        #expect(mended.output.contains("mended: chmod go-rwx '\(spool)'"), "\(mended)")
        #expect(try FileManager.default.attributesOfItem(atPath: spool)[.posixPermissions] as? Int == 0o700)

        daemon.kill()
        let down = try doctor(words, daemon)
        #expect(down.status == 1)
        #expect(down.output.contains("server\tfailure\tno print server at"), "\(down)")
        #expect(down.output.contains("rights\tok"))
        #expect(down.output.contains("queue\tok"))
    }

    @Test("Of two daemons each says where it listens: share url and doctor name its ports, and none of the other's")
    func ports() throws {
        let daemons = try [Daemon(arguments: ["--lpd", "127.0.0.1:0"]), Daemon()]
        func ports(_ daemon: Daemon) -> Set<String> {
            Set([daemon.address, daemon.addressV6].compactMap { $0.split(separator: ":").last.map(String.init) })
                .union(daemon.linePort > 0 ? ["\(daemon.linePort)"] : [])
        }

        for daemon in daemons {
            let url = try run("quirectl", ["share", "url", "paper"], server: daemon.socket)
            let port = try #require(daemon.address.split(separator: ":").last)
            #expect(url.output.contains(":\(port)/ipp/print/paper"), "\(url)")

            let seen = try run(
                "quirectl", ["doctor", "-v", "--dir", daemon.folder.path], server: daemon.socket)
            let line = try #require(
                seen.output.split(separator: "\n").first { $0.hasPrefix("port 631\t") }, "\(seen)")
            // Where something else of this machine has port 631, that is named and nothing more.
            guard let said = line.firstRange(of: "the server has ") else { continue }
            let named = line[said.upperBound...].prefix { $0 != "\t" }.split(separator: ",").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            #expect(Set(named) == ports(daemon))
        }
    }
}
