import FrontDoor
import Operations
import PrintModel

/// What is here besides IPP: each page is asked in turn, if whoever asks may look at anything here at all (`deny all`,
/// docs/POLICY.md). `/healthz` and `/readyz`, which say nothing of printers, are answered before.
struct Pages: PageHandler {
    let pages: [any PageHandler]
    let context: OperationContext

    func answer(to request: PageRequest) async -> PageAnswer? {
        guard await context.mayLook(request.caller.requester, at: queues(at: request.path)) else {
            return PageAnswer(
                status: 403, contentType: "text/plain; charset=utf-8",
                bytes: Array("a rule of this server does not allow it\n".utf8))
        }
        for page in pages { if let answer = await page.answer(to: request) { return answer } }
        return nil
    }

    /// Those that the path may be about, whatever the page: `/printers/NAME`, `/classes/NAME.ppd`, `/icons/48/NAME.png`.
    private func queues(at path: String) -> [Printer] {
        path.split(separator: "/").dropFirst().prefix(Self.partsMax).flatMap { part -> [Printer] in
            let names =
                [String(part)] + [".ppd", ".png"].filter(part.hasSuffix).map { String(part.dropLast($0.count)) }
            return names.compactMap { PrinterName($0) }.compactMap { context.printers.printer(named: $0) }
        }
    }

    /// No page has more.
    private static let partsMax = 4
}
