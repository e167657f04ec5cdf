// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension AttributeKey where Value == AttributeCollection {
    /// Deprecated. collection · Job Template, Document Template · PWG5100.3
    public static var coverBack: Self { Self("cover-back") }
    /// Deprecated. collection · Job Template, Document Template · PWG5100.3
    public static var coverFront: Self { Self("cover-front") }
    /// collection · Job Template · PWG5100.15
    public static var coverSheetInfo: Self { Self("cover-sheet-info") }
    /// Deprecated. collection · Job Status, Document Status · PWG5100.7
    public static var documentFormatDetailsDetected: Self { Self("document-format-details-detected") }
    /// collection · Job Status, Document Status · PWG5100.15
    public static var inputAttributesActual: Self { Self("input-attributes-actual") }
    /// Deprecated. collection · Job Template · PWG5100.3
    public static var jobAccountingSheets: Self { Self("job-accounting-sheets") }
    /// collection · Job Template · PWG5100.3
    public static var jobErrorSheet: Self { Self("job-error-sheet") }
    /// collection · Operation, Job Description, Job Status · XEROX20150505
    public static var jobImpressionsCol: Self { Self("job-impressions-col") }
    /// collection · Job Status · PWG5100.7
    public static var jobImpressionsCompletedCol: Self { Self("job-impressions-completed-col") }
    /// collection · Operation, Job Description, Job Status · XEROX20150505
    public static var jobMediaSheetsCol: Self { Self("job-media-sheets-col") }
    /// collection · Job Status · PWG5100.7
    public static var jobMediaSheetsCompletedCol: Self { Self("job-media-sheets-completed-col") }
    /// collection · Operation, Job Status · PWG5100.7
    public static var jobPagesCol: Self { Self("job-pages-col") }
    /// collection · Job Status · PWG5100.7
    public static var jobPagesCompletedCol: Self { Self("job-pages-completed-col") }
    /// collection · Job Template · PWG5100.7
    public static var jobSheetsCol: Self { Self("job-sheets-col") }
    /// collection · Operation, Job Status · PWG5100.11
    public static var jobStorage: Self { Self("job-storage") }
    /// collection · Job Template, Document Template · PWG5100.7
    public static var mediaCol: Self { Self("media-col") }
    /// collection · Job Template, Document Template · PWG5100.13
    public static var mediaOverprint: Self { Self("media-overprint") }
    /// collection · Job Status, Document Status · PWG5100.17
    public static var outputAttributesActual: Self { Self("output-attributes-actual") }
    /// collection · Job Template, Document Template · PWG5100.21
    public static var printAccuracy: Self { Self("print-accuracy") }
    /// collection · Job Status, Document Status · PWG5100.21
    public static var printAccuracyActual: Self { Self("print-accuracy-actual") }
    /// Deprecated. collection · Job Template · PWG5100.11
    public static var proofPrint: Self { Self("proof-print") }
    /// collection · Job Template, Document Template · PWG5100.3
    public static var separatorSheets: Self { Self("separator-sheets") }
}

extension AttributeKey where Value == Bool {
    /// boolean · Job Template · PWG5100.15
    public static var confirmationSheetPrint: Self { Self("confirmation-sheet-print") }
}

extension AttributeKey where Value == IPPDateTime {
    /// dateTime | no-value · Job Status · RFC8011
    public static var dateTimeAtCompleted: Self { Self("date-time-at-completed") }
    /// dateTime | unknown · Job Status · PWG5100.3
    public static var dateTimeAtCompletedEstimated: Self { Self("date-time-at-completed-estimated") }
    /// dateTime · Job Status, Document Status, Resource Status · RFC8011
    public static var dateTimeAtCreation: Self { Self("date-time-at-creation") }
    /// dateTime | no-value · Job Status · RFC8011
    public static var dateTimeAtProcessing: Self { Self("date-time-at-processing") }
    /// dateTime | unknown · Job Status · PWG5100.3
    public static var dateTimeAtProcessingEstimated: Self { Self("date-time-at-processing-estimated") }
    /// dateTime · Job Template · PWG5100.3
    public static var jobCompleteBeforeTime: Self { Self("job-complete-before-time") }
    /// dateTime · Job Template · PWG5100.7
    public static var jobDelayOutputUntilTime: Self { Self("job-delay-output-until-time") }
    /// dateTime · Operation, Job Template · PWG5100.7
    public static var jobHoldUntilTime: Self { Self("job-hold-until-time") }
    /// dateTime · Job Template · PWG5100.7
    public static var jobRetainUntilTime: Self { Self("job-retain-until-time") }
}

