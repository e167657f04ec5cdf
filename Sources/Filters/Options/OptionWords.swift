internal import IPP

/// Job attributes as the words of options, for drivers: `sides=two-sided-long-edge`, `InputSlot=Tray2`.
enum OptionWords {
    static func all(of job: AttributeGroup, defaults: AttributeGroup) -> [String: String] {
        var words: [String: String] = [:]
        for attribute in defaults.attributes where attribute.name.hasSuffix("-default") {
            words[String(attribute.name.dropLast("-default".count))] = word(attribute)
        }
        for attribute in job.attributes {
            if attribute.name == "media-col", case .collection(let columns)? = attribute.values.first {
                for column in columns where ["media-type", "media-source"].contains(column.name) {
                    words[column.name] = word(column)
                }
            } else if let word = word(attribute) {
                words[attribute.name] = word
            }
        }
        return words
    }

    /// `nil` for what options have no words for.
    private static func word(_ attribute: Attribute) -> String? {
        let words = attribute.values.compactMap(word)
        return words.isEmpty ? nil : words.joined(separator: ",")
    }

    private static func word(_ value: AttributeValue) -> String? {
        switch value {
        case .integer(let number), .enum(let number): String(number)
        case .boolean(let flag): String(flag)
        case .resolution(let dots):
            dots.crossFeed == dots.feed ? "\(dots.crossFeed)dpi" : "\(dots.crossFeed)x\(dots.feed)dpi"
        case .rangeOfInteger(let range): "\(range.lower)-\(range.upper)"
        default: value.stringValue
        }
    }
}
