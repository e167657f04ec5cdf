import Foundation
import PrintModel
import Testing
import Workbench

@testable import Drivers

@Suite("The folder of drivers")
struct DriverFolderTests {
    private let folder = NSTemporaryDirectory() + "drivers-\(UUID().uuidString)"
    private let now = Moment(seconds: 1_800_000_000)

    /// `ok NAME`, `filter NAME`, `evil`; anything else is no PPD.
    private static func describe(_ bytes: [UInt8]) throws -> PPDDescription {
        let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        var ppd = PPDDescription()
        ppd.nickName = words.last.map(String.init) ?? ""
        switch words.first {
        case "ok": ppd.intakes = [PPDIntake("application/postscript")]
        case "filter": ppd.intakes = [PPDIntake("application/vnd.cups-raster", filter: "rastertoacme")]
        case "evil":
            ppd.refused = [.init(line: 4, keyword: "cupsFilter", value: "../evil", reason: "no name", isFatal: true)]
        case "foomatic": break
        default: ppd.faults = [.init(line: 1, text: "it does not begin with *PPD-Adobe", isFatal: true)]
        }
        return ppd
    }

    private func open(shipped: [String] = []) async throws -> DriverFolder {
        try await DriverFolder(folder: folder, shipped: shipped, at: now, log: { _ in }) { try Self.describe($0) }
    }

    private func add(_ text: String, to drivers: DriverFolder, approving: [String] = []) async throws -> Driver {
        try await drivers.add(
            .bytes(Array(text.utf8)), named: nil, approving: approving, by: "anna", at: now)
    }

    @Test("A driver is there after a restart, with who added it, and by every name it has")
    func restart() async throws {
        let added = try await add("ok Acme-9", to: try await open())

        let drivers = try await open()

        for name in ["acme-9.ppd", added.id.text, added.id.short, "Acme-9"] {
            #expect(drivers.driver(named: name) == added)
        }
        #expect(added.addedBy == "anna")
        #expect(drivers.driver(named: "acme") == nil)
        let ppd = try await drivers.ppd(of: added.id).next()
        #expect(ppd == Array("ok Acme-9".utf8))
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test("The same file again is the same driver; another of the same name gets a name of its own")
    func again() async throws {
        let drivers = try await open()
        let one = try await add("ok x Acme", to: drivers)
        let same = try await add("ok x Acme", to: drivers)
        let other = try await add("ok y Acme", to: drivers)

        #expect(one == same)
        #expect(other.name == "acme-\(other.id.text.prefix(8)).ppd")
        #expect(drivers.drivers().count == 2)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test(
        "What is no PPD, names a path, or leaves no way to its printer is not kept",
        arguments: ["#!/bin/sh", "evil Acme", "foomatic Acme", ""])
    func refused(text: String) async throws {
        let drivers = try await open()

        await #expect(throws: DriverProblem.self) { try await add(text, to: drivers) }

        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test("More than four mebibytes are refused before they are read to their end")
    func endless() async throws {
        let drivers = try await open()
        let endless = DocumentStream { [UInt8](repeating: 0x2A, count: 65536) }

        await #expect(throws: DriverProblem.self) { try await drivers.check(endless) }
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test("Only filters that a driver names are approved; approvals last, and can be taken back")
    func approval() async throws {
        let drivers = try await open()
        let added = try await add("filter Acme", to: drivers)
        #expect(added.ways.isEmpty)
        #expect(added.obstacle?.contains("rastertoacme") == true)

        await #expect(throws: DriverProblem.self) {
            try await drivers.approve(["sh"], of: added.id, by: "root", at: now)
        }
        _ = try await drivers.approve(["rastertoacme"], of: added.id, by: "root", at: now)
        let reopened = try await open()
        #expect(reopened.driver(added.id)?.ways == [.init("application/vnd.cups-raster", filter: "rastertoacme")])
        #expect(reopened.driver(added.id)?.approvedBy == "root")
        let taken = try await reopened.approve([], of: added.id, by: "root", at: now)
        #expect(taken.obstacle != nil)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test("A record that cannot be read is made again, without approvals; a PPD that was changed is left alone")
    func damage() async throws {
        let first = try await open()
        let one = try await add("filter Acme", to: first, approving: ["rastertoacme"])
        let two = try await add("ok Other", to: first)
        try Data("{".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(one.id).json"))
        try Data("filter Other".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(two.id).ppd"))
        try FileManager.default.removeItem(atPath: "\(folder)/\(two.id).json")

        let again = try await open()

        #expect(one.approvedFilters == ["rastertoacme"])
        #expect(again.driver(one.id)?.approvedFilters == [])
        #expect(again.driver(two.id) == nil)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test("One that is used, or came with the server, is not deleted; another is, files and all")
    func delete() async throws {
        let shipped = folder + "-Quire-Generic.ppd"
        try Data("ok Generic".utf8).write(to: URL(fileURLWithPath: shipped))
        let drivers = try await open(shipped: [shipped])
        let generic = try #require(drivers.drivers().first)
        let added = try await add("ok Acme", to: drivers)

        await #expect(throws: DriverProblem.self) { try await drivers.delete(generic.id, unless: { false }) }
        await #expect(throws: DriverProblem.self) { try await drivers.delete(added.id, unless: { true }) }
        try await drivers.delete(added.id, unless: { false })

        #expect(generic.origin == .shipped)
        #expect(drivers.drivers() == [generic])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.removeItem(atPath: shipped)
    }

    @Test("One of ours that comes later keeps its name; the one that had it gets another")
    func sameName() async throws {
        let added = try await add("ok mine Generic", to: try await open())
        let shipped = folder + "-shipped"
        try FileManager.default.createDirectory(atPath: shipped, withIntermediateDirectories: true)
        try Data("ok ours Generic".utf8).write(to: URL(fileURLWithPath: "\(shipped)/Generic.ppd"))

        let drivers = try await open(shipped: ["\(shipped)/Generic.ppd"])

        #expect(drivers.driver(named: "generic.ppd")?.origin == .shipped)
        #expect(drivers.driver(added.id)?.name == "generic-\(added.id.text.prefix(8)).ppd")
        #expect(drivers.drivers().count == 2)
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.removeItem(atPath: shipped)
    }

    @Test("A newer file of ours takes the older one's name; queues go on with the older")
    func upgrade() async throws {
        let shipped = folder + "-Generic.ppd"
        try Data("ok old Generic".utf8).write(to: URL(fileURLWithPath: shipped))
        let old = try #require(try await open(shipped: [shipped]).drivers().first)
        try Data("ok new Generic".utf8).write(to: URL(fileURLWithPath: shipped))

        let drivers = try await open(shipped: [shipped])

        #expect(drivers.drivers().count == 1)
        #expect(drivers.drivers().first?.id != old.id)
        #expect(drivers.driver(old.id) != nil)
        // lpadmin -m reads a PPD and sends it back.
        #expect(try await add("ok old Generic", to: drivers).id == old.id)
        #expect(drivers.drivers().first?.id != old.id)
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.removeItem(atPath: shipped)
    }
}