extension AttributeKey where Value == Int32 {
    /// integer(0:100) · Job Template, Document Template · PWG5100.21
    public static var chamberHumidity: Self { Self("chamber-humidity") }
    /// integer(-273:MAX) · Job Template, Document Template · PWG5100.21
    public static var chamberTemperature: Self { Self("chamber-temperature") }
    /// integer(1:MAX) · Job Template, Document Template · RFC8011
    public static var copies: Self { Self("copies") }
    /// integer(0:MAX) · Job Status, Document Status · PWG5100.7
    public static var errorsCount: Self { Self("errors-count") }
    /// integer(1:MAX) · Job Template · PWG5100.11
    public static var jobCancelAfter: Self { Self("job-cancel-after") }
    /// integer(1:MAX) · Operation, Job Status, Event Notifications · RFC8011
    public static var jobID: Self { Self("job-id") }
    /// integer(0:MAX) · Operation, Job Status · RFC8011
    public static var jobImpressions: Self { Self("job-impressions") }
    /// integer(0:MAX) · Job Status, Event Notifications · RFC8011
    public static var jobImpressionsCompleted: Self { Self("job-impressions-completed") }
    /// integer(0:MAX) · Operation, Job Status · RFC8011
    public static var jobKOctets: Self { Self("job-k-octets") }
    /// integer(0:MAX) · Job Status · RFC8011
    public static var jobKOctetsProcessed: Self { Self("job-k-octets-processed") }
    /// integer(0:MAX) · Operation, Job Status · RFC8011
    public static var jobMediaSheets: Self { Self("job-media-sheets") }
    /// integer(0:MAX) · Job Status · RFC8011
    public static var jobMediaSheetsCompleted: Self { Self("job-media-sheets-completed") }
    /// integer(0:MAX) · Operation, Job Status · PWG5100.7
    public static var jobPages: Self { Self("job-pages") }
    /// integer(0:MAX) · Job Status · PWG5100.13
    public static var jobPagesCompleted: Self { Self("job-pages-completed") }
    /// integer(1:MAX) · Job Template · PWG5100.1
    public static var jobPagesPerSet: Self { Self("job-pages-per-set") }
    /// integer(1:MAX) · Job Status · RFC8011
    public static var jobPrinterUpTime: Self { Self("job-printer-up-time") }
    /// integer(1:100) · Job Template · RFC8011
    public static var jobPriority: Self { Self("job-priority") }
    /// integer(0:MAX) · Job Status · PWG5100.7
    public static var jobProcessingTime: Self { Self("job-processing-time") }
    /// integer(0:MAX) · Job Template · PWG5100.7
    public static var jobRetainUntilInterval: Self { Self("job-retain-until-interval") }
    /// integer(0:MAX) · Job Status · RFC8011
    public static var numberOfDocuments: Self { Self("number-of-documents") }
    /// integer(0:MAX) · Job Status · RFC8011
    public static var numberOfInterveningJobs: Self { Self("number-of-intervening-jobs") }
    /// integer(0:MAX) · Job Template · PWG5100.15
    public static var numberOfRetries: Self { Self("number-of-retries") }
    /// integer(1:MAX) · Job Template, Document Template · RFC8011
    public static var numberUp: Self { Self("number-up") }
    /// enum · Job Status · PWG5100.18
    public static var outputDeviceJobState: Self { Self("output-device-job-state", as: .enum) }
    /// integer(1:MAX) · Job Status · PWG5100.11
    public static var parentJobID: Self { Self("parent-job-id") }
    /// integer(-273:MAX) · Job Template, Document Template · PWG5100.21
    public static var platformTemperature: Self { Self("platform-temperature") }
    /// integer(-100:100) · Job Template, Document Template · IPPLABEL
    public static var printDarkness: Self { Self("print-darkness") }
    /// integer(1:MAX) · Job Template, Document Template · IPPLABEL
    public static var printSpeed: Self { Self("print-speed") }
    /// integer(1:MAX) · Job Template · PWG5100.11
    public static var proofCopies: Self { Self("proof-copies") }
    /// integer(1:MAX) · Job Template · PWG5100.15
    public static var retryInterval: Self { Self("retry-interval") }
    /// integer(1:MAX) · Job Template · PWG5100.15
    public static var retryTimeOut: Self { Self("retry-time-out") }
    /// integer(MIN:MAX) | no-value · Job Status · RFC8011
    public static var timeAtCompleted: Self { Self("time-at-completed") }
    /// integer(MIN:MAX) | unknown · Job Status · PWG5100.3
    public static var timeAtCompletedEstimated: Self { Self("time-at-completed-estimated") }
    /// integer(MIN:MAX) · Job Status, Document Status, Resource Status · RFC8011
    public static var timeAtCreation: Self { Self("time-at-creation") }
    /// integer(MIN:MAX) | no-value · Job Status · RFC8011
    public static var timeAtProcessing: Self { Self("time-at-processing") }
    /// integer(MIN:MAX) | unknown · Job Status · PWG5100.3
    public static var timeAtProcessingEstimated: Self { Self("time-at-processing-estimated") }
    /// integer(0:MAX) · Job Status, Document Status · PWG5100.7
    public static var warningsCount: Self { Self("warnings-count") }
    /// integer(MIN:MAX) · Job Template, Document Template · PWG5100.3
    public static var xImageShift: Self { Self("x-image-shift") }
    /// integer(MIN:MAX) · Job Template, Document Template · PWG5100.3
    public static var xSide1ImageShift: Self { Self("x-side1-image-shift") }
    /// integer(MIN:MAX) · Job Template, Document Template · PWG5100.3
    public static var xSide2ImageShift: Self { Self("x-side2-image-shift") }
    /// integer(MIN:MAX) · Job Template, Document Template · PWG5100.3
    public static var yImageShift: Self { Self("y-image-shift") }
    /// integer(MIN:MAX) · Job Template, Document Template · PWG5100.3
    public static var ySide1ImageShift: Self { Self("y-side1-image-shift") }
    /// integer(MIN:MAX) · Job Template, Document Template · PWG5100.3
    public static var ySide2ImageShift: Self { Self("y-side2-image-shift") }
}

