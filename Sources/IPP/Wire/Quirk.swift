/// A way some shipped device strays from RFC 8010 that we read anyway.
///
/// Each case says which device, what it sends, and what we make of it. Nothing else in the decoder may be lenient: a
/// leniency without a case here is a bug. Requests are decoded without any; replies of printers with all of them.
/// With or without quirks, encoding a decoded message gives back the bytes it came from.
public enum Quirk: String, CaseIterable, Sendable {
    /// A string or octetString longer than its syntax allows (RFC 8011 §5.1). Kept whole.
    case overlongValues
    /// A string that is not UTF-8. Kept as ``AttributeValue/unknown(tag:_:)``.
    case notUTF8
    /// A value whose octets are not what its syntax asks for. Kept as ``AttributeValue/unknown(tag:_:)``.
    case malformedValues
}

/// A set of quirks that costs nothing to ask.
struct QuirkMask: OptionSet {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ quirks: Set<Quirk>) {
        var mask: QuirkMask = []
        for quirk in quirks {
            switch quirk {
            case .overlongValues: mask.insert(.overlongValues)
            case .notUTF8: mask.insert(.notUTF8)
            case .malformedValues: mask.insert(.malformedValues)
            }
        }
        self = mask
    }

    static let overlongValues = QuirkMask(rawValue: 1 << 0)
    static let notUTF8 = QuirkMask(rawValue: 1 << 1)
    static let malformedValues = QuirkMask(rawValue: 1 << 2)
}
