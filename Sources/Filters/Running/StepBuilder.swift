internal import FoundationEssentials
internal import PrintModel
internal import Workbench

/// Makes of the steps of a plan what is run: each converter's instructions, from what was asked for.
struct StepBuilder: Sendable {
    let job: ConversionJob
    /// For pictures of pages: the only one that is drawn.
    var onlyPage: Int?
    /// Octets of the documents that are joined (``ConversionJob/isJoined``).
    var parts: [Int64] = []

    init(job: ConversionJob) { self.job = job }

    func invocations(of plan: Plan) throws -> [Invocation] {
        var invocations = try plan.steps.map(invocation)
        // The last one that makes pages counts them: what is before it counts other pages, what is behind repeats them.
        let counters: Set<Converter.Name> = [.text, .image, .impose, .render, .rasterPDF, .rasterize]
        if let last = invocations.lastIndex(where: { counters.contains($0.step.converter.name) }) {
            invocations[last].countsPages = true
        }
        return invocations
    }

    private func invocation(_ step: Plan.Step) throws -> Invocation {
        var made = Invocation(step: step)
        switch step.converter.name {
        case .text: made.instructions = try encode(text())
        case .image: made.instructions = try encode(image())
        case .impose:
            made.instructions = try encode(impose(step, &made))
        case .render: made.instructions = try encode(render(step))
        case .rasterPDF, .rasterConvert, .repeatPages, .rasterize: made.instructions = try encode(raster(step))
        case .postscriptPDF: made.arguments = Ghostscript.postscriptToPDF(on: sheet)
        case .grayPDF: made.arguments = Ghostscript.grayPDF
        case .pdfPCLXL: made.arguments = Ghostscript.pclXL(job)
        case .pdfPostscript: made.arguments = ["-level3", "-q", "-", "-"]
        case .popplerTool:
            let gray = job.colorSpace == "sgray_8" || job.colorSpace == "black_1"
            made.arguments = ["-q", "-r", "\(job.resolution)"] + (gray ? ["-gray"] : []) + ["-"]
        case .mupdfTool:
            let gray = job.colorSpace == "sgray_8" || job.colorSpace == "black_1"
            made.arguments = [
                "draw", "-q", "-F", gray ? "pgm" : "ppm", "-r", "\(job.resolution)", "-o", "-", "/dev/stdin",
            ]
            made.needsFile = true
        case .driver:
            made.instructions = try encode(driver(step))
            made.attachment = job.driver?.ppd
            made.runsFilter = job.driver?.filter(for: step.from) != nil
        }
        return made
    }

    private func encode(_ instructions: some Encodable) throws -> [UInt8] {
        [UInt8](try JSONEncoder().encode(instructions))
    }

    /// A sheet about the job as the first step of a chain, which reads nothing.
    static func invocation(setting sheet: TextInstructions) throws -> Invocation {
        guard let text = ConverterTable.all.first(where: { $0.name == .text }) else {
            throw ConversionProblem(reason: "internal-error", text: "nothing sets text")
        }
        let step = Plan.Step(converter: text, from: ConverterTable.text, to: ConverterTable.pdf, does: [])
        return Invocation(step: step, instructions: [UInt8](try JSONEncoder().encode(sheet)))
    }

    private var sheet: SheetSize? { job.media.map(Self.sheet) }

    /// In points, with no more margin than the device needs.
    static func sheet(_ media: MediaSize) -> SheetSize {
        func points(_ length: Int32) -> Double { Double(length) * 72 / 2540 }
        let margins = media.margins ?? MediaSize.Margins(all: 0)
        return SheetSize(
            width: points(media.width), height: points(media.height), left: points(margins.left),
            bottom: points(margins.bottom), right: points(margins.right), top: points(margins.top), name: media.name)
    }

    private func ranges(_ ranges: [ClosedRange<Int>]) -> [PageRange] {
        ranges.map { PageRange($0.lowerBound, $0.upperBound) }
    }

    // MARK: Helpers

    private func text() -> TextInstructions {
        let options = job.options
        var text = TextInstructions(media: (job.mediaOrUsual ?? MediaSize("iso_a4_210x297mm")).map(Self.sheet) ?? a4)
        text.charset = options.text.charset
        text.charactersPerInch = options.text.charactersPerInch.map(Double.init)
        text.linesPerInch = options.text.linesPerInch.map(Double.init)
        text.columns = options.text.columns
        text.wrap = options.text.wraps
        text.prettyPrint = options.text.isPretty
        text.title = job.document.name ?? job.facts.name
        (text.left, text.right) = (options.text.left.map(Double.init), options.text.right.map(Double.init))
        (text.top, text.bottom) = (options.text.top.map(Double.init), options.text.bottom.map(Double.init))
        text.orientation = options.orientation ?? 3
        return text
    }

    private var a4: SheetSize { SheetSize(width: 595.276, height: 841.89, name: "iso_a4_210x297mm") }

    private func image() -> ImageInstructions {
        var image = ImageInstructions()
        image.media = job.mediaOrUsual.map(Self.sheet)
        image.scaling = job.options.scaling ?? "auto"
        image.pixelsPerInch = job.options.pixelsPerInch
        image.orientation = job.options.orientation
        image.title = job.document.name ?? job.facts.name
        return image
    }

