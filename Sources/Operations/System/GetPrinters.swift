import IPP
import PrintModel

/// Get-Printers: the printers that whoever asks may use, by their numbers (PWG 5100.22 §6.3.3). None at all is
/// "successful-ok" without groups.
struct GetPrinters: Operation {
    static let id = OperationID.getPrinters
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let search = try PrinterSearch(request)
        let (first, limit) = (try request.positive("first-index") ?? 1, try request.positive("limit") ?? .max)
        var found: [Printer] = []
        for printer in context.printersByNumber() where search.finds(printer, in: context) {
            if try await context.mayUse(printer, request) { found.append(printer) }
        }
        return IPPResponse(
            groups: found.dropFirst(first - 1).prefix(limit).map { printer in
                PrinterDescription(of: printer, in: context, for: request.caller, usesCUPSPaths: false)
                    .group(requested)
            })
    }
}

/// What Get-Printers looks for: all that the request names has to be so.
struct PrinterSearch: Sendable {
    /// Values of "which-printers".
    private enum Which: String, CaseIterable {
        case all, accepting, idle, processing, shutdown, stopped, testing
        case notAccepting = "not-accepting"
    }

    private let ids: Set<Int32>?
    private let place: GeoLocation?
    private let location: String?
    private let serviceTypes: [String]?
    private let format: String?
    private let which: Which

    init(_ request: IPPRequest) throws {
        ids = try request.integers("printer-ids").map { Set($0) }
        location = try request.string("printer-location")
        serviceTypes = try request.keywords("printer-service-type")
        format = try request.mimeMediaType("document-format")
        place = try request.uri("printer-geo-location").map { uri in
            guard let place = GeoLocation(uri) else {
                throw Self.unsupported("printer-geo-location", "'\(uri)' is no place", request)
            }
            return place
        }
        let word = try request.keyword("which-printers") ?? Which.all.rawValue
        guard let which = Which(rawValue: word) else {
            throw Self.unsupported("which-printers", "which-printers '\(word)' is not supported", request)
        }
        self.which = which
    }

    private static func unsupported(_ name: String, _ why: String, _ request: IPPRequest) -> OperationError {
        OperationError(
            .attributesOrValuesNotSupported, why, unsupported: request.operation[name].map { [$0] } ?? [])
    }

    func finds(_ printer: Printer, in context: OperationContext) -> Bool {
        (ids?.contains(printer.id.rawValue) ?? true) && (location.map { $0 == printer.location } ?? true)
            && (serviceTypes?.contains(SystemFeatures.serviceType) ?? true) && isNear(printer)
            && takesFormat(printer, context) && hasState(printer, context)
    }

    /// Within the uncertainty of the place that was asked about, 30 metres where it has none.
    private func isNear(_ printer: Printer) -> Bool {
        guard let place else { return true }
        guard let uri = printer.attributes["printer-geo-location"]?.values.first?.stringValue,
            let there = GeoLocation(uri)
        else { return false }
        return place.distance(to: there) <= place.uncertainty ?? 30
    }

    private func takesFormat(_ printer: Printer, _ context: OperationContext) -> Bool {
        guard let format else { return true }
        let facts = context.facts.facts(of: printer)
        return facts.takesAnything || facts.formats.contains { $0.lowercased() == format.lowercased() }
    }

    private func hasState(_ printer: Printer, _ context: OperationContext) -> Bool {
        func state() -> PrinterState { PrinterStatus(of: printer, in: context).state }
        return switch which {
        case .all: true
        case .accepting: printer.acceptsJobs
        case .notAccepting: !printer.acceptsJobs
        case .idle: state() == .idle
        case .processing: state() == .processing
        case .stopped: state() == .stopped
        case .shutdown: printer.power == .shutDown
        case .testing: false
        }
    }
}
