import IPP
import PrintModel

/// The options of a queue without a driver, as old clients know options: by the names of PPDs (PPD 4.3 §5, and CUPS'
/// `cupsPrintQuality` and `cupsIPPFinishings`).
struct PPDOptions: Sendable {
    /// A sheet with the margins of one of its choices.
    struct Size: Sendable {
        var name: String
        var text: String
        var size: MediaSize
        var margins: MediaSize.Margins
    }

    let sizes: [Size]
    let standardSize: String
    /// Without PageSize, which is made of ``sizes``.
    let options: [PPDOption]

    init(of facts: PrinterFacts) {
        sizes = Self.sizes(facts)
        let standard = facts.template["media"]?.standard.first?.stringValue
        standardSize = sizes.first { $0.size.name == standard }?.name ?? sizes.first?.name ?? "A4"
        options =
            ([
                Self.sources(facts), Self.types(facts), Self.colors(facts), Self.sides(facts), Self.qualities(facts),
                Self.resolutions(facts), Self.bins(facts),
            ] as [PPDOption?]).compactMap { $0 } + Self.finishings(facts)
    }

    subscript(keyword: String) -> PPDOption? { options.first { $0.keyword == keyword } }

    // MARK: Media

    private static func sizes(_ facts: PrinterFacts) -> [Size] {
        var seen: Set<String> = []
        return facts.media.sizes.flatMap { size -> [Size] in
            let name = PPDName.name(of: size)
            let text = text(of: size)
            return facts.media.margins(of: size).enumerated().map { index, margins in
                index == 0
                    ? Size(name: name, text: text, size: size, margins: margins)
                    : Size(name: "\(name).Borderless", text: "\(text) Borderless", size: size, margins: margins)
            }
        }.filter { seen.insert($0.name).inserted }
    }

    private static func text(of size: MediaSize) -> String {
        let name = PPDName.name(of: size)
        if name.hasPrefix("Env") { return "Envelope \(name.dropFirst(3))" }
        return name.contains("_")
            ? "\(MediaOffer.millimetres(size.width)) x \(MediaOffer.millimetres(size.height)) mm" : name
    }

    private static func sources(_ facts: PrinterFacts) -> PPDOption? {
        let choices = facts.media.trays.map { tray in
            PPDOption.Choice(
                name: PPDName.name(of: tray.source), text: PrinterStrings.label("media-source", tray.source),
                meaning: .media([Attribute("media-source", .keyword(tray.source))]))
        }
        return option("InputSlot", "media-source", choices)
    }

    private static func types(_ facts: PrinterFacts) -> PPDOption? {
        let choices = facts.media.types.map { type in
            PPDOption.Choice(
                name: PPDName.name(of: type), text: PrinterStrings.label("media-type", type),
                code: "<</MediaType(\(PPDName.text(type)))>>setpagedevice",
                meaning: .media([Attribute("media-type", .keyword(type))]))
        }
        return option("MediaType", "media-type", choices)
    }

    // MARK: The rest

    private static func colors(_ facts: PrinterFacts) -> PPDOption? {
        keywords(
            "ColorModel", "print-color-mode", facts,
            [
                ("color", "RGB", "<</cupsColorSpace 19/cupsColorOrder 0/cupsBitsPerColor 8>>setpagedevice"),
                ("monochrome", "Gray", "<</cupsColorSpace 18/cupsColorOrder 0/cupsBitsPerColor 8>>setpagedevice"),
            ])
    }

    private static func sides(_ facts: PrinterFacts) -> PPDOption? {
        let option = keywords(
            "Duplex", "sides", facts,
            [
                ("one-sided", "None", "<</Duplex false>>setpagedevice"),
                ("two-sided-long-edge", "DuplexNoTumble", "<</Duplex true/Tumble false>>setpagedevice"),
                ("two-sided-short-edge", "DuplexTumble", "<</Duplex true/Tumble true>>setpagedevice"),
            ])
        return (option?.choices.count ?? 0) > 1 ? option : nil
    }

    private static func qualities(_ facts: PrinterFacts) -> PPDOption? {
        guard let entry = facts.template["print-quality"] else { return nil }
        let choices = [(Int32(3), "Draft"), (4, "Normal"), (5, "High")].filter { entry.supports(.enum($0.0)) }
            .map { number, name in
                PPDOption.Choice(
                    name: name, text: PrinterStrings.label("print-quality", String(number)),
                    meaning: .attribute(Attribute("print-quality", .enum(number))))
            }
        return option(
            "cupsPrintQuality", "print-quality", choices,
            standard: [3: "Draft", 5: "High"][entry.standard.first?.integerValue ?? 4] ?? "Normal")
    }

