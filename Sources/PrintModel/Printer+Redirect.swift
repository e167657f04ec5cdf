internal import IPP

extension Printer {
    private static let redirectAttribute = "quire-redirect-printer-id"

    /// The queue that takes its new jobs instead; one that is not there any more takes none.
    public var redirect: PrinterID? {
        get { attributes[Self.redirectAttribute]?.integerValue.map { PrinterID($0) } }
        set {
            attributes.remove(Self.redirectAttribute)
            if let newValue { attributes.set(Self.redirectAttribute, .integer(newValue.rawValue)) }
        }
    }
}
