// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension AttributeKey where Value == AttributeCollection {
    /// collection · in finishings-col · PWG5100.1
    public static var baling: Self { Self("baling") }
    /// collection · in finishings-col · PWG5100.1
    public static var binding: Self { Self("binding") }
    /// collection · in finishings-col · PWG5100.1
    public static var coating: Self { Self("coating") }
    /// collection · in finishings-col · PWG5100.1
    public static var covering: Self { Self("covering") }
    /// collection · in finishings-col · PWG5100.1
    public static var laminating: Self { Self("laminating") }
    /// collection · in finishings-col · PWG5100.1
    public static var mediaSize: Self { Self("media-size") }
    /// collection · in media-col-database · PWG5100.7
    public static var mediaSourceProperties: Self { Self("media-source-properties") }
    /// collection · in print-objects · PWG5100.21
    public static var objectOffset: Self { Self("object-offset") }
    /// collection · in print-objects · PWG5100.21
    public static var objectSize: Self { Self("object-size") }
    /// collection · in finishings-col · PWG5100.1
    public static var punching: Self { Self("punching") }
    /// collection · in finishings-col · PWG5100.1
    public static var stitching: Self { Self("stitching") }
}

extension AttributeKey where Value == Bool {
    /// boolean · in power-state-capabilities-col · PWG5100.22
    public static var canAcceptJobs: Self { Self("can-accept-jobs") }
    /// boolean · in power-state-capabilities-col · PWG5100.22
    public static var canProcessJobs: Self { Self("can-process-jobs") }
    /// boolean · in destination-uri-ready · PWG5100.17
    public static var destinationIsDirectory: Self { Self("destination-is-directory") }
    /// boolean · in input-attributes · PWG5100.15
    public static var inputAutoScaling: Self { Self("input-auto-scaling") }
    /// boolean · in input-attributes · PWG5100.15
    public static var inputAutoSkewCorrection: Self { Self("input-auto-skew-correction") }
    /// boolean · in materials-col · PWG5100.21
    public static var materialRetraction: Self { Self("material-retraction") }
    /// boolean · in power-state-monitor-col · PWG5100.22
    public static var metersAreActual: Self { Self("meters-are-actual") }
    /// boolean · in power-state-monitor-col · PWG5100.22
    public static var powerUsageIsRmsWatts: Self { Self("power-usage-is-rms-watts") }
    /// boolean · in power-calendar-policy-col · PWG5100.22
    public static var runOnce: Self { Self("run-once") }
}

extension AttributeKey where Value == ClientType {
    /// enum · in client-info · PWG5100.7
    public static var clientType: Self { Self("client-type") }
}

extension AttributeKey where Value == IPPDateTime {
    /// dateTime · in power-log-col · PWG5100.22
    public static var powerStateDateTime: Self { Self("power-state-date-time") }
}

