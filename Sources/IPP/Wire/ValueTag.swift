/// The tags of values (RFC 8010 §3.5.2; IANA "Value Tags"), 0x10 and up; what is below delimits groups.
enum ValueTag {
    static let first: UInt8 = 0x10
    static let lastOutOfBand: UInt8 = 0x1F

    static let integer: UInt8 = 0x21
    static let boolean: UInt8 = 0x22
    static let `enum`: UInt8 = 0x23
    static let octetString: UInt8 = 0x30
    static let dateTime: UInt8 = 0x31
    static let resolution: UInt8 = 0x32
    static let rangeOfInteger: UInt8 = 0x33
    static let begCollection: UInt8 = 0x34
    static let textWithLanguage: UInt8 = 0x35
    static let nameWithLanguage: UInt8 = 0x36
    static let endCollection: UInt8 = 0x37
    static let text: UInt8 = 0x41
    static let name: UInt8 = 0x42
    static let keyword: UInt8 = 0x44
    static let uri: UInt8 = 0x45
    static let uriScheme: UInt8 = 0x46
    static let charset: UInt8 = 0x47
    static let naturalLanguage: UInt8 = 0x48
    static let mimeMediaType: UInt8 = 0x49
    static let memberAttrName: UInt8 = 0x4A
    /// The first four octets of the value are the tag proper.
    static let `extension`: UInt8 = 0x7F

    /// The most octets a value may have, where its syntax says (RFC 8011 §5.1).
    static func bytesMax(_ tag: UInt8) -> Int? {
        switch tag {
        case text, uri, octetString: 1_023
        case name, keyword, mimeMediaType: 255
        case charset, naturalLanguage, uriScheme: 63
        default: nil
        }
    }
}
