import FrontDoor
import Operations
import PrintModel

/// `/printers/NAME.ppd`, where CUPS' clients look for what a printer can do, of queues that have a driver, and `/ppd/NAME`
/// for the drivers themselves. For everybody; those of other queues are ``GeneratedPPDPages``.
struct DriverPages: PageHandler {
    let printers: any PrinterStore
    let drivers: any DriverStore

    func answer(to request: PageRequest) async -> PageAnswer? {
        guard request.method == "GET" || request.method == "HEAD", let driver = driver(at: request.path) else {
            return nil
        }
        // The number is that of the bytes: whoever has them need not be sent them again.
        let tag = "\"\(driver.id.text)\""
        let fields = [HTTPField("ETag", tag), HTTPField("Cache-Control", "no-cache")]
        if request.field("if-none-match") == tag {
            return PageAnswer(status: 304, contentType: Self.type, fields: fields, bytes: [])
        }
        do {
            return PageAnswer(
                contentType: Self.type, fields: fields, bytes: [], rest: try await drivers.ppd(of: driver.id))
        } catch {
            return nil
        }
    }

    private static let type = "application/vnd.cups-ppd"

    private func driver(at path: String) -> Driver? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[1].hasSuffix(".ppd") else { return nil }
        switch parts[0] {
        case "printers", "classes":
            guard let name = PrinterName(String(parts[1].dropLast(4))), let printer = printers.printer(named: name)
            else {
                return nil
            }
            // Of a class, the first member's that has one.
            let members = printer.isPool ? PoolMap(printers.printers()).members(of: printer.id).map(\.printer) : []
            return ([printer] + members).lazy.compactMap(\.driver).first.flatMap { drivers.driver($0) }
        case "ppd": return drivers.driver(named: String(parts[1]))
        default: return nil
        }
    }
}
