import IPP
import PrintModel

/// The attributes of a printer that follow from what it is: documents, media, Job Template, device (RFC 8011 §5.4,
/// PWG 5100.7, 5100.13, 5100.14).
extension PrinterFacts {
    /// - Parameter documentOctetsMax: the longest document that is taken.
    func describe(documentOctetsMax: Int64) -> [FixedAttributes.Entry] {
        fixed.entries {
            var writer = FixedWriter()
            putFormats(into: &writer, kOctetsMax: Int32(clamping: documentOctetsMax / 1024))
            putRaster(into: &writer)
            putPages(into: &writer)
            for entry in template.entries { writer.put(entry) }
            putFinishings(into: &writer)
            putOldNames(into: &writer)
            JobAccount.describe(printer, into: &writer)
            constraints.describe(into: &writer)
            putMedia(into: &writer)
            putDevice(into: &writer)
            return writer.entries
        }
    }

    // MARK: Documents

    private func putFormats(into writer: inout FixedWriter, kOctetsMax: Int32) {
        let size = AttributeValue.rangeOfInteger(IntegerRange(0, kOctetsMax))
        writer.put("document-format-default", .mimeMediaType("application/octet-stream"))
        writer.put("document-format-supported", formats.map { .mimeMediaType($0) })
        writer.put("document-format-preferred", capabilities.formats.first.map { [.mimeMediaType($0)] } ?? [])
        if formats.contains("application/pdf") {
            writer.put("pdf-versions-supported", Self.pdfVersions.map { .keyword($0) })
            writer.put("pdf-k-octets-supported", size)
        }
        if formats.contains("image/jpeg") {
            writer.put("jpeg-k-octets-supported", size)
            writer.put("jpeg-x-dimension-supported", .rangeOfInteger(IntegerRange(0, 65_535)))
            writer.put("jpeg-y-dimension-supported", .rangeOfInteger(IntegerRange(1, 65_535)))
            // What a device does with its own format, only the device knows.
            let isOurs = !takesAnything && !capabilities.formats.contains("image/jpeg")
            writer.put(
                "jpeg-features-supported", (isOurs ? ["cmyk", "icc", "progressive"] : ["none"]).map { .keyword($0) })
        }
        // What the device itself is sent, whatever is taken for it: what a plan is made for.
        writer.put("quire-device-formats", capabilities.formats.map { .mimeMediaType($0) })
        writer.put("quire-device-color-spaces", capabilities.colorSpaces.map { .keyword($0) })
        writer.put("quire-device-has-sheets", .boolean(capabilities.hasSheets))
        writer.put("quire-device-makes-copies", .boolean(capabilities.makesCopies))
        writer.put("quire-device-records-options", .boolean(capabilities.recordsOptions))
    }

    private static let pdfVersions = [
        "adobe-1.3", "adobe-1.4", "adobe-1.5", "adobe-1.6", "adobe-1.7", "iso-19005-1_2005", "iso-32000-1_2008",
        "iso-32000-2_2017",
    ]

    /// What senders of raster need to know (PWG 5102.4 §6, "pclm-…" as Mopria's devices have them).
    private func putRaster(into writer: inout FixedWriter) {
        let resolutions = template["printer-resolution"]?.supported ?? []
        if formats.contains("image/urf") {
            writer.put("urf-supported", AppleRasterWords.all(of: self).map { .keyword($0) })
        }
        if formats.contains("image/pwg-raster") {
            writer.put("pwg-raster-document-resolution-supported", resolutions)
            // What is taken, which is more than the device has where it is converted.
            let spaces = Set(capabilities.colorSpaces + ["sgray_8"] + (capabilities.hasColor ? ["srgb_8"] : []))
            writer.put("pwg-raster-document-type-supported", spaces.sorted().map { .keyword($0) })
            if capabilities.hasDuplex {
                writer.put("pwg-raster-document-sheet-back", .keyword(sheetBack(of: "image/pwg-raster")))
            }
        }
        if formats.contains("application/PCLm") {
            writer.put("pclm-source-resolution-supported", resolutions)
            writer.put("pclm-source-resolution-default", template["printer-resolution"]?.standard ?? [])
            writer.put("pclm-raster-back-side", .keyword(sheetBack(of: "application/PCLm")))
            writer.put("pclm-strip-height-supported", [.integer(16)])
            writer.put("pclm-strip-height-preferred", [.integer(16)])
            writer.put("pclm-compression-method-preferred", [.keyword("flate"), .keyword("jpeg")])
        }
    }

    /// How senders must turn backs: the device's way where it is sent their raster as it is, straight where we make
    /// something else of it.
    func sheetBack(of format: String) -> String {
        capabilities.formats.contains(format) ? capabilities.sheetBack : "normal"
    }

    // MARK: Job Template

    /// What can be asked for about pages that is not "xxx-supported" with values of "xxx".
    private func putPages(into writer: inout FixedWriter) {
        writer.put("page-ranges-supported", .documentTemplate, .boolean(abilities.changesPages))
        if abilities.opensEncrypted { writer.put("document-password-supported", .integer(1023)) }
        guard abilities.changesPages else { return }
        writer.put("max-page-ranges-supported", .integer(Int32(TemplateChecker.rangesMax)))
        writer.put("overrides-supported", .documentTemplate, PageTemplate.overrides.map { .keyword($0) })
        writer.put(
            "job-error-sheet-supported", .template,
            ["job-error-sheet-type", "job-error-sheet-when"].map { .keyword($0) })
        writer.put("job-error-sheet-type-supported", .template, ["none", "standard"].map { .keyword($0) })
        writer.put("job-error-sheet-when-supported", .template, [.keyword("on-error")])
        writer.put(
            "job-error-sheet-default", .template,
            .collection([Attribute("job-error-sheet-type", .keyword("none"))]))
    }

