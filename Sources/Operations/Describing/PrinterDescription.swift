import IPP
import PrintModel

/// Writes the attributes of a Printer object (RFC 8011 §5.4, PWG 5100.13, 5100.14): those that depend on who asks and on
/// what happens now here, the others from ``PrinterFacts``.
struct PrinterDescription {
    let facts: PrinterFacts
    let context: OperationContext
    let caller: Caller
    let now: Moment
    /// Whether the URIs in the answer are those CUPS' clients print to, `/printers/NAME`.
    let usesCUPSPaths: Bool
    /// The request's "attributes-natural-language", in lower case.
    var language = "en"
    /// Which operations are listed; all there are for `nil` (Get-User-Printer-Attributes).
    var operations: [OperationID]?

    init(of printer: Printer, in context: OperationContext, for caller: Caller, usesCUPSPaths: Bool) {
        facts = context.facts.facts(of: printer)
        self.context = context
        self.caller = caller
        now = context.clock.now()
        self.usesCUPSPaths = usesCUPSPaths
    }

    private var printer: Printer { facts.printer }

    func group(_ requested: RequestedAttributes) -> AttributeGroup {
        var writer = AttributeWriter(requested)
        putIdentity(into: &writer)
        putLinks(into: &writer)
        putState(into: &writer)
        putDevice(into: &writer)
        putProtocol(into: &writer)
        putJobs(into: &writer)
        DocumentFacts.put(facts, into: &writer)
        putCUPS(into: &writer)
        putSubscriptions(into: &writer)
        putLives(into: &writer)
        putSystem(into: &writer)
        for entry in facts.describe(documentOctetsMax: context.settings.documentOctetsMax) {
            writer.put(entry.attribute, entry.kind)
        }
        return AttributeGroup(.printer, writer.attributes)
    }

    private func putIdentity(into writer: inout AttributeWriter) {
        writer.put("printer-name", .name(printer.name.text))
        writer.put(
            "printer-info", .text((printer.info.isEmpty ? printer.name.text : printer.info).truncated(toOctets: 127)))
        writer.put("printer-location", .text(printer.location.truncated(toOctets: 127)))
        writer.put("printer-geo-location", kept("printer-geo-location") ?? [.outOfBand(.unknown)])
        writer.put("printer-organization", kept("printer-organization") ?? [.text("")])
        writer.put("printer-organizational-unit", kept("printer-organizational-unit") ?? [.text("")])
        writer.put("printer-message-from-operator", kept("printer-message-from-operator") ?? [.text("")])
        for name in ["printer-message-time", "printer-message-date-time"] {
            if let values = kept(name) { writer.put(name, values) }
        }
        writer.put("printer-dns-sd-name", kept("printer-dns-sd-name") ?? [.name(instanceName)])
        writer.put("printer-uuid", .uri(UUIDText.urn(printer.uuid)))
        writer.put("printer-id", .integer(printer.id.rawValue))
        writer.put(JobRoute.mostAttribute, .integer(Int32(JobRoute.most)))
        let firmware = facts.capabilities.firmware.isEmpty ? [ownFirmware] : facts.capabilities.firmware
        writer.put("printer-firmware-name", firmware.map { .name($0.name) })
        writer.put("printer-firmware-patches", firmware.map { _ in .text("") })
        writer.put("printer-firmware-string-version", firmware.map { .text($0.version) })
        writer.put(
            "printer-firmware-version",
            firmware.map { .octetString($0.octets.isEmpty ? Array($0.version.utf8) : $0.octets) })
    }

    /// What answers for a device that does not say what runs in it.
    private var ownFirmware: Firmware { Firmware(name: "Quire", version: context.settings.softwareVersion) }

    /// Everything with the server's name in it: as the client calls it, in the scheme it came by.
    private func putLinks(into writer: inout AttributeWriter) {
        let (uris, web) = (uris, caller.webRoot)
        func security(_ uri: String) -> AttributeValue { .keyword(uri.hasPrefix("ipps:") ? "tls" : "none") }
        writer.put("printer-uri-supported", uris.map { .uri($0) })
        writer.put("uri-security-supported", uris.map(security))
        writer.put("uri-authentication-supported", uris.map { _ in .keyword("requesting-user-name") })
        writer.put(
            "printer-xri-supported",
            uris.map { uri in
                .collection([
                    Attribute("xri-uri", .uri(uri)), Attribute("xri-authentication", .keyword("requesting-user-name")),
                    Attribute("xri-security", security(uri)),
                ])
            })
        writer.put("printer-more-info", .uri(web + printer.pathInURI))
        writer.put("printer-supply-info-uri", .uri("\(web)\(printer.pathInURI)/supplies"))
        writer.put("printer-icons", iconURIs(web: web))
        writer.put("printer-strings-languages-supported", stringsLanguages.map { .naturalLanguage($0) })
        writer.put("printer-strings-uri", stringsURI(web: web))
    }