extension AttributeKey where Value == Int32 {
    /// integer(0:MAX) · in job-impressions-col · PWG5100.7
    public static var blank: Self { Self("blank") }
    /// integer(0:MAX) · in job-impressions-col · PWG5100.7
    public static var blankTwoSided: Self { Self("blank-two-sided") }
    /// integer(1:MAX) · in power-calendar-policy-col · PWG5100.22
    public static var calendarID: Self { Self("calendar-id") }
    /// integer(0:MAX) · in power-state-monitor-col · PWG5100.22
    public static var currentMonthKwh: Self { Self("current-month-kwh") }
    /// integer(0:MAX) · in power-state-monitor-col · PWG5100.22
    public static var currentWatts: Self { Self("current-watts") }
    /// integer(1:31) · in power-calendar-policy-col · PWG5100.22
    public static var dayOfMonth: Self { Self("day-of-month") }
    /// integer(1:7) · in power-calendar-policy-col · PWG5100.22
    public static var dayOfWeek: Self { Self("day-of-week") }
    /// integer(1:MAX) · in power-event-policy-col · PWG5100.22
    public static var eventID: Self { Self("event-id") }
    /// integer(0:MAX) · in folding · PWG5100.1
    public static var foldingOffset: Self { Self("folding-offset") }
    /// integer(0:MAX) · in job-impressions-col · PWG5100.7
    public static var fullColor: Self { Self("full-color") }
    /// integer(0:MAX) · in job-impressions-col · PWG5100.7
    public static var fullColorTwoSided: Self { Self("full-color-two-sided") }
    /// integer(0:MAX) · in power-state-counters-col · PWG5100.22
    public static var hibernateTransitions: Self { Self("hibernate-transitions") }
    /// integer(0:MAX) · in job-impressions-col · PWG5100.7
    public static var highlightColor: Self { Self("highlight-color") }
    /// integer(0:MAX) · in job-impressions-col · PWG5100.7
    public static var highlightColorTwoSided: Self { Self("highlight-color-two-sided") }
    /// integer(0:23) · in power-calendar-policy-col · PWG5100.22
    public static var hour: Self { Self("hour") }
    /// integer(0:MAX) · in destination-statuses · PWG5100.15
    public static var imagesCompleted: Self { Self("images-completed") }
    /// integer(-100:100) · in input-attributes · PWG5100.15
    public static var inputBrightness: Self { Self("input-brightness") }
    /// integer(-100:100) · in input-attributes · PWG5100.15
    public static var inputContrast: Self { Self("input-contrast") }
    /// integer(1:MAX) · in input-attributes · PWG5100.15
    public static var inputImagesToTransfer: Self { Self("input-images-to-transfer") }
    /// integer(1:1000) · in input-attributes · PWG5100.15
    public static var inputScalingHeight: Self { Self("input-scaling-height") }
    /// integer(1:1000) · in input-attributes · PWG5100.15
    public static var inputScalingWidth: Self { Self("input-scaling-width") }
    /// integer(-100:100) · in input-attributes · PWG5100.15
    public static var inputSharpness: Self { Self("input-sharpness") }
    /// Deprecated. integer(0:MAX) · in insert-sheet · PWG5100.3
    public static var insertAfterPageNumber: Self { Self("insert-after-page-number") }
    /// Deprecated. integer(0:MAX) · in insert-sheet · PWG5100.3
    public static var insertCount: Self { Self("insert-count") }
    /// integer(0:MAX) · in power-state-monitor-col · PWG5100.22
    public static var lifetimeKwh: Self { Self("lifetime-kwh") }
    /// integer(1:MAX) · in power-log-col · PWG5100.22
    public static var logID: Self { Self("log-id") }
    /// integer(0:MAX) · in materials-col · PWG5100.21
    public static var materialAmount: Self { Self("material-amount") }
    /// integer(0:MAX) · in materials-col · PWG5100.21
    public static var materialDiameter: Self { Self("material-diameter") }
    /// integer(0:MAX) · in materials-col · PWG5100.21
    public static var materialDiameterTolerance: Self { Self("material-diameter-tolerance") }
    /// integer(0:100) · in materials-col · PWG5100.21
    public static var materialFillDensity: Self { Self("material-fill-density") }
    /// integer(0:MAX) · in materials-col · PWG5100.21
    public static var materialNozzleDiameter: Self { Self("material-nozzle-diameter") }
    /// integer(1:MAX) · in materials-col · PWG5100.21
    public static var materialRate: Self { Self("material-rate") }
    /// integer(0:MAX) · in materials-col · PWG5100.21
    public static var materialShellThickness: Self { Self("material-shell-thickness") }
    /// integer(0:MAX) · in media-col · PWG5100.7
    public static var mediaBottomMargin: Self { Self("media-bottom-margin") }
    /// integer(0:MAX) · in media-col · PWG5100.7
    public static var mediaHoleCount: Self { Self("media-hole-count") }
    /// integer(0:MAX) · in media-col · PWG5100.7
    public static var mediaLeftMargin: Self { Self("media-left-margin") }
    /// integer(1:MAX) · in media-col · PWG5100.7
    public static var mediaOrderCount: Self { Self("media-order-count") }
    /// integer(0:MAX) · in media-overprint · PWG5100.13
    public static var mediaOverprintDistance: Self { Self("media-overprint-distance") }
    /// integer(0:MAX) · in media-col · PWG5100.7
    public static var mediaRightMargin: Self { Self("media-right-margin") }
    /// integer(1:MAX) · in media-col · PWG5100.7
    public static var mediaThickness: Self { Self("media-thickness") }
    /// integer(0:MAX) · in media-col · PWG5100.7
    public static var mediaTopMargin: Self { Self("media-top-margin") }
    /// integer(MIN:MIN) · in media-col · IPPLABEL
    public static var mediaTopOffset: Self { Self("media-top-offset") }
    /// integer(0:MAX) · in media-col · PWG5100.7
    public static var mediaWeightMetric: Self { Self("media-weight-metric") }
    /// integer(0:59) · in power-calendar-policy-col · PWG5100.22
    public static var minute: Self { Self("minute") }
    /// integer(0:MAX) · in job-impressions-col · PWG5100.7
    public static var monochrome: Self { Self("monochrome") }
    /// integer(0:MAX) · in job-impressions-col · PWG5100.7
    public static var monochromeTwoSided: Self { Self("monochrome-two-sided") }
    /// integer(1:12) · in power-calendar-policy-col · PWG5100.22
    public static var month: Self { Self("month") }
    /// integer(0:100) · in output-attributes · PWG5100.17
    public static var noiseRemoval: Self { Self("noise-removal") }
    /// integer(0:MAX) · in power-state-counters-col · PWG5100.22
    public static var onTransitions: Self { Self("on-transitions") }
    /// integer(0:100) · in output-attributes · PWG5100.17
    public static var outputCompressionQualityFactor: Self { Self("output-compression-quality-factor") }
    /// integer(0:MAX) · in power-state-capabilities-col · PWG5100.22
    public static var powerActiveWatts: Self { Self("power-active-watts") }
    /// integer(0:MAX) · in power-state-capabilities-col · PWG5100.22
    public static var powerInactiveWatts: Self { Self("power-inactive-watts") }
    /// Deprecated. integer(0:MAX) · in proof-print · PWG5100.11
    public static var proofPrintCopies: Self { Self("proof-print-copies") }
    /// integer(0:MAX) · in punching · PWG5100.1
    public static var punchingOffset: Self { Self("punching-offset") }
    /// integer(0:MAX) · in power-state-counters-col · PWG5100.22
    public static var standbyTransitions: Self { Self("standby-transitions") }
    /// integer(0:MAX) · in power-state-transitions-col · PWG5100.22
    public static var stateTransitionSeconds: Self { Self("state-transition-seconds") }
    /// integer(0:359) · in stitching · PWG5100.1
    public static var stitchingAngle: Self { Self("stitching-angle") }
    /// integer(0:MAX) · in stitching · PWG5100.1
    public static var stitchingOffset: Self { Self("stitching-offset") }
    /// integer(0:MAX) · in power-state-counters-col · PWG5100.22
    public static var suspendTransitions: Self { Self("suspend-transitions") }
    /// integer(0:MAX) · in destination-uris · PWG5100.15
    public static var t33Subaddress: Self { Self("t33-subaddress") }
    /// integer(1:MAX) · in power-timeout-policy-col · PWG5100.22
    public static var timeoutID: Self { Self("timeout-id") }
    /// integer(0:MAX) · in power-timeout-policy-col · PWG5100.22
    public static var timeoutSeconds: Self { Self("timeout-seconds") }
    /// integer(0:MAX) · in trimming · PWG5100.1
    public static var trimmingOffset: Self { Self("trimming-offset") }
    /// integer(0:MAX) · in print-accuracy · PWG5100.21
    public static var xAccuracy: Self { Self("x-accuracy") }
    /// integer · in input-scan-regions · PWG5100.15
    public static var xDimension: Self { Self("x-dimension") }
    /// integer(0:MAX) · in object-offset · PWG5100.21
    public static var xOffset: Self { Self("x-offset") }
    /// integer · in input-scan-regions · PWG5100.15
    public static var xOrigin: Self { Self("x-origin") }
    /// integer(0:MAX) · in print-accuracy · PWG5100.21
    public static var yAccuracy: Self { Self("y-accuracy") }
    /// integer · in input-scan-regions · PWG5100.15
    public static var yDimension: Self { Self("y-dimension") }
    /// integer(0:MAX) · in object-offset · PWG5100.21
    public static var yOffset: Self { Self("y-offset") }
    /// integer · in input-scan-regions · PWG5100.15
    public static var yOrigin: Self { Self("y-origin") }
    /// integer(0:MAX) · in print-accuracy · PWG5100.21
    public static var zAccuracy: Self { Self("z-accuracy") }
    /// integer(1:MAX) · in object-size · PWG5100.21
    public static var zDimension: Self { Self("z-dimension") }
    /// integer(0:MAX) · in object-offset · PWG5100.21
    public static var zOffset: Self { Self("z-offset") }
}