    private static func resolutions(_ facts: PrinterFacts) -> PPDOption? {
        guard let entry = facts.template["printer-resolution"] else { return nil }
        func name(_ value: AttributeValue) -> String? {
            guard case .resolution(let dots) = value, dots.units == 3 else { return nil }
            return dots.crossFeed == dots.feed ? "\(dots.crossFeed)dpi" : "\(dots.crossFeed)x\(dots.feed)dpi"
        }
        let choices = entry.supported.compactMap { value in
            name(value).map { word in
                let dots = word.dropLast(3).split(separator: "x")
                return PPDOption.Choice(
                    name: word, text: "\(word.dropLast(3)) DPI",
                    code: "<</HWResolution[\(dots[0]) \(dots[dots.count - 1])]>>setpagedevice",
                    meaning: .attribute(Attribute("printer-resolution", value)))
            }
        }
        return option("Resolution", "printer-resolution", choices, standard: entry.standard.first.flatMap(name))
    }

    private static func bins(_ facts: PrinterFacts) -> PPDOption? {
        let words = (facts.template["output-bin"]?.supported ?? []).compactMap(\.stringValue)
        return words.count < 2
            ? nil : keywords("OutputBin", "output-bin", facts, words.map { ($0, PPDName.name(of: $0), "") })
    }

    // MARK: Finishings

    /// One option for what is done with staples, one for holes …; what is alike cannot be asked for twice.
    private static let groups: [(keyword: String, text: String, prefix: String)] = [
        ("StapleLocation", "Staple", "staple"), ("PunchMedia", "Punch", "punch"), ("FoldType", "Fold", "fold"),
        ("BindEdge", "Bind", "bind"), ("CutMedia", "Trim", "trim"),
    ]

    private static func finishings(_ facts: PrinterFacts) -> [PPDOption] {
        var left = (facts.template["finishings"]?.supported ?? []).compactMap(\.integerValue).filter { $0 > 3 }
        var options: [PPDOption] = []
        for group in groups {
            let numbers = left.filter { number in
                FinishingTemplate.name(of: number).map { $0 == group.prefix || $0.hasPrefix(group.prefix + "-") }
                    ?? false
            }
            left.removeAll(where: numbers.contains)
            options += finishing(group.keyword, group.text, numbers) { name in
                name == group.prefix ? "Auto" : PPDName.name(of: String(name.dropFirst(group.prefix.count + 1)))
            }
        }
        return options + finishing("cupsFinishingTemplate", "Other Finishing", left) { PPDName.name(of: $0) }
    }

    private static func finishing(
        _ keyword: String, _ text: String, _ numbers: [Int32], name: (String) -> String
    ) -> [PPDOption] {
        let choices = numbers.compactMap { number in
            FinishingTemplate.name(of: number).map { word in
                PPDOption.Choice(
                    name: name(word), text: PrinterStrings.words(of: word), meaning: .finishing(number),
                    finishing: number)
            }
        }
        guard !choices.isEmpty else { return [] }
        let none = PPDOption.Choice(name: "None", text: "None", meaning: .nothing)
        return [PPDOption(keyword: keyword, text: text, standard: "None", choices: [none] + choices)]
    }

    // MARK: Making

    /// - Parameter words: the keyword, the choice's name and its code; those that the queue has not are left out.
    private static func keywords(
        _ keyword: String, _ attribute: String, _ facts: PrinterFacts,
        _ words: [(word: String, name: String, code: String)]
    ) -> PPDOption? {
        guard let entry = facts.template[attribute] else { return nil }
        let choices = words.filter { entry.supports(.keyword($0.word)) }.map { word, name, code in
            PPDOption.Choice(
                name: name, text: PrinterStrings.label(attribute, word), code: code,
                meaning: .attribute(Attribute(attribute, .keyword(word))))
        }
        let standard = words.first { $0.word == entry.standard.first?.stringValue }?.name
        return option(keyword, attribute, choices, standard: standard)
    }

    private static func option(
        _ keyword: String, _ attribute: String, _ choices: [PPDOption.Choice], standard: String? = nil
    ) -> PPDOption? {
        guard let first = choices.first else { return nil }
        let known = choices.first { $0.name == standard } ?? first
        return PPDOption(
            keyword: keyword, text: PrinterStrings.label(attribute), standard: known.name, choices: choices)
    }
}