extension AttributeKey where Value == Orientation {
    /// enum · Job Template · PWG5100.3
    public static var imageOrientation: Self { Self("image-orientation") }
    /// enum · Job Template, Document Template · RFC8011
    public static var orientationRequested: Self { Self("orientation-requested") }
}

extension AttributeKey where Value == PrintQuality {
    /// enum · Job Template, Document Template · RFC8011
    public static var printQuality: Self { Self("print-quality") }
}

extension AttributeKey where Value == Resolution {
    /// resolution · Job Template · HP20180907
    public static var pclmSourceResolution: Self { Self("pclm-source-resolution") }
    /// resolution · Job Template, Document Template · RFC8011
    public static var printerResolution: Self { Self("printer-resolution") }
}

extension AttributeKey where Value == String {
    /// charset · Operation, Job Status, Document Status · RFC8011
    public static var attributesCharset: Self { Self("attributes-charset", as: .charset) }
    /// naturalLanguage · Operation, Job Status, Document Status · RFC8011
    public static var attributesNaturalLanguage: Self { Self("attributes-natural-language", as: .naturalLanguage) }
    /// keyword | name(MAX) · Job Template, Document Template · PWG5100.3
    public static var impositionTemplate: Self { Self("imposition-template", as: .keyword) }
    /// name(MAX) · Job Template · PWG5100.7
    public static var jobAccountID: Self { Self("job-account-id", as: .name) }
    /// keyword | name(MAX) · Job Template · PWG5100.16
    public static var jobAccountType: Self { Self("job-account-type", as: .keyword) }
    /// keyword | name(MAX) · Job Status · PWG5100.16
    public static var jobAccountTypeActual: Self { Self("job-account-type-actual", as: .keyword) }
    /// name(MAX) · Job Template · PWG5100.7
    public static var jobAccountingUserID: Self { Self("job-accounting-user-id", as: .name) }
    /// text · Job Description · PWG5100.16
    public static var jobChargeInfo: Self { Self("job-charge-info", as: .text) }
    /// keyword | name(MAX) · Job Template · PWG5100.3
    public static var jobCompleteBefore: Self { Self("job-complete-before", as: .keyword) }
    /// keyword | name(MAX) · Job Template · PWG5100.7
    public static var jobDelayOutputUntil: Self { Self("job-delay-output-until", as: .keyword) }
    /// keyword · Job Template · PWG5100.13
    public static var jobErrorAction: Self { Self("job-error-action", as: .keyword) }
    /// keyword | name(MAX) · Operation, Job Template · RFC8011
    public static var jobHoldUntil: Self { Self("job-hold-until", as: .keyword) }
    /// text(127) · Operation, Job Description · RFC3380
    public static var jobMessageFromOperator: Self { Self("job-message-from-operator", as: .text) }
    /// text(MAX) · Job Template · PWG5100.3
    public static var jobMessageToOperator: Self { Self("job-message-to-operator", as: .text) }
    /// uri · Job Status · RFC8011
    public static var jobMoreInfo: Self { Self("job-more-info", as: .uri) }
    /// name(MAX) · Operation, Job Description · RFC8011
    public static var jobName: Self { Self("job-name", as: .name) }
    /// name(MAX) · Job Status · RFC8011
    public static var jobOriginatingUserName: Self { Self("job-originating-user-name", as: .name) }
    /// uri · Job Status · PWG5100.13
    public static var jobOriginatingUserURI: Self { Self("job-originating-user-uri", as: .uri) }
    /// uri · Job Template · PWG5100.3
    public static var jobPhoneNumber: Self { Self("job-phone-number", as: .uri) }
    /// uri · Job Status · RFC8011
    public static var jobPrinterURI: Self { Self("job-printer-uri", as: .uri) }
    /// name(MAX) · Job Template · PWG5100.3
    public static var jobRecipientName: Self { Self("job-recipient-name", as: .name) }
    /// keyword · Operation, Job Status · PWG5100.11
    public static var jobReleaseAction: Self { Self("job-release-action", as: .keyword) }
    /// keyword | name(MAX) · Job Template · PWG5100.7
    public static var jobRetainUntil: Self { Self("job-retain-until", as: .keyword) }
    /// text(MAX) · Job Template · PWG5100.3
    public static var jobSheetMessage: Self { Self("job-sheet-message", as: .text) }
    /// keyword | name(MAX) · Job Template · RFC8011
    public static var jobSheets: Self { Self("job-sheets", as: .keyword) }
    /// text(MAX) · Operation, Job Status · RFC8011
    public static var jobStateMessage: Self { Self("job-state-message", as: .text) }
    /// uri · Operation, Job Status · RFC8011
    public static var jobURI: Self { Self("job-uri", as: .uri) }
    /// uri · Job Status, Event Notifications · PWG5100.13
    public static var jobUUID: Self { Self("job-uuid", as: .uri) }
    /// keyword | name(MAX) · Job Template, Document Template · RFC8011
    public static var media: Self { Self("media", as: .keyword) }
    /// Deprecated. keyword | name(MAX) · Job Template, Document Template · PWG5100.3
    public static var mediaInputTrayCheck: Self { Self("media-input-tray-check", as: .keyword) }
    /// keyword · Job Template · RFC8011
    public static var multipleDocumentHandling: Self { Self("multiple-document-handling", as: .keyword) }
    /// keyword · Job Template, Document Template · PWG5100.21
    public static var multipleObjectHandling: Self { Self("multiple-object-handling", as: .keyword) }
    /// keyword · Job Status, Document Status · PWG5100.21
    public static var multipleObjectHandlingActual: Self { Self("multiple-object-handling-actual", as: .keyword) }
    /// name(MAX) · Operation, Job Status · RFC3998
    public static var originalRequestingUserName: Self { Self("original-requesting-user-name", as: .name) }
    /// keyword | name(MAX) · Job Template, Document Template · PWG5100.2
    public static var outputBin: Self { Self("output-bin", as: .keyword) }
    /// name(127) · Job Template, Document Template · PWG5100.7
    public static var outputDevice: Self { Self("output-device", as: .name) }
    /// name(127) · Job Status · RFC8011
    public static var outputDeviceAssigned: Self { Self("output-device-assigned", as: .name) }
    /// text(MAX) · Job Status · PWG5100.18
    public static var outputDeviceJobStateMessage: Self { Self("output-device-job-state-message", as: .text) }
    /// uri · Job Status · PWG5100.18
    public static var outputDeviceUUIDAssigned: Self { Self("output-device-uuid-assigned", as: .uri) }
    /// keyword · Job Template, Document Template · PWG5100.3
    public static var pageDelivery: Self { Self("page-delivery", as: .keyword) }
    /// uri(45) · Job Status · PWG5100.11
    public static var parentJobUUID: Self { Self("parent-job-uuid", as: .uri) }
    /// Deprecated. keyword · Job Template, Document Template · PWG5100.3
    public static var presentationDirectionNumberUp: Self { Self("presentation-direction-number-up", as: .keyword) }
    /// keyword · Job Template, Document Template · PWG5100.21
    public static var printBase: Self { Self("print-base", as: .keyword) }
    /// keyword · Job Template, Document Template · PWG5100.13
    public static var printColorMode: Self { Self("print-color-mode", as: .keyword) }
    /// keyword · Job Template, Document Template · PWG5100.7
    public static var printContentOptimize: Self { Self("print-content-optimize", as: .keyword) }
    /// keyword · Job Template, Document Template · PWG5100.13
    public static var printRenderingIntent: Self { Self("print-rendering-intent", as: .keyword) }
    /// keyword · Job Template, Document Template · PWG5100.13
    public static var printScaling: Self { Self("print-scaling", as: .keyword) }
    /// keyword · Job Template, Document Template · PWG5100.21
    public static var printSupports: Self { Self("print-supports", as: .keyword) }
    /// keyword · Job Template, Document Template · RFC8011
    public static var sides: Self { Self("sides", as: .keyword) }
    /// keyword · Job Template, Document Template · PWG5100.3
    public static var xImagePosition: Self { Self("x-image-position", as: .keyword) }
    /// keyword · Job Template, Document Template · PWG5100.3
    public static var yImagePosition: Self { Self("y-image-position", as: .keyword) }
}

