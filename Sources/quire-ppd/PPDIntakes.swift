import CCups
import PPDReading
import Workbench

/// What the printer of a PPD can be sent, and by way of which filter.
enum PPDIntakes {
    /// The preferred first: what the device reads by itself, cheapest filters next.
    static func all(of file: PPDFile) -> [PPDIntake] {
        let lines = file.text.filters.filter { line in line.isDirect || !FilterLine.neverRun.contains(line.program) }
        var found: [PPDIntake] = []
        func add(_ intake: PPDIntake) { if !found.contains(intake), found.count < 50 { found.append(intake) } }
        for line in lines.sorted(by: { ($0.isDirect ? 0 : 1, $0.cost) < ($1.isDirect ? 0 : 1, $1.cost) }) {
            add(PPDIntake(format(line), filter: line.isDirect ? nil : line.program))
        }
        if file.attribute("JCLToPDFInterpreter") != nil { add(PPDIntake("application/pdf")) }
        // No filter named at all: a PostScript printer, which is what PPDs were made for. One named that is never run,
        // and nothing else, is no printer for us.
        if file.text.filters.isEmpty { add(PPDIntake("application/postscript")) }
        return found
    }

    /// CUPS' names for "with the options in it" are the format's own name to us.
    private static func format(_ line: FilterLine) -> String {
        let type = line.isDirect ? line.destination ?? line.source : line.source
        return switch type {
        case "application/vnd.cups-postscript": "application/postscript"
        case "application/vnd.cups-pdf": "application/pdf"
        case "printer/foo", "*/*": line.source
        case let type where type.hasPrefix("printer/"): plain(line.source)
        default: type
        }
    }

    private static func plain(_ type: String) -> String {
        type == "application/vnd.cups-postscript"
            ? "application/postscript" : type == "application/vnd.cups-pdf" ? "application/pdf" : type
    }

    static func kind(of file: PPDFile, _ intakes: [PPDIntake]) -> String {
        if file.attribute("cupsFax")?.lowercased() == "true" { return "fax" }
        guard let first = intakes.first else { return "unknown" }
        switch first.format {
        case "application/postscript": return first.filter == nil ? "postscript" : "raster"
        case "application/pdf": return first.filter == nil ? "pdf" : "raster"
        case "application/vnd.hp-pcl", "application/vnd.hp-pclxl": return "pcl"
        case "application/vnd.cups-raster", "image/pwg-raster", "image/urf": return "raster"
        default: return "unknown"
        }
    }
}
