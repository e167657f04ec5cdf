import IPP
import PrintModel

/// Writes the attributes of the System object (PWG 5100.22 §7).
struct SystemDescription {
    let context: OperationContext
    let caller: Caller
    let record: SystemRecord
    let printers: [Printer]
    let now: Moment

    init(in context: OperationContext, for caller: Caller) {
        self.context = context
        self.caller = caller
        record = context.system.system()
        printers = context.printersByNumber()
        now = context.clock.now()
    }

    func group(_ requested: RequestedAttributes) -> AttributeGroup {
        var writer = AttributeWriter(requested)
        putIdentity(into: &writer)
        putSupport(into: &writer)
        putState(into: &writer)
        putCounters(into: &writer)
        putPrinters(into: &writer)
        putResources(into: &writer)
        putSoftware(into: &writer)
        writer.put("quire-spool-state", .byNameOnly, .keyword(context.jobs.trouble.spoolState))
        if context.policy.isAdministrator(caller.requester) {
            writer.put(LimitDescription.attribute, .byNameOnly, LimitDescription(context).values)
        }
        putRules(into: &writer)
        return AttributeGroup(.system, writer.attributes)
    }

    /// What every answer about a change of the System ends with.
    func stateGroup() -> AttributeGroup {
        AttributeGroup(
            .system,
            [
                Attribute("system-state", .enum(state.state.rawValue)),
                Attribute("system-state-reasons", state.reasons.map { .keyword($0) }),
            ])
    }

    // MARK: Description

    private func putIdentity(into writer: inout AttributeWriter) {
        for (name, standard) in SystemEdit.standards(context) where name != "system-default-printer-id" {
            writer.put(name, record.attributes[name]?.values ?? [standard])
        }
        writer.put("system-default-printer-id", defaultPrinter)
        writer.put("system-uuid", .status, .uri(UUIDText.urn(context.settings.instanceUUID)))
        writer.put("quire-discovery", .status, .text(context.discovery.status.message.truncated(toOctets: 1023)))
        writer.put(SystemRecord.sharingAttribute, .boolean(record.sharesPrinters))
        writer.put("system-serial-number", .status, .text(serialNumber))
        writer.put(
            "system-xri-supported",
            authorities.flatMap { authority in
                ["ipp", "ipps"].map { xri("\($0)://\(authority)/ipp/system") }
            })
        putListening(into: &writer)
        writer.put("system-strings-languages-supported", .naturalLanguage("en"))
        writer.put("system-strings-uri", .outOfBand(.noValue))
    }

    /// As whom clients address the server: as this one has done, over the network, and where it listens besides. Who comes from
    /// elsewhere is not told of what only this machine reaches; over the Unix socket nobody says how others call us.
    private var authorities: [String] {
        var found: [String] = []
        if case .network = caller.requester.origin { found.append(caller.uriAuthority) }
        for place in context.listening.places
        where place.door == .ipp && (place.isForOthers || context.policy.isHere(caller.requester)) {
            let authority =
                place.isEverywhere ? "\(context.settings.hostName):\(place.port)" : place.hostAndPort
            if !found.contains(authority) { found.append(authority) }
        }
        return found.isEmpty ? [caller.uriAuthority] : found
    }

    /// Every door as it is, for commands of this machine and whoever runs the server.
    private func putListening(into writer: inout AttributeWriter) {
        guard writer.requested.wants(Self.listeningAttribute, .byNameOnly),
            context.policy.isHere(caller.requester) || context.policy.isAdministrator(caller.requester)
        else { return }
        let uris = context.listening.places.map { AttributeValue.uri($0.uri) }
        writer.put(Self.listeningAttribute, .byNameOnly, uris.isEmpty ? [.outOfBand(.noValue)] : uris)
    }

    private static let listeningAttribute = "quire-listening"

    private var defaultPrinter: AttributeValue {
        record.defaultPrinter.map { .integer($0.rawValue) } ?? .outOfBand(.noValue)
    }

