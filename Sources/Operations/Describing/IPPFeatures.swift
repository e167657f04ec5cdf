/// Values of "ipp-features-supported": parts of IPP that are there as a whole (IANA "ipp-features-supported").
///
/// The one list: whoever makes a part whole adds its keyword.
enum IPPFeatures {
    /// - Parameter changesPages: whether the queue's pages are changed before its device gets them.
    static func keywords(changesPages: Bool) -> [String] {
        everywhere + (changesPages ? ofPages : []) + ofServer
    }

    /// PWG 5100.14.
    private static let everywhere = ["ipp-everywhere", "ipp-everywhere-server"]

    /// PWG 5100.6.
    private static let ofPages = ["page-overrides"]

    /// PWG 5100.5, RFC 3995, PWG 5100.22.
    private static let ofServer = ["document-object", "resource-object", "subscription-object", "system-object"]
}
