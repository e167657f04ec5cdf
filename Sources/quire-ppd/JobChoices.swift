import CCups
import Glibc
import PPDReading
import Workbench

/// Makes a job's choices on a PPD: its defaults, then what IPP attributes mean, then the PPD's own options, and last
/// what has to change so that they go together.
struct JobChoices {
    private let file: PPDFile
    private let job: PPDJob
    private(set) var resolved: [String] = []
    private(set) var ignored: [String] = []
    private(set) var conflicts: [String] = []
    /// The sheet that is chosen, in the PPD's measures.
    private(set) var sheet: SheetSize?

    /// More options than this no request has.
    private static let optionsMax = 500

    init(_ file: PPDFile, _ job: PPDJob) {
        self.file = file
        self.job = job
        ppdMarkDefaults(file.handle)
        markMedia()
        for (name, value) in job.options.sorted(by: { $0.key < $1.key }).prefix(Self.optionsMax) {
            mark(attribute: name, value)
        }
        markCollation()
        // By its own name an option is chosen last, whatever the attributes said.
        for (name, value) in job.options.sorted(by: { $0.key < $1.key }).prefix(Self.optionsMax) {
            mark(option: name, value)
        }
        resolve()
        settleForGrey()
        sheet = markedSheet
    }

    // MARK: Marking

    private mutating func markMedia() {
        if let media = job.media {
            if let sheet = file.sheet(like: media) {
                mark("PageSize", sheet.choice)
            } else if let custom = file.customChoice(for: media) {
                mark("PageSize", custom)
            } else {
                ignored.append("media=\(media.name.isEmpty ? "\(media.width)x\(media.height)" : media.name)")
            }
        }
        guard let named = job.options["media"] else { return }
        // CUPS' option: a size, a source and a type, by commas.
        for word in named.split(separator: ",").map(String.init) {
            if let sheet = file.sheet(named: word) {
                if job.media == nil { mark("PageSize", sheet.choice) }
            } else if !markAll("media-source", word), !markAll("media-type", word), job.media == nil {
                ignored.append("media=\(word)")
            }
        }
    }

    private mutating func mark(attribute name: String, _ value: String) {
        switch name {
        case "media", "copies", "multiple-document-handling": return
        case "finishings": markFinishings(value)
        case "printer-resolution": markResolution(value)
        case let name where OptionNames.keywords[name] != nil:
            if !markAll(name, value), !isUsual(name, value) { ignored.append("\(name)=\(value)") }
        default: return
        }
    }

    /// What a printer does that has no such option.
    private func isUsual(_ name: String, _ value: String) -> Bool {
        switch (name, value) {
        case ("sides", "one-sided"), ("print-quality", "4"), ("mirror", "false"): true
        case ("print-color-mode", "auto"): true
        case ("print-color-mode", "color"): file.contents.color_device != 0
        case ("print-color-mode", "monochrome"): file.contents.color_device == 0
        case ("page-delivery", "same-order-face-down"), ("media-source", "auto"), ("media-type", "auto"): true
        case ("output-bin", "auto"): true
        default: false
        }
    }

    /// In every option that is about the attribute; whether there was one with that choice.
    private func markAll(_ attribute: String, _ value: String) -> Bool {
        let wanted = attribute == "print-color-mode" && value == "bi-level" ? "monochrome" : value
        var isFound = false
        for option in (OptionNames.keywords[attribute] ?? []).compactMap({ file.option($0) }) {
            let choice = option.choices.first {
                OptionNames.name(of: $0.name, text: $0.text, for: attribute) == wanted
                    || $0.name.lowercased() == wanted.lowercased()
            }
            guard let choice else { continue }
            mark(option.keyword, choice.name)
            isFound = true
        }
        return isFound
    }

    private mutating func markResolution(_ value: String) {
        guard let wanted = OptionNames.resolution(value), let option = file.option(for: "printer-resolution") else {
            return ignored.append("printer-resolution=\(value)")
        }
        let found = option.choices.first {
            guard let resolution = OptionNames.resolution($0.name) else { return false }
            return resolution == wanted
        }
        if let found { mark(option.keyword, found.name) } else { ignored.append("printer-resolution=\(value)") }
    }

    private mutating func markFinishings(_ value: String) {
        let known = Finishings.all(of: file)
        for wanted in Finishings.values(of: value) where wanted != 3 {
            guard let finishing = known.first(where: { $0.value == wanted }) else {
                ignored.append("finishings=\(wanted)")
                continue
            }
            for pair in finishing.options { mark(pair.keyword, pair.choice) }
        }
    }

