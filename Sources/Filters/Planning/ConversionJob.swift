internal import IPP
internal import PrintModel

/// One document of a job on its way to a device: what the plan for it, and the words of its sheets, are made from.
struct ConversionJob: Sendable {
    var options: JobOptions
    var device: DeviceCapabilities
    var document: Document
    /// Whether it is the first, and the last, of its job: sheets go around the job, not around each document.
    var isFirst = true
    var isLast = true
    /// Whether it stands for all documents of its job, which are printed as one.
    var isJoined = false
    /// What the first octets say of a raster's pages; `nil` for anything else.
    var raster: (resolution: Int, colorSpace: String)?
    /// Pages of the document; `nil` where nobody counted.
    var pages: Int?
    var facts = JobFacts()
    /// The driver of the device, with its PPD, where it has one.
    var driver: JobDriver?

    /// The sheet pages go on; `nil` where every page keeps the size it has.
    ///
    /// CUPS' clients send what the queue has as its default as if it had been asked for. Where pages may have any size
    /// that is no wish: a letter in a folder of PDF files stays a letter.
    var media: MediaSize? {
        let isWish = device.hasSheets || options.media.map { !isUsual($0) } ?? false
        if isWish { return options.media.map(known) ?? usual }
        return ["fit", "fill", "auto-fit"].contains(options.scaling ?? "auto") ? usual : nil
    }

    /// For what has no size of its own: plain text and pictures.
    var mediaOrUsual: MediaSize? { media ?? options.media.map(known) ?? usual }

    private var usual: MediaSize? { options.usualMedia ?? device.media.first ?? MediaSize("iso_a4_210x297mm") }

    private func isUsual(_ size: MediaSize) -> Bool { size.width == usual?.width && size.height == usual?.height }

    /// The size as the device has it, with its margins.
    private func known(_ asked: MediaSize) -> MediaSize {
        guard asked.margins == nil else { return asked }
        var size = asked
        size.margins =
            device.media.first { abs($0.width - asked.width) < 50 && abs($0.height - asked.height) < 50 }?.margins
        return size
    }

    /// Dots an inch of raster that is made: what was asked for if the device has it, else what fits the quality.
    var resolution: Int {
        let all = device.resolutions.sorted()
        if let asked = options.resolution, all.contains(asked) { return asked }
        guard let least = all.first, let most = all.last else { return options.resolution ?? 300 }
        switch options.quality {
        case 3: return least
        case 5: return most
        default: return all.last { $0 <= 600 } ?? least
        }
    }

    /// Colours of raster that is made.
    var colorSpace: String {
        let gray = ["sgray_8", "black_1"]
        if options.colorMode == "monochrome", let space = device.colorSpaces.first(where: gray.contains) {
            return space
        }
        return device.colorSpaces.first ?? "sgray_8"
    }

    /// Of one page of raster.
    var megapixels: Double {
        let size = mediaOrUsual ?? MediaSize.common[0]
        let dots = Double(resolution) / 2540
        return Double(size.width) * dots * Double(size.height) * dots / 1_000_000
    }

    // MARK: What has to be done

    var needs: Set<PageNeed> {
        var needs: Set<PageNeed> = []
        if changesPages || isJoined { needs.insert(.pages) }
        if startSheet != nil || endSheet != nil { needs.insert(.sheets) }
        if options.copies > 1, !device.makesCopies { needs.insert(.copies) }
        if options.password != nil, document.format == ConverterTable.pdf { needs.insert(.password) }
        if options.colorMode == "monochrome", device.hasColor, !device.hasSheets { needs.insert(.gray) }
        if hasOtherRaster { needs.insert(.raster) }
        if device.driver != nil { needs.insert(.driver) }
        return needs
    }

    private var changesPages: Bool {
        let options = options
        let isPicture = [ConverterTable.jpeg, ConverterTable.png, ConverterTable.text].contains(document.format)
        let isAsked =
            !options.pageRanges.isEmpty || options.numberUp > 1 || options.isBooklet || options.pageSet != "all"
            || options.isReversed || options.isMirrored || options.watermark != nil || options.border != "none"
            || options.scalePercent != nil || !options.overrides.isEmpty
            || device.recordsOptions && !notes.isEmpty || options.sides != "one-sided" && !device.hasSheets
        // Text and pictures are set on the sheet they get, turned as they should be.
        let isPlaced = options.orientation != nil || media != nil
        return isAsked || isPlaced && !isPicture
    }

    /// What a file cannot do, for whoever prints it one day: written into a PDF as the metadata of these names. What
    /// every job asks for, and what the device does anyway, is no wish.
    var notes: [String: String] {
        var notes: [String: String] = [:]
        func note(_ name: String, _ word: String, unless usual: String...) {
            if !word.isEmpty, !usual.contains(word) { notes["Quire-\(name)"] = word }
        }
        note(
            "Finishings",
            options.finishings.map { Finishings(rawValue: Int32(clamping: $0)).description }.joined(separator: " "))
        note("Sides", options.sides, unless: "one-sided")
        note("Output-Bin", options.outputBin, unless: device.bins.first?.bin ?? "auto", "auto")
        note("Media-Source", options.mediaSource, unless: "auto", "main")
        note("Media-Type", options.mediaType, unless: "auto", device.mediaTypes.first ?? "stationery")
        note("Content-Optimize", options.contentOptimize, unless: "auto")
        note("Rendering-Intent", options.renderingIntent, unless: "auto")
        note("Resolution", options.resolution.map { "\($0)dpi" } ?? "")
        note("Quality", options.quality == 3 ? "draft" : options.quality == 5 ? "high" : "")
        return notes
    }

    /// Whether it is raster, and not the raster that the device takes.
    private var hasOtherRaster: Bool {
        guard ConverterTable.rasters.contains(document.format), let raster else { return false }
        let isAsMade = device.resolutions.contains(raster.resolution) && device.colorSpaces.contains(raster.colorSpace)
        return !isAsMade && !device.formats.contains(ConverterTable.pdf)
    }

    var startSheet: String? { isFirst && options.startSheet != "none" ? options.startSheet : nil }
    var endSheet: String? { isLast && options.endSheet != "none" ? options.endSheet : nil }

    func request(engines: Set<String>, avoiding: Set<String>) -> PlanRequest {
        var request = PlanRequest(
            source: document.format, targets: device.driver == nil ? device.formats : [ConverterTable.driven],
            needs: needs, copies: options.copies, isCollated: options.isCollated, pages: pages ?? 1,
            megapixels: megapixels, engines: engines)
        request.avoiding = avoiding
        request.driverInputs = device.driver == nil ? [] : Set(device.formats)
        return request
    }
}

/// The driver a job goes by.
struct JobDriver: Sendable {
    var driver: Driver
    /// At most a few MiB (``DriverStore``).
    var ppd: [UInt8]
    /// What was asked for, by the names of IPP and of the PPD.
    var options: [String: String]

    /// The filter that has to run on a document of this format, if one has to.
    func filter(for format: String) -> String? { driver.ways.first { $0.format == format }?.filter }
}

/// What is known of a job for its sheets.
struct JobFacts: Hashable, Sendable {
    var id = ""
    var number = 0
    var name = ""
    var user = ""
    var host = ""
    var printer = ""
    /// When it was sent, in words.
    var time = ""
}
