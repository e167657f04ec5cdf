// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension AttributeKey where Value == AttributeCollection {
    /// Deprecated. collection | no-value · Operation · PWG5100.18
    public static var documentAccess: Self { Self("document-access") }
    /// collection · Operation · PWG5100.15
    public static var inputAttributes: Self { Self("input-attributes") }
    /// collection · Operation · PWG5100.17
    public static var outputAttributes: Self { Self("output-attributes") }
    /// collection · Operation · PWG5100.13
    public static var preferredAttributes: Self { Self("preferred-attributes") }
}

extension AttributeKey where Value == Bool {
    /// boolean · Operation · PWG5100.17
    public static var documentDataWait: Self { Self("document-data-wait") }
    /// boolean · Operation · PWG5100.18
    public static var documentPreprocessed: Self { Self("document-preprocessed") }
    /// boolean · Operation · RFC8011
    public static var ippAttributeFidelity: Self { Self("ipp-attribute-fidelity") }
    /// boolean · Operation, Document Status · RFC8011
    public static var lastDocument: Self { Self("last-document") }
    /// boolean · Operation · RFC8011
    public static var myJobs: Self { Self("my-jobs") }
    /// boolean · Operation · RFC3996
    public static var notifyWait: Self { Self("notify-wait") }
}

extension AttributeKey where Value == Int32 {
    /// integer(0:MAX) · Operation · PWG5100.17
    public static var documentDataGetInterval: Self { Self("document-data-get-interval") }
    /// integer(1:MAX) · Operation, Document Status · PWG5100.5
    public static var documentNumber: Self { Self("document-number") }
    /// integer(1:MAX) · Operation · PWG5100.TRUSTNOONE
    public static var encryptedJobRequestID: Self { Self("encrypted-job-request-id") }
    /// integer(1:MAX) · Operation · PWG5100.13
    public static var firstIndex: Self { Self("first-index") }
    /// integer(1:MAX) · Operation · PWG5100.16
    public static var jobImpressionsEstimated: Self { Self("job-impressions-estimated") }
    /// integer(1:MAX) · Operation · RFC8011
    public static var limit: Self { Self("limit") }
    /// integer(0:MAX) · Operation · RFC3996
    public static var notifyGetInterval: Self { Self("notify-get-interval") }
    /// integer(1:MAX) · Operation, Subscription Status · PWG5100.22
    public static var notifyResourceID: Self { Self("notify-resource-id") }
    /// integer(1:65535) · Operation, Printer Status · PWG5100.22
    public static var printerID: Self { Self("printer-id") }
    /// integer(1:MAX) · Operation, Printer Status, Document Status, Event Notifications · RFC3996
    public static var printerUpTime: Self { Self("printer-up-time") }
    /// integer(1:MAX) · Operation, Resource Status · PWG5100.22
    public static var resourceID: Self { Self("resource-id") }
    /// integer(0:MAX) · Operation, Resource Status · PWG5100.22
    public static var resourceKOctets: Self { Self("resource-k-octets") }
    /// integer(0:MAX) · Operation · PWG5100.22
    public static var restartGetInterval: Self { Self("restart-get-interval") }
}

extension AttributeKey where Value == JobState {
    /// enum · Operation, Event Notifications · RFC8011
    public static var jobState: Self { Self("job-state") }
}

extension AttributeKey where Value == OctetString {
    /// octetString(1023) · Operation · PWG5100.13
    public static var documentPassword: Self { Self("document-password") }
    /// octetString(255) · Operation · PWG5100.11
    public static var jobPassword: Self { Self("job-password") }
    /// octetString(64) | no-value · Operation, Resource Status · PWG5100.22
    public static var resourceVersion: Self { Self("resource-version") }
}

extension AttributeKey where Value == StatusCode {
    /// enum · Operation · PWG5100.18
    public static var fetchStatusCode: Self { Self("fetch-status-code") }
}

