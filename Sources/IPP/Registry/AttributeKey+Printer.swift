// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension AttributeKey where Value == AttributeCollection {
    /// Deprecated. collection · Printer Description · PWG5100.3
    public static var coverBackDefault: Self { Self("cover-back-default") }
    /// Deprecated. collection · Printer Description · PWG5100.3
    public static var coverFrontDefault: Self { Self("cover-front-default") }
    /// collection · Printer Description · PWG5100.15
    public static var coverSheetInfoDefault: Self { Self("cover-sheet-info-default") }
    /// collection · Printer Description · PWG5100.1
    public static var finishingsColDefault: Self { Self("finishings-col-default") }
    /// collection · Printer Description · PWG5100.15
    public static var inputAttributesDefault: Self { Self("input-attributes-default") }
    /// collection · Printer Description · PWG5100.15
    public static var inputScanRegionsSupported: Self { Self("input-scan-regions-supported") }
    /// Deprecated. collection · Printer Description · PWG5100.3
    public static var jobAccountingSheetsDefault: Self { Self("job-accounting-sheets-default") }
    /// collection · Printer Description · PWG5100.3
    public static var jobErrorSheetDefault: Self { Self("job-error-sheet-default") }
    /// collection · Printer Description · PWG5100.3
    public static var jobSheetsColDefault: Self { Self("job-sheets-col-default") }
    /// collection · Printer Description · PWG5100.7
    public static var mediaColDefault: Self { Self("media-col-default") }
    /// collection | no-value · Printer Description · PWG5100.13
    public static var mediaOverprintDefault: Self { Self("media-overprint-default") }
    /// collection | no-value · Printer Description · PWG5100.17
    public static var outputAttributesDefault: Self { Self("output-attributes-default") }
    /// collection · Printer Description · PWG5100.21
    public static var printAccuracySupported: Self { Self("print-accuracy-supported") }
    /// collection | unknown · Printer Description · PWG5100.22
    public static var printerContactCol: Self { Self("printer-contact-col") }
    /// collection · Printer Status · PWG5100.22
    public static var printerImpressionsCompletedCol: Self { Self("printer-impressions-completed-col") }
    /// collection · Printer Status · PWG5100.22
    public static var printerMediaSheetsCompletedCol: Self { Self("printer-media-sheets-completed-col") }
    /// collection · Printer Status · PWG5100.22
    public static var printerPagesCompletedCol: Self { Self("printer-pages-completed-col") }
    /// collection · Printer Description · PWG5100.11
    public static var printerServiceContactCol: Self { Self("printer-service-contact-col") }
    /// collection · Printer Description · PWG5100.21
    public static var printerVolumeSupported: Self { Self("printer-volume-supported") }
    /// Deprecated. collection | no-value · Printer Description · PWG5100.11
    public static var proofPrintDefault: Self { Self("proof-print-default") }
    /// collection · Printer Description · PWG5100.3
    public static var separatorSheetsDefault: Self { Self("separator-sheets-default") }
}

extension AttributeKey where Value == Bool {
    /// boolean · Printer Description · PWG5100.21
    public static var chamberHumiditySupported: Self { Self("chamber-humidity-supported") }
    /// boolean · Printer Description · RFC8011
    public static var colorSupported: Self { Self("color-supported") }
    /// boolean · Printer Description · PWG5100.15
    public static var confirmationSheetPrintDefault: Self { Self("confirmation-sheet-print-default") }
    /// boolean · Printer Description · PWG5100.3
    public static var jobAccountIDSupported: Self { Self("job-account-id-supported") }
    /// boolean · Printer Description · PWG5100.3
    public static var jobAccountingUserIDSupported: Self { Self("job-accounting-user-id-supported") }
    /// boolean · Printer Description · PWG5100.16
    public static var jobAuthorizationURISupported: Self { Self("job-authorization-uri-supported") }
    /// boolean · Printer Description · PWG5100.7
    public static var jobHoldUntilTimeSupported: Self { Self("job-hold-until-time-supported") }
    /// boolean · Printer Description · PWG5100.7
    public static var jobIDsSupported: Self { Self("job-ids-supported") }
    /// boolean · Printer Description · PWG5100.7
    public static var jobMandatoryAttributesSupported: Self { Self("job-mandatory-attributes-supported") }
    /// boolean · Printer Description · PWG5100.3
    public static var jobMessageToOperatorSupported: Self { Self("job-message-to-operator-supported") }
    /// boolean · Printer Description · PWG5100.1
    public static var jobPagesPerSetSupported: Self { Self("job-pages-per-set-supported") }
    /// boolean · Printer Description · PWG5100.3
    public static var jobPhoneNumberSupported: Self { Self("job-phone-number-supported") }
    /// boolean · Printer Description · PWG5100.3
    public static var jobRecipientNameSupported: Self { Self("job-recipient-name-supported") }
    /// boolean · Printer Description · PWG5100.3
    public static var jobSheetMessageSupported: Self { Self("job-sheet-message-supported") }
    /// boolean · Printer Description · PWG5100.15
    public static var multipleDestinationURIsSupported: Self { Self("multiple-destination-uris-supported") }
    /// boolean · Printer Description · RFC8011
    public static var multipleDocumentJobsSupported: Self { Self("multiple-document-jobs-supported") }
    /// boolean · Printer Description · RFC8011
    public static var pageRangesSupported: Self { Self("page-ranges-supported") }
    /// Deprecated. boolean · Printer Description · PWG5100.13
    public static var pagesPerSubsetSupported: Self { Self("pages-per-subset-supported") }
    /// boolean · Printer Description · PWG5100.13
    public static var preferredAttributesSupported: Self { Self("preferred-attributes-supported") }
    /// boolean · Printer Status, Event Notifications · RFC8011
    public static var printerIsAcceptingJobs: Self { Self("printer-is-accepting-jobs") }
    /// boolean · Printer Description · PWG5100.13
    public static var requestingUserURISupported: Self { Self("requesting-user-uri-supported") }
}

extension AttributeKey where Value == IPPDateTime {
    /// dateTime | unknown · Printer Status · PWG5100.13
    public static var printerConfigChangeDateTime: Self { Self("printer-config-change-date-time") }
    /// dateTime | unknown · Printer Description, Event Notifications · RFC8011
    public static var printerCurrentTime: Self { Self("printer-current-time") }
    /// dateTime · Printer Status · RFC3380
    public static var printerMessageDateTime: Self { Self("printer-message-date-time") }
    /// dateTime · Printer Status · RFC3995
    public static var printerStateChangeDateTime: Self { Self("printer-state-change-date-time") }
}

