import IPP
import IPPClient

/// `lpoptions -l`: the options of a printer with their values, the default one marked.
///
///     PageSize/Media Size: *Letter Legal A4
///
/// From the printer's PPD where it has one, as with CUPS; else from what the printer says of itself.
struct SupportedOptions: Sendable {
    let server: PrintServer
    let session: Session

    func show(_ printer: PrinterChoice) async throws {
        let saved = DefaultOptions(in: session).options(for: printer.nameWithInstance)
        if let description = try await description(of: printer.name) {
            for option in description.options { print(option, saved) }
        } else {
            for option in try await attributes(of: printer.name) { print(option, saved) }
        }
    }

    private func print(_ option: DriverOption, _ saved: [PrintOption]) {
        let wish = saved.last { $0.name == option.keyword || $0.name == "media" && option.keyword == "PageSize" }
        let marked = wish.flatMap { option.choices.contains($0.value) ? $0.value : nil } ?? option.standard
        let choices = option.choices.map { " \($0 == marked ? "*" : "")\($0)" }.joined()
        session.output.print("\(option.keyword)/\(option.text):\(choices)".harmless)
    }

    /// CUPS-Get-PPD; `nil` when there is none.
    private func description(of printer: String) async throws -> DriverDescription? {
        let reply = try await server.client.sendForDocument(server.request(.cupsGetPPD, .printer(printer)))
        guard reply.message.status.isSuccessful else {
            // Nothing follows; reading to the end keeps the connection.
            for try await _ in reply.document {}
            return nil
        }
        var bytes: [UInt8] = []
        for try await piece in reply.document {
            bytes += piece
            guard bytes.count <= Self.descriptionBytesMax else {
                throw Failure(.failed, code: "ppd-too-large", "the PPD file of \(printer) is too large.")
            }
        }
        let description = DriverDescription(String(decoding: bytes, as: UTF8.self))
        return description.options.isEmpty ? nil : description
    }

    /// The largest seen in the wild have 2 MB.
    private static let descriptionBytesMax = 16_777_216

    private static let attributes: [(name: String, text: String)] = [
        ("media", "Media Size"), ("media-source", "Media Source"), ("media-type", "Media Type"),
        ("sides", "2-Sided Printing"), ("print-color-mode", "Color Mode"), ("print-quality", "Print Quality"),
        ("printer-resolution", "Resolution"), ("output-bin", "Output Bin"), ("finishings", "Finishing"),
        ("orientation-requested", "Orientation"), ("number-up", "Pages per Side"), ("print-scaling", "Scaling"),
        ("job-sheets", "Banner Page"), ("job-hold-until", "Hold Until"),
    ]

    private func attributes(of printer: String) async throws -> [DriverOption] {
        let names = Self.attributes.flatMap { ["\($0.name)-supported", "\($0.name)-default"] }
        let has = try await server.printer(printer, names)
        return Self.attributes.compactMap { name, text in
            guard let supported = has["\(name)-supported"], supported.values.contains(where: { !$0.isOutOfBand }) else {
                return nil
            }
            let choices = supported.values.map { AttributeDisplay.text(of: $0, in: name) }
            let standard = has["\(name)-default"]?.values.first.map { AttributeDisplay.text(of: $0, in: name) }
            return DriverOption(keyword: name, text: text, standard: standard, choices: choices)
        }
    }
}