    private func putFinishings(into writer: inout FixedWriter) {
        guard let columns = template["finishings-col"] else { return }
        let names = columns.ready.compactMap { FinishingTemplate.number(of: $0).flatMap(FinishingTemplate.name) }
        writer.put("finishing-template-supported", .documentTemplate, names.map { .keyword($0) })
        writer.put("finishings-col-database", .byNameOnly, columns.ready)
    }

    /// Names of AirPrint's first years, still asked for.
    private func putOldNames(into writer: inout FixedWriter) {
        writer.put("output-mode-supported", .template, template["print-color-mode"]?.supported ?? [])
        writer.put("output-mode-default", .template, template["print-color-mode"]?.standard ?? [])
        // The way pages turn that are wider than high: counter-clockwise, as pages are turned here.
        writer.put("landscape-orientation-requested-preferred", .enum(4))
    }

    // MARK: Media

    private func putMedia(into writer: inout FixedWriter) {
        let kind = RequestedAttributes.Kind.documentTemplate
        writer.put("media-size-supported", kind, media.sizesSupported)
        writer.put("media-source-supported", kind, media.trays.map { .keyword($0.source) })
        writer.put("media-type-supported", kind, media.types.map { .keyword($0) })
        writer.put("media-left-margin-supported", kind, media.margins(\.left).map { .integer($0) })
        writer.put("media-right-margin-supported", kind, media.margins(\.right).map { .integer($0) })
        writer.put("media-top-margin-supported", kind, media.margins(\.top).map { .integer($0) })
        writer.put("media-bottom-margin-supported", kind, media.margins(\.bottom).map { .integer($0) })
        writer.put("media-col-database", .byNameOnly, media.database)
    }

    // MARK: Device

    private func putDevice(into writer: inout FixedWriter) {
        let device = capabilities
        writer.put("printer-make-and-model", .text(device.makeAndModel.truncated(toOctets: 127)))
        writer.put("printer-device-id", .text(deviceID))
        writer.put("printer-kind", kinds.map { .keyword($0) })
        writer.put("color-supported", .boolean(device.hasColor))
        let pages = device.pagesPerMinute > 0 ? device.pagesPerMinute : Self.usualPagesPerMinute
        writer.put("pages-per-minute", .integer(pages))
        if device.hasColor {
            writer.put(
                "pages-per-minute-color", .integer(device.pagesPerMinuteColor > 0 ? device.pagesPerMinuteColor : pages))
        }
        writer.put("printer-output-tray", device.outputBins.map { .octetString(Array($0.text.utf8)) })
    }

    /// Where a device does not say: "pages-per-minute" must be there (RFC 8011 §5.4.36).
    private static let usualPagesPerMinute: Int32 = 20

    /// The device's own, or one in its form, so that clients that look for drivers by it find the standard ones
    /// (IEEE 1284.4 §7.6).
    private var deviceID: String {
        if !capabilities.deviceID.isEmpty { return capabilities.deviceID }
        let words = [
            "application/pdf": "PDF", "application/postscript": "PS", "image/pwg-raster": "PWGRaster",
            "image/urf": "AppleRaster", "image/jpeg": "JPEG", "application/PCLm": "PCLM",
            "application/vnd.hp-pcl": "PCL",
        ]
        let languages = formats.compactMap { words[$0] }
        let commands = languages.isEmpty ? "RAW" : languages.joined(separator: ",")
        return "MFG:Quire;MDL:\(printer.name);CMD:\(commands);"
    }

    /// "printer-kind" (PWG 5100.13 §5.6.18).
    private var kinds: [String] {
        guard capabilities.kinds.isEmpty else { return capabilities.kinds }
        func hasSize(_ words: String...) -> Bool {
            media.sizes.contains { size in words.contains { size.name.contains($0) } }
        }
        var kinds = ["document"]
        if hasSize("number-10", "_dl_", "_c5_", "_c6_", "monarch", "chou", "kaku") { kinds.append("envelope") }
        if media.types.contains("labels") { kinds.append("label") }
        if media.types.contains(where: { $0.hasPrefix("photographic") }) { kinds.append("photo") }
        if hasSize("hagaki", "postcard") { kinds.append("postcard") }
        if media.sizes.contains(where: { min($0.width, $0.height) > 33_000 }) { kinds.append("large-format") }
        return kinds
    }
}

extension OutputBin {
    /// A value of "printer-output-tray" (PWG 5100.13 §5.6.34).
    var text: String {
        "type=\(kind.rawValue);maxcapacity=\(capacity);remaining=\(remaining);status=0;name=\(bin);"
            + "stackingorder=\(isLastOnTop ? "lastToFirst" : "firstToLast");"
            + "pagedelivery=\(isFaceUp ? "faceUp" : "faceDown");"
    }
}

extension InputTray {
    /// A value of "printer-input-tray" (PWG 5100.13 §5.6.24): lengths in hundredths of a millimetre, -2 where nobody knows.
    var text: String {
        "type=\(kind.rawValue);mediafeed=\(size?.height ?? -2);mediaxfeed=\(size?.width ?? -2);maxcapacity=\(capacity);"
            + "level=\(level);status=0;name=\(source);"
    }
}
