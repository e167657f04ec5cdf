// Attributes that CUPS added and its clients send or ask for (cups.org/doc/spec-ipp.html). IANA does not list them.

extension AttributeKey where Value == Int32 {
    /// What a printer is and can do, as bits (`CUPS_PRINTER_…`).
    public static var printerType: Self { Self("printer-type", as: .enum) }
    public static var printerTypeMask: Self { Self("printer-type-mask", as: .enum) }
    public static var jobKLimit: Self { Self("job-k-limit") }
    public static var jobPageLimit: Self { Self("job-page-limit") }
    /// Seconds.
    public static var jobQuotaPeriod: Self { Self("job-quota-period") }
    /// Per cent.
    public static var jobMediaProgress: Self { Self("job-media-progress") }
    /// Seconds that CUPS-Get-Devices may take.
    public static var timeout: Self { Self("timeout") }
    public static var firstJobID: Self { Self("first-job-id") }
    public static var documentCount: Self { Self("document-count") }
    public static var markerChangeTime: Self { Self("marker-change-time") }
}

extension AttributeKey where Value == [Int32] {
    public static var markerLevels: Self { Self("marker-levels") }
    public static var markerHighLevels: Self { Self("marker-high-levels") }
    public static var markerLowLevels: Self { Self("marker-low-levels") }
}

extension AttributeKey where Value == Bool {
    public static var printerIsShared: Self { Self("printer-is-shared") }
    public static var printerIsTemporary: Self { Self("printer-is-temporary") }
    public static var jobPreserved: Self { Self("job-preserved") }
    public static var purgeJob: Self { Self("purge-job") }
    public static var purgeJobs: Self { Self("purge-jobs") }
    public static var serverIsSharingPrinters: Self { Self("server-is-sharing-printers") }
}

extension AttributeKey where Value == String {
    public static var deviceURI: Self { Self("device-uri", as: .uri) }
    /// `direct`, `file`, `network` or `serial`.
    public static var deviceClass: Self { Self("device-class", as: .keyword) }
    public static var deviceID: Self { Self("device-id", as: .text) }
    public static var deviceInfo: Self { Self("device-info", as: .text) }
    public static var deviceLocation: Self { Self("device-location", as: .text) }
    public static var deviceMakeAndModel: Self { Self("device-make-and-model", as: .text) }
    public static var firstPrinterName: Self { Self("first-printer-name", as: .name) }
    public static var jobOriginatingHostName: Self { Self("job-originating-host-name", as: .name) }
    public static var jobPrinterStateMessage: Self { Self("job-printer-state-message", as: .text) }
    public static var portMonitor: Self { Self("port-monitor", as: .name) }
    public static var ppdName: Self { Self("ppd-name", as: .name) }
    public static var printerErrorPolicy: Self { Self("printer-error-policy", as: .name) }
    public static var printerOpPolicy: Self { Self("printer-op-policy", as: .name) }
    public static var markerMessage: Self { Self("marker-message", as: .text) }
    public static var cupsVersion: Self { Self("cups-version", as: .text) }
}

extension AttributeKey where Value == [String] {
    /// User name, password and the like, in the order of auth-info-required.
    public static var authInfo: Self { Self("auth-info", as: .text) }
    public static var authInfoRequired: Self { Self("auth-info-required", as: .keyword) }
    public static var excludeSchemes: Self { Self("exclude-schemes", as: .name) }
    public static var includeSchemes: Self { Self("include-schemes", as: .name) }
    public static var jobPrinterStateReasons: Self { Self("job-printer-state-reasons", as: .keyword) }
    public static var markerColors: Self { Self("marker-colors", as: .name) }
    public static var markerNames: Self { Self("marker-names", as: .name) }
    public static var markerTypes: Self { Self("marker-types", as: .keyword) }
    public static var memberNames: Self { Self("member-names", as: .name) }
    public static var memberURIs: Self { Self("member-uris", as: .uri) }
    public static var portMonitorSupported: Self { Self("port-monitor-supported", as: .name) }
    public static var printerCommands: Self { Self("printer-commands", as: .keyword) }
    public static var printerErrorPolicySupported: Self { Self("printer-error-policy-supported", as: .name) }
    public static var printerOpPolicySupported: Self { Self("printer-op-policy-supported", as: .name) }
    public static var requestingUserNameAllowed: Self { Self("requesting-user-name-allowed", as: .name) }
    public static var requestingUserNameDenied: Self { Self("requesting-user-name-denied", as: .name) }
    public static var urfSupported: Self { Self("urf-supported", as: .keyword) }
}
