import CCups
import PPDReading
import Workbench

/// Says what a PPD says: `describe`.
enum PPDDescriber {
    /// A file that cannot be used has a fatal fault in its description; the helper itself has done its work.
    static func describe(_ bytes: [UInt8]) -> PPDDescription {
        var description = PPDDescription()
        do {
            let text = try PPDText(bytes)
            addRefusals(of: text, to: &description)
            let file = try PPDFile(checking: text, isStrict: false)
            addStrictFaults(of: text, to: &description)
            describe(file, in: &description)
        } catch let fault as PPDFault {
            description.faults.append(.init(line: fault.line, text: fault.text, isFatal: true))
        } catch {
            description.faults.append(.init(line: 0, text: "\(error)", isFatal: true))
        }
        return description
    }

    private static func addRefusals(of text: PPDText, to description: inout PPDDescription) {
        for refused in text.refused {
            description.refused.append(
                .init(
                    line: refused.statement.line, keyword: PPDFile.plain(String(refused.statement.keyword.prefix(64))),
                    value: short(refused.statement.value), reason: refused.refusal.reason,
                    isFatal: refused.refusal.isFatal))
        }
        if text.refusedMore > 0 {
            description.faults.append(
                .init(line: 0, text: "\(text.refusedMore) more statements are refused", isFatal: false))
        }
    }

    private static func short(_ text: String) -> String {
        PPDFile.plain(String(decoding: text.utf8.prefix(255), as: UTF8.self))
    }

    /// What Adobe's specification forbids and printers' makers write all the same.
    private static func addStrictFaults(of text: PPDText, to description: inout PPDDescription) {
        do {
            _ = try PPDFile(checking: text, isStrict: true)
        } catch let fault as PPDFault {
            description.faults.append(.init(line: fault.line, text: fault.text, isFatal: false))
        } catch {
            description.faults.append(.init(line: 0, text: "\(error)", isFatal: false))
        }
    }

    private static func describe(_ file: PPDFile, in description: inout PPDDescription) {
        addIdentity(of: file, to: &description)
        ppdMarkDefaults(file.handle)
        description.hasColor = file.contents.color_device != 0
        description.makesCopies = file.contents.manual_copies == 0
        description.pagesPerMinute = Int(file.contents.throughput)
        description.constraints = file.text.constraints
        description.conflicts = PPDConstraints.all(of: file)
        description.intakes = PPDIntakes.all(of: file)
        description.kind = PPDIntakes.kind(of: file, description.intakes)
        if description.kind == "postscript" { description.languageLevel = Int(file.contents.language_level) }
        addMedia(of: file, to: &description)
        addChoices(of: file, to: &description)
        description.groups = groups(of: file)
    }

    private static func addIdentity(of file: PPDFile, to description: inout PPDDescription) {
        let ppd = file.contents
        description.manufacturer = PPDFile.string(ppd.manufacturer)
        description.modelName = PPDFile.string(ppd.modelname)
        description.nickName = PPDFile.string(ppd.nickname)
        if description.nickName.isEmpty { description.nickName = PPDFile.string(ppd.shortnickname) }
        if description.nickName.isEmpty { description.nickName = description.modelName }
        // In the file it stands in parentheses.
        description.product = PPDFile.string(ppd.product)
        if description.product.hasPrefix("("), description.product.hasSuffix(")") {
            description.product = String(description.product.dropFirst().dropLast())
        }
        description.psVersion = file.attribute("PSVersion").map { short($0) } ?? ""
        description.deviceID = file.attribute("1284DeviceID").map { short($0) } ?? ""
        description.modelNumber = Int(ppd.model_number)
        let language = PPDFile.string(ppd.lang_version).lowercased()
        description.language = languages[language] ?? (language.utf8.count == 2 ? language : "en")
    }

    /// "LanguageVersion" of a PPD; files in one of these have their names in it.
    private static let languages = [
        "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "japanese": "ja",
        "dutch": "nl", "portuguese": "pt", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi",
        "chinese": "zh", "simplifiedchinese": "zh-cn", "traditionalchinese": "zh-tw", "korean": "ko", "russian": "ru",
    ]

    // MARK: What it can do