    private var serialNumber: String {
        context.settings.instanceUUID.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func putSupport(into writer: inout AttributeWriter) {
        writer.put("charset-configured", .charset("utf-8"))
        writer.put("charset-supported", [.charset("utf-8"), .charset("us-ascii")])
        writer.put("natural-language-configured", .naturalLanguage("en"))
        writer.put("generated-natural-language-supported", .naturalLanguage("en"))
        writer.put("ipp-versions-supported", RequestFrame.versions.map { .keyword($0.description) })
        writer.put("ipp-features-supported", SystemFeatures.keywords.map { .keyword($0) })
        writer.put("operations-supported", OperationTable.systemIDs.map { .enum(Int32($0.rawValue)) })
        writer.put("document-format-supported", formats.map { .mimeMediaType($0) })
        writer.put("multiple-document-printers-supported", .boolean(true))
        writer.put("printer-service-type-supported", .keyword(SystemFeatures.serviceType))
        writer.put("printer-creation-attributes-supported", PrinterCreation.supported(context).map { .keyword($0) })
        writer.put("system-mandatory-printer-attributes", PrinterCreation.mandatory.map { .keyword($0) })
        writer.put("system-settable-attributes-supported", SystemEdit.settable.map { .keyword($0) })
        writer.put("resource-format-supported", ResourceFormats.all.map { .mimeMediaType($0) })
        writer.put("resource-settable-attributes-supported", ResourceEdit.settable.map { .keyword($0) })
        writer.put("resource-type-supported", Resource.Kind.allCases.map { .keyword($0.rawValue) })
        for attribute in SubscriptionTemplate.described(for: .system) { writer.put(attribute, .description) }
        writer.put("ippget-event-life", .integer(Int32(SubscriptionTemplate.eventLifeSeconds)))
        writer.put("xri-authentication-supported", .keyword("requesting-user-name"))
        writer.put("xri-security-supported", [.keyword("none"), .keyword("tls")])
        writer.put("xri-uri-scheme-supported", [.uriScheme("ipp"), .uriScheme("ipps")])
    }

    /// Who may do what on the whole server, for those who may know whom the rules name.
    private func putRules(into writer: inout AttributeWriter) {
        guard writer.requested.wants(PolicyRules.attribute, .byNameOnly),
            context.showsRules(of: nil, to: caller.requester)
        else { return }
        let rules = record.policyRules.rules.map { AttributeValue.text($0.description) }
        writer.put(PolicyRules.attribute, .byNameOnly, rules.isEmpty ? [.outOfBand(.noValue)] : rules)
    }

    /// What any of the printers takes.
    private var formats: [String] {
        var seen: Set<String> = []
        return printers.flatMap { context.facts.facts(of: $0).formats }.filter { seen.insert($0).inserted }
    }

    private func xri(_ uri: String) -> AttributeValue {
        .collection([
            Attribute("xri-uri", .uri(uri)), Attribute("xri-authentication", .keyword("requesting-user-name")),
            Attribute("xri-security", .keyword(uri.hasPrefix("ipps:") ? "tls" : "none")),
        ])
    }

    // MARK: Status

    private var state: SystemStatus { SystemStatus(of: printers, in: context) }

    private func putState(into writer: inout AttributeWriter) {
        let state = state
        let changed = (printers.map(\.stateChangedAt) + [record.configChangedAt]).max() ?? now
        writer.put("system-state", .status, .enum(state.state.rawValue))
        writer.put("system-state-reasons", .status, state.reasons.map { .keyword($0) })
        writer.put("system-state-message", .status, .text(state.message.truncated(toOctets: 1023)))
        writer.put("system-state-change-time", .status, .integer(changed.upTime))
        writer.put("system-state-change-date-time", .status, .dateTime(changed.ippDateTime))
        writer.put("system-config-changes", .status, .integer(record.configChanges))
        writer.put("system-config-change-time", .status, .integer(record.configChangedAt.upTime))
        writer.put("system-config-change-date-time", .status, .dateTime(record.configChangedAt.ippDateTime))
        writer.put("system-up-time", .status, .integer(now.upTime))
        writer.put("system-current-time", .dateTime(now.ippDateTime))
        writer.put("system-time-source", .status, .keyword("onboard"))
    }

    private func putCounters(into writer: inout AttributeWriter) {
        for attribute in context.system.printed(by: nil).attributes(of: "system") {
            writer.put(attribute, .status)
        }
    }

    private func putPrinters(into writer: inout AttributeWriter) {
        writer.put(
            "system-configured-printers", .status,
            printers.map { printer in
                let status = PrinterStatus(of: printer, in: context)
                let uri = "ipp://\(caller.uriAuthority)/ipp/print/\(printer.name.inURI)"
                return .collection([
                    Attribute("printer-id", .integer(printer.id.rawValue)),
                    Attribute("printer-info", .text(printer.info.truncated(toOctets: 127))),
                    Attribute("printer-is-accepting-jobs", .boolean(printer.acceptsJobs)),
                    Attribute("printer-name", .name(printer.name.text)),
                    Attribute("printer-service-type", .keyword(SystemFeatures.serviceType)),
                    Attribute("printer-state", .enum(status.state.rawValue)),
                    Attribute("printer-state-reasons", status.reasons.map { .keyword($0) }),
                    Attribute("printer-xri-supported", xri(uri)),
                ])
            })
    }

    private func putResources(into writer: inout AttributeWriter) {
        let resources = context.resources.resources().filter { !$0.isFinished }
        writer.put(
            "system-configured-resources", .status,
            resources.map { resource in
                let format = resource.format.map { [Attribute("resource-format", .mimeMediaType($0))] } ?? []
                return .collection(
                    format + [
                        Attribute("resource-id", .integer(resource.id.rawValue)),
                        Attribute("resource-info", .text(resource.info.truncated(toOctets: 127))),
                        Attribute("resource-name", .name(resource.name.truncated(toOctets: 127))),
                        Attribute("resource-state", .enum(resource.state.rawValue)),
                        Attribute("resource-type", .keyword(resource.kind.rawValue)),
                    ])
            })
    }

    /// What this is, in the parallel lists of PWG 5100.22 §7.3.13: one firmware, no applications besides it.
    private func putSoftware(into writer: inout AttributeWriter) {
        let version = context.settings.softwareVersion
        writer.put("system-firmware-name", .status, .name("Quire"))
        writer.put("system-firmware-patches", .status, .text(""))
        writer.put("system-firmware-string-version", .status, .text(version))
        writer.put("system-firmware-version", .status, .octetString(Array(version.utf8.prefix(64))))
    }
}

/// What is said of what the System can do.
enum SystemFeatures {
    /// Values of "ipp-features-supported" that the System adds.
    static let keywords = ["resource-object", "system-object"]
    /// The one of "printer-service-type" that is offered here.
    static let serviceType = "print"
}

/// "system-state" with its reasons (PWG 5100.22 §7.3.22): processing when a printer is, else idle when one is, else
/// stopped; a System without printers is idle. The reasons are those of its printers.
struct SystemStatus {
    let state: PrinterState
    let reasons: [String]
    let message: String

