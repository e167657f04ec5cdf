import IPP

/// AirPrint's and Mopria's specifications are not public: what stands here is what printers with their marks all answer and
/// announce, and what clients were seen to do without.
extension Requirement {
    private static let air = "AirPrint, as its printers answer"
    private static let android = "Mopria, as its printers answer"

    static let airPrint: [Requirement] = airSays + airPaper + airComfort + announced + airAnnounced

    private static let airSays: [Requirement] =
        [
            // Create-Job and Send-Document are not among them: printers with the mark do without.
            .operations(
                [.printJob, .validateJob, .cancelJob, .getJobAttributes, .getJobs, .getPrinterAttributes],
                "RFC 8011 §5.4.15", without: "iOS cannot print, or cannot cancel"),
            .attribute("urf-supported", air, without: "iOS shows no such printer"),
            .values(
                of: "document-format-supported", all: ["image/urf"], air, without: "iOS has nothing to send to it"),
            .values(
                of: "document-format-supported", oneOf: ["application/pdf", "image/jpeg"], air,
                without: "all is sent as raster", optional: true),
            .attribute("printer-uuid", air, without: "iOS shows the printer twice, or loses it"),
            .attribute("printer-make-and-model", air, without: "iOS shows no model"),
            .attribute("printer-name", air, without: "iOS shows no name"),
            .attribute("printer-state", air, without: "iOS says that the printer is offline"),
            .attribute("printer-is-accepting-jobs", air, without: "iOS says that the printer is offline"),
            .attribute(
                "media-col-ready", air,
                without: "iOS makes its list of papers of it, and offers a few that may not be there",
                optional: true),
            Requirement(
                subject: "media-col-ready", isOptional: true, source: "PWG 5100.7",
                without: "iOS shows fewer papers than there are"
            ) { view in
                let trays = view.collections("media-col-ready")
                let bare = trays.filter { tray in
                    !["media-source", "media-type", "media-size"].allSatisfy { tray[$0] != nil }
                }
                return bare.isEmpty ? nil : "has \(bare.count) papers without source, type or size"
            },
            .attribute("media-ready", air, without: "iOS does not know what is loaded", optional: true),
            .attribute("media-supported", air, without: "iOS does not know its paper"),
            .attribute("media-default", air, without: "iOS does not know its paper"),
        ]

    private static let airPaper: [Requirement] = attributes(
        [
            "media-left-margin-supported", "media-right-margin-supported", "media-top-margin-supported",
            "media-bottom-margin-supported", "sides-supported", "copies-supported",
        ], air, without: "iOS cuts pages off, or does not offer the choice")

    private static let airComfort: [Requirement] =
        [
            .values(
                of: "print-color-mode-supported", oneOf: ["color", "monochrome", "auto", "bi-level"], air,
                without: "iOS does not offer black and white", optional: true),
            .attribute("printer-icons", air, without: "iOS shows a picture of any printer", optional: true),
            .attribute(
                "printer-dns-sd-name", air, without: "macOS shows another name than the network", optional: true),
            .attribute(
                "landscape-orientation-requested-preferred", air, without: "pages across may come out upside down",
                optional: true),
            .attribute(
                "pdf-versions-supported", when: { $0.formats.contains("application/pdf") }, air,
                without: "macOS sends raster in place of PDF", optional: true),
            .attribute(
                "printer-kind", air, without: "iOS offers no photo paper or envelopes by itself", optional: true),
            .attribute(
                "printer-supply-info-uri", air, without: "iOS cannot show the supplies", optional: true),
        ]

    private static let airAnnounced: [Requirement] =
        [
            .subtype("_universal", "AirPrint, as its clients browse", without: "iOS does not find it"),
            .key("URF", air, without: "iOS does not show it") { value, view in
                let there = Set(value.split(separator: ",").map { String($0) })
                let own = Set(view.words("urf-supported"))
                if value.isEmpty || value == "none" { return "is empty" }
                return own.isEmpty || there.isSubset(of: own)
                    ? nil
                    : "has \(there.subtracting(own).sorted().joined(separator: ", ")), which urf-supported has not"
            },
            .list("pdl", has: ["image/urf"], air, without: "iOS does not show it"),
            Requirement(
                subject: "TXT air", isOptional: true, isAnnounced: true, source: air,
                without: "iOS does not ask for a password"
            ) { view in
                let asks = view.words("auth-info-required").filter { $0 != "none" }
                guard !asks.isEmpty, let text = view.service?.ipp else { return nil }
                return text["air"] == nil ? "is missing, and the printer asks for \(asks.joined(separator: ", "))" : nil
            },
            .key("kind", air, without: "iOS takes it for one of documents", optional: true),
        ]

    static let mopria: [Requirement] = androidSays + androidRaster + androidComfort + announced + androidAnnounced

    private static let androidSays: [Requirement] =
        [
            // Create-Job and Send-Document are not among them: printers with the mark do without.
            .operations(
                [.printJob, .validateJob, .cancelJob, .getJobAttributes, .getJobs, .getPrinterAttributes],
                "RFC 8011 §5.4.15", without: "Android cannot print, or cannot cancel"),
            .values(
                of: "document-format-supported", oneOf: ["application/pdf", "image/pwg-raster", "application/PCLm"],
                android, without: "Android has nothing to send to it"),
        ]
        + attributes(
            [
                "printer-name", "printer-make-and-model", "printer-uuid", "printer-state", "printer-state-reasons",
                "printer-is-accepting-jobs",
            ], android, without: "Android does not know what and how it is")
        + attributes(
            [
                "media-supported", "media-default", "sides-supported", "copies-supported", "print-color-mode-supported",
            ], android, without: "Android does not offer the choice")

    /// By format: what has to be known to make it.
    private static let androidRaster: [Requirement] =
        attributes(
            ["pwg-raster-document-resolution-supported", "pwg-raster-document-type-supported"],
            when: { $0.formats.contains("image/pwg-raster") }, "PWG 5102.4",
            without: "Android does not know how to make its raster")
        + attributes(
            ["pwg-raster-document-sheet-back"],
            when: { $0.formats.contains("image/pwg-raster") && $0.printsBothSides }, "PWG 5102.4",
            without: "the back of each sheet may come out upside down")
        + attributes(
            [
                "pclm-raster-back-side", "pclm-source-resolution-supported", "pclm-strip-height-preferred",
                "pclm-compression-method-preferred",
            ], when: { $0.formats.contains("application/PCLm") }, android,
            without: "Android does not know how to make its raster")

    private static let androidComfort: [Requirement] =
        [
            .attribute("media-col-ready", android, without: "Android does not know what is loaded", optional: true),
            .attribute("printer-kind", android, without: "Android offers no photo paper by itself", optional: true),
            .attribute(
                "printer-firmware-string-version", android,
                without: "Windows' and Android's clients may turn away from it", optional: true),
            .attribute("printer-device-id", android, without: "clients with plug-ins find none", optional: true),
        ]

    private static let androidAnnounced: [Requirement] =
        [
            .key(
                "mopria-certified", android, without: "the Mopria plug-in may leave it out; Android's own does not",
                optional: true),
            .key("pdl", android, without: "Android does not show it") { value, _ in
                let formats = value.split(separator: ",").map { String($0) }
                let isThere = ["application/pdf", "image/pwg-raster", "application/PCLm"].contains {
                    formats.contains($0)
                }
                return isThere ? nil : "has none of application/pdf, image/pwg-raster, application/PCLm"
            },
        ]
}

extension PrinterView {
    func collections(_ name: String) -> [AttributeCollection] {
        (attributes[name]?.values ?? []).compactMap(\.collectionValue)
    }
}