extension AttributeKey where Value == [AttributeCollection] {
    /// 1setOf collection · Operation, Job Status · PWG5100.7
    public static var clientInfo: Self { Self("client-info") }
    /// 1setOf collection · Job Status, Document Status · PWG5100.8
    public static var coverBackActual: Self { Self("cover-back-actual") }
    /// 1setOf collection · Job Status, Document Status · PWG5100.8
    public static var coverFrontActual: Self { Self("cover-front-actual") }
    /// 1setOf collection · Job Status · PWG5100.15
    public static var destinationStatuses: Self { Self("destination-statuses") }
    /// 1setOf collection · Job Template · PWG5100.15
    public static var destinationURIs: Self { Self("destination-uris") }
    /// 1setOf no-value | collection · Job Template · PWG5100.1
    public static var finishingsCol: Self { Self("finishings-col") }
    /// 1setOf collection · Job Status, Document Status · PWG5100.8
    public static var finishingsColActual: Self { Self("finishings-col-actual") }
    /// Deprecated. 1setOf collection · Job Template, Document Template · PWG5100.3
    public static var insertSheet: Self { Self("insert-sheet") }
    /// Deprecated. 1setOf collection · Job Status, Document Status · PWG5100.8
    public static var insertSheetActual: Self { Self("insert-sheet-actual") }
    /// Deprecated. 1setOf collection · Job Status · PWG5100.8
    public static var jobAccountingSheetsActual: Self { Self("job-accounting-sheets-actual") }
    /// 1setOf collection · Job Status · PWG5100.8
    public static var jobErrorSheetActual: Self { Self("job-error-sheet-actual") }
    /// 1setOf collection · Job Status · PWG5100.8
    public static var jobSheetsColActual: Self { Self("job-sheets-col-actual") }
    /// 1setOf collection · Job Template, Document Template · PWG5100.21
    public static var materialsCol: Self { Self("materials-col") }
    /// 1setOf collection · Job Status, Document Status · PWG5100.21
    public static var materialsColActual: Self { Self("materials-col-actual") }
    /// 1setOf collection · Job Status, Document Status · PWG5100.8
    public static var mediaColActual: Self { Self("media-col-actual") }
    /// 1setOf collection · Job Template · PWG5100.6
    public static var overrides: Self { Self("overrides") }
    /// 1setOf collection · Job Status · PWG5100.6
    public static var overridesActual: Self { Self("overrides-actual") }
    /// 1setOf collection · Job Template, Document Template · PWG5100.21
    public static var printObjects: Self { Self("print-objects") }
    /// 1setOf collection · Job Status, Document Status · PWG5100.21
    public static var printObjectsActual: Self { Self("print-objects-actual") }
    /// 1setOf collection · Job Status, Document Status · PWG5100.8
    public static var separatorSheetsActual: Self { Self("separator-sheets-actual") }
}

