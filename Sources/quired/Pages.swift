import FrontDoor
import Operations

/// What is here besides IPP: each page is asked in turn.
struct Pages: PageHandler {
    let pages: [any PageHandler]

    func answer(to request: PageRequest) async -> PageAnswer? {
        for page in pages { if let answer = await page.answer(to: request) { return answer } }
        return nil
    }
}

/// `/icons/printer-48.png` and its like, for everybody.
struct IconPages: PageHandler {
    /// Drawn when the first is asked for.
    private static let icons = Dictionary(
        uniqueKeysWithValues: PrinterIcons.sides.map { (PrinterIcons.path(side: $0), PrinterIcon(side: $0).png) })

    func answer(to request: PageRequest) async -> PageAnswer? {
        let isRead = request.method == "GET" || request.method == "HEAD"
        guard isRead, let icon = Self.icons[request.path] else { return nil }
        return PageAnswer(
            contentType: "image/png", fields: [HTTPField("Cache-Control", "max-age=86400")], bytes: icon)
    }
}
