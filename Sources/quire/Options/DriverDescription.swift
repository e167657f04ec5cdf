/// An option people choose values of, such as `PageSize`.
struct DriverOption: Hashable, Sendable {
    let keyword: String
    /// What people call it.
    let text: String
    var standard: String?
    var choices: [String] = []
}

/// The options of a PPD file (Adobe PostScript Printer Description File Format Specification 4.3, §5).
///
///     *OpenUI *PageSize/Media Size: PickOne
///     *DefaultPageSize: Letter
///     *PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
///     *CloseUI: *PageSize
struct DriverDescription: Hashable, Sendable {
    private(set) var options: [DriverOption] = []

    init(_ text: String) {
        var open: DriverOption?
        var defaults: [String: String] = [:]
        var hasCustomSize = false
        for line in Lines(text) {
            if line.key == "OpenUI" || line.key == "JCLOpenUI", let (keyword, text) = Self.names(line.option) {
                open = DriverOption(keyword: String(keyword.drop { $0 == "*" }), text: text)
            } else if line.key == "CloseUI" || line.key == "JCLCloseUI" {
                if let option = open { options.append(option) }
                open = nil
            } else if line.key == "CustomPageSize" {
                hasCustomSize = true
            } else if line.key.hasPrefix("Default") {
                defaults[String(line.key.dropFirst("Default".count))] = String(line.value)
            } else if let keyword = open?.keyword, line.key == keyword, let (choice, _) = Self.names(line.option) {
                open?.choices.append(choice)
            }
        }
        // PageRegion says the same as PageSize, for media fed by hand.
        options.removeAll { $0.keyword == "PageRegion" }
        for index in options.indices {
            options[index].standard = defaults[options[index].keyword]
            if hasCustomSize, options[index].keyword == "PageSize" {
                options[index].choices.append("Custom.WIDTHxHEIGHT")
            }
        }
    }

    /// `*PageSize/Media Size` is a keyword and its translation.
    private static func names(_ text: Substring) -> (keyword: String, text: String)? {
        guard !text.isEmpty else { return nil }
        let keyword = text.prefix { $0 != "/" }
        let translation = text.dropFirst(keyword.count + 1)
        return (String(keyword), String(translation.isEmpty ? keyword : translation))
    }

    /// The statements, one after another: those whose value is quoted may go over several lines.
    private struct Lines: Sequence, IteratorProtocol {
        private var rest: ArraySlice<Substring>

        init(_ text: String) { rest = text.split(whereSeparator: \.isNewline)[...] }

        mutating func next() -> Statement? {
            while let line = rest.popFirst() {
                guard line.hasPrefix("*"), !line.hasPrefix("*%") else { continue }
                let statement = Statement(line)
                // What stands between quotes is the printer's, and may look like a statement.
                if statement.value.hasPrefix("\""), !statement.value.dropFirst().contains("\"") {
                    while let next = rest.popFirst(), !next.contains("\"") {}
                }
                return statement
            }
            return nil
        }
    }

    /// `*KEY OPTION: VALUE`
    private struct Statement {
        let key: Substring
        let option: Substring
        let value: Substring

        init(_ line: Substring) {
            let head = line.dropFirst().prefix { $0 != ":" }
            key = head.prefix { $0 != " " && $0 != "\t" }
            option = head.dropFirst(key.count).drop { $0 == " " || $0 == "\t" }
            let behind = line.dropFirst(head.count + 2).drop { $0 == " " || $0 == "\t" }
            var end = behind.endIndex
            while end > behind.startIndex, behind[behind.index(before: end)] == " " { end = behind.index(before: end) }
            value = behind[..<end]
        }
    }
}
