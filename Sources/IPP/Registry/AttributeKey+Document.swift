// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension AttributeKey where Value == AttributeCollection {
    /// collection · Document Status · PWG5100.7
    public static var impressionsCol: Self { Self("impressions-col") }
    /// collection · Document Status · XEROX20150505
    public static var impressionsCompletedCol: Self { Self("impressions-completed-col") }
    /// collection · Document Status · PWG5100.7
    public static var mediaSheetsCol: Self { Self("media-sheets-col") }
    /// collection · Document Status · PWG5100.5
    public static var mediaSheetsCompletedCol: Self { Self("media-sheets-completed-col") }
    /// collection · Document Status · PWG5100.7
    public static var pagesCol: Self { Self("pages-col") }
    /// collection · Document Status · PWG5100.7
    public static var pagesCompletedCol: Self { Self("pages-completed-col") }
}

extension AttributeKey where Value == DocumentState {
    /// enum · Document Status · PWG5100.5
    public static var documentState: Self { Self("document-state") }
}

extension AttributeKey where Value == IPPDateTime {
    /// dateTime · Document Status · PWG5100.5
    public static var dateTimeAtCreated: Self { Self("date-time-at-created") }
}

extension AttributeKey where Value == Int32 {
    /// integer(1:MAX) · Document Status · PWG5100.5
    public static var documentJobID: Self { Self("document-job-id") }
    /// integer(0:MAX) · Document Status · PWG5100.5
    public static var impressions: Self { Self("impressions") }
    /// integer(0:MAX) · Document Status · PWG5100.5
    public static var impressionsCompleted: Self { Self("impressions-completed") }
    /// integer(0:MAX) · Document Status · PWG5100.5
    public static var kOctets: Self { Self("k-octets") }
    /// integer(0:MAX) · Document Status · PWG5100.5
    public static var kOctetsProcessed: Self { Self("k-octets-processed") }
    /// integer(0:MAX) · Document Status · PWG5100.5
    public static var mediaSheets: Self { Self("media-sheets") }
    /// integer(0:MAX) · Document Status · PWG5100.5
    public static var mediaSheetsCompleted: Self { Self("media-sheets-completed") }
    /// enum · Document Status · PWG5100.18
    public static var outputDeviceDocumentState: Self { Self("output-device-document-state", as: .enum) }
    /// integer(0:MAX) · Document Status · PWG5100.13
    public static var pages: Self { Self("pages") }
    /// integer(0:MAX) · Document Status · PWG5100.13
    public static var pagesCompleted: Self { Self("pages-completed") }
}

extension AttributeKey where Value == String {
    /// mimeMediaType · Document Status · PWG5100.5
    public static var documentFormatDetected: Self { Self("document-format-detected", as: .mimeMediaType) }
    /// uri · Document Status · PWG5100.5
    public static var documentJobURI: Self { Self("document-job-uri", as: .uri) }
    /// uri · Document Status · PWG5100.5
    public static var documentPrinterURI: Self { Self("document-printer-uri", as: .uri) }
    /// text(MAX) · Document Status · PWG5100.5
    public static var documentStateMessage: Self { Self("document-state-message", as: .text) }
    /// uri · Document Status · PWG5100.13
    public static var documentUUID: Self { Self("document-uuid", as: .uri) }
    /// uri · Document Status · PWG5100.5
    public static var moreInfo: Self { Self("more-info", as: .uri) }
    /// text(MAX) · Document Status · PWG5100.18
    public static var outputDeviceDocumentStateMessage: Self { Self("output-device-document-state-message", as: .text) }
    /// keyword · Document Template · PWG5100.5
    public static var sheetCollate: Self { Self("sheet-collate", as: .keyword) }
}

extension AttributeKey where Value == [Int32] {
    /// 1setOf integer(1:MAX) · Document Status · PWG5100.22
    public static var documentResourceIDs: Self { Self("document-resource-ids") }
}

extension AttributeKey where Value == [String] {
    /// 1setOf text(MAX) · Document Status · PWG5100.5
    public static var detailedStatusMessages: Self { Self("detailed-status-messages", as: .text) }
    /// Deprecated. 1setOf text(MAX) · Document Status · PWG5100.5
    public static var documentAccessErrors: Self { Self("document-access-errors", as: .text) }
    /// 1setOf keyword · Document Status · PWG5100.5
    public static var documentStateReasons: Self { Self("document-state-reasons", as: .keyword) }
    /// 1setOf keyword · Document Status · PWG5100.18
    public static var outputDeviceDocumentStateReasons: Self {
        Self("output-device-document-state-reasons", as: .keyword)
    }
    /// 1setOf keyword · Document Status · PWG5100.5
    public static var pageOrderReceivedActual: Self { Self("page-order-received-actual", as: .keyword) }
}
