import IPP
import PrintModel

/// CUPS-Create-Local-Printer: a queue for a printer that somebody's print dialog has found, which goes again when nobody
/// has used it for a while (CUPS 2.4, 0x4028).
///
/// Users of this machine may ask for one, over the Unix socket, which proves who they are: over the network anybody could
/// make the server print, or connect, to anywhere. They get queues for IPP devices only; an administrator gets one for any
/// device that CUPS-Add-Modify-Printer takes. Asked for again, or under another name, the queue that is there is the answer.
///
/// None has a device's password: who prints gives his own with the job (auth-info). Passwords are kept by device, and one that
/// an administrator has given for a queue is not for whoever makes another for the same device.
struct CUPSCreateLocalPrinter: Operation {
    static let id = OperationID.cupsCreateLocalPrinter
    static let access = Access.printing

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try Self.checkCaller(of: request, in: context)
        let wish = try Self.wish(of: request, in: context)
        if let known = try Self.known(wish, in: context) { return try Self.answer(known, request, in: context) }
        guard context.secrets.secret(for: wish.deviceURI) == nil else {
            throw OperationError(
                .notPossible, "there is a queue for that device already, which knows its password: print to that",
                unsupported: [Attribute("device-uri", .uri(wish.deviceURI))])
        }
        guard context.printers.printers().count(where: \.isTemporary) < Printer.temporaryMax else {
            throw OperationError(
                .temporaryError, "there are \(Printer.temporaryMax) temporary printers, the most there may be")
        }
        do {
            let made = try await context.printers.add(wish, at: context.clock.now())
            return try Self.answer(made, request, in: context)
        } catch StoreError.nameTaken {
            // Two dialogs at the same time.
            guard let known = try Self.known(wish, in: context) else {
                throw StoreError.nameTaken(wish.name.text)
            }
            return try Self.answer(known, request, in: context)
        }
    }

    private static func checkCaller(of request: IPPRequest, in context: OperationContext) throws {
        if try context.isAdministrator(request) { return }
        guard case .localUser = request.caller.requester.origin else {
            throw OperationError(
                .forbidden, "a local printer is made for users of this machine, over the server's Unix socket")
        }
    }

    private static func wish(of request: IPPRequest, in context: OperationContext) throws -> NewPrinter {
        let group = request.printerAttributes
        let name = try PrinterCreation.name(PrinterCreation.text("printer-name", of: group))
        guard let attribute = group["device-uri"], case .uri(let uri)? = attribute.values.first,
            attribute.values.count == 1
        else {
            throw OperationError(
                .badRequest, "a local printer needs one device-uri", unsupported: group["device-uri"].map { [$0] } ?? []
            )
        }
        let given = DeviceSecret.taken(from: uri)
        let shown = [Attribute("device-uri", .uri(given.uri))]
        let scheme = given.uri.prefix { $0 != ":" }.lowercased()
        guard try context.isAdministrator(request) || ipp.contains(scheme) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "a local printer's device-uri is ipp: or ipps:", unsupported: shown)
        }
        guard case .nothing = given.secret else {
            throw OperationError(
                .attributesOrValuesNotSupported,
                "a local printer's device-uri has no user and password: give them with the job, as auth-info",
                unsupported: shown)
        }
        do { _ = try context.devices.backend(for: given.uri) } catch {
            throw OperationError(.attributesOrValuesNotSupported, error.reason, unsupported: shown)
        }
        var new = NewPrinter(name: name, deviceURI: given.uri)
        new.attributes.set(Printer.temporaryAttribute, .boolean(true))
        new.info = try optionalText("printer-info", of: group)
        new.location = try optionalText("printer-location", of: group)
        if case .uri(let place)? = group["printer-geo-location"]?.values.first, place.hasPrefix("geo:") {
            new.attributes.set("printer-geo-location", .uri(place))
        }
        return new
    }

    private static let ipp: Set<String> = ["ipp", "ipps", "dnssd"]

    private static func optionalText(_ name: String, of group: AttributeGroup) throws -> String {
        guard let attribute = group[name] else { return "" }
        guard attribute.values.count == 1, let text = attribute.values.first?.stringValue else {
            throw OperationError(
                .badRequest, "'\(name)' has the wrong syntax or too many values", unsupported: [attribute])
        }
        return text.truncated(toOctets: 127)
    }

    /// A queue that is what was asked for; one of that name with another device is not.
    private static func known(_ wish: NewPrinter, in context: OperationContext) throws -> Printer? {
        if let named = context.printers.printer(named: wish.name) {
            guard named.deviceURI == wish.deviceURI else {
                throw OperationError(
                    .notPossible, "there is a printer \(named.name) already, with another device",
                    unsupported: [Attribute("printer-name", .name(named.name.text))])
            }
            return named
        }
        return context.printers.printers().first { $0.isTemporary && $0.deviceURI == wish.deviceURI }
    }

    private static func answer(
        _ printer: Printer, _ request: IPPRequest, in context: OperationContext
    ) throws -> IPPResponse {
        let description = PrinterDescription(of: printer, in: context, for: request.caller, usesCUPSPaths: true)
        let requested = try RequestedAttributes(AttributeGroup(.operation), standard: answered)
        return IPPResponse(groups: [description.group(requested)])
    }

    private static let answered = [
        "printer-id", "printer-is-accepting-jobs", "printer-name", "printer-state", "printer-state-reasons",
        "printer-uri-supported",
    ]
}
