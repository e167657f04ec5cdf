import IPP
import PrintModel

/// Identify-Printer: makes a printer draw attention to itself, so that the person who asked finds it
/// (PWG 5100.13 §4.1).
struct IdentifyPrinter: Operation {
    static let id = OperationID.identifyPrinter
    static let access = Access.printing

    /// What a server without lights and loudspeakers can do: say it where its operator reads.
    static let actions = ["display"]

    /// Without the characters that could begin a line of a log or move a terminal's cursor.
    private static func oneLine(_ text: String) -> String {
        let isHarmful: (Unicode.Scalar) -> Bool = { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isHarmful($0) ? " " : $0 }))
    }

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let message = Self.oneLine((try request.string("message") ?? "").truncated(toOctets: 127))
        let asked = request.operation["identify-actions"]
        let known = asked?.values.filter { $0.stringValue.map(Self.actions.contains) ?? false } ?? []
        let unknown = asked?.values.filter { !known.contains($0) } ?? []
        // Somebody looks for the printer: where it cannot do what they asked for, what it can is better than nothing.
        context.show("\(printer.name) identifies itself\(message.isEmpty ? "" : ": \(message)")")
        return IPPResponse(groups: [], ignoring: unknown.isEmpty ? [] : [Attribute("identify-actions", unknown)])
    }
}
