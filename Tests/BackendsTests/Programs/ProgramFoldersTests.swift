@testable import Backends
import Foundation
import Glibc
import PrintModel
import Testing

@Suite("CUPS' programs: finding them, and devices", .timeLimit(.minutes(2)))
struct ProgramFoldersTests {
    private func refusal(_ programs: FakePrograms, _ uri: String) -> String? {
        do throws(DeviceURIProblem) {
            _ = try programs.table.backend(for: uri)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test("Only programs that nobody else can have put there are run")
    func rules() async throws {
        let programs = try await FakePrograms(["good": "exit 0", "open": "exit 0", "setuid": "exit 0"])
        chmod(programs.folder.appending(path: "backend/open").path, 0o757)
        chmod(programs.folder.appending(path: "backend/setuid").path, 0o4755)
        try FileManager.default.createDirectory(
            at: programs.folder.appending(path: "backend/folder"), withIntermediateDirectories: false)
        symlink("good", programs.folder.appending(path: "backend/link").path)
        symlink("../out/outside", programs.folder.appending(path: "backend/outside").path)
        try programs.write("../out/outside", "exit 0")

        #expect(refusal(programs, "good:x") == nil)
        #expect(refusal(programs, "link:x") == nil)
        #expect(refusal(programs, "cups-backend+good:x") == nil)
        #expect(refusal(programs, "open:x")?.hasSuffix("others than root may change it") == true)
        #expect(refusal(programs, "setuid:x")?.hasSuffix("it changes its user by itself (setuid)") == true)
        #expect(refusal(programs, "folder:x")?.hasSuffix("it is no file") == true)
        #expect(refusal(programs, "outside:x")?.hasSuffix("/out") == true)
        #expect(refusal(programs, "cups-backend+nothing:x")?.contains("there is no scheme") == true)
        #expect(refusal(programs, "usb://HP/LaserJet")?.contains("cups-daemon") == true)
    }

    @Test("A scheme names a file in the folder and nothing else")
    func schemes() async throws {
        let programs = try await FakePrograms(["good": "exit 0"])

        for uri in ["../good:x", "cups-backend+../good:x", ".:x", "..:x", "cups-backend+:x", "go/od:x", "a b:x", ":x"] {
            #expect(refusal(programs, uri) != nil, "\(uri)")
        }
        #expect(refusal(programs, "GOOD:x") == nil)
    }

    @Test("A program of a stranger is not run")
    func owner() async throws {
        let programs = try await FakePrograms(["good": "exit 0"]) { $0.owner = geteuid() + 1 }

        #expect(refusal(programs, "good:x")?.hasSuffix("it does not belong to root") == true)
    }

    @Test("A program that went away is a matter for the administrator")
    func gone() async throws {
        let programs = try await FakePrograms(["good": "exit 0"])
        let backend = try programs.backend("good:x")
        #expect(await backend.probe() == nil)

        unlink(programs.folder.appending(path: "backend/good").path)

        #expect(await backend.probe()?.kind == .misconfigured)
        guard case .tryAgain(let trouble) = await backend.deliver(TestJob().delivery()) else {
            Issue.record("not tried again")
            return
        }
        #expect(trouble.kind == .misconfigured)
    }

    @Test(
        "As root, a program has a user of its own, in the devices' group; one that only root may execute stays root",
        .enabled(if: geteuid() == 0, "Only root can give users."))
    func users() async throws {
        let programs = try await FakePrograms(["plain": "id -u > $OUT/plain; id -g >> $OUT/plain; cat >/dev/null"])
        try programs.write(
            "rooted", "id -u > $OUT/rooted; grep CapEff /proc/self/status >> $OUT/rooted; cat >/dev/null", mode: 0o744)

        #expect(try await programs.backend("plain:x").deliver(TestJob().delivery()) == .delivered)
        #expect(try await programs.backend("rooted:x").deliver(TestJob().delivery()) == .delivered)

        let plain = programs.text("plain").split(separator: "\n").compactMap { Int($0) }
        #expect(plain.count == 2 && (61_056..<61_184).contains(plain[0]) && plain[1] == 7)
        #expect(programs.text("rooted") == "0\nCapEff:\t0000000000000400\n")
    }

    @Test("Devices are found by all programs at once; what is no line of a device is passed over")
    func devices() async throws {
        let programs = try await FakePrograms([
            "usb": """
            [ $# = 0 ] || exit 1
            echo 'direct usb://HP/LaserJet%204?serial=1 "Unknown" "HP LaserJet 4 USB" "MFG:Hewlett-Packard;MDL:HP LaserJet 4;CMD:PCL;" "Room \\"1\\""'
            echo 'direct usb://bad "no end'
            echo 'wheeled usb://x "a" "b"'
            echo
            echo 'direct ../../etc "a" "b"'
            """,
            "net": """
            echo 'network net "Unknown" "A network"'
            echo 'network net://u:secret@host/ "Canon Canon X" "X"'
            echo 'network net://three "a" "b" "c" "d" "e"'
            """,
            "slow": "echo 'serial slow:/dev/x \"S\" \"S\"'; exec sleep 1000",
            "loud": "yes 'network loud://x \"a\" \"b\"'",
            "broken": "echo 'direct broken:/x \"a\" \"b\"'; kill -9 $$",
        ])
        var query = DeviceQuery(timeout: .seconds(1))
        query.excludedSchemes = ["file", "pdf", "null"]

        let found = await programs.table.devices(query)

        #expect(
            found.map(\.uri) == [
                "broken:/x", "loud://x", "net", "net://host/", "slow:/dev/x", "usb://HP/LaserJet%204?serial=1",
            ])
        let usb = try #require(found.last)
        #expect(usb.kind == .direct && usb.makeAndModel == "HP LaserJet 4" && usb.location == "Room \"1\"")
        #expect(usb.deviceID == "MFG:Hewlett-Packard;MDL:HP LaserJet 4;CMD:PCL;")
        #expect(found.first { $0.uri == "net://host/" }?.makeAndModel == "Canon X")
        query.includedSchemes = ["usb", "net"]
        query.kind = .network
        query.limit = 1
        #expect(await programs.table.devices(query).map(\.uri) == ["net"])
    }

    @Test(
        "What printers say of themselves gives make and model",
        arguments: [
            ("MFG:HP;MDL:LaserJet 4;", "HP LaserJet 4"), ("MANUFACTURER: EPSON ;MODEL:ET-2700", "Epson ET-2700"),
            ("mfg:Brother;mdl:Brother HL-2030 series;", "Brother HL-2030 series"), ("DES:Some printer", "Some printer"),
            ("MFG:HP;MDL:HP HP Thing;", "HP Thing"), ("", ""), (";;:;x", ""),
        ])
    func deviceIDs(id: String, model: String) {
        #expect(DeviceID(id).makeAndModel == model)
    }
}