extension AttributeKey where Value == String {
    /// text · Operation · PWG5100.16
    public static var chargeInfoMessage: Self { Self("charge-info-message", as: .text) }
    /// keyword · Operation · RFC8011
    public static var compression: Self { Self("compression", as: .keyword) }
    /// text(MAX) · Operation · RFC8011
    public static var detailedStatusMessage: Self { Self("detailed-status-message", as: .text) }
    /// Deprecated. text(MAX) · Operation · RFC8011
    public static var documentAccessError: Self { Self("document-access-error", as: .text) }
    /// charset · Operation, Document Status · PWG5100.5
    public static var documentCharset: Self { Self("document-charset", as: .charset) }
    /// mimeMediaType · Operation, Document Status · RFC8011
    public static var documentFormat: Self { Self("document-format", as: .mimeMediaType) }
    /// text(MAX) · Operation, Document Status · PWG5100.5
    public static var documentMessage: Self { Self("document-message", as: .text) }
    /// name(MAX) · Operation, Document Description · RFC8011
    public static var documentName: Self { Self("document-name", as: .name) }
    /// naturalLanguage · Operation, Document Status · RFC8011
    public static var documentNaturalLanguage: Self { Self("document-natural-language", as: .naturalLanguage) }
    /// Deprecated. uri · Operation, Document Status · RFC8011
    public static var documentURI: Self { Self("document-uri", as: .uri) }
    /// mimeMediaType · Operation · PWG5100.TRUSTNOONE
    public static var encryptedJobRequestFormat: Self { Self("encrypted-job-request-format", as: .mimeMediaType) }
    /// text(MAX) · Operation · PWG5100.18
    public static var fetchStatusMessage: Self { Self("fetch-status-message", as: .text) }
    /// uri · Operation · PWG5100.16
    public static var jobAuthorizationURI: Self { Self("job-authorization-uri", as: .uri) }
    /// keyword · Operation · PWG5100.11
    public static var jobPasswordEncryption: Self { Self("job-password-encryption", as: .keyword) }
    /// text(127) · Operation · RFC8011
    public static var message: Self { Self("message", as: .text) }
    /// uri · Operation · PWG5100.18
    public static var outputDeviceUUID: Self { Self("output-device-uuid", as: .uri) }
    /// uri · Operation · PWG5100.22
    public static var printerGeoLocation: Self { Self("printer-geo-location", as: .uri) }
    /// text(127) · Operation, Printer Description · PWG5100.22
    public static var printerLocation: Self { Self("printer-location", as: .text) }
    /// text(127) · Operation, Printer Status · RFC3380
    public static var printerMessageFromOperator: Self { Self("printer-message-from-operator", as: .text) }
    /// uri · Operation · RFC8011
    public static var printerURI: Self { Self("printer-uri", as: .uri) }
    /// uri · Operation · PWG5100.16
    public static var profileURIActual: Self { Self("profile-uri-actual", as: .uri) }
    /// name(MAX) · Operation · RFC8011
    public static var requestingUserName: Self { Self("requesting-user-name", as: .name) }
    /// uri · Operation · PWG5100.13
    public static var requestingUserURI: Self { Self("requesting-user-uri", as: .uri) }
    /// mimeMediaType · Operation, Resource Status · PWG5100.22
    public static var resourceFormat: Self { Self("resource-format", as: .mimeMediaType) }
    /// naturalLanguage · Operation, Resource Status · PWG5100.22
    public static var resourceNaturalLanguage: Self { Self("resource-natural-language", as: .naturalLanguage) }
    /// text(MAX) | no-value · Operation, Resource Status · PWG5100.22
    public static var resourcePatches: Self { Self("resource-patches", as: .text) }
    /// text(MAX) | no-value · Operation, Resource Status · PWG5100.22
    public static var resourceStringVersion: Self { Self("resource-string-version", as: .text) }
    /// keyword · Operation, Resource Status · PWG5100.22
    public static var resourceType: Self { Self("resource-type", as: .keyword) }
    /// text(255) · Operation · RFC8011
    public static var statusMessage: Self { Self("status-message", as: .text) }
    /// uri · Operation · PWG5100.22
    public static var systemURI: Self { Self("system-uri", as: .uri) }
    /// keyword · Operation · RFC8011
    public static var whichJobs: Self { Self("which-jobs", as: .keyword) }
    /// keyword · Operation · PWG5100.22
    public static var whichPrinters: Self { Self("which-printers", as: .keyword) }
}

