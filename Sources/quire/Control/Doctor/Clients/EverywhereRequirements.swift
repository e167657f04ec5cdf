import IPP

extension Requirement {
    private static let printer = "PWG 5100.14, PWG 5100.20 I-10"

    /// IPP Everywhere (PWG 5100.14), as its self-certification (PWG 5100.20) asks for it.
    static let everywhere: [Requirement] =
        everywhereValues + everywhereAttributes.flatMap { attributes($0.names, printer, without: $0.without) }
        + announced
        + everywhereAnnounced

    private static let everywhereValues: [Requirement] =
        [
            .values(
                of: "ipp-versions-supported", all: ["2.0"], printer,
                without: "clients that speak IPP/2.0 are turned away"),
            .operations(
                [
                    .printJob, .validateJob, .createJob, .sendDocument, .cancelJob, .getJobAttributes, .getJobs,
                    .getPrinterAttributes, .cancelMyJobs, .closeJob, .identifyPrinter,
                ], "PWG 5100.14, PWG 5100.20 I-9", without: "clients that use it cannot print, or cannot cancel"),
            .values(
                of: "ipp-features-supported", all: ["ipp-everywhere"], printer,
                without: "clients look for a driver instead of printing without one"),
            .values(
                of: "document-format-supported", all: ["image/pwg-raster"], "PWG 5100.14, PWG 5102.4",
                without: "clients have no format in common with it"),
            .values(
                of: "document-format-supported", all: ["image/jpeg"], "PWG 5100.14",
                without: "photos cannot be printed",
                when: { $0.isColor }),
            .values(
                of: "document-format-supported", all: ["application/pdf"], "PWG 5100.14",
                without: "everything is sent as raster, which is many times as large", optional: true),
            .sameLength(
                ["printer-uri-supported", "uri-security-supported", "uri-authentication-supported"], "RFC 8011 §5.4.1",
                without: "clients do not know which way in is encrypted"),
            .standard("document-format", "RFC 8011 §5.4.21"), .standard("media", "RFC 8011 §5.2.11"),
            .standard("sides", "RFC 8011 §5.2.8"), .standard("output-bin", "PWG 5100.2"),
            .standard("print-color-mode", "PWG 5100.13"), .standard("print-quality", "RFC 8011 §5.2.13"),
            .standard("printer-resolution", "RFC 8011 §5.2.12"), .standard("finishings", "RFC 8011 §5.2.6"),
            Requirement(
                subject: "pages-per-minute-color", source: printer, without: "it is shown as one with colour"
            ) { view in
                !view.isColor && view.has("pages-per-minute-color") ? "is there, and there is no colour" : nil
            },
            .attribute(
                "pages-per-minute-color", when: { $0.isColor }, printer, without: "clients do not know how fast it is",
                optional: true),
            .attribute(
                "pwg-raster-document-sheet-back", when: { $0.printsBothSides }, "PWG 5102.4",
                without: "the back of each sheet may come out upside down"),
            .sameLength(
                ["printer-alert", "printer-alert-description"], "PWG 5100.9", without: "clients show the wrong trouble"),
            .sameLength(
                ["printer-supply", "printer-supply-description"], "PWG 5100.13",
                without: "clients show the wrong supplies"),
            .attribute(
                "printer-dns-sd-name", "PWG 5100.13", without: "clients cannot match it to what is announced",
                optional: true),
            .attribute(
                "printer-device-id", "PWG 5107.2", without: "clients with drivers find none", optional: true),
            .attribute(
                "identify-actions-supported", "PWG 5100.13", without: "people cannot tell which of two it is",
                optional: true),
        ]

    private static let everywhereAnnounced: [Requirement] =
        [
            .subtype("_print", "PWG 5100.20 B-1", without: "clients of IPP Everywhere do not find it"),
            .list(
                "pdl", has: ["image/pwg-raster"], "PWG 5100.20 B-4",
                without: "clients take it for one that needs a driver"),
            .list(
                "pdl", has: ["image/jpeg"], "PWG 5100.20 B-4", without: "clients do not offer photos",
                when: { $0.isColor }),
        ]

    /// All that PWG 5100.20 I-10 asks of every printer, by what does not work without it.
    private static let everywhereAttributes: [(without: String, names: [String])] = [
        (
            "clients cannot address it",
            ["printer-uri-supported", "uri-security-supported", "uri-authentication-supported", "printer-name"]
        ),
        (
            "people cannot tell it from others",
            [
                "printer-info", "printer-location", "printer-geo-location", "printer-organization",
                "printer-organizational-unit", "printer-make-and-model", "printer-more-info", "printer-icons",
                "printer-uuid",
            ]
        ),
        (
            "people cannot see how it is",
            [
                "printer-state", "printer-state-reasons", "printer-state-message", "printer-state-change-time",
                "printer-state-change-date-time", "printer-up-time", "printer-current-time",
                "printer-is-accepting-jobs", "queued-job-count",
            ]
        ),
        (
            "clients go on with what they knew of it",
            ["printer-config-change-time", "printer-config-change-date-time"]
        ),
        (
            "clients do not know what they may ask for",
            [
                "charset-configured", "charset-supported", "natural-language-configured",
                "generated-natural-language-supported", "printer-get-attributes-supported",
                "preferred-attributes-supported", "job-creation-attributes-supported", "job-ids-supported",
                "which-jobs-supported",
            ]
        ),
        (
            "clients do not know how to send documents",
            [
                "compression-supported", "pdl-override-supported", "multiple-document-jobs-supported",
                "multiple-operation-time-out", "multiple-operation-time-out-action", "document-format-default",
                "pwg-raster-document-resolution-supported", "pwg-raster-document-type-supported",
            ]
        ),
        (
            "clients do not offer the choice",
            [
                "copies-default", "copies-supported", "sides-default", "sides-supported",
                "orientation-requested-default", "orientation-requested-supported", "print-quality-default",
                "print-quality-supported", "print-color-mode-default", "print-color-mode-supported",
                "printer-resolution-default", "printer-resolution-supported", "output-bin-default",
                "output-bin-supported", "color-supported", "pages-per-minute",
            ]
        ),
        (
            "clients do not know its paper",
            [
                "media-default", "media-supported", "media-ready", "media-col-default", "media-col-supported",
                "media-col-ready", "media-col-database", "media-size-supported", "media-left-margin-supported",
                "media-right-margin-supported", "media-top-margin-supported", "media-bottom-margin-supported",
            ]
        ),
    ]
}