extension AttributeKey where Value == IntegerOrRange {
    /// integer(-273:MAX) | rangeOfInteger(-273:MAX) · in materials-col · PWG5100.21
    public static var materialTemperature: Self { Self("material-temperature") }
}

extension AttributeKey where Value == IntegerRange {
    /// rangeOfInteger(1:MAX) · in finishings-col · PWG5100.1
    public static var mediaSheetsSupported: Self { Self("media-sheets-supported") }
}

extension AttributeKey where Value == OctetString {
    /// octetString(64) | no-value · in client-info · PWG5100.7
    public static var clientVersion: Self { Self("client-version") }
}

extension AttributeKey where Value == Orientation {
    /// enum · in media-source-properties · PWG5100.7
    public static var mediaSourceFeedOrientation: Self { Self("media-source-feed-orientation") }
}

extension AttributeKey where Value == PrintQuality {
    /// enum · in input-attributes · PWG5100.15
    public static var inputQuality: Self { Self("input-quality") }
}

extension AttributeKey where Value == Resolution {
    /// resolution · in input-attributes · PWG5100.15
    public static var inputResolution: Self { Self("input-resolution") }
}

extension AttributeKey where Value == String {
    /// uri · in destination-accesses · PWG5100.17
    public static var accessOAuthURI: Self { Self("access-oauth-uri", as: .uri) }
    /// text(MAX) · in destination-accesses · PWG5100.17
    public static var accessPassword: Self { Self("access-password", as: .text) }
    /// text(MAX) · in destination-accesses · PWG5100.17
    public static var accessPIN: Self { Self("access-pin", as: .text) }
    /// text(MAX) · in destination-accesses · PWG5100.17
    public static var accessUserName: Self { Self("access-user-name", as: .text) }
    /// keyword · in print-accuracy · PWG5100.21
    public static var accuracyUnits: Self { Self("accuracy-units", as: .keyword) }
    /// keyword | name(MAX) · in baling · PWG5100.1
    public static var balingType: Self { Self("baling-type", as: .keyword) }
    /// keyword · in baling · PWG5100.1
    public static var balingWhen: Self { Self("baling-when", as: .keyword) }
    /// keyword · in binding · PWG5100.1
    public static var bindingReferenceEdge: Self { Self("binding-reference-edge", as: .keyword) }
    /// keyword | name(MAX) · in binding · PWG5100.1
    public static var bindingType: Self { Self("binding-type", as: .keyword) }
    /// name(127) · in client-info · PWG5100.7
    public static var clientName: Self { Self("client-name", as: .name) }
    /// text(255) | no-value · in client-info · PWG5100.7
    public static var clientPatches: Self { Self("client-patches", as: .text) }
    /// text(127) · in client-info · PWG5100.7
    public static var clientStringVersion: Self { Self("client-string-version", as: .text) }
    /// keyword · in coating · PWG5100.1
    public static var coatingSides: Self { Self("coating-sides", as: .keyword) }
    /// keyword | name(MAX) · in coating · PWG5100.1
    public static var coatingType: Self { Self("coating-type", as: .keyword) }
    /// name(MAX) · in printer-contact-col · PWG5100.22
    public static var contactName: Self { Self("contact-name", as: .name) }
    /// uri · in printer-contact-col · PWG5100.22
    public static var contactURI: Self { Self("contact-uri", as: .uri) }
    /// Deprecated. keyword · in cover-back · PWG5100.3
    public static var coverType: Self { Self("cover-type", as: .keyword) }
    /// keyword | name(MAX) · in covering · PWG5100.1
    public static var coveringName: Self { Self("covering-name", as: .keyword) }
    /// text(MAX) · in destination-uri-ready · PWG5100.17
    public static var destinationInfo: Self { Self("destination-info", as: .text) }
    /// name(MAX) · in destination-uri-ready · PWG5100.17
    public static var destinationName: Self { Self("destination-name", as: .name) }
    /// uri · in destination-uri-ready · PWG5100.17
    public static var destinationOAuthURI: Self { Self("destination-oauth-uri", as: .uri) }
    /// uri · in destination-uris · PWG5100.15
    public static var destinationURI: Self { Self("destination-uri", as: .uri) }
    /// Deprecated. name(MAX) · in document-format-details · PWG5100.7-2003
    public static var documentSourceApplicationName: Self { Self("document-source-application-name", as: .name) }
    /// Deprecated. text(127) · in document-format-details · PWG5100.7-2003
    public static var documentSourceApplicationVersion: Self { Self("document-source-application-version", as: .text) }
    /// Deprecated. name(40) · in document-format-details · PWG5100.7-2003
    public static var documentSourceOsName: Self { Self("document-source-os-name", as: .name) }
    /// Deprecated. text(40) · in document-format-details · PWG5100.7-2003
    public static var documentSourceOsVersion: Self { Self("document-source-os-version", as: .text) }
    /// keyword · in power-state-transitions-col · PWG5100.22
    public static var endPowerState: Self { Self("end-power-state", as: .keyword) }
    /// name(127) · in power-event-policy-col · PWG5100.22
    public static var eventName: Self { Self("event-name", as: .name) }
    /// keyword | name(MAX) · in finishings-col · PWG5100.1
    public static var finishingTemplate: Self { Self("finishing-template", as: .keyword) }
    /// keyword · in folding · PWG5100.1
    public static var foldingDirection: Self { Self("folding-direction", as: .keyword) }
    /// keyword · in folding · PWG5100.1
    public static var foldingReferenceEdge: Self { Self("folding-reference-edge", as: .keyword) }
    /// text(MAX) · in cover-sheet-info · PWG5100.15
    public static var fromName: Self { Self("from-name", as: .text) }
    /// keyword · in input-attributes · PWG5100.15
    public static var inputColorMode: Self { Self("input-color-mode", as: .keyword) }
    /// keyword · in input-attributes · PWG5100.15
    public static var inputContentType: Self { Self("input-content-type", as: .keyword) }
    /// keyword · in input-attributes · PWG5100.15
    public static var inputFilmScanMode: Self { Self("input-film-scan-mode", as: .keyword) }
    /// keyword | name(MAX) · in input-attributes · PWG5100.15
    public static var inputMedia: Self { Self("input-media", as: .keyword) }
    /// keyword · in input-attributes · PWG5100.15
    public static var inputOrientationRequested: Self { Self("input-orientation-requested", as: .keyword) }
    /// keyword · in input-attributes · PWG5100.15
    public static var inputSides: Self { Self("input-sides", as: .keyword) }
    /// keyword · in input-attributes · PWG5100.15
    public static var inputSource: Self { Self("input-source", as: .keyword) }
    /// keyword | name(MAX) · in job-error-sheet · PWG5100.3
    public static var jobErrorSheetType: Self { Self("job-error-sheet-type", as: .keyword) }
    /// keyword · in job-error-sheet · PWG5100.3
    public static var jobErrorSheetWhen: Self { Self("job-error-sheet-when", as: .keyword) }
    /// keyword · in job-storage · PWG5100.11
    public static var jobStorageAccess: Self { Self("job-storage-access", as: .keyword) }
    /// keyword · in job-storage · PWG5100.11
    public static var jobStorageDisposition: Self { Self("job-storage-disposition", as: .keyword) }
    /// name(MAX) · in job-storage · PWG5100.11
    public static var jobStorageGroup: Self { Self("job-storage-group", as: .name) }
    /// keyword · in laminating · PWG5100.1
    public static var laminatingSides: Self { Self("laminating-sides", as: .keyword) }
    /// keyword | name(MAX) · in laminating · PWG5100.1
    public static var laminatingType: Self { Self("laminating-type", as: .keyword) }
    /// uri · in cover-sheet-info · PWG5100.15
    public static var logo: Self { Self("logo", as: .uri) }
    /// keyword · in materials-col · PWG5100.21
    public static var materialAmountUnits: Self { Self("material-amount-units", as: .keyword) }
    /// keyword · in materials-col · PWG5100.21
    public static var materialColor: Self { Self("material-color", as: .keyword) }
    /// keyword · in materials-col · PWG5100.21
    public static var materialKey: Self { Self("material-key", as: .keyword) }
    /// name(MAX) · in materials-col · PWG5100.21
    public static var materialName: Self { Self("material-name", as: .name) }
    /// keyword · in materials-col · PWG5100.21
    public static var materialRateUnits: Self { Self("material-rate-units", as: .keyword) }
    /// keyword | name(MAX) · in materials-col · PWG5100.21
    public static var materialType: Self { Self("material-type", as: .keyword) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaBackCoating: Self { Self("media-back-coating", as: .keyword) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaColor: Self { Self("media-color", as: .keyword) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaFrontCoating: Self { Self("media-front-coating", as: .keyword) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaGrain: Self { Self("media-grain", as: .keyword) }
    /// text(255) · in media-col · PWG5100.7
    public static var mediaInfo: Self { Self("media-info", as: .text) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaKey: Self { Self("media-key", as: .keyword) }
    /// keyword · in media-overprint · PWG5100.13
    public static var mediaOverprintMethod: Self { Self("media-overprint-method", as: .keyword) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaPrePrinted: Self { Self("media-pre-printed", as: .keyword) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaRecycled: Self { Self("media-recycled", as: .keyword) }
    /// keyword · in finishings-col · PWG5100.1
    public static var mediaSizeName: Self { Self("media-size-name", as: .keyword) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaSource: Self { Self("media-source", as: .keyword) }
    /// keyword · in media-source-properties · PWG5100.7
    public static var mediaSourceFeedDirection: Self { Self("media-source-feed-direction", as: .keyword) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaTooth: Self { Self("media-tooth", as: .keyword) }
    /// keyword · in media-col · IPPLABEL
    public static var mediaTracking: Self { Self("media-tracking", as: .keyword) }
    /// keyword | name(MAX) · in media-col · PWG5100.7
    public static var mediaType: Self { Self("media-type", as: .keyword) }
    /// uri · in print-objects · PWG5100.21
    public static var objectUUID: Self { Self("object-uuid", as: .uri) }
    /// text(MAX) · in cover-sheet-info · PWG5100.15
    public static var organizationName: Self { Self("organization-name", as: .text) }
    /// text(127) · in destination-uris · PWG5100.15
    public static var postDialString: Self { Self("post-dial-string", as: .text) }
    /// keyword · in power-log-col · PWG5100.22
    public static var powerState: Self { Self("power-state", as: .keyword) }
    /// text(255) · in power-log-col · PWG5100.22
    public static var powerStateMessage: Self { Self("power-state-message", as: .text) }
    /// text(127) · in destination-uris · PWG5100.15
    public static var preDialString: Self { Self("pre-dial-string", as: .text) }
    /// keyword · in job-presets-supported · PWG5100.13
    public static var presetCategory: Self { Self("preset-category", as: .keyword) }
    /// keyword | name(MAX) · in job-presets-supported · PWG5100.13
    public static var presetName: Self { Self("preset-name", as: .keyword) }
    /// name(MAX) · in printer-icc-profiles · PWG5100.13
    public static var profileName: Self { Self("profile-name", as: .name) }
    /// uri · in print-color-mode-icc-profiles · PWG5100.13
    public static var profileURI: Self { Self("profile-uri", as: .uri) }
    /// uri · in printer-icc-profiles · PWG5100.13
    public static var profileURL: Self { Self("profile-url", as: .uri) }
    /// keyword · in punching · PWG5100.1
    public static var punchingReferenceEdge: Self { Self("punching-reference-edge", as: .keyword) }
    /// keyword · in power-calendar-policy-col · PWG5100.22
    public static var requestPowerState: Self { Self("request-power-state", as: .keyword) }
    /// name(MAX) · in job-constraints-supported · PWG5100.13
    public static var resolverName: Self { Self("resolver-name", as: .name) }
    /// keyword | name(MAX) · in separator-sheets · PWG5100.3
    public static var separatorSheetsType: Self { Self("separator-sheets-type", as: .keyword) }
    /// keyword · in power-timeout-policy-col · PWG5100.22
    public static var startPowerState: Self { Self("start-power-state", as: .keyword) }
    /// keyword · in stitching · PWG5100.1
    public static var stitchingMethod: Self { Self("stitching-method", as: .keyword) }
    /// keyword · in stitching · PWG5100.1
    public static var stitchingReferenceEdge: Self { Self("stitching-reference-edge", as: .keyword) }
    /// text(MAX) · in cover-sheet-info · PWG5100.15
    public static var subject: Self { Self("subject", as: .text) }
    /// keyword · in power-timeout-policy-col · PWG5100.22
    public static var timeoutPredicate: Self { Self("timeout-predicate", as: .keyword) }
    /// text(MAX) · in cover-sheet-info · PWG5100.15
    public static var toName: Self { Self("to-name", as: .text) }
    /// keyword · in trimming · PWG5100.1
    public static var trimmingReferenceEdge: Self { Self("trimming-reference-edge", as: .keyword) }
    /// keyword | name(MAX) · in trimming · PWG5100.1
    public static var trimmingType: Self { Self("trimming-type", as: .keyword) }
    /// keyword · in trimming · PWG5100.1
    public static var trimmingWhen: Self { Self("trimming-when", as: .keyword) }
    /// keyword · in printer-xri-supported · RFC3380
    public static var xriAuthentication: Self { Self("xri-authentication", as: .keyword) }
    /// keyword · in printer-xri-supported · RFC3380
    public static var xriSecurity: Self { Self("xri-security", as: .keyword) }
    /// uri · in printer-xri-supported · RFC3380
    public static var xriURI: Self { Self("xri-uri", as: .uri) }
}

extension AttributeKey where Value == TransmissionStatus {
    /// enum · in destination-statuses · PWG5100.15
    public static var transmissionStatus: Self { Self("transmission-status") }
}

extension AttributeKey where Value == [AttributeCollection] {
    /// 1setOf collection · in destination-uris · PWG5100.17
    public static var destinationAttributes: Self { Self("destination-attributes") }
    /// 1setOf collection · in finishings-col · PWG5100.1
    public static var folding: Self { Self("folding") }
    /// 1setOf collection · in input-attributes · PWG5100.15
    public static var inputScanRegions: Self { Self("input-scan-regions") }
    /// 1setOf collection · in finishings-col · PWG5100.1
    public static var trimming: Self { Self("trimming") }
}

extension AttributeKey where Value == [Int32] {
    /// 1setOf integer(0:MAX) · in punching · PWG5100.1
    public static var punchingLocations: Self { Self("punching-locations") }
    /// 1setOf integer(0:MAX) · in stitching · PWG5100.1
    public static var stitchingLocations: Self { Self("stitching-locations") }
}

extension AttributeKey where Value == [IntegerRange] {
    /// 1setOf rangeOfInteger(MAX) · in overrides · PWG5100.6
    public static var documentCopies: Self { Self("document-copies") }
    /// 1setOf rangeOfInteger(MAX) · in overrides · PWG5100.6
    public static var documentNumbers: Self { Self("document-numbers") }
}

extension AttributeKey where Value == [OctetString] {
    /// 1setOf octetString(MAX) · in destination-accesses · PWG5100.17
    public static var accessOAuthToken: Self { Self("access-oauth-token") }
    /// 1setOf octetString(MAX) · in destination-uri-ready · PWG5100.17
    public static var destinationOAuthScope: Self { Self("destination-oauth-scope") }
    /// 1setOf octetString(MAX) · in destination-uri-ready · PWG5100.17
    public static var destinationOAuthToken: Self { Self("destination-oauth-token") }
}

extension AttributeKey where Value == [String] {
    /// 1setOf text(MAX) · in printer-contact-col · PWG5100.22
    public static var contactVcard: Self { Self("contact-vcard", as: .text) }
    /// 1setOf keyword · in destination-uri-ready · PWG5100.17
    public static var destinationAttributesSupported: Self { Self("destination-attributes-supported", as: .keyword) }
    /// 1setOf keyword · in destination-uri-ready · PWG5100.17
    public static var destinationMandatoryAccessAttributes: Self {
        Self("destination-mandatory-access-attributes", as: .keyword)
    }
    /// 1setOf keyword · in materials-col · PWG5100.21
    public static var materialPurpose: Self { Self("material-purpose", as: .keyword) }
}
