import IPP
import IPPClient

/// Compares what a job asks for with what its printer says it has, before anything is sent: a misspelt value would
/// otherwise be left out in silence.
struct OptionCheck: Sendable {
    let server: PrintServer
    let printer: String

    /// - Throws: a ``Failure`` that names what the printer has instead.
    func check(_ request: JobRequest) async throws {
        let wanted = request.job.attributes.filter(Self.isWorthAsking)
        guard !wanted.isEmpty else { return }
        var question = server.request(.getPrinterAttributes, .printer(printer))
        question.ask(for: wanted.map { $0.name + "-supported" })
        let answer = try await server.client.send(question, to: "/")
        // A server that does not say is asked no more: it will say what it thinks of the job itself.
        guard answer.status.isSuccessful, let has = answer[.printer] else { return }
        for attribute in wanted {
            if let supported = has["\(attribute.name)-supported"] {
                try check(attribute, supported)
            } else {
                try checkName(attribute.name)
            }
        }
    }

    /// Not what every printer has. Media have many names, which are the server's to sort out; and of a time or a range
    /// there is no list.
    private static func isWorthAsking(_ attribute: Attribute) -> Bool {
        switch (attribute.name, attribute.values.first) {
        case ("copies", _), ("media", _), ("media-col", _), ("job-name", _), ("job-priority", _), ("page-ranges", _),
            ("job-account-id", _), ("job-hold-until-time", _), ("job-hold-until", .keyword("indefinite")),
            ("job-hold-until", .keyword("no-hold")), ("job-hold-until", .name), ("job-sheets", .keyword("none")):
            false
        default: true
        }
    }

    private func check(_ attribute: Attribute, _ supported: Attribute) throws(Failure) {
        let isListed = supported.values.contains { value in
            switch value {
            case .keyword, .name, .enum: true
            default: false
            }
        }
        for value in attribute.values {
            let isThere =
                switch value {
                case .keyword, .name: !isListed || supported.stringValues.contains(value.stringValue ?? "")
                case .enum: !isListed || supported.values.contains(value)
                case .integer(let number) where attribute.name == "number-up": has(number, supported)
                default: true
                }
            if !isThere { throw missing(value, of: attribute.name, supported) }
        }
    }

    private func has(_ number: Int32, _ supported: Attribute) -> Bool {
        supported.values.contains { value in
            switch value {
            case .integer(let only): only == number
            case .rangeOfInteger(let range): range.contains(number)
            default: true
            }
        }
    }

    private func missing(_ value: AttributeValue, of name: String, _ supported: Attribute) -> Failure {
        let text = AttributeDisplay.text(of: value, in: name)
        let there = supported.values.map { AttributeDisplay.text(of: $0, in: name) }
        let isWord = there.count > 1 && !text.allSatisfy(\.isNumber)
        let guess = isWord ? Suggestion.nearest(to: text, in: there).map { "did you mean \($0)? " } ?? "" : ""
        return Failure(
            .failed, code: "option-not-supported", "Error - \(printer) has no \(name)=\(text.harmless).",
            hint: "\(guess)It can be \(there.prefix(20).joined(separator: ", ")).", candidates: Array(there.prefix(20)))
    }

    /// A name that is nearly one everybody knows. Those of drivers are written otherwise: `PageSize`.
    private func checkName(_ name: String) throws(Failure) {
        guard Registry.attribute(named: name) == nil, name == name.lowercased(),
            let known = Self.knownNames.first(where: { 1...2 ~= Suggestion.distance(name, $0) })
        else { return }
        throw Failure(
            .failed, code: "option-unknown", "Error - there is no option \"\(name)\".",
            hint: "did you mean \(known)? With --lax it is sent as it is.", candidates: [known])
    }

    private static let knownNames = [
        "copies", "sides", "media", "page-ranges", "number-up", "print-quality", "orientation-requested",
        "print-color-mode", "output-bin", "printer-resolution", "finishings", "job-priority", "job-sheets",
        "job-hold-until", "print-scaling",
    ]
}
