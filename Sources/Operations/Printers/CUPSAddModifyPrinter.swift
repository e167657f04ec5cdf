import IPP
import PrintModel

/// CUPS-Add-Modify-Printer: makes a queue, or changes one (CUPS 2.4, 0x4003).
///
/// A new queue prints and accepts at once unless the request says otherwise; CUPS makes it stopped, and `lpadmin -E`
/// then asks for both, which is what everybody types.
///
/// "ppd-name" chooses a driver; a PPD behind the attributes (`lpadmin -P`) is kept as one, and chosen where no name is.
struct CUPSAddModifyPrinter: Operation {
    static let id = OperationID.cupsAddModifyPrinter
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        guard case .printer(let name) = try request.target() else {
            throw OperationError(.badRequest, "the request's printer-uri names no printer")
        }
        if let pool = context.printers.printer(named: name), pool.isPool {
            // CUPS' words.
            throw OperationError(.notPossible, "A class named \"\(pool.name)\" already exists.")
        }
        var wish = try PrinterWish(request.printerAttributes.attributes, in: context)
        let now = context.clock.now()
        wish.pause = try context.pauseRecord(of: request)
        if try !context.isAdministrator(request) { try await wish.requireNoDevice(request) }
        try await wish.takePPD(request, in: context)
        let known = context.printers.printer(named: name)
        if known != nil || wish.deviceURI != nil {
            // As it will be: what may be a default depends on the device and the driver that come with the same request.
            var draft =
                known
                ?? Printer(
                    id: PrinterID(0), name: name, uuid: [], deviceURI: wish.deviceURI ?? "", createdAt: now)
            wish.apply(to: &draft)
            if let known { try context.checkRestricted(known, request) { wish.apply(to: &$0) } }
            try wish.settleDefaults(on: context.facts(of: draft), clock: context.clock)
        }
        let wanted = wish
        try await wanted.keepSecret(in: context)
        let id: PrinterID
        if let known {
            id = known.id
        } else {
            guard let deviceURI = wanted.deviceURI else {
                throw OperationError(.badRequest, "a new printer needs a device-uri")
            }
            id = try await context.printers.add(NewPrinter(name: name, deviceURI: deviceURI), at: now).id
        }
        _ = try await context.printers.update(id, at: now) { wanted.apply(to: &$0) }
        return IPPResponse(groups: [], ignoring: wanted.unsupported)
    }
}

/// What a request wants a queue to be.
struct PrinterWish: Sendable {
    private(set) var deviceURI: String?
    /// The name and the password that came in the device URI.
    private var secret = DeviceSecret.Given.nothing
    private(set) var unsupported: [Attribute] = []
    private var info: String?
    private var location: String?
    private var isShared: Bool?
    private var acceptsJobs: Bool?
    private var isPaused: Bool?
    /// What is kept about who pauses it, where the request does.
    var pause: PauseRecord?
    private var stateMessage: String?
    /// `NAME-default` and other attributes that are only kept; without values where they are to be removed.
    private var kept: [Attribute] = []
    /// `NAME-default`, to be checked when it is known what the queue can do.
    private var defaults: [Attribute] = []
    private var driver: DriverWish?
    private var access: UserAccess?
    /// A PPD that was written here, back from a tool that changed its defaults.
    private var changedPPD: String?

    private enum DriverWish: Hashable, Sendable {
        case none
        case chosen(DriverID)
    }

    /// Whether it says what to print on, or with which driver.
    var hasDevice: Bool { deviceURI != nil || driver.map { $0 != DriverWish.none } ?? false }

    init(_ attributes: [Attribute], in context: OperationContext) throws {
        for attribute in attributes { try read(attribute, in: context) }
    }

