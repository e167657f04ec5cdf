import FrontDoor
import Glibc
import Operations
import PrintModel

/// `/printers/NAME.ppd`, `/classes/NAME.ppd` and `/ppd/NAME.ppd` of queues without a driver: written from what they say of
/// themselves, for old clients. 404 for a queue that hands on whatever it is sent sends them to its attributes.
struct GeneratedPPDPages: PageHandler {
    let context: OperationContext
    /// When this run began: a later version of the server may write other files.
    let since: Moment

    private static let type = "application/vnd.cups-ppd"

    func answer(to request: PageRequest) async -> PageAnswer? {
        guard request.isRead, let printer = printer(at: request.path) else { return nil }
        let changed = max(printer.configChangedAt, since).seconds
        let fields = [
            HTTPField("Last-Modified", HTTPDate.text(seconds: changed)), HTTPField("Cache-Control", "no-cache"),
        ]
        if let known = request.field("if-modified-since").flatMap({ HTTPDate.seconds($0) }), known >= changed {
            return PageAnswer(status: 304, contentType: Self.type, fields: fields, bytes: [])
        }
        guard let ppd = context.generatedPPD(of: printer, server: request.caller.webRoot) else { return nil }
        return PageAnswer(contentType: Self.type, fields: fields, bytes: ppd)
    }

    private func printer(at path: String) -> Printer? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count == 2, ["printers", "classes", "ppd"].contains(parts[0]), parts[1].hasSuffix(".ppd"),
            let name = PrinterName(String(parts[1].dropLast(4)))
        else { return nil }
        return context.printers.printer(named: name)
    }
}

/// Dates of HTTP (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, whatever the locale.
enum HTTPDate {
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func text(seconds: Int64) -> String {
        var (time, parts) = (time_t(seconds), tm())
        guard gmtime_r(&time, &parts) != nil else { return "" }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(days[Int(parts.tm_wday) % 7]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon) % 12]) "
            + "\(parts.tm_year + 1900) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }

    /// `nil` for what is no date of this form; older forms count as none.
    static func seconds(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, let day = Int32(words[1]), let month = months.firstIndex(of: String(words[2])),
            let year = Int32(words[3]), (1970...9999).contains(year), (1...31).contains(day)
        else { return nil }
        let clock = words[4].split(separator: ":").map { Int32($0) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        var parts = tm()
        parts.tm_year = year - 1900
        parts.tm_mon = Int32(month)
        parts.tm_mday = day
        parts.tm_hour = hour
        parts.tm_min = minute
        parts.tm_sec = second
        return Int64(timegm(&parts))
    }
}

/// `/printers/NAME` and `/printers/NAME/supplies`: a plain page of what a printer is and does, where its attributes
/// "printer-more-info" and "printer-supply-info-uri" lead people.
struct PrinterPages: PageHandler {
    let context: OperationContext

    func answer(to request: PageRequest) async -> PageAnswer? {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: true)
        guard request.isRead, (2...3).contains(parts.count), ["printers", "classes"].contains(parts[0]),
            parts.count == 2 || parts[2] == "supplies", let name = PrinterName(String(parts[1])),
            let printer = context.printers.printer(named: name)
        else { return nil }
        let rows = parts.count == 3 ? context.supplyRows(of: printer) : context.stateRows(of: printer)
        return PageAnswer(bytes: Array(Self.page(printer.name.text, rows).utf8))
    }

    private static func page(_ title: String, _ rows: [(name: String, value: String)]) -> String {
        let table = rows.map { "<tr><th>\(escaped($0.name))</th><td>\(escaped($0.value))</td></tr>\n" }.joined()
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(escaped(title))</title>
            <style>body{font:16px sans-serif;margin:2em}th{text-align:left;padding-right:2em;vertical-align:top}</style>
            </head><body><h1>\(escaped(title))</h1>
            <table>
            \(table)</table>
            </body></html>

            """
    }

    private static func escaped(_ text: String) -> String {
        var safe = ""
        for character in text {
            switch character {
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "&": safe += "&amp;"
            case "\"": safe += "&quot;"
            default: safe.append(character)
            }
        }
        return safe
    }
}
