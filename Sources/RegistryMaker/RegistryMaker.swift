import Foundation

/// Writes `Sources/IPP/Registry/` from IANA's ipp-registrations.xml.
///
///     swift run RegistryMaker ipp-registrations.xml Sources/IPP/Registry
///
/// What it writes is committed, so that building needs neither the file nor the network; the XML is not committed.
/// IANA keeps it at https://www.iana.org/assignments/ipp-registrations/.
@main
struct RegistryMaker {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            throw RegistryError("usage: RegistryMaker ipp-registrations.xml folder")
        }
        let registrations = try Registrations(contentsOf: URL(filePath: arguments[1]))
        let folder = URL(filePath: arguments[2])
        for (name, text) in files(from: registrations) {
            let header = """
                // Made by RegistryMaker from IANA's IPP registrations of \(registrations.updated). Do not edit.


                """
            try Data((header + text).utf8).write(to: folder.appending(path: name))
        }
    }

    private static func files(from registrations: Registrations) -> [(name: String, text: String)] {
        let enums = EnumWriter(registrations)
        let keys = KeyWriter(registrations, enums: enums)
        return [
            ("AttributeTable.swift", TableWriter.attributeTable(registrations)),
            ("KeywordTables.swift", TableWriter.keywordTables(registrations)),
            ("TagNames.swift", TableWriter.tagNames(registrations)),
            ("OperationID+Registry.swift", enums.operations()),
            ("StatusCode+Registry.swift", enums.statuses()),
            ("Enums.swift", enums.enums()),
        ] + keys.files()
    }
}

struct RegistryError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