extension AttributeKey where Value == Int32 {
    /// integer(0:100) | unknown · Printer Status · PWG5100.21
    public static var chamberHumidityCurrent: Self { Self("chamber-humidity-current") }
    /// integer(0:100) | no-value · Printer Description · PWG5100.21
    public static var chamberHumidityDefault: Self { Self("chamber-humidity-default") }
    /// integer(-273:MAX) | unknown · Printer Status · PWG5100.21
    public static var chamberTemperatureCurrent: Self { Self("chamber-temperature-current") }
    /// integer(-273:MAX) | no-value · Printer Description · PWG5100.21
    public static var chamberTemperatureDefault: Self { Self("chamber-temperature-default") }
    /// integer(1:MAX) · Printer Description · RFC8011
    public static var copiesDefault: Self { Self("copies-default") }
    /// integer(1:MAX) · Printer Status · PWG5100.13
    public static var deviceServiceCount: Self { Self("device-service-count") }
    /// integer(0:1023) · Printer Description · PWG5100.13
    public static var documentPasswordSupported: Self { Self("document-password-supported") }
    /// integer(0:1023) · Printer Description · PWG5100.15
    public static var fromNameSupported: Self { Self("from-name-supported") }
    /// integer(15:MAX) · Printer Description, System Description · RFC3996
    public static var ippgetEventLife: Self { Self("ippget-event-life") }
    /// integer(1:MAX) · Printer Description · PWG5100.11
    public static var jobCancelAfterDefault: Self { Self("job-cancel-after-default") }
    /// integer(0:MAX) · Printer Description · PWG5100.7
    public static var jobHistoryIntervalConfigured: Self { Self("job-history-interval-configured") }
    /// integer(0:255) · Printer Description · PWG5100.11
    public static var jobPasswordSupported: Self { Self("job-password-supported") }
    /// integer(1:100) · Printer Description · RFC8011
    public static var jobPriorityDefault: Self { Self("job-priority-default") }
    /// integer(1:100) · Printer Description · RFC8011
    public static var jobPrioritySupported: Self { Self("job-priority-supported") }
    /// integer(MIN:MAX) · Printer Description · IPPLABEL
    public static var labelTearOffsetConfigured: Self { Self("label-tear-offset-configured") }
    /// integer(4:MAX) · Printer Description · PWG5100.7
    public static var maxClientInfoSupported: Self { Self("max-client-info-supported") }
    /// integer(1:MAX) · Printer Description · PWG5100.21
    public static var maxMaterialsColSupported: Self { Self("max-materials-col-supported") }
    /// integer(1:MAX) · Printer Description · PWG5100.7
    public static var maxPageRangesSupported: Self { Self("max-page-ranges-supported") }
    /// integer(1:MAX) · Printer Description · PWG5100.1
    public static var maxStitchingLocationsSupported: Self { Self("max-stitching-locations-supported") }
    /// integer(0:1023) · Printer Description · PWG5100.15
    public static var messageSupported: Self { Self("message-supported") }
    /// integer(1:MAX) · Printer Description · RFC8011
    public static var multipleOperationTimeOut: Self { Self("multiple-operation-time-out") }
    /// integer(0:67108863) · Printer Description, System Description · RFC3995
    public static var notifyLeaseDurationDefault: Self { Self("notify-lease-duration-default") }
    /// integer(0:MAX) · Printer Description · PWG5100.15
    public static var numberOfRetriesDefault: Self { Self("number-of-retries-default") }
    /// integer(1:MAX) · Printer Description · RFC8011
    public static var numberUpDefault: Self { Self("number-up-default") }
    /// integer(0:1023) · Printer Description · PWG5100.15
    public static var organizationNameSupported: Self { Self("organization-name-supported") }
    /// integer(0:MAX) · Printer Status · RFC8011
    public static var pagesPerMinute: Self { Self("pages-per-minute") }
    /// integer(0:MAX) · Printer Status · RFC8011
    public static var pagesPerMinuteColor: Self { Self("pages-per-minute-color") }
    /// integer · Printer Description · HP20180907
    public static var pclmStripHeightSupported: Self { Self("pclm-strip-height-supported") }
    /// integer(-273:MAX) · Printer Description · PWG5100.21
    public static var platformTemperatureDefault: Self { Self("platform-temperature-default") }
    /// integer(-100:100) · Printer Description · IPPLABEL
    public static var printDarknessDefault: Self { Self("print-darkness-default") }
    /// integer(1:100) · Printer Description · IPPLABEL
    public static var printDarknessSupported: Self { Self("print-darkness-supported") }
    /// integer(1:MAX) · Printer Description · IPPLABEL
    public static var printSpeedDefault: Self { Self("print-speed-default") }
    /// integer(1:MAX) · Printer Status · PWG5100.13
    public static var printerConfigChangeTime: Self { Self("printer-config-change-time") }
    /// integer(0:MAX) · Printer Status · PWG5100.22
    public static var printerConfigChanges: Self { Self("printer-config-changes") }
    /// integer(0:100) · Printer Description · IPPLABEL
    public static var printerDarknessConfigured: Self { Self("printer-darkness-configured") }
    /// integer(1:100) · Printer Description · IPPLABEL
    public static var printerDarknessSupported: Self { Self("printer-darkness-supported") }
    /// integer(0:MAX) · Printer Status · PWG5100.22
    public static var printerImpressionsCompleted: Self { Self("printer-impressions-completed") }
    /// integer(0:MAX) · Printer Status · PWG5100.22
    public static var printerMediaSheetsCompleted: Self { Self("printer-media-sheets-completed") }
    /// integer(MIN:MAX) · Printer Status · RFC3380
    public static var printerMessageTime: Self { Self("printer-message-time") }
    /// integer(0:MAX) · Printer Status · PWG5100.22
    public static var printerPagesCompleted: Self { Self("printer-pages-completed") }
    /// integer(1:MAX) · Printer Status · RFC3995
    public static var printerStateChangeTime: Self { Self("printer-state-change-time") }
    /// integer(0:MAX) · Printer Status · PWG5100.18
    public static var printerStaticResourceKOctetsFree: Self { Self("printer-static-resource-k-octets-free") }
    /// integer(0:MAX) · Printer Description · PWG5100.18
    public static var printerStaticResourceKOctetsSupported: Self { Self("printer-static-resource-k-octets-supported") }
    /// integer(0:MAX) · Printer Description · PWG5100.1
    public static var punchingHoleDiameterConfigured: Self { Self("punching-hole-diameter-configured") }
    /// integer(0:MAX) · Printer Status · RFC8011
    public static var queuedJobCount: Self { Self("queued-job-count") }
    /// integer(1:MAX) · Printer Description · PWG5100.15
    public static var retryIntervalDefault: Self { Self("retry-interval-default") }
    /// integer(1:MAX) · Printer Description · PWG5100.15
    public static var retryTimeOutDefault: Self { Self("retry-time-out-default") }
    /// integer(0:1023) · Printer Description · PWG5100.15
    public static var subjectSupported: Self { Self("subject-supported") }
    /// integer(0:1023) · Printer Description · PWG5100.15
    public static var toNameSupported: Self { Self("to-name-supported") }
    /// integer(MIN:MAX) · Printer Description · PWG5100.3
    public static var xImageShiftDefault: Self { Self("x-image-shift-default") }
    /// integer(MIN:MAX) · Printer Description · PWG5100.3
    public static var xSide1ImageShiftDefault: Self { Self("x-side1-image-shift-default") }
    /// integer(MIN:MAX) · Printer Description · PWG5100.3
    public static var xSide2ImageShiftDefault: Self { Self("x-side2-image-shift-default") }
    /// integer(MIN:MAX) · Printer Description · PWG5100.3
    public static var yImageShiftDefault: Self { Self("y-image-shift-default") }
    /// integer(MIN:MAX) · Printer Description · PWG5100.3
    public static var ySide1ImageShiftDefault: Self { Self("y-side1-image-shift-default") }
    /// integer(MIN:MAX) · Printer Description · PWG5100.3
    public static var ySide2ImageShiftDefault: Self { Self("y-side2-image-shift-default") }
}