extension AttributeKey where Value == [Finishings] {
    /// 1setOf enum · Job Template, Document Template · RFC8011
    public static var finishings: Self { Self("finishings") }
    /// 1setOf enum · Job Status, Document Status · PWG5100.8
    public static var finishingsActual: Self { Self("finishings-actual") }
}

extension AttributeKey where Value == [Int32] {
    /// 1setOf integer(0:100) · Job Status, Document Status · PWG5100.21
    public static var chamberHumidityActual: Self { Self("chamber-humidity-actual") }
    /// 1setOf integer(-273:MAX) · Job Status, Document Status · PWG5100.21
    public static var chamberTemperatureActual: Self { Self("chamber-temperature-actual") }
    /// 1setOf integer(1:MAX) · Job Status, Document Status · PWG5100.8
    public static var copiesActual: Self { Self("copies-actual") }
    /// 1setOf integer(1:MAX) · Job Template, Document Template · PWG5100.3
    public static var forceFrontSide: Self { Self("force-front-side") }
    /// 1setOf integer(1:MAX) · Job Status, Document Status · PWG5100.8
    public static var forceFrontSideActual: Self { Self("force-front-side-actual") }
    /// 1setOf integer(1:100) · Job Status · PWG5100.8
    public static var jobPriorityActual: Self { Self("job-priority-actual") }
    /// 1setOf integer(1:MAX) · Job Status · PWG5100.22
    public static var jobResourceIDs: Self { Self("job-resource-ids") }
    /// 1setOf integer(1:MAX) · Job Status · PWG5100.8
    public static var numberUpActual: Self { Self("number-up-actual") }
    /// Deprecated. 1setOf integer(1:MAX) · Job Template · PWG5100.13
    public static var pagesPerSubset: Self { Self("pages-per-subset") }
    /// 1setOf integer(-273:MAX) · Job Status, Document Status · PWG5100.21
    public static var platformTemperatureActual: Self { Self("platform-temperature-actual") }
    /// 1setOf integer(MIN:MAX) · Job Status, Document Status · PWG5100.8
    public static var xImageShiftActual: Self { Self("x-image-shift-actual") }
    /// 1setOf integer(MIN:MAX) · Job Status, Document Status · PWG5100.8
    public static var xSide1ImageShiftActual: Self { Self("x-side1-image-shift-actual") }
    /// 1setOf integer(MIN:MAX) · Job Status, Document Status · PWG5100.8
    public static var xSide2ImageShiftActual: Self { Self("x-side2-image-shift-actual") }
    /// 1setOf integer(MIN:MAX) · Job Status, Document Status · PWG5100.8
    public static var yImageShiftActual: Self { Self("y-image-shift-actual") }
    /// 1setOf integer(MIN:MAX) · Job Status, Document Status · PWG5100.8
    public static var ySide1ImageShiftActual: Self { Self("y-side1-image-shift-actual") }
    /// 1setOf integer(MIN:MAX) · Job Status, Document Status · PWG5100.8
    public static var ySide2ImageShiftActual: Self { Self("y-side2-image-shift-actual") }
}