    init(of printers: [Printer], in context: OperationContext) {
        let all = printers.map { PrinterStatus(of: $0, in: context) }
        let states = Set(all.map { $0.state })
        state =
            states.contains(.processing)
            ? .processing : states.contains(.stopped) && !states.contains(.idle) ? .stopped : .idle
        let trouble = context.jobs.trouble
        // RFC 8011 §5.4.12 has a keyword for a full one, and none for one that may not be written.
        let spool = trouble?.kind == .full ? ["spool-area-full"] : []
        var seen: Set<String> = ["none"]
        let reasons = (spool + all.flatMap(\.reasons)).filter { seen.insert($0).inserted }
        self.reasons = reasons.isEmpty ? ["none"] : reasons
        let words = trouble.map { [$0.message] } ?? []
        message = (words + zip(printers, all).filter { !$1.message.isEmpty }.map { "\($0.name): \($1.message)" })
            .joined(separator: "; ")
    }
}

extension StoreTrouble? {
    /// "quire-spool-state": whether the server takes jobs, and if not why.
    fileprivate var spoolState: String {
        switch self?.kind {
        case nil: "ok"
        case .full: "full"
        case .readOnly: "read-only"
        }
    }
}

extension SystemStatus {
    /// A line for the log, with the System's state now.
    func news(_ kind: ServerNews.Kind) -> ServerNews {
        ServerNews(kind, of: .system, state: state.rawValue, reasons: reasons)
    }
}

extension PageCounters {
    /// "system-impressions-completed" and its like, or those of a printer (PWG 5100.22 §7.3.4, §7.2).
    func attributes(of object: String) -> [Attribute] {
        func count(_ number: Int64) -> AttributeValue { .integer(Int32(clamping: number)) }
        func colors(_ color: Int64, _ all: Int64) -> AttributeValue {
            .collection([
                Attribute("full-color", count(color)), Attribute("monochrome", count(max(0, all &- color))),
            ])
        }
        return [
            Attribute("\(object)-impressions-completed", count(impressions)),
            Attribute("\(object)-impressions-completed-col", colors(colorImpressions, impressions)),
            Attribute("\(object)-media-sheets-completed", count(sheets)),
            Attribute("\(object)-pages-completed", count(pages)),
        ]
    }
}