    private func putState(into writer: inout AttributeWriter) {
        let status = PrinterStatus(of: printer, in: context)
        writer.put("printer-state", .enum(status.state.rawValue))
        writer.put("printer-state-reasons", status.reasons.map { .keyword($0) })
        writer.put("printer-state-message", .text(status.message.truncated(toOctets: 1023)))
        writer.put("printer-state-change-time", .integer(stateChangedAt.upTime))
        writer.put("printer-state-change-date-time", .dateTime(stateChangedAt.ippDateTime))
        writer.put("printer-config-change-time", .integer(printer.configChangedAt.upTime))
        writer.put("printer-config-change-date-time", .dateTime(printer.configChangedAt.ippDateTime))
        writer.put("printer-up-time", .integer(now.upTime))
        writer.put("printer-current-time", .dateTime(now.ippDateTime))
        writer.put(
            "quire-printer-blockers", .byNameOnly,
            Explanation(in: context).blockers(of: printer).map(\.collection))
        if let pause = printer.pauseRecord {
            writer.put("quire-paused-by", .name(pause.cause.words))
            writer.put("quire-paused-at", .dateTime(pause.at.ippDateTime))
        }
        writer.put("quire-job-order", .keyword(printer.jobOrder.rawValue))
        writer.put("quire-job-order-supported", Printer.JobOrder.allCases.map { .keyword($0.rawValue) })
        let taker = Redirection.end(of: printer, in: context.printers)
        writer.put(
            Redirection.attribute, taker.id == printer.id ? .outOfBand(.noValue) : .name(taker.name.text))
        writer.put("printer-is-accepting-jobs", .boolean(printer.acceptsJobs))
        writer.put("queued-job-count", .integer(Int32(clamping: status.counts.all)))
    }

    private func putDevice(into writer: inout AttributeWriter) {
        let report = DeviceReport(of: facts, in: context)
        writer.put("printer-alert", report.alerts.map(\.octets))
        writer.put("printer-alert-description", report.alerts.map { .text($0.text) })
        writer.put("printer-input-tray", report.trays.map { .octetString(Array($0.text.utf8)) })
        writer.put("printer-supply", report.supplyTexts.map { .octetString(Array($0.value.utf8)) })
        writer.put("printer-supply-description", report.supplyTexts.map { .text($0.words) })
        guard !report.supplies.isEmpty else { return }
        writer.put("marker-names", report.supplies.map { .name($0.name) })
        writer.put("marker-types", report.supplies.map { .keyword($0.markerType) })
        writer.put("marker-colors", report.supplies.map { .name($0.color) })
        writer.put("marker-levels", report.supplies.map { .integer($0.markerLevel) })
        writer.put("marker-low-levels", report.supplies.map { .integer($0.isReceptacle ? 0 : $0.lowLevel) })
        writer.put("marker-high-levels", report.supplies.map { .integer($0.isReceptacle ? 100 - $0.lowLevel : 100) })
    }

    private func putProtocol(into writer: inout AttributeWriter) {
        writer.put("charset-configured", .charset("utf-8"))
        writer.put("charset-supported", [.charset("utf-8"), .charset("us-ascii")])
        writer.put("natural-language-configured", .naturalLanguage("en"))
        writer.put("generated-natural-language-supported", .naturalLanguage("en"))
        writer.put("ipp-versions-supported", RequestFrame.versions.map { .keyword($0.description) })
        writer.put(
            "ipp-features-supported",
            IPPFeatures.keywords(changesPages: facts.abilities.changesPages).map { .keyword($0) })
        writer.put(
            "operations-supported", (operations ?? context.operationIDs).map { .enum(Int32($0.rawValue)) })
        writer.put("reference-uri-schemes-supported", context.fetcher.schemes.map { .uriScheme($0) })
        writer.put("printer-get-attributes-supported", .keyword("document-format"))
        writer.put("compression-supported", context.decoder.compressions.map { .keyword($0) })
        writer.put("pdl-override-supported", .keyword("attempted"))
        writer.put("preferred-attributes-supported", .boolean(true))
        writer.put("requesting-user-uri-supported", .boolean(false))
        writer.put("printer-settable-attributes-supported", settableAttributes.map { .keyword($0) })
        writer.put("identify-actions-default", IdentifyPrinter.actions.map { .keyword($0) })
        writer.put("identify-actions-supported", IdentifyPrinter.actions.map { .keyword($0) })
    }

    /// `none` for whoever may set nothing (RFC 3380 §6.1).
    private var settableAttributes: [String] {
        let maySet = operations.map { $0.contains(.setPrinterAttributes) } ?? true
        return maySet ? PrinterEdit.settable(on: facts) : ["none"]
    }

