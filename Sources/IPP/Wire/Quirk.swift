/// A way some shipped device strays from RFC 8010 that we read anyway.
///
/// Each case says which device, what it sends, and what we make of it. Nothing else in the decoder may be lenient: a
/// leniency without a case here is a bug. Requests are decoded without any; replies of printers with all of them, see
/// ``allowed``. None is needed for the 262 replies of 46 printers that the tests read.
public enum Quirk: String, CaseIterable, Sendable {
    /// CUPS up to 2.4 takes strings and octetStrings of any length from clients, so its replies can hold them
    /// (RFC 8011 §5.1 has 255 octets for a name, 1,023 for a text). Kept whole.
    case overlongValues
    /// CUPS up to 2.4 takes strings that are not UTF-8 from clients, so its replies can hold them. Kept as
    /// ``AttributeValue/unknown(tag:_:)``.
    case notUTF8
    /// CUPS up to 2.4 takes a boolean of 2, the 40th of month 13 and an extension without its tag from clients, so its
    /// replies can hold them. A value whose octets are not what its syntax asks for is kept as
    /// ``AttributeValue/unknown(tag:_:)``.
    case malformedValues
    /// Kyocera FS-4200DN sends member names where no collection has begun (OpenPrinting/cups issue 755). Each is kept
    /// as an ``AttributeValue/unknown(tag:_:)`` value of the attribute it follows.
    case membersOutsideCollections
    /// Pantum M7300FDW names collection members as if they were attributes instead of sending memberAttrName. We take
    /// the name as the member's. The one quirk after which encoding does not give back the same bytes: we write
    /// members as RFC 8010 §3.1.7 does.
    case namedCollectionMembers

    /// What to decode replies of printers and other servers with.
    public static let allowed = Set(allCases)
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
            case .membersOutsideCollections: mask.insert(.membersOutsideCollections)
            case .namedCollectionMembers: mask.insert(.namedCollectionMembers)
            }
        }
        self = mask
    }

    static let overlongValues = QuirkMask(rawValue: 1 << 0)
    static let notUTF8 = QuirkMask(rawValue: 1 << 1)
    static let malformedValues = QuirkMask(rawValue: 1 << 2)
    static let membersOutsideCollections = QuirkMask(rawValue: 1 << 3)
    static let namedCollectionMembers = QuirkMask(rawValue: 1 << 4)
}