extension AttributeKey where Value == [AttributeCollection] {
    /// 1setOf collection | no-value · Operation · PWG5100.17
    public static var destinationAccesses: Self { Self("destination-accesses") }
    /// Deprecated. 1setOf collection · Operation · PWG5100.7-2003
    public static var documentFormatDetails: Self { Self("document-format-details") }
    /// 1setOf collection · Operation · PWG5100.22
    public static var printerXRIRequested: Self { Self("printer-xri-requested") }
}

extension AttributeKey where Value == [Int32] {
    /// 1setOf integer(1:MAX) · Operation · PWG5100.7
    public static var jobIDs: Self { Self("job-ids") }
    /// 1setOf integer(1:65535) · Operation · PWG5100.22
    public static var notifyPrinterIDs: Self { Self("notify-printer-ids") }
    /// 1setOf integer(1:MAX) · Operation · RFC3996
    public static var notifySequenceNumbers: Self { Self("notify-sequence-numbers") }
    /// 1setOf integer(1:MAX) · Operation · RFC3996
    public static var notifySubscriptionIDs: Self { Self("notify-subscription-ids") }
    /// 1setOf integer(1:65535) · Operation · PWG5100.22
    public static var printerIDs: Self { Self("printer-ids") }
    /// 1setOf integer(1:MAX) · Operation · PWG5100.22
    public static var resourceIDs: Self { Self("resource-ids") }
    /// 1setOf enum · Operation · PWG5100.22
    public static var resourceStates: Self { Self("resource-states", as: .enum) }
}

extension AttributeKey where Value == [JobState] {
    /// 1setOf enum · Operation · PWG5100.18
    public static var outputDeviceJobStates: Self { Self("output-device-job-states") }
}

extension AttributeKey where Value == [OctetString] {
    /// 1setOf octetString(MAX) · Operation, Resource Status · PWG5100.22
    public static var resourceSignature: Self { Self("resource-signature") }
}

extension AttributeKey where Value == [String] {
    /// 1setOf keyword · Operation · PWG5100.17
    public static var compressionAccepted: Self { Self("compression-accepted", as: .keyword) }
    /// 1setOf mimeMediaType · Operation · PWG5100.18
    public static var documentFormatAccepted: Self { Self("document-format-accepted", as: .mimeMediaType) }
    /// 1setOf keyword · Operation · PWG5100.13
    public static var identifyActions: Self { Self("identify-actions", as: .keyword) }
    /// 1setOf keyword · Operation · PWG5100.7
    public static var jobMandatoryAttributes: Self { Self("job-mandatory-attributes", as: .keyword) }
    /// 1setOf text(MAX) · Operation · PWG5100.22
    public static var outputDeviceX509Certificate: Self { Self("output-device-x509-certificate", as: .text) }
    /// 1setOf text(MAX) · Operation · PWG5100.22
    public static var outputDeviceX509Request: Self { Self("output-device-x509-request", as: .text) }
    /// 1setOf keyword · Operation · PWG5100.22
    public static var printerServiceType: Self { Self("printer-service-type", as: .keyword) }
    /// 1setOf keyword · Operation · RFC8011
    public static var requestedAttributes: Self { Self("requested-attributes", as: .keyword) }
    /// 1setOf text(MAX) · Operation · PWG5100.TRUSTNOONE
    public static var requestingUserPKCS7PublicKey: Self { Self("requesting-user-pkcs7-public-key", as: .text) }
    /// 1setOf mimeMediaType · Operation · PWG5100.22
    public static var resourceFormatAccepted: Self { Self("resource-format-accepted", as: .mimeMediaType) }
    /// 1setOf mimeMediaType · Operation · PWG5100.22
    public static var resourceFormats: Self { Self("resource-formats", as: .mimeMediaType) }
    /// 1setOf keyword · Operation · PWG5100.22
    public static var resourceTypes: Self { Self("resource-types", as: .keyword) }
}
