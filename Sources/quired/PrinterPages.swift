import FrontDoor
import Operations
import PrintModel

/// The pictures that printers name in "printer-icons", `/icons/48/NAME.png` and its like, for everybody.
struct IconPages: PageHandler {
    let printers: any PrinterStore

    /// Drawn when the first is asked for.
    private static let icons = Dictionary(
        uniqueKeysWithValues: PrinterIcons.sides.map { ($0, PrinterIcon(side: $0).png) })

    func answer(to request: PageRequest) async -> PageAnswer? {
        guard request.isRead, let asked = PrinterIcons.read(path: request.path),
            printers.printer(named: asked.printer) != nil, let icon = Self.icons[asked.side]
        else { return nil }
        return PageAnswer(
            contentType: "image/png", fields: [HTTPField("Cache-Control", "max-age=86400")], bytes: icon)
    }
}

/// `/strings/en.strings`: labels for what printers name ("printer-strings-uri").
struct StringsPages: PageHandler {
    func answer(to request: PageRequest) async -> PageAnswer? {
        guard request.isRead, request.path.hasPrefix("/strings/"), request.path.hasSuffix(".strings") else {
            return nil
        }
        let language = request.path.dropFirst("/strings/".count).dropLast(".strings".count)
        guard let file = PrinterStrings.file(language: String(language)) else { return nil }
        return PageAnswer(
            contentType: "text/strings; charset=utf-8", fields: [HTTPField("Cache-Control", "max-age=3600")],
            bytes: Array(file.utf8))
    }
}

extension PageRequest {
    var isRead: Bool { method == "GET" || method == "HEAD" }
}