extension AttributeKey where Value == [IntegerRange] {
    /// 1setOf rangeOfInteger(1:MAX) · Job Template, Document Template · RFC8011
    public static var pageRanges: Self { Self("page-ranges") }
    /// 1setOf rangeOfInteger(1:MAX) · Job Status, Document Status · PWG5100.8
    public static var pageRangesActual: Self { Self("page-ranges-actual") }
}

extension AttributeKey where Value == [OctetString] {
    /// 1setOf octetString(MAX) · Operation, Job Status, Document Status · PWG5100.13
    public static var documentMetadata: Self { Self("document-metadata") }
}

extension AttributeKey where Value == [Orientation] {
    /// 1setOf enum · Job Status, Document Status · PWG5100.8
    public static var orientationRequestedActual: Self { Self("orientation-requested-actual") }
}

extension AttributeKey where Value == [PrintQuality] {
    /// 1setOf enum · Job Status, Document Status · PWG5100.8
    public static var printQualityActual: Self { Self("print-quality-actual") }
}

extension AttributeKey where Value == [Resolution] {
    /// 1setOf resolution · Job Status, Document Status · PWG5100.8
    public static var printerResolutionActual: Self { Self("printer-resolution-actual") }
}

extension AttributeKey where Value == [String] {
    /// 1setOf mimeMediaType · Job Status, Document Status · PWG5100.18
    public static var documentFormatReady: Self { Self("document-format-ready", as: .mimeMediaType) }
    /// 1setOf keyword | name(MAX) · Job Status · PWG5100.8
    public static var impositionTemplateActual: Self { Self("imposition-template-actual", as: .keyword) }
    /// 1setOf name(MAX) · Job Status · PWG5100.8
    public static var jobAccountIDActual: Self { Self("job-account-id-actual", as: .name) }
    /// 1setOf name(MAX) · Job Status · PWG5100.8
    public static var jobAccountingUserIDActual: Self { Self("job-accounting-user-id-actual", as: .name) }
    /// 1setOf text(MAX) · Job Status · RFC8011
    public static var jobDetailedStatusMessages: Self { Self("job-detailed-status-messages", as: .text) }
    /// Deprecated. 1setOf text(MAX) · Job Status · RFC8011
    public static var jobDocumentAccessErrors: Self { Self("job-document-access-errors", as: .text) }
    /// 1setOf keyword | name · Job Status · PWG5100.8
    public static var jobHoldUntilActual: Self { Self("job-hold-until-actual", as: .keyword) }
    /// 1setOf text(MAX) · Job Description · PWG5100.8
    public static var jobMessageToOperatorActual: Self { Self("job-message-to-operator-actual", as: .text) }
    /// 1setOf text(MAX) · Job Status · PWG5100.8
    public static var jobSheetMessageActual: Self { Self("job-sheet-message-actual", as: .text) }
    /// 1setOf keyword | name · Job Status · PWG5100.8
    public static var jobSheetsActual: Self { Self("job-sheets-actual", as: .keyword) }
    /// 1setOf keyword · Operation, Job Status, Event Notifications · RFC8011
    public static var jobStateReasons: Self { Self("job-state-reasons", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Job Status · PWG5100.8
    public static var mediaActual: Self { Self("media-actual", as: .keyword) }
    /// Deprecated. 1setOf keyword | name(MAX) · Job Status · PWG5100.8
    public static var mediaInputTrayCheckActual: Self { Self("media-input-tray-check-actual", as: .keyword) }
    /// 1setOf keyword · Job Status · PWG5100.8
    public static var multipleDocumentHandlingActual: Self { Self("multiple-document-handling-actual", as: .keyword) }
    /// 1setOf keyword | name(MAX) · Job Status · PWG5100.8
    public static var outputBinActual: Self { Self("output-bin-actual", as: .keyword) }
    /// 1setOf keyword · Job Status · PWG5100.18
    public static var outputDeviceJobStateReasons: Self { Self("output-device-job-state-reasons", as: .keyword) }
    /// 1setOf keyword · Job Status, Document Status · PWG5100.8
    public static var pageDeliveryActual: Self { Self("page-delivery-actual", as: .keyword) }
    /// Deprecated. 1setOf keyword · Job Status, Document Status · PWG5100.8
    public static var presentationDirectionNumberUpActual: Self {
        Self("presentation-direction-number-up-actual", as: .keyword)
    }
    /// 1setOf keyword · Job Status, Document Status · PWG5100.21
    public static var printBaseActual: Self { Self("print-base-actual", as: .keyword) }
    /// 1setOf keyword · Job Status, Document Status · PWG5100.13
    public static var printColorModeActual: Self { Self("print-color-mode-actual", as: .keyword) }
    /// 1setOf keyword · Job Status, Document Status · PWG5100.7
    public static var printContentOptimizeActual: Self { Self("print-content-optimize-actual", as: .keyword) }
    /// 1setOf keyword · Job Status, Document Status · PWG5100.21
    public static var printSupportsActual: Self { Self("print-supports-actual", as: .keyword) }
    /// Deprecated. 1setOf keyword · Job Status · PWG5100.8
    public static var sheetCollateActual: Self { Self("sheet-collate-actual", as: .keyword) }
    /// 1setOf keyword · Job Status, Document Status · PWG5100.8
    public static var sidesActual: Self { Self("sides-actual", as: .keyword) }
    /// 1setOf keyword · Job Status, Document Status · PWG5100.8
    public static var xImagePositionActual: Self { Self("x-image-position-actual", as: .keyword) }
    /// 1setOf keyword · Job Status, Document Status · PWG5100.8
    public static var yImagePositionActual: Self { Self("y-image-position-actual", as: .keyword) }
}
