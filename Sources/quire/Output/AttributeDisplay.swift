import IPP

/// Values of attributes as people read them.
enum AttributeDisplay {
    /// One value; enums by their keyword where we know them.
    static func text(of value: AttributeValue, in attribute: String) -> String {
        switch value {
        case .enum(let number): keyword(of: number, in: attribute) ?? String(number)
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .octetString(let bytes): String(decoding: bytes, as: UTF8.self)
        case .dateTime(let moment): MomentText.rfc3339(moment.secondsSince1970)
        case .resolution(let resolution): text(of: resolution)
        case .rangeOfInteger(let range): range.lower == range.upper ? "\(range.lower)" : "\(range.lower)-\(range.upper)"
        case .collection(let members):
            "{" + members.map { "\($0.name)=\(text(of: $0))" }.joined(separator: " ") + "}"
        case .outOfBand(let why): outOfBand(why)
        case .unknown(let tag, let bytes): "(\(bytes.count) bytes of tag \(tag))"
        default: value.stringValue ?? ""
        }
    }

    static func text(of attribute: Attribute) -> String {
        attribute.values.map { text(of: $0, in: attribute.name) }.joined(separator: ",")
    }

    /// `sides=bogus`; the name alone where it is the attribute that is meant, not a value of it.
    static func withValue(_ attribute: Attribute) -> String {
        let values = attribute.values.filter { !$0.isOutOfBand }.map { text(of: $0, in: attribute.name) }
        return values.isEmpty ? attribute.name : "\(attribute.name)=\(values.joined(separator: ","))".harmless
    }

    private static func text(of resolution: Resolution) -> String {
        let unit = resolution.units == 4 ? "dpcm" : "dpi"
        let isSquare = resolution.crossFeed == resolution.feed
        return isSquare ? "\(resolution.feed)\(unit)" : "\(resolution.crossFeed)x\(resolution.feed)\(unit)"
    }

    static func keyword(of number: Int32, in attribute: String) -> String? {
        switch attribute.withoutSuffix("-default").withoutSuffix("-supported").withoutSuffix("-ready") {
        case "job-state": JobState(rawValue: number).keyword
        case "resource-state": ResourceState(rawValue: number).keyword
        case "system-state": SystemState(rawValue: number).keyword
        case "printer-state": PrinterState(rawValue: number).keyword
        case "print-quality": PrintQuality(rawValue: number).keyword
        case "orientation-requested": Orientation(rawValue: number).keyword
        case "finishings": Finishings(rawValue: number).keyword
        case "operations": Int16(exactly: number).flatMap { OperationID(rawValue: $0).name }
        default: nil
        }
    }

    private static func outOfBand(_ why: OutOfBand) -> String {
        switch why {
        case .unsupported: "unsupported"
        case .unknown: "unknown"
        case .noValue: "no-value"
        case .notSettable: "not-settable"
        case .deleteAttribute: "delete-attribute"
        case .adminDefine: "admin-define"
        }
    }

    /// `812 B`, `88 kB`, `1.1 MB`.
    static func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1_000: "\(bytes) B"
        case ..<1_000_000: "\((bytes + 500) / 1_000) kB"
        case ..<1_000_000_000: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
        default: "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10) GB"
        }
    }
}
