import IPP
import PrintModel

/// Create-Printer: makes a printer, idle and accepting (PWG 5100.22 §6.3.1).
struct CreatePrinter: Operation {
    static let id = OperationID.createPrinter
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        let creation = try await PrinterCreation(request, in: context)
        let subscriptions = try SubscriptionRequest(request, in: context)
        try await context.keep(creation.secret, for: creation.printer.deviceURI)
        let printer: Printer
        do {
            printer = try await context.printers.add(creation.printer, at: context.clock.now())
        } catch StoreError.nameTaken(let name) {
            throw OperationError(
                .notPossible, "there is a printer \(name) already",
                unsupported: [Attribute("printer-name", .name(name))])
        }
        let description = PrinterDescription(of: printer, in: context, for: request.caller, usesCUPSPaths: false)
        let requested = try RequestedAttributes(AttributeGroup(.operation), standard: Self.answered)
        let system = SystemDescription(in: context, for: request.caller)
        var response = IPPResponse(groups: [description.group(requested)], ignoring: creation.substituted)
        await subscriptions.make(for: .printer(printer.id), into: &response)
        response.groups.append(system.stateGroup())
        return response
    }

    private static let answered = [
        "printer-id", "printer-is-accepting-jobs", "printer-state", "printer-state-reasons", "printer-uri-supported",
        "printer-uuid", "printer-xri-supported",
    ]
}

/// What Create-Printer asks for, checked.
struct PrinterCreation: Sendable {
    /// Values of "system-mandatory-printer-attributes". A queue without a device would take jobs and lose them, so the
    /// device has to be named.
    static let mandatory = ["device-uri", "printer-name"]

    /// Values of "printer-creation-attributes-supported": what Set-Printer-Attributes sets, and what only a new printer
    /// is given.
    static func supported(_ context: OperationContext) -> [String] {
        var names = Set(mandatory + ["ppd-name"])
        for printer in context.printers.printers() {
            names.formUnion(PrinterEdit.settable(on: context.facts.facts(of: printer)))
        }
        return names.subtracting(notForNew).sorted()
    }

    /// Nobody has had a message for a printer that is not there yet.
    private static let notForNew: Set<String> = ["printer-message-from-operator", Redirection.attribute]

    let printer: NewPrinter
    /// What came in the device URI.
    let secret: DeviceSecret.Given
    /// What was asked for and could not be had as it was.
    private(set) var substituted: [Attribute] = []

    init(_ request: IPPRequest, in context: OperationContext) async throws {
        try Self.checkServiceType(of: request)
        guard let asked = request.message[.printer], !asked.attributes.isEmpty else {
            throw OperationError(.badRequest, "the request describes no printer")
        }
        let resources = try await TemplateResources(request, in: context)
        let group = resources.defaults(under: asked)
        let given = try Self.text("printer-name", of: group)
        let name = try Self.name(given)
        if name.text != given { substituted.append(Attribute("printer-name", .name(given))) }

        let (deviceURI, fromURI) = DeviceSecret.taken(from: try Self.text("device-uri", of: group))
        secret = fromURI
        do { _ = try context.devices.backend(for: deviceURI) } catch {
            throw OperationError(
                .attributesOrValuesNotSupported, error.reason,
                unsupported: [Attribute("device-uri", .uri(deviceURI))])
        }
        guard context.printers.printer(named: name) == nil else {
            throw OperationError(
                .notPossible, "there is a printer \(name) already",
                unsupported: [Attribute("printer-name", .name(name.text))])
        }
        // As it will be, to be checked against what its device can do.
        var future = Printer(
            id: PrinterID(0), name: name, uuid: [], deviceURI: deviceURI,
            info: name.text == given ? "" : given, createdAt: context.clock.now())
        try Self.chooseDriver(of: &future, group, in: context)
        let facts = PrinterFacts(
            future, devices: context.devices, drivers: context.drivers, preparer: context.preparer)
        let rest = group.attributes.filter { !(Self.mandatory + ["ppd-name"]).contains($0.name) }
        let edit = try PrinterEdit(
            AttributeGroup(.printer, rest), on: facts, at: context.clock.now(), clock: context.clock)
        edit.apply(to: &future)
        resources.allocate(to: &future)
        printer = NewPrinter(
            name: name, deviceURI: deviceURI, info: future.info, location: future.location,
            isShared: future.isShared, attributes: future.attributes)
    }

    /// Exactly one, and one that there is here.
    private static func checkServiceType(of request: IPPRequest) throws {
        guard let types = try request.keywords("printer-service-type"), types.count == 1 else {
            throw OperationError(.badRequest, "the request names no printer-service-type, or several")
        }
        guard types == [SystemFeatures.serviceType] else {
            throw OperationError(
                .attributesOrValuesNotSupported, "printers of the type '\(types[0])' cannot be made here",
                unsupported: request.operation["printer-service-type"].map { [$0] } ?? [])
        }
    }

    static func text(_ name: String, of group: AttributeGroup) throws -> String {
        guard let attribute = group[name] else {
            throw OperationError(
                .badRequest, "a new printer needs a \(name)",
                unsupported: [Attribute(name, .outOfBand(.unsupported))])
        }
        guard attribute.values.count == 1, let text = attribute.values.first?.stringValue, !text.isEmpty else {
            throw OperationError(
                .badRequest, "'\(name)' has the wrong syntax or too many values", unsupported: [attribute])
        }
        return text
    }

    /// A name that works in every client: what may not stand in one becomes `_` (PWG 5100.22 §6.3.1), and the name as it
    /// was given is kept as "printer-info".
    static func name(_ given: String) throws -> PrinterName {
        if let name = PrinterName(given) { return name }
        let replaced = String(
            String.UnicodeScalarView(
                given.unicodeScalars.map { scalar in
                    PrinterName("x\(scalar)") == nil ? "_" : scalar
                }))
        guard let name = PrinterName(replaced.truncated(toOctets: 127)) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "'\(given)' cannot be a printer's name",
                unsupported: [Attribute("printer-name", .name(given))])
        }
        return name
    }

    private static func chooseDriver(
        of printer: inout Printer, _ group: AttributeGroup, in context: OperationContext
    ) throws {
        guard let attribute = group["ppd-name"] else { return }
        let name = try text("ppd-name", of: group)
        guard !["raw", "everywhere"].contains(name) else { return }
        guard let driver = context.drivers.driver(named: name) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "there is no driver '\(name)'", unsupported: [attribute])
        }
        printer.driver = driver.id
    }
}
