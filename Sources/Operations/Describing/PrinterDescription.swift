import IPP
import PrintModel

/// Writes the attributes of a Printer object (RFC 8011 §5.4, PWG 5100.14, SPEC-SYSTEM §3.3).
struct PrinterDescription {
    let facts: PrinterFacts
    let context: OperationContext
    let caller: Caller
    let now: Moment
    /// Whether the URIs in the answer are those CUPS' clients print to, `/printers/NAME`.
    let usesCUPSPaths: Bool

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
        putState(into: &writer)
        putProtocol(into: &writer)
        putDocuments(into: &writer)
        DocumentFacts.put(facts, into: &writer)
        putMedia(into: &writer)
        putCUPS(into: &writer)
        putSystem(into: &writer)
        for attribute in facts.template.printerAttributes { writer.put(attribute, .template) }
        return AttributeGroup(.printer, writer.attributes)
    }

    private func putIdentity(into writer: inout AttributeWriter) {
        writer.put("printer-uri-supported", uris.map { .uri($0) })
        writer.put("uri-security-supported", uris.map { .keyword($0.hasPrefix("ipps:") ? "tls" : "none") })
        writer.put("uri-authentication-supported", uris.map { _ in .keyword("requesting-user-name") })
        writer.put("printer-name", .name(printer.name.text))
        writer.put("printer-info", .text(printer.info.isEmpty ? printer.name.text : printer.info))
        writer.put("printer-location", .text(printer.location))
        writer.put("printer-geo-location", kept("printer-geo-location") ?? [.outOfBand(.unknown)])
        writer.put("printer-organization", kept("printer-organization") ?? [.text("")])
        writer.put("printer-organizational-unit", kept("printer-organizational-unit") ?? [.text("")])
        for name in ["printer-message-from-operator", "printer-message-time", "printer-message-date-time"] {
            if let values = kept(name) { writer.put(name, values) }
        }
        writer.put("printer-make-and-model", .text(facts.capabilities.makeAndModel))
        writer.put("printer-more-info", .uri("\(webScheme)://\(authority)/printers/\(printer.name.inURI)"))
        writer.put(
            "printer-icons",
            PrinterIcons.sides.map { .uri("\(webScheme)://\(authority)\(PrinterIcons.path(side: $0))") })
        writer.put("printer-dns-sd-name", .name(instanceName))
        writer.put("printer-uuid", .uri(UUIDText.urn(printer.uuid)))
        writer.put("printer-id", .integer(printer.id.rawValue))
        writer.put("printer-device-id", .text(deviceID))
        writer.put("printer-kind", .keyword("document"))
        writer.put("color-supported", .boolean(facts.capabilities.hasColor))
        writer.put("pages-per-minute", .integer(60))
        if facts.capabilities.hasColor { writer.put("pages-per-minute-color", .integer(60)) }
    }

    private func putState(into writer: inout AttributeWriter) {
        let status = PrinterStatus(of: printer, in: context)
        writer.put("printer-state", .enum(status.state.rawValue))
        writer.put("printer-state-reasons", status.reasons.map { .keyword($0) })
        writer.put("printer-state-message", .text(status.message.truncated(toOctets: 1023)))
        writer.put("printer-state-change-time", .integer(printer.stateChangedAt.upTime))
        writer.put("printer-state-change-date-time", .dateTime(printer.stateChangedAt.ippDateTime))
        writer.put("printer-config-change-time", .integer(printer.configChangedAt.upTime))
        writer.put("printer-config-change-date-time", .dateTime(printer.configChangedAt.ippDateTime))
        writer.put("printer-up-time", .integer(now.upTime))
        writer.put("printer-current-time", .dateTime(now.ippDateTime))
        writer.put("quire-job-order", .keyword(printer.jobOrder.rawValue))
        writer.put("quire-job-order-supported", Printer.JobOrder.allCases.map { .keyword($0.rawValue) })
        writer.put("printer-is-accepting-jobs", .boolean(printer.acceptsJobs))
        writer.put("queued-job-count", .integer(Int32(clamping: status.counts.all)))
    }

    private func putProtocol(into writer: inout AttributeWriter) {
        writer.put("charset-configured", .charset("utf-8"))
        writer.put("charset-supported", [.charset("utf-8"), .charset("us-ascii")])
        writer.put("natural-language-configured", .naturalLanguage("en"))
        writer.put("generated-natural-language-supported", .naturalLanguage("en"))
        writer.put("ipp-versions-supported", RequestFrame.versions.map { .keyword($0.description) })
        writer.put("operations-supported", OperationTable.printerIDs.map { .enum(Int32($0.rawValue)) })
        writer.put("printer-get-attributes-supported", .keyword("document-format"))
        writer.put("compression-supported", context.decoder.compressions.map { .keyword($0) })
        writer.put("pdl-override-supported", .keyword("attempted"))
        writer.put("preferred-attributes-supported", .boolean(false))
        writer.put("job-creation-attributes-supported", creationAttributes.map { .keyword($0) })
        writer.put("job-mandatory-attributes-supported", .boolean(true))
        writer.put("job-ids-supported", .boolean(true))
        writer.put("job-settable-attributes-supported", JobEdit.settable(on: facts).map { .keyword($0) })
        writer.put("printer-settable-attributes-supported", PrinterEdit.settable(on: facts).map { .keyword($0) })
        writer.put("identify-actions-default", IdentifyPrinter.actions.map { .keyword($0) })
        writer.put("identify-actions-supported", IdentifyPrinter.actions.map { .keyword($0) })
        writer.put("which-jobs-supported", WhichJobs.keywords.map { .keyword($0) })
        writer.put("multiple-document-jobs-supported", .boolean(true))
        writer.put(
            "multiple-operation-time-out", .integer(Int32(clamping: context.settings.multipleOperationTimeOutSeconds)))
        writer.put("multiple-operation-time-out-action", .keyword("process-job"))
        writer.put("job-spooling-supported", .keyword("spool"))
        writer.put("job-k-octets-supported", .rangeOfInteger(IntegerRange(0, kOctetsMax)))
        writer.put("job-impressions-supported", .rangeOfInteger(IntegerRange(0, .max)))
        writer.put("job-media-sheets-supported", .rangeOfInteger(IntegerRange(0, .max)))
    }

    private func putDocuments(into writer: inout AttributeWriter) {
        writer.put("document-format-default", .mimeMediaType("application/octet-stream"))
        writer.put("document-format-supported", facts.formats.map { .mimeMediaType($0) })
        if let preferred = facts.capabilities.formats.first {
            writer.put("document-format-preferred", .mimeMediaType(preferred))
        }
        if facts.formats.contains("application/pdf") {
            writer.put("pdf-versions-supported", Self.pdfVersions.map { .keyword($0) })
            writer.put("pdf-k-octets-supported", .rangeOfInteger(IntegerRange(0, kOctetsMax)))
        }
        // What the device itself is sent, whatever is taken for it: what a plan is made for.
        writer.put("quire-device-formats", facts.capabilities.formats.map { .mimeMediaType($0) })
        writer.put("quire-device-color-spaces", facts.capabilities.colorSpaces.map { .keyword($0) })
        writer.put("quire-device-has-sheets", .boolean(facts.capabilities.hasSheets))
        writer.put("quire-device-makes-copies", .boolean(facts.capabilities.makesCopies))
        putRaster(into: &writer)
        putPages(into: &writer)
    }

    /// What can be asked for about pages that is not "xxx-supported" with values of "xxx".
    private func putPages(into writer: inout AttributeWriter) {
        let changesPages = facts.abilities.changesPages
        writer.put("page-ranges-supported", .template, .boolean(changesPages))
        if facts.abilities.opensEncrypted { writer.put("document-password-supported", .integer(1023)) }
        guard changesPages else { return }
        writer.put("overrides-supported", .template, PageTemplate.overrides.map { .keyword($0) })
        writer.put(
            "job-error-sheet-supported", .template,
            ["job-error-sheet-type", "job-error-sheet-when"].map { .keyword($0) })
        writer.put("job-error-sheet-type-supported", .template, ["none", "standard"].map { .keyword($0) })
        writer.put("job-error-sheet-when-supported", .template, [.keyword("on-error")])
        writer.put(
            "job-error-sheet-default", .template,
            .collection([Attribute("job-error-sheet-type", .keyword("none"))]))
    }

    private var creationAttributes: [String] {
        facts.template.names
            + (facts.abilities.changesPages ? ["page-ranges", "overrides", "job-error-sheet"] : [])
    }

    /// The name to announce it under, at most 63 octets (RFC 6763 §4.1.1).
    private var instanceName: String {
        let host = authority.hasPrefix("[") ? authority[...] : authority.prefix { $0 != ":" }
        return "\(printer.info.isEmpty ? printer.name.text : printer.info) @ \(host)".truncated(toOctets: 63)
    }

    /// What senders of raster need to know (PWG 5102.4 §6, Apple's "urf-supported").
    private func putRaster(into writer: inout AttributeWriter) {
        let resolutions = facts.template["printer-resolution"]?.supported ?? []
        let hasColor = facts.capabilities.hasColor
        if facts.formats.contains("image/urf") {
            let dots = resolutions.compactMap { value in
                if case .resolution(let resolution) = value { Int(resolution.crossFeed) } else { nil }
            }
            var words = ["V1.4", "CP1", "W8", "IS1", "MT1-2", "OB10", "PQ3-4-5"]
            words.append("RS" + Set(dots).sorted().map { String($0) }.joined(separator: "-"))
            if hasColor { words.append("SRGB24") }
            if facts.capabilities.hasDuplex { words.append("DM1") }
            writer.put("urf-supported", words.map { .keyword($0) })
        }
        if facts.formats.contains("image/pwg-raster") {
            writer.put("pwg-raster-document-resolution-supported", resolutions)
            // What is taken, which is more than the device has where it is converted.
            let spaces = Set(facts.capabilities.colorSpaces + ["sgray_8"] + (hasColor ? ["srgb_8"] : []))
            writer.put("pwg-raster-document-type-supported", spaces.sorted().map { .keyword($0) })
            if facts.capabilities.hasDuplex {
                writer.put("pwg-raster-document-sheet-back", .keyword(facts.capabilities.sheetBack))
            }
        }
    }

    private func putMedia(into writer: inout AttributeWriter) {
        writer.put("media-size-supported", .template, facts.capabilities.sizes.map(\.size))
        writer.put("media-source-supported", .template, MediaColumns.sources.map { .keyword($0) })
        writer.put("media-type-supported", .template, MediaColumns.types.map { .keyword($0) })
        for side in ["left", "right", "top", "bottom"] {
            writer.put("media-\(side)-margin-supported", .template, MediaColumns.margins.map { .integer($0) })
        }
        writer.put(
            "media-col-database", .byNameOnly,
            facts.capabilities.sizes.flatMap { media in
                MediaColumns.margins.map { media.collection(margin: $0, type: "stationery", source: "auto") }
            })
    }

    private func putCUPS(into writer: inout AttributeWriter) {
        writer.put("printer-type", .enum(printerType))
        writer.put("device-uri", .uri(printer.deviceURI))
        writer.put("printer-is-shared", .boolean(printer.isShared))
        writer.put("printer-is-temporary", .boolean(false))
        writer.put("printer-error-policy", .name("retry-current-job"))
        writer.put("printer-error-policy-supported", [.name("retry-current-job")])
        writer.put("printer-op-policy", .name("default"))
        writer.put("printer-op-policy-supported", [.name("default")])
        writer.put("auth-info-required", .keyword("none"))
        writer.put("printer-commands", .keyword("none"))
        writer.put("server-is-sharing-printers", .boolean(false))
        writer.put("cups-version", .text(Self.cupsVersion))
    }

    /// Clients ask for features by the version of CUPS they were written against; this one is what Debian 12 ships.
    private static let cupsVersion = "2.4.2"

    private static let pdfVersions = [
        "adobe-1.3", "adobe-1.4", "adobe-1.5", "adobe-1.6", "adobe-1.7", "iso-19005-1_2005", "iso-32000-1_2008",
        "iso-32000-2_2017",
    ]

    /// Bits of "printer-type" that print dialogs read (SPEC-SYSTEM §3.3).
    var printerType: Int32 {
        var bits: Int32 = 0x4 | 0x80 | 0x1000 | 0x2000
        if facts.capabilities.hasColor { bits |= 0x8 }
        if facts.capabilities.hasDuplex { bits |= 0x10 }
        if context.printers.defaultPrinter()?.id == printer.id { bits |= 0x2_0000 }
        if !printer.acceptsJobs { bits |= 0x8_0000 }
        if !printer.isShared { bits |= 0x20_0000 }
        return bits
    }

    private var deviceID: String {
        let languages = facts.capabilities.formats.contains("application/pdf") ? "PDF" : "RAW"
        return "MFG:Quire;MDL:\(printer.name);CMD:\(languages);"
    }

    private var kOctetsMax: Int32 { Int32(clamping: context.settings.documentOctetsMax / 1024) }

    private var authority: String { caller.uriAuthority }
    private var webScheme: String { caller.requester.isPrivate && !caller.requester.isLocal ? "https" : "http" }

    /// For CUPS' clients one only: libcups joins several with commas and prints to what comes of it.
    private var uris: [String] {
        let isEncrypted = caller.requester.isPrivate && !caller.requester.isLocal
        let schemes = usesCUPSPaths ? [isEncrypted ? "ipps" : "ipp"] : ["ipp", "ipps"]
        let path = usesCUPSPaths ? "printers" : "ipp/print"
        return schemes.map { "\($0)://\(authority)/\(path)/\(printer.name.inURI)" }
    }

    private func kept(_ name: String) -> [AttributeValue]? { printer.attributes[name]?.values }
}

extension PrinterName {
    /// Percent-encoded for a path.
    var inURI: String { text.percentEncoded }
}

extension String {
    /// Every octet but the unreserved ones of RFC 3986 §2.3 as `%XX`.
    var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for octet in utf8 {
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(octet)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 0xF)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Moment {
    /// A value of "printer-up-time" and the attributes that are counted on it.
    ///
    /// Seconds since 1970, not since the start: `lpstat` of CUPS prints "time-at-creation" as a date (every CUPS server
    /// counts like this), and so times of jobs from before a restart stay in order.
    var upTime: Int32 { Int32(clamping: max(seconds, 1)) }

    var ippDateTime: IPPDateTime { IPPDateTime(secondsSince1970: seconds) }
}

/// The text form of 16 octets (RFC 9562 §4).
enum UUIDText {
    static func urn(_ uuid: [UInt8]) -> String {
        var text = "urn:uuid:"
        for (index, octet) in uuid.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append("-") }
            text += (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }
        return text
    }
}
