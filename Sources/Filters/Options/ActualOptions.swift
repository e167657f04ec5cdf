internal import IPP
internal import PrintModel

/// What was done of what can be asked, once a document has gone its way (PWG 5100.8 §4). What nobody here knows, such as
/// the paper of a document whose pages keep their sizes, is left out.
enum ActualOptions {
    static func attributes(of task: ConversionJob, _ plan: Plan) -> [Attribute] {
        let options = task.options
        var done: [Attribute] = []
        func put(_ name: String, _ value: AttributeValue?) {
            if let value { done.append(Attribute("\(name)-actual", value)) }
        }
        put("copies", .integer(Int32(clamping: options.copies)))
        put("sides", .keyword(options.isBooklet ? "two-sided-short-edge" : options.sides))
        put("number-up", .integer(Int32(clamping: options.isBooklet ? 2 : options.numberUp)))
        put("imposition-template", .keyword(options.isBooklet ? "signature" : "none"))
        put("print-quality", .enum(Int32(clamping: options.quality)))
        put("print-color-mode", colorMode(of: task).map { .keyword($0) })
        put("page-delivery", .keyword(options.isReversed ? "reverse-order-face-down" : "same-order-face-down"))
        put("orientation-requested", options.orientation.map { .enum(Int32(clamping: $0)) })
        let isDrawn = plan.steps.contains {
            [.render, .rasterize, .popplerTool, .mupdfTool].contains($0.converter.name)
        }
        put("printer-resolution", isDrawn ? .resolution(.dpi(Int32(clamping: task.resolution))) : nil)
        if let media = sheet(of: task) {
            if !media.name.isEmpty { put("media", .keyword(media.name)) }
            put("media-col", .collection(collection(media, options)))
        }
        let ranges = options.pageRanges.map { range in
            AttributeValue.rangeOfInteger(
                IntegerRange(Int32(clamping: range.lowerBound), Int32(clamping: range.upperBound)))
        }
        if !ranges.isEmpty { done.append(Attribute("page-ranges-actual", ranges)) }
        let finishings = options.finishings.isEmpty ? [3] : options.finishings
        done.append(Attribute("finishings-actual", finishings.map { .enum(Int32(clamping: $0)) }))
        return done
    }

    /// The size its pages were put on.
    private static func sheet(of task: ConversionJob) -> MediaSize? {
        let isSet = [ConverterTable.text, ConverterTable.jpeg, ConverterTable.png].contains(task.document.format)
        return isSet ? task.mediaOrUsual : task.media
    }

    private static func collection(_ media: MediaSize, _ options: JobOptions) -> [Attribute] {
        let size = [
            Attribute("x-dimension", .integer(media.width)), Attribute("y-dimension", .integer(media.height)),
        ]
        var members = [Attribute("media-size", .collection(size))]
        if !media.name.isEmpty { members.append(Attribute("media-size-name", .keyword(media.name))) }
        if !options.mediaType.isEmpty { members.append(Attribute("media-type", .keyword(options.mediaType))) }
        if !options.mediaSource.isEmpty { members.append(Attribute("media-source", .keyword(options.mediaSource))) }
        return members
    }

    private static func colorMode(of task: ConversionJob) -> String? {
        if !task.device.hasColor || task.options.colorMode == "monochrome" { return "monochrome" }
        return "color"
    }
}