    private func putJobs(into writer: inout AttributeWriter) {
        writer.put("job-creation-attributes-supported", creationAttributes.map { .keyword($0) })
        writer.put("job-mandatory-attributes-supported", .boolean(true))
        writer.put("job-ids-supported", .boolean(true))
        writer.put("job-settable-attributes-supported", JobEdit.settable(on: facts).map { .keyword($0) })
        writer.put("which-jobs-supported", WhichJobs.keywords.map { .keyword($0) })
        writer.put("multiple-document-jobs-supported", .boolean(true))
        writer.put(
            "multiple-operation-time-out", .integer(Int32(clamping: context.settings.multipleOperationTimeOutSeconds)))
        writer.put("job-spooling-supported", .keyword("spool"))
    }

    private var creationAttributes: [String] {
        facts.template.names + JobAccount.names + ["job-password", "job-password-encryption", "job-release-action"]
            + (facts.abilities.changesPages ? ["page-ranges", "overrides", "job-error-sheet"] : [])
    }

    /// The name to announce it under, at most 63 octets (RFC 6763 §4.1.1).
    private var instanceName: String {
        let host = " @ \(context.settings.hostName)".truncated(toOctets: 31)
        let own = printer.info.isEmpty ? printer.name.text : printer.info
        return own.truncated(toOctets: 63 - host.utf8.count) + host
    }

    private func putCUPS(into writer: inout AttributeWriter) {
        writer.put("printer-type", .enum(printerType))
        if printer.isPool { putPool(into: &writer) } else { writer.put("device-uri", .uri(printer.deviceURI)) }
        writer.put("printer-is-shared", .boolean(printer.isShared))
        writer.put(Printer.temporaryAttribute, .boolean(printer.isTemporary))
        DeliverySetting.put(printer, into: &writer)
        PolicySetting.put(
            printer, showsRules: context.showsRules(of: printer, to: caller.requester), into: &writer)
        let info = printer.authInfoRequired.map(\.rawValue)
        writer.put(Printer.authInfoAttribute, (info.isEmpty ? ["none"] : info).map { .keyword($0) })
        writer.put("printer-commands", .keyword("none"))
        putRights(into: &writer)
        writer.put(
            "server-is-sharing-printers",
            .boolean(context.discovery.isReachable && context.system.system().sharesPrinters))
        RemoteSetting.put(printer, into: &writer)
        writer.put(Printer.lineAttribute, .boolean(printer.takesLineJobs))
        writer.put(
            Printer.rawPortAttribute,
            printer.rawPort.map { .integer(Int32(clamping: $0)) } ?? .outOfBand(.noValue))
        writer.put("cups-version", .text(Self.cupsVersion))
    }

    /// Who may print, and how much.
    private func putRights(into writer: inout AttributeWriter) {
        for name in [Printer.allowedAttribute, Printer.deniedAttribute] {
            if let names = kept(name) { writer.put(name, names) }
        }
        let quota = printer.quota ?? Quota()
        writer.put(Quota.periodAttribute, .integer(quota.periodSeconds))
        writer.put(Quota.kOctetsAttribute, .integer(quota.kOctetsMax))
        writer.put(Quota.pagesAttribute, .integer(quota.pagesMax))
    }

    /// The members as they were given, printers and classes, and which of them takes a job.
    private func putPool(into writer: inout AttributeWriter) {
        guard let pool = printer.pool else { return }
        let members = pool.members.compactMap { context.printers.printer($0) }
        writer.put("member-names", members.map { .name($0.name.text) })
        writer.put("member-uris", members.map { .uri("ipp://\(authority)\($0.pathInURI)") })
        writer.put("quire-pool-policy", .keyword(pool.policy.rawValue))
        writer.put("quire-pool-policy-supported", Pool.Policy.allCases.map { .keyword($0.rawValue) })
    }

    /// Clients ask for features by the version of CUPS they were written against; this one is what Debian 12 ships.
    private static let cupsVersion = "2.4.2"

    /// Bits of "printer-type" that print dialogs read (`CUPS_PRINTER_…` of libcups).
    var printerType: Int32 {
        var bits: Int32 = 0x4 | 0x80 | 0x1000 | 0x2000 | facts.finishingBits
        if printer.isPool { bits |= 0x1 }
        if facts.media.custom != nil { bits |= 0x8000 }
        if facts.capabilities.hasColor { bits |= 0x8 }
        if facts.capabilities.hasDuplex { bits |= 0x10 }
        if context.printers.defaultPrinter()?.id == printer.id { bits |= 0x2_0000 }
        if !printer.acceptsJobs { bits |= 0x8_0000 }
        if !printer.isShared { bits |= 0x20_0000 }
        return bits
    }

    private var authority: String { caller.uriAuthority }

    /// For CUPS' clients one only: libcups joins several with commas and prints to what comes of it.
    private var uris: [String] {
        let schemes = usesCUPSPaths ? [caller.usesTLS ? "ipps" : "ipp"] : ["ipp", "ipps"]
        let path = usesCUPSPaths ? printer.pathInURI : "/ipp/print/\(printer.name.inURI)"
        return schemes.map { "\($0)://\(authority)\(path)" }
    }

    private func kept(_ name: String) -> [AttributeValue]? { printer.attributes[name]?.values }
}
