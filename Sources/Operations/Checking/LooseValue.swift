import IPP

/// Quirk of tools that send options they do not know as names (libcups' `cupsEncodeOption`): a number, a size or a flag
/// in words is taken for what the attribute has.
enum LooseValue {
    static func value(_ value: AttributeValue, of name: String, on facts: PrinterFacts) -> AttributeValue {
        guard let word = word(of: value), let like = facts.template[name]?.supported.first else { return value }
        switch like {
        case .integer, .rangeOfInteger: return Int32(word).map { .integer($0) } ?? value
        case .enum: return Int32(word).map { .enum($0) } ?? value
        case .boolean: return ["true", "yes", "on"].contains(word) ? .boolean(true) : value
        case .keyword: return .keyword(word)
        case .resolution: return resolution(word) ?? value
        default: return value
        }
    }

    private static func word(of value: AttributeValue) -> String? {
        switch value {
        case .name(let word), .text(let word), .keyword(let word), .nameWithLanguage(let word, _): word
        default: nil
        }
    }

    /// `600dpi`, `600x300dpi`.
    static func resolution(_ word: String) -> AttributeValue? {
        guard word.hasSuffix("dpi") else { return nil }
        let numbers = word.dropLast(3).split(separator: "x", omittingEmptySubsequences: false).map { Int32($0) }
        guard (1...2).contains(numbers.count), let across = numbers[0], let along = numbers[numbers.count - 1],
            across > 0, along > 0
        else { return nil }
        return .resolution(Resolution(crossFeed: across, feed: along))
    }
}
