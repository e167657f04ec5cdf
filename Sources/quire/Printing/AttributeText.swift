import IPP

/// Turns the text of an option into the values of an IPP attribute, by what the registry says of its name.
///
/// Names that are not registered are those of a driver (`PageSize=A4`): they go as a name, as libcups sends them.
enum AttributeText {
    static func attribute(_ option: PrintOption, in group: RegistryGroup = .jobTemplate) throws(Failure) -> Attribute {
        guard
            let registered = Registry.attribute(named: option.name, in: group) ?? Registry.attribute(named: option.name)
        else { return Attribute(option.name, unregistered(option)) }
        // CUPS takes two values here, the sheet before and the one behind.
        let isSet = registered.isSet || option.name == "job-sheets"
        let texts = isSet ? split(option.value) : [option.value]
        var values: [AttributeValue] = []
        for text in texts { values.append(try value(text, of: option.name, registered)) }
        if let fault = registered.fault(in: values), !(fault == .tooManyValues && isSet) {
            throw .usage(explain(fault, texts, of: option.name, registered))
        }
        return Attribute(option.name, values)
    }

    private static func unregistered(_ option: PrintOption) -> AttributeValue {
        switch option.value.lowercased() {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        if filterNumbers.contains(option.name), let number = Int32(option.value) { return .integer(number) }
        return option.name == "number-up-layout" ? .keyword(option.value) : .name(option.value)
    }

    /// Options of the filters of CUPS that libcups sends as numbers.
    private static let filterNumbers: Set<String> = [
        "brightness", "columns", "gamma", "hue", "natural-scaling", "page-bottom", "page-left", "page-right",
        "page-top", "penwidth", "ppi", "saturation", "scaling",
    ]

    /// At commas, but not at those within braces.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }

    /// The first syntax of the attribute that the text can be read in.
    private static func value(
        _ text: String, of name: String, _ registered: RegisteredAttribute
    ) throws(Failure) -> AttributeValue {
        for syntax in registered.syntaxes {
            if let value = try value(text, as: syntax, of: name, registered) { return value }
        }
        throw .usage("option \"\(name)\" takes \(wanted(registered)), not \"\(text)\".", hint: examples(of: name))
    }

    private static func value(
        _ text: String, as syntax: AttributeSyntax, of name: String, _ registered: RegisteredAttribute
    ) throws(Failure) -> AttributeValue? {
        switch syntax {
        case .integer: return Int32(text).map(AttributeValue.integer)
        case .enum: return (Int32(text) ?? number(of: text, in: name)).map(AttributeValue.enum)
        case .boolean: return flag(text).map(AttributeValue.boolean)
        case .rangeOfInteger: return range(text, of: name).map(AttributeValue.rangeOfInteger)
        case .resolution: return resolution(text).map(AttributeValue.resolution)
        case .collection: return try collection(text, of: registered.path).map(AttributeValue.collection)
        case .keyword:
            // A name of its own, such as "Letter Head", is no keyword where names are taken too.
            return !registered.syntaxes.contains(.name) || isKeyword(text) ? .keyword(text) : nil
        case .octetString: return .octetString(Array(text.utf8))
        case .dateTime: return MomentText.parse(text).map { .dateTime(IPPDateTime(secondsSince1970: $0)) }
        case .text, .name, .uri, .uriScheme, .charset, .naturalLanguage, .mimeMediaType:
            return AttributeValue(text, as: syntax)
        }
    }

    static func isKeyword(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }

    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: nil
        }
    }

    /// `3-7`, `3` for one page, `3-` to the end, `-7` from the start.
    private static func range(_ text: String, of name: String) -> IntegerRange? {
        guard let dash = text.firstIndex(of: "-") else { return Int32(text).map { IntegerRange($0, $0) } }
        let before = text[..<dash]
        let behind = text[text.index(after: dash)...]
        guard let lower = before.isEmpty ? 1 : Int32(before), let upper = behind.isEmpty ? .max : Int32(behind),
            !(before.isEmpty && behind.isEmpty)
        else { return nil }
        return IntegerRange(lower, upper)
    }

    /// `600dpi`, `600x1200dpi`, `240dpcm`; dots per inch without a unit.
    private static func resolution(_ text: String) -> Resolution? {
        let isPerCentimetre = text.hasSuffix("dpcm") || text.hasSuffix("dpc")
        let numbers = text.prefix { $0.isNumber || $0 == "x" }.split(separator: "x").compactMap { Int32($0) }
        let unit = text.drop { $0.isNumber || $0 == "x" }
        guard ["", "dpi", "dpc", "dpcm"].contains(unit), let crossFeed = numbers.first, numbers.count <= 2 else {
            return nil
        }
        return Resolution(crossFeed: crossFeed, feed: numbers.last ?? crossFeed, units: isPerCentimetre ? 4 : 3)
    }

    /// `{media-size={x-dimension=21000 y-dimension=29700} media-type=stationery}`
    private static func collection(_ text: String, of path: String) throws(Failure) -> [Attribute]? {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
        var members: [Attribute] = []
        for option in try PrintOption.parse(String(text.dropFirst().dropLast())) {
            guard let member = Registry.member(option.name, of: path) else {
                members.append(Attribute(option.name, unregistered(option)))
                continue
            }
            var values: [AttributeValue] = []
            for text in member.isSet ? split(option.value) : [option.value] {
                values.append(try value(text, of: option.name, member))
            }
            members.append(Attribute(option.name, values))
        }
        return members
    }

    // MARK: Enums by their keywords

    /// The number behind a word such as `landscape`, for the attributes people set by hand.
    private static func number(of word: String, in attribute: String) -> Int32? {
        switch attribute.withoutSuffix("-default") {
        case "print-quality": PrintQuality(keyword: word)?.rawValue
        case "orientation-requested": Orientation(keyword: word)?.rawValue
        case "finishings": Finishings(keyword: word)?.rawValue
        default: nil
        }
    }

    private static func words(for attribute: String) -> [String] {
        switch attribute.withoutSuffix("-default") {
        case "print-quality": PrintQuality.registered.map(\.description)
        case "orientation-requested": Orientation.registered.map(\.description)
        case "finishings": Finishings.registered.map(\.description)
        default: Registry.keywords(of: attribute)
        }
    }

    // MARK: What to say

    private static func wanted(_ registered: RegisteredAttribute) -> String {
        let names = registered.syntaxes.map { syntax in
            switch syntax {
            case .integer: "a number"
            case .enum: "a keyword or its number"
            case .boolean: "true or false"
            case .rangeOfInteger: "a range such as 1-3"
            case .resolution: "a resolution such as 600dpi"
            case .collection: "a collection {…}"
            case .dateTime: "a time"
            default: "a \(syntax.registryName)"
            }
        }
        return names.joined(separator: " or ")
    }

    private static func examples(of name: String) -> String? {
        let words = words(for: name)
        return words.isEmpty
            ? nil : "it can be \(words.prefix(12).joined(separator: ", "))\(words.count > 12 ? ", …" : "")"
    }

    private static func explain(
        _ fault: RegisteredAttribute.Fault, _ texts: [String], of name: String, _ registered: RegisteredAttribute
    ) -> String {
        switch fault {
        case .tooManyValues:
            return "option \"\(name)\" takes one value, not \(texts.count)."
        case .wrongSyntax(let index):
            return "option \"\(name)\" takes \(wanted(registered)), not \"\(texts[index])\"."
        case .tooLong(let index):
            return "option \"\(name)\": \"\(texts[index].prefix(40))…\" is too long."
        case .outOfRange(let index):
            if let range = range(texts[index], of: name), range.isBackwards {
                return "\(name.withoutSuffix("s")) \(texts[index]) runs backwards."
            }
            let bounds = registered.rules.first.map { rule in
                rule.maximum == .max ? "\(rule.minimum) or more" : "\(rule.minimum) to \(rule.maximum)"
            }
            return "option \"\(name)\" can be \(bounds ?? "other numbers"), not \(texts[index])."
        }
    }
}

extension String {
    func withoutSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}