extension AttributeKey where Value == IntegerRange {
    /// rangeOfInteger(1:MAX) · Printer Description · RFC8011
    public static var copiesSupported: Self { Self("copies-supported") }
    /// rangeOfInteger(1:MAX) · Printer Description · PWG5100.3
    public static var forceFrontSideSupported: Self { Self("force-front-side-supported") }
    /// Deprecated. rangeOfInteger(0:MAX) · Printer Description · PWG5100.3
    public static var insertCountSupported: Self { Self("insert-count-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.7
    public static var jobCancelAfterSupported: Self { Self("job-cancel-after-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.7
    public static var jobDelayOutputUntilIntervalSupported: Self { Self("job-delay-output-until-interval-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.7
    public static var jobDelayOutputUntilTimeSupported: Self { Self("job-delay-output-until-time-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.7
    public static var jobHistoryIntervalSupported: Self { Self("job-history-interval-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · RFC8011
    public static var jobImpressionsSupported: Self { Self("job-impressions-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · RFC8011
    public static var jobKOctetsSupported: Self { Self("job-k-octets-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · RFC8011
    public static var jobMediaSheetsSupported: Self { Self("job-media-sheets-supported") }
    /// rangeOfInteger(4:765) · Printer Description · PWG5100.11
    public static var jobPasswordLengthSupported: Self { Self("job-password-length-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.7
    public static var jobRetainUntilIntervalSupported: Self { Self("job-retain-until-interval-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.7
    public static var jobRetainUntilTimeSupported: Self { Self("job-retain-until-time-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.13
    public static var jpegKOctetsSupported: Self { Self("jpeg-k-octets-supported") }
    /// rangeOfInteger(0:65535) · Printer Description · PWG5100.13
    public static var jpegXDimensionSupported: Self { Self("jpeg-x-dimension-supported") }
    /// rangeOfInteger(1:65535) · Printer Description · PWG5100.13
    public static var jpegYDimensionSupported: Self { Self("jpeg-y-dimension-supported") }
    /// rangeOfInteger(MIN:MAX) · Printer Description · IPPLABEL
    public static var labelTearOffsetSupported: Self { Self("label-tear-offset-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.13
    public static var mediaOverprintDistanceSupported: Self { Self("media-overprint-distance-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.15
    public static var numberOfRetriesSupported: Self { Self("number-of-retries-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.13
    public static var pdfKOctetsSupported: Self { Self("pdf-k-octets-supported") }
    /// rangeOfInteger(1:MAX) · Printer Description · PWG5100.11
    public static var proofCopiesSupported: Self { Self("proof-copies-supported") }
    /// rangeOfInteger(0:MAX) · Printer Description · PWG5100.11
    public static var proofPrintCopiesSupported: Self { Self("proof-print-copies-supported") }
    /// rangeOfInteger(1:MAX) · Printer Description · PWG5100.15
    public static var retryIntervalSupported: Self { Self("retry-interval-supported") }
    /// rangeOfInteger(1:MAX) · Printer Description · PWG5100.15
    public static var retryTimeOutSupported: Self { Self("retry-time-out-supported") }
    /// rangeOfInteger(MIN:MAX) · Printer Description · PWG5100.3
    public static var xImageShiftSupported: Self { Self("x-image-shift-supported") }
    /// rangeOfInteger(MIN:MAX) · Printer Description · PWG5100.3
    public static var yImageShiftSupported: Self { Self("y-image-shift-supported") }
}

extension AttributeKey where Value == OctetString {
    /// octetString(MAX) · Printer Description · PWG5100.11
    public static var printerAssetTag: Self { Self("printer-asset-tag") }
    /// octetString(MAX) · Printer Description · IPPWIFI
    public static var printerWiFiPassword: Self { Self("printer-wifi-password") }
}

extension AttributeKey where Value == Orientation {
    /// enum · Printer Description · PWG5100.3
    public static var imageOrientationDefault: Self { Self("image-orientation-default") }
    /// no-value | enum · Printer Description · RFC8011
    public static var orientationRequestedDefault: Self { Self("orientation-requested-default") }
}

extension AttributeKey where Value == PrintQuality {
    /// enum · Printer Description · RFC8011
    public static var printQualityDefault: Self { Self("print-quality-default") }
}

extension AttributeKey where Value == PrinterState {
    /// enum · Printer Status, Event Notifications · RFC8011
    public static var printerState: Self { Self("printer-state") }
}

extension AttributeKey where Value == PrinterWiFiState {
    /// enum · Printer Status · IPPWIFI
    public static var printerWiFiState: Self { Self("printer-wifi-state") }
}

extension AttributeKey where Value == Resolution {
    /// resolution · Printer Description · RFC8011
    public static var printerResolutionDefault: Self { Self("printer-resolution-default") }
}

extension AttributeKey where Value == String {
    /// charset · Printer Description, System Description · RFC8011
    public static var charsetConfigured: Self { Self("charset-configured", as: .charset) }
    /// uri · Printer Status · PWG5100.13
    public static var deviceUUID: Self { Self("device-uuid", as: .uri) }
    /// charset · Printer Description · PWG5100.7
    public static var documentCharsetDefault: Self { Self("document-charset-default", as: .charset) }
    /// mimeMediaType · Printer Description · RFC8011
    public static var documentFormatDefault: Self { Self("document-format-default", as: .mimeMediaType) }
    /// naturalLanguage · Printer Description · PWG5100.7
    public static var documentNaturalLanguageDefault: Self {
        Self("document-natural-language-default", as: .naturalLanguage)
    }
    /// keyword · Printer Description · IPPPRIVACY10
    public static var documentPrivacyScope: Self { Self("document-privacy-scope", as: .keyword) }
    /// keyword | name(MAX) · Printer Description · PWG5100.3
    public static var impositionTemplateDefault: Self { Self("imposition-template-default", as: .keyword) }
    /// name(MAX) | no-value · Printer Description · PWG5100.3
    public static var jobAccountIDDefault: Self { Self("job-account-id-default", as: .name) }
    /// keyword | name(MAX) · Printer Description · PWG5100.16
    public static var jobAccountTypeDefault: Self { Self("job-account-type-default", as: .keyword) }
    /// name(MAX) | no-value · Printer Description · PWG5100.3
    public static var jobAccountingUserIDDefault: Self { Self("job-accounting-user-id-default", as: .name) }
    /// keyword | name(MAX) · Printer Description · PWG5100.7
    public static var jobDelayOutputUntilDefault: Self { Self("job-delay-output-until-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.17
    public static var jobDestinationSpoolingSupported: Self { Self("job-destination-spooling-supported", as: .keyword) }
    /// keyword · Printer Description · PWG5100.13
    public static var jobErrorActionDefault: Self { Self("job-error-action-default", as: .keyword) }
    /// keyword | name(MAX) · Printer Description · RFC8011
    public static var jobHoldUntilDefault: Self { Self("job-hold-until-default", as: .keyword) }
    /// text(MAX) · Printer Description · PWG5100.3
    public static var jobMessageToOperatorDefault: Self { Self("job-message-to-operator-default", as: .text) }
    /// uri | no-value · Printer Description · PWG5100.3
    public static var jobPhoneNumberDefault: Self { Self("job-phone-number-default", as: .uri) }
    /// keyword · Printer Description · IPPPRIVACY10
    public static var jobPrivacyScope: Self { Self("job-privacy-scope", as: .keyword) }
    /// keyword · Printer Description · PWG5100.11
    public static var jobReleaseActionDefault: Self { Self("job-release-action-default", as: .keyword) }
    /// keyword | name(MAX) · Printer Description · PWG5100.7
    public static var jobRetainUntilDefault: Self { Self("job-retain-until-default", as: .keyword) }
    /// text(MAX) · Printer Description · PWG5100.3
    public static var jobSheetMessageDefault: Self { Self("job-sheet-message-default", as: .text) }
    /// keyword | name(MAX) · Printer Description · RFC8011
    public static var jobSheetsDefault: Self { Self("job-sheets-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.7
    public static var jobSpoolingSupported: Self { Self("job-spooling-supported", as: .keyword) }
    /// keyword · Printer Description · IPPLABEL
    public static var labelModeConfigured: Self { Self("label-mode-configured", as: .keyword) }
    /// no-value | keyword | name(MAX) · Printer Description · RFC8011
    public static var mediaDefault: Self { Self("media-default", as: .keyword) }
    /// keyword · Printer Description · RFC8011
    public static var multipleDocumentHandlingDefault: Self { Self("multiple-document-handling-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.21
    public static var multipleObjectHandlingDefault: Self { Self("multiple-object-handling-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.13
    public static var multipleOperationTimeOutAction: Self { Self("multiple-operation-time-out-action", as: .keyword) }
    /// naturalLanguage · Printer Description, System Description · RFC8011
    public static var naturalLanguageConfigured: Self { Self("natural-language-configured", as: .naturalLanguage) }
    /// uri | no-value · Printer Description, System Description · PWG5100.23
    public static var oauthAuthorizationServerURI: Self { Self("oauth-authorization-server-uri", as: .uri) }
    /// keyword | name(MAX) · Printer Description · PWG5100.2
    public static var outputBinDefault: Self { Self("output-bin-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.3
    public static var pageDeliveryDefault: Self { Self("page-delivery-default", as: .keyword) }
    /// keyword · Printer Description · HP20180907
    public static var pclmRasterBackSide: Self { Self("pclm-raster-back-side", as: .keyword) }
    /// keyword · Printer Description · RFC8011
    public static var pdlOverrideSupported: Self { Self("pdl-override-supported", as: .keyword) }
    /// keyword · Printer Description · PWG5100.21
    public static var platformShape: Self { Self("platform-shape", as: .keyword) }
    /// Deprecated. keyword · Printer Description · PWG5100.3
    public static var presentationDirectionNumberUpDefault: Self {
        Self("presentation-direction-number-up-default", as: .keyword)
    }
    /// keyword · Printer Description · PWG5100.21
    public static var printBaseDefault: Self { Self("print-base-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.13
    public static var printColorModeDefault: Self { Self("print-color-mode-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.7
    public static var printContentOptimizeDefault: Self { Self("print-content-optimize-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.13
    public static var printRenderingIntentDefault: Self { Self("print-rendering-intent-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.13
    public static var printScalingDefault: Self { Self("print-scaling-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.21
    public static var printSupportsDefault: Self { Self("print-supports-default", as: .keyword) }
    /// text(MAX) · Printer Description · PWG5100.16
    public static var printerChargeInfo: Self { Self("printer-charge-info", as: .text) }
    /// uri · Printer Description · PWG5100.16
    public static var printerChargeInfoURI: Self { Self("printer-charge-info-uri", as: .uri) }
    /// text(1023) · Printer Description · PWG5107.2
    public static var printerDeviceID: Self { Self("printer-device-id", as: .text) }
    /// name(63) · Printer Description · PWG5100.13
    public static var printerDNSSDName: Self { Self("printer-dns-sd-name", as: .name) }
    /// uri · Printer Description · RFC8011
    public static var printerDriverInstaller: Self { Self("printer-driver-installer", as: .uri) }
    /// uri · Printer Description · PWG5100.15
    public static var printerFaxLogURI: Self { Self("printer-fax-log-uri", as: .uri) }
    /// uri · Printer Status · IPPCONSOLE
    public static var printerHomePageURI: Self { Self("printer-home-page-uri", as: .uri) }
    /// text(127) · Printer Description · RFC8011
    public static var printerInfo: Self { Self("printer-info", as: .text) }
    /// text(127) · Printer Description · RFC8011
    public static var printerMakeAndModel: Self { Self("printer-make-and-model", as: .text) }
    /// keyword · Printer Description · PWG5100.18
    public static var printerModeConfigured: Self { Self("printer-mode-configured", as: .keyword) }
    /// uri · Printer Status · RFC8011
    public static var printerMoreInfo: Self { Self("printer-more-info", as: .uri) }
    /// uri · Printer Description · RFC8011
    public static var printerMoreInfoManufacturer: Self { Self("printer-more-info-manufacturer", as: .uri) }
    /// name(127) · Printer Description · RFC8011
    public static var printerName: Self { Self("printer-name", as: .name) }
    /// keyword · Printer Description · PWG5100.TRUSTNOONE
    public static var printerPKCS7RepertoireConfigured: Self {
        Self("printer-pkcs7-repertoire-configured", as: .keyword)
    }
    /// uri · Printer Description · IPPPRIVACY10
    public static var printerPrivacyPolicyURI: Self { Self("printer-privacy-policy-uri", as: .uri) }
    /// text(255) · Printer Status · PWG5100.11
    public static var printerSerialNumber: Self { Self("printer-serial-number", as: .text) }
    /// text(MAX) · Printer Status · RFC8011
    public static var printerStateMessage: Self { Self("printer-state-message", as: .text) }
    /// uri · Printer Description · PWG5100.18
    public static var printerStaticResourceDirectoryURI: Self {
        Self("printer-static-resource-directory-uri", as: .uri)
    }
    /// uri | no-value · Printer Description · PWG5100.13
    public static var printerStringsURI: Self { Self("printer-strings-uri", as: .uri) }
    /// uri · Printer Status · PWG5100.13
    public static var printerSupplyInfoURI: Self { Self("printer-supply-info-uri", as: .uri) }
    /// uri · Printer Status · PWG5100.13
    public static var printerUUID: Self { Self("printer-uuid", as: .uri) }
    /// name(MAX) · Printer Description · IPPWIFI
    public static var printerWiFiSSID: Self { Self("printer-wifi-ssid", as: .name) }
    /// keyword · Printer Description · PWG5102.4
    public static var pwgRasterDocumentSheetBack: Self { Self("pwg-raster-document-sheet-back", as: .keyword) }
    /// keyword · Printer Description · RFC8011
    public static var sidesDefault: Self { Self("sides-default", as: .keyword) }
    /// name(MAX) · Printer Description · IPPSERVER
    public static var smi2699AuthPrintGroup: Self { Self("smi2699-auth-print-group", as: .name) }
    /// name(MAX) · Printer Description · IPPSERVER
    public static var smi2699AuthProxyGroup: Self { Self("smi2699-auth-proxy-group", as: .name) }
    /// name(MAX) · Printer Description · IPPSERVER
    public static var smi2699DeviceCommand: Self { Self("smi2699-device-command", as: .name) }
    /// mimeMediaType · Printer Description · IPPSERVER
    public static var smi2699DeviceFormat: Self { Self("smi2699-device-format", as: .mimeMediaType) }
    /// name(MAX) · Printer Description · IPPSERVER
    public static var smi2699DeviceName: Self { Self("smi2699-device-name", as: .name) }
    /// uri · Printer Description · IPPSERVER
    public static var smi2699DeviceURI: Self { Self("smi2699-device-uri", as: .uri) }
    /// keyword · Printer Description · IPPPRIVACY10
    public static var subscriptionPrivacyScope: Self { Self("subscription-privacy-scope", as: .keyword) }
    /// keyword · Printer Description · PWG5100.3
    public static var xImagePositionDefault: Self { Self("x-image-position-default", as: .keyword) }
    /// keyword · Printer Description · PWG5100.3
    public static var yImagePositionDefault: Self { Self("y-image-position-default", as: .keyword) }
}

extension AttributeKey where Value == [AttributeCollection] {
    /// 1setOf collection · Printer Description · PWG5100.17
    public static var destinationURIReady: Self { Self("destination-uri-ready") }
    /// 1setOf collection · Printer Description · PWG5100.1
    public static var finishingsColDatabase: Self { Self("finishings-col-database") }
    /// 1setOf collection · Printer Description · PWG5100.1
    public static var finishingsColReady: Self { Self("finishings-col-ready") }
    /// Deprecated. 1setOf collection · Printer Description · PWG5100.3
    public static var insertSheetDefault: Self { Self("insert-sheet-default") }
    /// 1setOf collection · Printer Description · PWG5100.13
    public static var jobConstraintsSupported: Self { Self("job-constraints-supported") }
    /// 1setOf collection · Printer Description · PWG5100.13
    public static var jobPresetsSupported: Self { Self("job-presets-supported") }
    /// 1setOf collection · Printer Description · PWG5100.13
    public static var jobResolversSupported: Self { Self("job-resolvers-supported") }
    /// 1setOf collection · Printer Description · PWG5100.13
    public static var jobTriggersSupported: Self { Self("job-triggers-supported") }
    /// 1setOf collection · Printer Description · PWG5100.21
    public static var materialsColDatabase: Self { Self("materials-col-database") }
    /// 1setOf collection · Printer Description · PWG5100.21
    public static var materialsColDefault: Self { Self("materials-col-default") }
    /// 1setOf collection · Printer Description · PWG5100.21
    public static var materialsColReady: Self { Self("materials-col-ready") }
    /// 1setOf collection · Printer Description · PWG5100.7
    public static var mediaColDatabase: Self { Self("media-col-database") }
    /// 1setOf collection · Printer Description · PWG5100.7
    public static var mediaColReady: Self { Self("media-col-ready") }
    /// 1setOf collection · Printer Description · PWG5100.7
    public static var mediaSizeSupported: Self { Self("media-size-supported") }
    /// 1setOf collection · Printer Description · PWG5100.13
    public static var printColorModeIccProfiles: Self { Self("print-color-mode-icc-profiles") }
    /// 1setOf collection · Printer Description · PWG5100.13
    public static var printerIccProfiles: Self { Self("printer-icc-profiles") }
    /// 1setOf collection · Printer Description · RFC3380
    public static var printerXRISupported: Self { Self("printer-xri-supported") }
}

extension AttributeKey where Value == [Finishings] {
    /// 1setOf enum · Printer Description · RFC8011
    public static var finishingsDefault: Self { Self("finishings-default") }
    /// 1setOf enum · Printer Description · PWG5100.1
    public static var finishingsReady: Self { Self("finishings-ready") }
    /// 1setOf enum · Printer Description · RFC8011
    public static var finishingsSupported: Self { Self("finishings-supported") }
}

extension AttributeKey where Value == [Int32] {
    /// 1setOf integer(1:MAX) · Printer Description · PWG5100.3
    public static var forceFrontSideDefault: Self { Self("force-front-side-default") }
    /// 1setOf integer(0:MAX) · Printer Description · PWG5100.7
    public static var mediaBottomMarginSupported: Self { Self("media-bottom-margin-supported") }
    /// 1setOf integer(0:MAX) · Printer Description · PWG5100.7
    public static var mediaLeftMarginSupported: Self { Self("media-left-margin-supported") }
    /// 1setOf integer(0:MAX) · Printer Description · PWG5100.7
    public static var mediaRightMarginSupported: Self { Self("media-right-margin-supported") }
    /// 1setOf integer(0:MAX) · Printer Description · PWG5100.7
    public static var mediaTopMarginSupported: Self { Self("media-top-margin-supported") }
    /// 1setOf integer · Printer Description · HP20180907
    public static var pclmStripHeightPreferred: Self { Self("pclm-strip-height-preferred") }
}

extension AttributeKey where Value == [IntegerOrRange] {
    /// 1setOf integer(-273:MAX) | rangeOfInteger(-273:MAX) · Printer Description · PWG5100.21
    public static var chamberTemperatureSupported: Self { Self("chamber-temperature-supported") }
    /// 1setOf integer(0:MAX) | rangeOfInteger(0:MAX) · Printer Description · PWG5100.1
    public static var foldingOffsetSupported: Self { Self("folding-offset-supported") }
    /// 1setOf integer(0:MAX) | rangeOfInteger(0:MAX) · Printer Description · PWG5100.21
    public static var materialDiameterSupported: Self { Self("material-diameter-supported") }
    /// 1setOf integer(0:MAX) | rangeOfInteger(0:MAX) · Printer Description · PWG5100.21
    public static var materialNozzleDiameterSupported: Self { Self("material-nozzle-diameter-supported") }
    /// 1setOf integer(1:MAX) | rangeOfInteger(1:MAX) · Printer Description · PWG5100.21
    public static var materialRateSupported: Self { Self("material-rate-supported") }
    /// 1setOf integer(0:MAX) | rangeOfInteger(0:MAX) · Printer Description · PWG5100.21
    public static var materialShellThicknessSupported: Self { Self("material-shell-thickness-supported") }
    /// 1setOf integer(-273:MAX) | rangeOfInteger(-273:MAX) · Printer Description · PWG5100.21
    public static var materialTemperatureSupported: Self { Self("material-temperature-supported") }
    /// 1setOf integer(MIN:MAX) | rangeOfInteger(MIN:MIN) · Printer Description · IPPLABEL
    public static var mediaTopOffsetSupported: Self { Self("media-top-offset-supported") }
    /// 1setOf integer(0:67108863) | rangeOfInteger(0:67108863) · Printer Description, System Description · RFC3995
    public static var notifyLeaseDurationSupported: Self { Self("notify-lease-duration-supported") }
    /// 1setOf integer(1:MAX) | rangeOfInteger(1:MAX) · Printer Description · RFC8011
    public static var numberUpSupported: Self { Self("number-up-supported") }
    /// 1setOf integer(-273:MAX) | rangeOfInteger(-273:MAX) · Printer Description · PWG5100.21
    public static var platformTemperatureSupported: Self { Self("platform-temperature-supported") }
    /// 1setOf integer(1:MAX) | rangeOfInteger(1:MAX) · Printer Description · IPPLABEL
    public static var printSpeedSupported: Self { Self("print-speed-supported") }
    /// 1setOf integer(0:MAX) | rangeOfInteger(0:MAX) · Printer Description · PWG5100.1
    public static var punchingLocationsSupported: Self { Self("punching-locations-supported") }
    /// 1setOf integer(0:MAX) | rangeOfInteger(0:MAX) · Printer Description · PWG5100.1
    public static var punchingOffsetSupported: Self { Self("punching-offset-supported") }
    /// 1setOf integer(0:359) | rangeOfInteger(0:359) · Printer Description · PWG5100.1
    public static var stitchingAngleSupported: Self { Self("stitching-angle-supported") }
    /// 1setOf integer(0:MAX) | rangeOfInteger(0:MAX) · Printer Description · PWG5100.1
    public static var stitchingLocationsSupported: Self { Self("stitching-locations-supported") }
    /// 1setOf integer(0:MAX) | rangeOfInteger(0:MAX) · Printer Description · PWG5100.1
    public static var stitchingOffsetSupported: Self { Self("stitching-offset-supported") }
    /// 1setOf integer(0:MAX) | rangeOfInteger(0:MAX) · Printer Description · PWG5100.1
    public static var trimmingOffsetSupported: Self { Self("trimming-offset-supported") }
}

extension AttributeKey where Value == [IntegerRange] {
    /// 1setOf rangeOfInteger(0:MAX) · Printer Description · PWG5100.7
    public static var mediaHoleCountSupported: Self { Self("media-hole-count-supported") }
    /// 1setOf rangeOfInteger(1:MAX) · Printer Description · PWG5100.7
    public static var mediaOrderCountSupported: Self { Self("media-order-count-supported") }
    /// 1setOf rangeOfInteger(1:MAX) · Printer Description · PWG5100.7
    public static var mediaThicknessSupported: Self { Self("media-thickness-supported") }
    /// 1setOf rangeOfInteger(1:MAX) · Printer Description · PWG5100.7
    public static var mediaWeightMetricSupported: Self { Self("media-weight-metric-supported") }
}

extension AttributeKey where Value == [OctetString] {
    /// 1setOf octetString(MAX) · Printer Status · PWG5100.9
    public static var printerAlert: Self { Self("printer-alert") }
    /// 1setOf octetString(MAX) · Printer Status · IPPCONSOLE
    public static var printerConsoleLight: Self { Self("printer-console-light") }
    /// 1setOf octetString(MAX) · Printer Status · IPP20210223
    public static var printerCover: Self { Self("printer-cover") }
    /// 1setOf octetString(MAX) · Printer Status · PWG5100.1
    public static var printerFinisher: Self { Self("printer-finisher") }
    /// 1setOf octetString · Printer Status · PWG5100.1
    public static var printerFinisherSupplies: Self { Self("printer-finisher-supplies") }
    /// 1setOf octetString(MAX) · Printer Status · PWG5100.13
    public static var printerFirmwareVersion: Self { Self("printer-firmware-version") }
    /// 1setOf octetString(MAX) · Printer Status · PWG5100.13
    public static var printerInputTray: Self { Self("printer-input-tray") }
    /// 1setOf octetString(MAX) · Printer Status · PWG5100.13
    public static var printerOutputTray: Self { Self("printer-output-tray") }
    /// 1setOf octetString(MAX) · Printer Status · PWG5100.11
    public static var printerStorage: Self { Self("printer-storage") }
    /// 1setOf octetString(MAX) · Printer Status · PWG5100.13
    public static var printerSupply: Self { Self("printer-supply") }
}

extension AttributeKey where Value == [OperationID] {
    /// 1setOf enum · Printer Description, System Description · RFC8011
    public static var operationsSupported: Self { Self("operations-supported") }
}

extension AttributeKey where Value == [Orientation] {
    /// 1setOf enum · Printer Description · PWG5100.3
    public static var imageOrientationSupported: Self { Self("image-orientation-supported") }
    /// 1setOf enum · Printer Description · PWG5100.15
    public static var inputOrientationRequestedSupported: Self { Self("input-orientation-requested-supported") }
    /// 1setOf enum · Printer Description · RFC8011
    public static var orientationRequestedSupported: Self { Self("orientation-requested-supported") }
}

extension AttributeKey where Value == [PrintQuality] {
    /// 1setOf enum · Printer Description · PWG5100.15
    public static var inputQualitySupported: Self { Self("input-quality-supported") }
    /// 1setOf enum · Printer Description · RFC8011
    public static var printQualitySupported: Self { Self("print-quality-supported") }
}

extension AttributeKey where Value == [Resolution] {
    /// 1setOf resolution · Printer Description · PWG5100.15
    public static var inputResolutionSupported: Self { Self("input-resolution-supported") }
    /// 1setOf resolution · Printer Description · HP20180907
    public static var pclmSourceResolutionSupported: Self { Self("pclm-source-resolution-supported") }
    /// 1setOf resolution · Printer Description · RFC8011
    public static var printerResolutionSupported: Self { Self("printer-resolution-supported") }
    /// 1setOf resolution · Printer Description · PWG5102.4
    public static var pwgRasterDocumentResolutionSupported: Self { Self("pwg-raster-document-resolution-supported") }
}

extension AttributeKey where Value == [String] {
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var accuracyUnitsSupported: Self { Self("accuracy-units-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.1
    public static var balingTypeSupported: Self { Self("baling-type-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var balingWhenSupported: Self { Self("baling-when-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var bindingReferenceEdgeSupported: Self { Self("binding-reference-edge-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var bindingTypeSupported: Self { Self("binding-type-supported", as: .keyword) }
    /// 1setOf charset · Printer Description, System Description · RFC8011
    public static var charsetSupported: Self { Self("charset-supported", as: .charset) }
    /// 1setOf keyword · Printer Description · PWG5100.7
    public static var clientInfoSupported: Self { Self("client-info-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var coatingSidesSupported: Self { Self("coating-sides-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.1
    public static var coatingTypeSupported: Self { Self("coating-type-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · RFC8011
    public static var compressionSupported: Self { Self("compression-supported", as: .keyword) }
    /// Deprecated. 1setOf keyword · Printer Description · PWG5100.3
    public static var coverBackSupported: Self { Self("cover-back-supported", as: .keyword) }
    /// Deprecated. 1setOf keyword · Printer Description · PWG5100.3
    public static var coverFrontSupported: Self { Self("cover-front-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.15
    public static var coverSheetInfoSupported: Self { Self("cover-sheet-info-supported", as: .keyword) }
    /// Deprecated. 1setOf keyword · Printer Description · PWG5100.3
    public static var coverTypeSupported: Self { Self("cover-type-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.1
    public static var coveringNameSupported: Self { Self("covering-name-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.17
    public static var destinationAccessesSupported: Self { Self("destination-accesses-supported", as: .keyword) }
    /// 1setOf uriScheme · Printer Description · PWG5100.15
    public static var destinationURISchemesSupported: Self { Self("destination-uri-schemes-supported", as: .uriScheme) }
    /// 1setOf keyword · Printer Description · PWG5100.15
    public static var destinationURIsSupported: Self { Self("destination-uris-supported", as: .keyword) }
    /// Deprecated. 1setOf keyword · Printer Description · PWG5100.18
    public static var documentAccessSupported: Self { Self("document-access-supported", as: .keyword) }
    /// 1setOf charset · Printer Description · PWG5100.7
    public static var documentCharsetSupported: Self { Self("document-charset-supported", as: .charset) }
    /// 1setOf keyword · Printer Description · PWG5100.5
    public static var documentCreationAttributesSupported: Self {
        Self("document-creation-attributes-supported", as: .keyword)
    }
    /// Deprecated. 1setOf keyword · Printer Description · PWG5100.7
    public static var documentFormatDetailsSupported: Self { Self("document-format-details-supported", as: .keyword) }
    /// 1setOf mimeMediaType · Printer Description, System Description · RFC8011
    public static var documentFormatSupported: Self { Self("document-format-supported", as: .mimeMediaType) }
    /// 1setOf keyword · Printer Status · RFC3380
    public static var documentFormatVaryingAttributes: Self { Self("document-format-varying-attributes", as: .keyword) }
    /// 1setOf naturalLanguage · Printer Description · PWG5100.7
    public static var documentNaturalLanguageSupported: Self {
        Self("document-natural-language-supported", as: .naturalLanguage)
    }
    /// 1setOf keyword · Printer Description · IPPPRIVACY10
    public static var documentPrivacyAttributes: Self { Self("document-privacy-attributes", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.18
    public static var fetchDocumentAttributesSupported: Self {
        Self("fetch-document-attributes-supported", as: .keyword)
    }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.1
    public static var finishingTemplateSupported: Self { Self("finishing-template-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var finishingsColSupported: Self { Self("finishings-col-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var foldingDirectionSupported: Self { Self("folding-direction-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var foldingReferenceEdgeSupported: Self { Self("folding-reference-edge-supported", as: .keyword) }
    /// 1setOf naturalLanguage · Printer Description, System Description · RFC8011
    public static var generatedNaturalLanguageSupported: Self {
        Self("generated-natural-language-supported", as: .naturalLanguage)
    }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var identifyActionsDefault: Self { Self("identify-actions-default", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var identifyActionsSupported: Self { Self("identify-actions-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.3
    public static var impositionTemplateSupported: Self { Self("imposition-template-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.15
    public static var inputAttributesSupported: Self { Self("input-attributes-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.15
    public static var inputColorModeSupported: Self { Self("input-color-mode-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.15
    public static var inputContentTypeSupported: Self { Self("input-content-type-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.15
    public static var inputFilmScanModeSupported: Self { Self("input-film-scan-mode-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.15
    public static var inputMediaSupported: Self { Self("input-media-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.15
    public static var inputSidesSupported: Self { Self("input-sides-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.15
    public static var inputSourceSupported: Self { Self("input-source-supported", as: .keyword) }
    /// Deprecated. 1setOf keyword · Printer Description · PWG5100.3
    public static var insertSheetSupported: Self { Self("insert-sheet-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description, System Description · PWG5100.13
    public static var ippFeaturesSupported: Self { Self("ipp-features-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description, System Description · RFC8011
    public static var ippVersionsSupported: Self { Self("ipp-versions-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.16
    public static var jobAccountTypeSupported: Self { Self("job-account-type-supported", as: .keyword) }
    /// Deprecated. 1setOf keyword | name(MAX) · Printer Description · PWG5100.3
    public static var jobAccountingOutputBinSupported: Self {
        Self("job-accounting-output-bin-supported", as: .keyword)
    }
    /// Deprecated. 1setOf keyword · Printer Description · PWG5100.3
    public static var jobAccountingSheetsSupported: Self { Self("job-accounting-sheets-supported", as: .keyword) }
    /// Deprecated. 1setOf keyword | name(MAX) · Printer Description · PWG5100.3
    public static var jobAccountingSheetsTypeSupported: Self {
        Self("job-accounting-sheets-type-supported", as: .keyword)
    }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.3
    public static var jobCompleteBeforeSupported: Self { Self("job-complete-before-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.7
    public static var jobCreationAttributesSupported: Self { Self("job-creation-attributes-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var jobDelayOutputUntilSupported: Self { Self("job-delay-output-until-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var jobErrorActionSupported: Self { Self("job-error-action-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.3
    public static var jobErrorSheetSupported: Self { Self("job-error-sheet-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.3
    public static var jobErrorSheetTypeSupported: Self { Self("job-error-sheet-type-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.3
    public static var jobErrorSheetWhenSupported: Self { Self("job-error-sheet-when-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.7
    public static var jobHistoryAttributesConfigured: Self { Self("job-history-attributes-configured", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.7
    public static var jobHistoryAttributesSupported: Self { Self("job-history-attributes-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · RFC8011
    public static var jobHoldUntilSupported: Self { Self("job-hold-until-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.11
    public static var jobPasswordEncryptionSupported: Self { Self("job-password-encryption-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.11
    public static var jobPasswordRepertoireConfigured: Self { Self("job-password-repertoire-configured", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.11
    public static var jobPasswordRepertoireSupported: Self { Self("job-password-repertoire-supported", as: .keyword) }
    /// 1setOf uriScheme · Printer Description · PWG5100.3
    public static var jobPhoneNumberSchemeSupported: Self { Self("job-phone-number-scheme-supported", as: .uriScheme) }
    /// 1setOf keyword · Printer Description · IPPPRIVACY10
    public static var jobPrivacyAttributes: Self { Self("job-privacy-attributes", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.11
    public static var jobReleaseActionSupported: Self { Self("job-release-action-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var jobRetainUntilSupported: Self { Self("job-retain-until-supported", as: .keyword) }
    /// 1setOf keyword · Printer Status · RFC3380
    public static var jobSettableAttributesSupported: Self { Self("job-settable-attributes-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.3
    public static var jobSheetsColSupported: Self { Self("job-sheets-col-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · RFC8011
    public static var jobSheetsSupported: Self { Self("job-sheets-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.11
    public static var jobStorageAccessSupported: Self { Self("job-storage-access-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.11
    public static var jobStorageDispositionSupported: Self { Self("job-storage-disposition-supported", as: .keyword) }
    /// 1setOf name(MAX) · Printer Description · PWG5100.11
    public static var jobStorageGroupSupported: Self { Self("job-storage-group-supported", as: .name) }
    /// 1setOf keyword · Printer Description · PWG5100.11
    public static var jobStorageSupported: Self { Self("job-storage-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var jpegFeaturesSupported: Self { Self("jpeg-features-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · IPPLABEL
    public static var labelModeSupported: Self { Self("label-mode-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var laminatingSidesSupported: Self { Self("laminating-sides-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.1
    public static var laminatingTypeSupported: Self { Self("laminating-type-supported", as: .keyword) }
    /// 1setOf mimeMediaType · Printer Description · PWG5100.15
    public static var logoURIFormatsSupported: Self { Self("logo-uri-formats-supported", as: .mimeMediaType) }
    /// 1setOf uriScheme · Printer Description · PWG5100.15
    public static var logoURISchemesSupported: Self { Self("logo-uri-schemes-supported", as: .uriScheme) }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var materialAmountUnitsSupported: Self { Self("material-amount-units-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var materialPurposeSupported: Self { Self("material-purpose-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var materialRateUnitsSupported: Self { Self("material-rate-units-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var materialTypeSupported: Self { Self("material-type-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var materialsColSupported: Self { Self("materials-col-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaBackCoatingSupported: Self { Self("media-back-coating-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.7
    public static var mediaColSupported: Self { Self("media-col-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaColorSupported: Self { Self("media-color-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaFrontCoatingSupported: Self { Self("media-front-coating-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaGrainSupported: Self { Self("media-grain-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaKeySupported: Self { Self("media-key-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var mediaOverprintMethodSupported: Self { Self("media-overprint-method-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var mediaOverprintSupported: Self { Self("media-overprint-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaPrePrintedSupported: Self { Self("media-pre-printed-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · RFC8011
    public static var mediaReady: Self { Self("media-ready", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaRecycledSupported: Self { Self("media-recycled-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaSourceSupported: Self { Self("media-source-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · RFC8011
    public static var mediaSupported: Self { Self("media-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaToothSupported: Self { Self("media-tooth-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · IPPLABEL
    public static var mediaTrackingSupported: Self { Self("media-tracking-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.7
    public static var mediaTypeSupported: Self { Self("media-type-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · RFC8011
    public static var multipleDocumentHandlingSupported: Self {
        Self("multiple-document-handling-supported", as: .keyword)
    }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var multipleObjectHandlingSupported: Self { Self("multiple-object-handling-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description, System Description · RFC3995
    public static var notifyAttributesSupported: Self { Self("notify-attributes-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description, System Description · RFC3995
    public static var notifyEventsDefault: Self { Self("notify-events-default", as: .keyword) }
    /// 1setOf keyword · Printer Description, System Description · RFC3995
    public static var notifyEventsSupported: Self { Self("notify-events-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description, System Description · RFC3995
    public static var notifyPullMethodSupported: Self { Self("notify-pull-method-supported", as: .keyword) }
    /// 1setOf uriScheme · Printer Description, System Description · RFC3995
    public static var notifySchemesSupported: Self { Self("notify-schemes-supported", as: .uriScheme) }
    /// 1setOf name(MAX) | no-value · Printer Description, System Description · PWG5100.23
    public static var oauthAuthorizationScope: Self { Self("oauth-authorization-scope", as: .name) }
    /// 1setOf keyword · Printer Description · PWG5100.17
    public static var outputAttributesSupported: Self { Self("output-attributes-supported", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.2
    public static var outputBinSupported: Self { Self("output-bin-supported", as: .keyword) }
    /// 1setOf name(127) · Printer Description · PWG5100.7
    public static var outputDeviceSupported: Self { Self("output-device-supported", as: .name) }
    /// 1setOf uri · Printer Description · PWG5100.18
    public static var outputDeviceUUIDSupported: Self { Self("output-device-uuid-supported", as: .uri) }
    /// 1setOf keyword · Printer Description · PWG5100.6
    public static var overridesSupported: Self { Self("overrides-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.3
    public static var pageDeliverySupported: Self { Self("page-delivery-supported", as: .keyword) }
    /// 1setOf uri · Printer Description · RFC3998
    public static var parentPrintersSupported: Self { Self("parent-printers-supported", as: .uri) }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var pdfFeaturesSupported: Self { Self("pdf-features-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var pdfVersionsSupported: Self { Self("pdf-versions-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · IPPWG20151019
    public static var pdlOverrideGuaranteedSupported: Self { Self("pdl-override-guaranteed-supported", as: .keyword) }
    /// 1setOf mimeMediaType · Printer Description · PWG5100.TRUSTNOONE
    public static var pkcs7DocumentFormatSupported: Self { Self("pkcs7-document-format-supported", as: .mimeMediaType) }
    /// Deprecated. 1setOf keyword · Printer Description · PWG5100.3
    public static var presentationDirectionNumberUpSupported: Self {
        Self("presentation-direction-number-up-supported", as: .keyword)
    }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var printBaseSupported: Self { Self("print-base-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var printColorModeSupported: Self { Self("print-color-mode-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.7
    public static var printContentOptimizeSupported: Self { Self("print-content-optimize-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var printObjectsSupported: Self { Self("print-objects-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var printProcessingAttributesSupported: Self {
        Self("print-processing-attributes-supported", as: .keyword)
    }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var printRenderingIntentSupported: Self { Self("print-rendering-intent-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var printScalingSupported: Self { Self("print-scaling-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.21
    public static var printSupportsSupported: Self { Self("print-supports-supported", as: .keyword) }
    /// 1setOf text(MAX) · Printer Status · PWG5100.9
    public static var printerAlertDescription: Self { Self("printer-alert-description", as: .text) }
    /// 1setOf uri · Printer Description, Printer Status · PWG5100.21
    public static var printerCameraImageURI: Self { Self("printer-camera-image-uri", as: .uri) }
    /// 1setOf text(MAX) · Printer Status · IPPCONSOLE
    public static var printerConsoleDisplay: Self { Self("printer-console-display", as: .text) }
    /// 1setOf text(MAX) · Printer Status · IPPCONSOLE
    public static var printerConsoleLightDescription: Self { Self("printer-console-light-description", as: .text) }
    /// 1setOf text(MAX) · Printer Status · IPP20210223
    public static var printerCoverDescription: Self { Self("printer-cover-description", as: .text) }
    /// 1setOf text(MAX) · Printer Description, Printer Status · PWG5100.11
    public static var printerDetailedStatusMessages: Self { Self("printer-detailed-status-messages", as: .text) }
    /// 1setOf text(MAX) · Printer Description · PWG5100.15
    public static var printerFaxModemInfo: Self { Self("printer-fax-modem-info", as: .text) }
    /// 1setOf name(MAX) · Printer Description · PWG5100.15
    public static var printerFaxModemName: Self { Self("printer-fax-modem-name", as: .name) }
    /// 1setOf uri · Printer Description · PWG5100.15
    public static var printerFaxModemNumber: Self { Self("printer-fax-modem-number", as: .uri) }
    /// 1setOf text(MAX) · Printer Status · PWG5100.1
    public static var printerFinisherDescription: Self { Self("printer-finisher-description", as: .text) }
    /// 1setOf text(MAX) · Printer Status · PWG5100.1
    public static var printerFinisherSuppliesDescription: Self {
        Self("printer-finisher-supplies-description", as: .text)
    }
    /// 1setOf name(MAX) · Printer Status · PWG5100.13
    public static var printerFirmwareName: Self { Self("printer-firmware-name", as: .name) }
    /// 1setOf text(MAX) · Printer Status · PWG5100.13
    public static var printerFirmwarePatches: Self { Self("printer-firmware-patches", as: .text) }
    /// 1setOf text(MAX) · Printer Status · PWG5100.13
    public static var printerFirmwareStringVersion: Self { Self("printer-firmware-string-version", as: .text) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var printerGetAttributesSupported: Self { Self("printer-get-attributes-supported", as: .keyword) }
    /// 1setOf uri · Printer Description · PWG5100.13
    public static var printerIcons: Self { Self("printer-icons", as: .uri) }
    /// 1setOf keyword | name(MAX) · Printer Description · PWG5100.13
    public static var printerKind: Self { Self("printer-kind", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.13
    public static var printerMandatoryJobAttributes: Self { Self("printer-mandatory-job-attributes", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.18
    public static var printerModeSupported: Self { Self("printer-mode-supported", as: .keyword) }
    /// 1setOf text(MAX) · Printer Description · PWG5100.13
    public static var printerOrganization: Self { Self("printer-organization", as: .text) }
    /// 1setOf text(MAX) · Printer Description · PWG5100.13
    public static var printerOrganizationalUnit: Self { Self("printer-organizational-unit", as: .text) }
    /// 1setOf text(MAX) · Printer Description · PWG5100.TRUSTNOONE
    public static var printerPKCS7PublicKey: Self { Self("printer-pkcs7-public-key", as: .text) }
    /// 1setOf keyword · Printer Description · PWG5100.TRUSTNOONE
    public static var printerPKCS7RepertoireSupported: Self { Self("printer-pkcs7-repertoire-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.16
    public static var printerRequestedJobAttributes: Self { Self("printer-requested-job-attributes", as: .keyword) }
    /// 1setOf keyword · Printer Status · RFC3380
    public static var printerSettableAttributesSupported: Self {
        Self("printer-settable-attributes-supported", as: .keyword)
    }
    /// 1setOf keyword · Printer Status, Event Notifications · RFC8011
    public static var printerStateReasons: Self { Self("printer-state-reasons", as: .keyword) }
    /// 1setOf text(MAX) · Printer Status · PWG5100.11
    public static var printerStorageDescription: Self { Self("printer-storage-description", as: .text) }
    /// 1setOf naturalLanguage · Printer Description · PWG5100.13
    public static var printerStringsLanguagesSupported: Self {
        Self("printer-strings-languages-supported", as: .naturalLanguage)
    }
    /// 1setOf text(MAX) · Printer Status · PWG5100.13
    public static var printerSupplyDescription: Self { Self("printer-supply-description", as: .text) }
    /// 1setOf uri · Printer Status · RFC8011
    public static var printerURISupported: Self { Self("printer-uri-supported", as: .uri) }
    /// Deprecated. 1setOf keyword · Printer Description · PWG5100.11
    public static var proofPrintSupported: Self { Self("proof-print-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var punchingReferenceEdgeSupported: Self { Self("punching-reference-edge-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5102.4
    public static var pwgRasterDocumentTypeSupported: Self { Self("pwg-raster-document-type-supported", as: .keyword) }
    /// 1setOf text(MAX) · Printer Description · PWG5199.7
    public static var pwgSafeGcodeSupported: Self { Self("pwg-safe-gcode-supported", as: .text) }
    /// Deprecated. 1setOf uriScheme · Printer Description · RFC8011
    public static var referenceURISchemesSupported: Self { Self("reference-uri-schemes-supported", as: .uriScheme) }
    /// 1setOf keyword | name · Printer Description · PWG5101.2
    public static var repertoireSupported: Self { Self("repertoire-supported", as: .keyword) }
    /// 1setOf uriScheme · Printer Description · PWG5100.13
    public static var requestingUserURISchemesSupported: Self {
        Self("requesting-user-uri-schemes-supported", as: .uriScheme)
    }
    /// 1setOf keyword · Printer Description · PWG5100.3
    public static var separatorSheetsSupported: Self { Self("separator-sheets-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · RFC8011
    public static var sidesSupported: Self { Self("sides-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var stitchingMethodSupported: Self { Self("stitching-method-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var stitchingReferenceEdgeSupported: Self { Self("stitching-reference-edge-supported", as: .keyword) }
    /// 1setOf uri · Printer Description · RFC3998
    public static var subordinatePrintersSupported: Self { Self("subordinate-printers-supported", as: .uri) }
    /// 1setOf keyword · Printer Description · IPPPRIVACY10
    public static var subscriptionPrivacyAttributes: Self { Self("subscription-privacy-attributes", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var trimmingReferenceEdgeSupported: Self { Self("trimming-reference-edge-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var trimmingTypeSupported: Self { Self("trimming-type-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.1
    public static var trimmingWhenSupported: Self { Self("trimming-when-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · RFC8011
    public static var uriAuthenticationSupported: Self { Self("uri-authentication-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · RFC8011
    public static var uriSecuritySupported: Self { Self("uri-security-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.7
    public static var whichJobsSupported: Self { Self("which-jobs-supported", as: .keyword) }
    /// 1setOf keyword · Printer Description · PWG5100.3
    public static var xImagePositionSupported: Self { Self("x-image-position-supported", as: .keyword) }
    /// 1setOf keyword · Printer Status, System Status · RFC3380
    public static var xriAuthenticationSupported: Self { Self("xri-authentication-supported", as: .keyword) }
    /// 1setOf keyword · Printer Status, System Status · RFC3380
    public static var xriSecuritySupported: Self { Self("xri-security-supported", as: .keyword) }
    /// 1setOf uriScheme · Printer Status, System Status · RFC3380
    public static var xriURISchemeSupported: Self { Self("xri-uri-scheme-supported", as: .uriScheme) }
    /// 1setOf keyword · Printer Description · PWG5100.3
    public static var yImagePositionSupported: Self { Self("y-image-position-supported", as: .keyword) }
}