    private mutating func read(_ attribute: Attribute, in context: OperationContext) throws {
        switch attribute.name {
        case "device-uri":
            let given = DeviceSecret.taken(from: try Self.text(of: attribute))
            do { _ = try context.devices.backend(for: given.uri) } catch {
                throw OperationError(
                    .notPossible, error.reason, unsupported: [Attribute("device-uri", .uri(given.uri))])
            }
            (deviceURI, secret) = given
        case "printer-info": info = try Self.text(of: attribute)
        case "printer-location": location = try Self.text(of: attribute)
        case "printer-is-shared": isShared = try Self.flag(of: attribute)
        case "printer-is-accepting-jobs": acceptsJobs = try Self.flag(of: attribute)
        case "printer-state": isPaused = try Self.isPaused(attribute)
        case "printer-state-message": stateMessage = try Self.text(of: attribute)
        case "printer-geo-location", "printer-organization", "printer-organizational-unit": kept.append(attribute)
        case "ppd-name": driver = try Self.driver(named: Self.text(of: attribute), in: context)
        case Printer.allowedAttribute, Printer.deniedAttribute: access = try UserLists.access(attribute)
        case Quota.periodAttribute, Quota.kOctetsAttribute, Quota.pagesAttribute:
            kept.append(try Quota.limit(attribute))
        case DeliverySetting.errorPolicy, DeliverySetting.promise, DeliverySetting.promise + "-default":
            guard let setting = DeliverySetting.kept(attribute) else {
                throw OperationError(
                    .attributesOrValuesNotSupported, "'\(attribute.name)' cannot have that value",
                    unsupported: [attribute])
            }
            kept.append(setting)
        case Printer.authInfoAttribute:
            if let setting = DeliverySetting.authInfo(attribute) {
                kept.append(setting)
            } else {
                unsupported.append(attribute)
            }
        // What says that a queue is to stay is done; none becomes one that goes.
        case Printer.temporaryAttribute:
            if try Self.flag(of: attribute) {
                unsupported.append(attribute)
            } else {
                kept.append(Attribute(attribute.name, []))
            }
        // lpadmin sends these with every queue; what says how it is done here anyway is taken, other wishes are told to
        // be unsupported.
        case "printer-state-reasons": break
        case Printer.operationPolicyAttribute:
            if let setting = try? PolicySetting.kept(attribute) {
                kept.append(setting)
            } else {
                // A policy that CUPS has and this server has not.
                unsupported.append(attribute)
            }
        case let name where PolicySetting.settable.contains(name): kept.append(try PolicySetting.kept(attribute))
        case Printer.remoteAttribute:
            guard let setting = RemoteSetting.kept(attribute) else {
                throw OperationError(
                    .attributesOrValuesNotSupported, "'\(attribute.name)' is the ipp: or ipps: URI of a server",
                    unsupported: [attribute])
            }
            kept.append(setting)
        case "port-monitor": if !Self.isAsItIs(attribute) { unsupported.append(attribute) }
        case let name where name.hasSuffix("-default"): defaults.append(attribute)
        default: unsupported.append(Attribute(attribute.name, .outOfBand(.unsupported)))
        }
    }

    /// Names come as keywords, too.
    private static func isAsItIs(_ attribute: Attribute) -> Bool {
        guard let value = attribute.values.first, attribute.values.count == 1 else { return false }
        return value.stringValue == "none"
    }

    /// `everywhere` and `raw` are no drivers: the device is asked, or given what comes.
    private static func driver(named name: String, in context: OperationContext) throws -> DriverWish {
        switch name {
        case "", "raw", "everywhere": .none
        default: .chosen(try context.driver(named: name).id)
        }
    }

    /// Before the queue is made or changed, so that it never prints without.
    func keepSecret(in context: OperationContext) async throws {
        guard let deviceURI else { return }
        try await context.keep(secret, for: deviceURI)
    }

    /// Throws where whoever may only administer this queue says what it prints on or with.
    func requireNoDevice(_ request: IPPRequest) async throws {
        let hasPPD = try await request.document.next() != nil
        guard deviceURI == nil, driver == nil, !hasPPD else {
            throw OperationError(
                .notAuthorized, "devices and drivers of printers are for the server's administrators to say")
        }
    }

    /// Keeps the PPD that follows the attributes, if there is one. A name that was sent as well wins over it.
    mutating func takePPD(_ request: IPPRequest, in context: OperationContext) async throws {
        guard let first = try await request.document.next() else { return }
        guard driver == nil else { return }
        if Self.isGenerated(first) {
            changedPPD = try await Self.text(first, request.document)
            return
        }
        let begun = Beginning(first)
        let rest = request.document
        let kept = try await context.drivers.add(
            DocumentStream { if let first = await begun.take() { first } else { try await rest.next() } }, named: nil,
            approving: [], by: try context.actor(of: request), at: context.clock.now())
        driver = .chosen(kept.id)
        // Nobody learns of it from a queue that looks ready.
        if let obstacle = kept.obstacle { context.show("\(kept.name): \(obstacle)") }
    }