    private static func addMedia(of file: PPDFile, to description: inout PPDDescription) {
        let standard = file.marked("PageSize")?.name ?? file.option("PageSize")?.standard
        let texts = Dictionary(
            (file.option("PageSize")?.choices ?? []).map { ($0.name, $0.text) },
            uniquingKeysWith: { first, _ in first })
        description.media = defaultFirst(file.sheets, { $0.choice == standard }).map {
            .init(sheet: $0.sheet, choice: $0.choice, text: texts[$0.choice] ?? $0.choice)
        }
        let ppd = file.contents
        if ppd.variable_sizes != 0, ppd.custom_max.0 >= ppd.custom_min.0, ppd.custom_max.1 >= ppd.custom_min.1,
            ppd.custom_min.0 >= 0, ppd.custom_min.1 >= 0, ppd.custom_max.0 > 0, ppd.custom_max.1 > 0,
            ppd.custom_max.0 < 283_465, ppd.custom_max.1 < 283_465
        {
            description.customMedia = .init(
                widthMin: Double(ppd.custom_min.0), widthMax: Double(ppd.custom_max.0),
                heightMin: Double(ppd.custom_min.1), heightMax: Double(ppd.custom_max.1))
        }
        switch file.attribute("cupsBackSide")?.lowercased() {
        case "flipped": description.sheetBack = "flipped"
        case "rotated": description.sheetBack = "rotated"
        case "manualtumble": description.sheetBack = "manual-tumble"
        default: description.sheetBack = file.contents.flip_duplex != 0 ? "rotated" : "normal"
        }
    }

    private static func addChoices(of file: PPDFile, to description: inout PPDDescription) {
        description.sources = choices("media-source", of: file)
        description.types = choices("media-type", of: file)
        description.bins = choices("output-bin", of: file)
        description.sides = unique(choices("sides", of: file).map(\.name))
        if description.sides.isEmpty { description.sides = ["one-sided"] }
        description.colorModes = unique(choices("print-color-mode", of: file).map(\.name))
        if description.colorModes.isEmpty {
            description.colorModes = description.hasColor ? ["color", "monochrome"] : ["monochrome"]
        }
        description.qualities = unique(choices("print-quality", of: file).map(\.name)).compactMap { Int($0) }
        description.resolutions = unique(
            choices("printer-resolution", of: file).compactMap { OptionNames.resolution($0.choice) }
                .map { PPDDescription.Resolution($0.x, $0.y) })
        if description.resolutions.isEmpty, let standard = file.attribute("DefaultResolution"),
            let resolution = OptionNames.resolution(standard)
        {
            description.resolutions = [.init(resolution.x, resolution.y)]
        }
        description.finishings = Finishings.all(of: file).map(\.value)
    }

    private static func choices(_ attribute: String, of file: PPDFile) -> [PPDDescription.Choice] {
        guard let option = file.option(for: attribute) else { return [] }
        let standard = file.marked(option.keyword)?.name ?? option.standard
        return defaultFirst(option.choices, { $0.name == standard }).compactMap { choice in
            guard let name = OptionNames.name(of: choice.name, text: choice.text, for: attribute) else { return nil }
            return .init(name: name, choice: choice.name, text: choice.text)
        }
    }

    private static func defaultFirst<Element>(_ all: [Element], _ isDefault: (Element) -> Bool) -> [Element] {
        all.filter(isDefault) + all.filter { !isDefault($0) }
    }

    private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }

    private static func groups(of file: PPDFile) -> [PPDDescription.Group] {
        file.groups.map { group in
            .init(
                name: PPDFile.string(fixed: group.pointee.name), text: PPDFile.string(fixed: group.pointee.text),
                options: file.options(of: group).map(option))
        }
    }

    private static func option(_ option: PPDFile.Option) -> PPDDescription.Option {
        let attribute = OptionNames.attribute(of: option.keyword) ?? ""
        let kind =
            switch option.pointer.pointee.ui {
            case PPD_UI_BOOLEAN: "boolean"
            case PPD_UI_PICKMANY: "many"
            default: "one"
            }
        return .init(
            keyword: option.keyword, text: option.text, kind: kind, standard: option.standard,
            choices: option.choices.map {
                .init(
                    name: OptionNames.name(of: $0.name, text: $0.text, for: attribute) ?? "", choice: $0.name,
                    text: $0.text)
            }, attribute: attribute)
    }
}