    private mutating func markCollation() {
        guard job.copies > 1, let option = file.option("Collate") else { return }
        let wanted = job.collated ? "true" : "false"
        if let choice = option.choices.first(where: { $0.name.lowercased() == wanted }) {
            mark(option.keyword, choice.name)
        }
    }

    private mutating func mark(option name: String, _ value: String) {
        guard OptionNames.keywords[name] == nil, let option = file.option(name) else { return }
        if value.hasPrefix("Custom."), ppdFindCustomOption(file.handle, name) != nil {
            mark(name, value)
        } else if let choice = option.choices.first(where: { $0.name.lowercased() == value.lowercased() }) {
            mark(name, choice.name)
        } else {
            ignored.append("\(name)=\(value)")
        }
    }

    private func mark(_ keyword: String, _ choice: String) {
        // What a custom choice holds ends up in the printer's code: nothing but numbers, points and letters does.
        let plain = choice.utf8.allSatisfy { (0x21...0x7E).contains($0) && !Array("()<>[]{}/%\"\\".utf8).contains($0) }
        guard plain, choice.utf8.count < 128 else { return }
        ppdMarkOption(file.handle, keyword, choice)
    }

    // MARK: What goes together

    private mutating func resolve() {
        guard ppdConflicts(file.handle) > 0 else { return }
        var count: Int32 = 0
        var options: UnsafeMutablePointer<cups_option_t>?
        defer { cupsFreeOptions(count, options) }
        let before = marks
        for (keyword, choice) in before.sorted(by: { $0.key < $1.key }) {
            count = cupsAddOption(keyword, choice, count, &options)
        }
        if cupsResolveConflicts(file.handle, nil, nil, &count, &options) != 0 {
            cupsMarkOptions(file.handle, count, options)
            let after = marks
            for (keyword, choice) in after.sorted(by: { $0.key < $1.key }) where before[keyword] != choice {
                resolved.append("\(keyword)=\(choice)")
            }
        }
        guard ppdConflicts(file.handle) > 0 else { return }
        for group in file.groups {
            for option in file.options(of: group) where option.pointer.pointee.conflicted != 0 {
                conflicts.append("\(option.keyword)=\(file.marked(option.keyword)?.name ?? "")")
            }
        }
    }

    /// A filter whose colours are not made here, such as dots of several inks in planes, is given grey where it takes
    /// that.
    private mutating func settleForGrey() {
        let intakes = PPDIntakes.all(of: file)
        guard !intakes.isEmpty, intakes.allSatisfy({ FilterRaster.formats.contains($0.format) }),
            FilterRaster(file) == nil
        else { return }
        let before = marks
        guard markAll("print-color-mode", "monochrome") else { return }
        for (keyword, choice) in marks.sorted(by: { $0.key < $1.key }) where before[keyword] != choice {
            resolved.append("\(keyword)=\(choice)")
        }
    }

    /// Every option with its choice.
    private var marks: [String: String] {
        var marks: [String: String] = [:]
        for group in file.groups {
            for option in file.options(of: group) {
                if let choice = file.marked(option.keyword) { marks[option.keyword] = choice.name }
            }
        }
        return marks
    }

    // MARK: What comes of it

    private var markedSheet: SheetSize? {
        guard let size = ppdPageSize(file.handle, nil), var sheet = PPDFile.sheet(size.pointee)?.sheet else {
            return nil
        }
        if let asked = job.media, !asked.name.isEmpty, abs(asked.width - sheet.width) <= 5,
            abs(asked.height - sheet.height) <= 5
        {
            sheet.name = asked.name
        }
        return sheet
    }

    /// "sides" that the marked choices stand for.
    var sides: String {
        for keyword in OptionNames.keywords["sides"] ?? [] {
            guard let choice = file.marked(keyword),
                let side = OptionNames.name(of: choice.name, text: choice.text, for: "sides")
            else { continue }
            return side
        }
        return "one-sided"
    }

    mutating func settings(_ instructions: PPDInstructions) -> PPDSettings {
        var settings = PPDSettings()
        settings.choices = marks
        settings.resolved = resolved
        settings.ignored = ignored
        settings.conflicts = conflicts
        settings.media = sheet
        settings.sides = sides
        settings.intakes = PPDIntakes.all(of: file).filter { intake in
            intake.filter.map { instructions.filters.approved.contains($0) } ?? true
        }
        if settings.intakes.contains(where: { FilterRaster.formats.contains($0.format) }) {
            settings.raster = FilterRaster(file)?.wanted
        }
        return settings
    }
}