    private static func isGenerated(_ beginning: [UInt8]) -> Bool {
        String(decoding: beginning.prefix(2048), as: UTF8.self).contains(GeneratedPPD.mark)
    }

    private static func text(_ beginning: [UInt8], _ rest: DocumentStream) async throws -> String {
        var bytes = beginning
        while let more = try await rest.next() {
            bytes += more
            guard bytes.count <= generatedOctetsMax else {
                throw OperationError(.requestEntityTooLarge, "the PPD is longer than any that is written here")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Those written here have some 30 kB.
    private static let generatedOctetsMax = 1 << 20

    /// What was read to see whether there is more.
    private actor Beginning {
        private var bytes: [UInt8]?
        init(_ bytes: [UInt8]) { self.bytes = bytes }
        func take() -> [UInt8]? {
            defer { bytes = nil }
            return bytes
        }
    }

    /// Takes the defaults that the queue can have; refuses all of the request for one that it knows and cannot have.
    ///
    /// Options nobody knows are told to be unsupported and not kept: they would never do anything.
    mutating func settleDefaults(on facts: PrinterFacts, clock: any WallClock) throws {
        if let changedPPD, facts.driver == nil { defaults += PPDNames(facts).defaults(in: changedPPD) }
        for attribute in defaults {
            if attribute.values == [.outOfBand(.deleteAttribute)] {
                kept.append(Attribute(attribute.name, []))
                continue
            }
            let name = String(attribute.name.dropLast("-default".count))
            let values = attribute.values.map { LooseValue.value($0, of: name, on: facts) }
            var checker = TemplateChecker(facts: facts, clock: clock)
            try checker.check(AttributeGroup(.job, [Attribute(name, values)]))
            guard let bad = checker.unsupported.first else {
                kept += checker.kept.map { Attribute($0.name + "-default", $0.values) }
                // Priority and hold are no attributes of a job here.
                if checker.kept.isEmpty { kept.append(Attribute(attribute.name, values)) }
                continue
            }
            if bad.values == [.outOfBand(.unsupported)] {
                unsupported.append(Attribute(attribute.name, bad.values))
            } else {
                throw OperationError(
                    .attributesOrValuesNotSupported, "'\(attribute.name)' cannot have that value",
                    unsupported: [Attribute(attribute.name, bad.values)])
            }
        }
        defaults = []
    }

    func apply(to printer: inout Printer) {
        if let deviceURI { printer.deviceURI = deviceURI }
        // The server says it from now on, or nobody has to.
        if secret != .nothing { printer.attributes.remove(Printer.authInfoAttribute) }
        if let info { printer.info = info }
        if let location { printer.location = location }
        if let isShared { printer.isShared = isShared }
        if let acceptsJobs { printer.acceptsJobs = acceptsJobs }
        if let isPaused {
            printer.isPaused = isPaused
            if let pause { printer.keep(pause) }
        }
        if let stateMessage { printer.stateMessage = stateMessage }
        if let access { printer.userAccess = access }
        switch driver {
        case .chosen(let id): printer.driver = id
        case DriverWish.none?: printer.driver = nil
        case nil: break
        }
        for attribute in kept {
            if attribute.values.isEmpty {
                printer.attributes.remove(attribute.name)
            } else {
                printer.attributes.set(attribute)
            }
        }
    }

    private static func text(of attribute: Attribute) throws -> String {
        guard attribute.values.count == 1, let text = attribute.values.first?.stringValue else {
            throw wrong(attribute)
        }
        return text.truncated(toOctets: 1023)
    }

    private static func flag(of attribute: Attribute) throws -> Bool {
        guard attribute.values.count == 1, case .boolean(let flag)? = attribute.values.first else {
            throw wrong(attribute)
        }
        return flag
    }

    private static func isPaused(_ attribute: Attribute) throws -> Bool {
        guard attribute.values.count == 1, case .enum(let state)? = attribute.values.first, state == 3 || state == 5
        else { throw wrong(attribute) }
        return state == 5
    }

    private static func wrong(_ attribute: Attribute) -> OperationError {
        OperationError(
            .badRequest, "'\(attribute.name)' has the wrong syntax or value", unsupported: [attribute])
    }
}