    private func impose(_ step: Plan.Step, _ made: inout Invocation) -> ImposeInstructions {
        let options = job.options
        var impose = ImposeInstructions()
        impose.media = sheet
        impose.pageRanges = ranges(options.pageRanges)
        impose.numberUp = options.numberUp
        impose.layout = options.layout
        impose.border = options.border
        impose.booklet = options.isBooklet
        impose.scaling = options.scaling ?? "auto"
        impose.scalePercent = options.scalePercent
        impose.position = options.position
        // Text and pictures have been turned where they were set.
        let isTurned = [ConverterTable.text, ConverterTable.jpeg, ConverterTable.png].contains(job.document.format)
        impose.orientation = isTurned ? nil : options.orientation
        impose.mirror = options.isMirrored
        impose.sides = options.sides
        impose.copies = step.does.contains(.copies) ? options.copies : 1
        impose.collated = options.isCollated
        impose.pageSet = options.pageSet
        impose.reversed = options.isReversed
        impose.overrides = options.overrides.filter { override in
            job.isJoined || override.documents.isEmpty
                || override.documents.contains { $0.contains(job.document.number) }
        }.map {
            PageOverride(
                pages: ranges($0.pages), media: $0.media.map(Self.sheet), orientation: $0.orientation, sides: $0.sides,
                documents: job.isJoined && !$0.documents.isEmpty ? ranges($0.documents) : nil)
        }
        impose.parts = parts
        impose.newSheets = options.beginsSheets && job.isJoined
        impose.watermark = options.watermark.map { Watermark(text: $0) }
        impose.password = options.password
        if job.device.recordsOptions { impose.metadata = job.notes }
        if step.does.contains(.sheets) {
            made.startSheet = job.startSheet.map { jobSheet($0) }
            made.endSheet = job.endSheet.map { jobSheet($0) }
            impose.startSheet = made.startSheet == nil ? nil : 5
            impose.endSheet = made.endSheet == nil ? nil : 6
        }
        return impose
    }

    private func jobSheet(_ template: String) -> TextInstructions {
        var text = self.text()
        text.sheet = JobSheet(
            template: template, heading: job.facts.user, subheading: job.facts.name, lines: sheetLines)
        if let media = job.options.sheetMedia { text.media = Self.sheet(media) }
        text.orientation = 3
        text.charset = nil
        return text
    }

    private var sheetLines: [JobSheet.Line] {
        [
            .init("Job", job.facts.id), .init("Printer", job.facts.printer), .init("From", job.facts.host),
            .init("Sent", job.facts.time),
        ].filter { !$0.value.isEmpty }
    }

    /// A page that says why the job could not be printed.
    func errorSheet(_ reason: String) -> TextInstructions {
        var text = jobSheet("error")
        text.sheet = JobSheet(
            template: "error", heading: job.facts.user, subheading: job.facts.name, lines: sheetLines, body: reason,
            advice: "Send it again from the program that made it, as a PDF if it can make one.")
        return text
    }

    private func render(_ step: Plan.Step) -> RenderInstructions {
        let options = job.options
        var render = RenderInstructions(
            format: step.to, resolution: job.resolution, colorSpace: job.colorSpace)
        render.sides = options.sides
        render.sheetBack = job.device.sheetBack
        render.media = sheet
        render.quality = options.quality
        render.mediaType = options.mediaType
        render.mediaSource = options.mediaSource
        render.pageCopies = step.does.contains(.copies) ? options.copies : 1
        render.headerCopies = job.device.makesCopies ? options.copies : 1
        render.workers = onlyPage == nil ? Self.workers : 1
        render.pageRanges = onlyPage.map { [PageRange($0, $0)] } ?? []
        // Drawing with hard edges is faster, and what a draft is for.
        render.antialias = options.quality != 3
        render.password = options.password
        return render
    }

    private func raster(_ step: Plan.Step) -> RasterInstructions {
        var raster = RasterInstructions(from: step.from, to: step.to, resolution: job.resolution)
        raster.colorSpace = step.converter.name == .rasterize ? job.colorSpace : nil
        raster.sides = job.options.sides
        raster.sheetBack = job.device.sheetBack
        raster.sets = step.does.contains(.copies) && job.options.isCollated ? job.options.copies : 1
        raster.pageCopies = step.does.contains(.copies) && !job.options.isCollated ? job.options.copies : 1
        raster.media = sheet
        raster.quality = job.options.quality
        raster.mediaType = job.options.mediaType
        raster.mediaSource = job.options.mediaSource
        return raster
    }

    private func driver(_ step: Plan.Step) -> PPDInstructions {
        var print = PPDInstructions(.print)
        print.format = step.from
        print.job.options = job.driver?.options ?? [:]
        print.job.media = sheet
        print.job.copies = job.device.makesCopies ? job.options.copies : 1
        print.job.collated = job.options.isCollated
        print.job.number = Int32(job.facts.number)
        print.job.user = job.facts.user
        print.job.title = job.facts.name
        print.job.printer = job.facts.printer
        print.filters.approved = job.driver?.driver.approvedFilters ?? []
        return print
    }

    /// Pages drawn at the same time, by one job.
    private static let workers = 2
}
