import Foundation
import Testing

/// The plan of the house (docs/ARCHITECTURE.md). A room may import the rooms listed beside it and no others.
private let plan: [String: Set<String>] = [
    "IPP": [],
    "PrintModel": ["IPP"],
    "Spool": ["IPP", "PrintModel"],
    "Scheduler": ["PrintModel"],
    "Children": [],
    "Workbench": [],
    "Filters": ["IPP", "PrintModel", "Children", "Workbench"],
    "Drivers": ["PrintModel", "Workbench"],
    "Raster": [],
    "Imposition": ["Workbench"],
    "Pictures": ["Workbench"],
    "TextSetting": ["Workbench"],
    "PPDReading": [],
    "quire-impose": ["Workbench", "Imposition"],
    "quire-text": ["Workbench", "TextSetting"],
    "quire-image": ["Workbench", "Pictures"],
    "quire-raster": ["Workbench", "Raster"],
    "quire-render": ["Workbench", "Raster"],
    "quire-ppd": ["Workbench", "PPDReading"],
    "quire-cups": [],
    "SNMP": [],
    "quire-snmp": ["SNMP"],
    "Backends": ["IPP", "PrintModel", "IPPClient", "Children"],
    "PAM": [],
    "quire-pam": ["PAM", "Children"],
    "Identity": ["PrintModel", "PAM"],
    "Audit": ["PrintModel"],
    "Operations": ["IPP", "PrintModel"],
    "LogFiles": [],
    "FrontDoor": ["IPP", "PrintModel", "Operations", "LogFiles"],
    "SideDoors": ["IPP", "PrintModel", "Operations", "FrontDoor"],
    "Discovery": ["IPP", "PrintModel", "Operations", "ServiceRecords"],
    "ServiceRecords": ["IPP"],
    "IPPClient": ["IPP"],
    "Fetching": ["PrintModel", "IPPClient"],
    "Remotes": ["IPP", "PrintModel", "IPPClient"],
    "QuireTestKit": ["IPP", "PrintModel"],
    "quire": ["IPP", "IPPClient", "PrintModel", "ServiceRecords", "Children", "Filters"],
    "quired": [
        "IPP", "PrintModel", "Spool", "Scheduler", "Children", "Workbench", "Filters", "Drivers", "Backends",
        "Identity", "Operations", "FrontDoor", "SideDoors", "Discovery", "Fetching", "Audit", "Remotes",
        "LogFiles",
    ],
    "RegistryMaker": [],
]

/// Rooms that must not know files, threads or the network, and so do without these modules.
private let withoutFoundation: Set<String> = [
    "IPP", "PrintModel", "Scheduler", "Operations", "Imposition", "Raster", "SNMP",
]

@Suite("The plan of the house")
struct RoomTests {
    @Test("Every folder of Sources that holds Swift is a room of the plan")
    func rooms() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: sources.path)
        let swift = folders.filter { folder in (try? files(of: folder).isEmpty) == false }

        #expect(Set(swift) == Set(plan.keys))
    }

    @Test("A room imports only the rooms the plan gives it", arguments: plan.keys.sorted())
    func imports(room: String) throws {
        for file in try files(of: room) {
            for imported in try imports(in: file) where plan.keys.contains(imported) {
                #expect(plan[room]?.contains(imported) == true, "\(room)/\(file.lastPathComponent) imports \(imported)")
            }
        }
    }

    @Test("The inner rooms do without Foundation and the network", arguments: withoutFoundation.sorted())
    func innerRooms(room: String) throws {
        for file in try files(of: room) {
            for imported in try imports(in: file) {
                let isOutside = imported.hasPrefix("Foundation") || imported.hasPrefix("NIO") || imported == "GRDB"
                #expect(!isOutside, "\(room)/\(file.lastPathComponent) imports \(imported)")
            }
        }
    }

    private var sources: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
    }

    private func files(of room: String) throws -> [URL] {
        let found = FileManager.default.enumerator(
            at: sources.appending(path: room), includingPropertiesForKeys: nil)
        return try #require(found).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }

    private func imports(in file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            line.wholeMatch(of: /(?:@\w+ )*(?:\w+ )?import (?:struct |class |enum |func )?(\w+).*/).map { String($0.1) }
        }
    }
}
