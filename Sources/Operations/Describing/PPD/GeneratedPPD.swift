public import PrintModel

/// The PPD of a queue without a driver, written from the queue's own attributes, for clients that read no others
/// (PPD 4.3; the keywords with `cups` as libcups 2.4 reads them).
///
/// Nothing prints by it: a client that sends its choices is understood by ``PPDNames``.
struct GeneratedPPD {
    let facts: PrinterFacts
    /// The server as the client names it, `http://host:631`; `nil` where it is not known.
    let server: String?

    /// Stands in its first lines: what an administrator's tool sends back with other defaults is known by it.
    static let mark = "*QuireGenerated: True"

    var text: String {
        let options = PPDOptions(of: facts)
        var lines = head
        putSizes(options, into: &lines)
        for option in options.options { put(option, into: &lines) }
        putFonts(into: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: About the printer

    private var head: [String] {
        let device = facts.capabilities
        let model = PPDName.text(device.makeAndModel, max: 31)
        let make = String(model.prefix { $0 != " " })
        var lines = [
            "*PPD-Adobe: \"4.3\"", "*FormatVersion: \"4.3\"", "*FileVersion: \"1.0\"", "*LanguageVersion: English",
            "*LanguageEncoding: ISOLatin1", Self.mark, "*PCFileName: \"QUIRE.PPD\"", "*Manufacturer: \"\(make)\"",
            "*ModelName: \"\(model)\"", "*Product: \"(\(model))\"", "*NickName: \"\(model)\"",
            "*ShortNickName: \"\(model)\"", "*PSVersion: \"(3010.000) 0\"", "*LanguageLevel: \"3\"",
            "*ColorDevice: \(device.hasColor ? "True" : "False")",
            "*DefaultColorSpace: \(device.hasColor ? "RGB" : "Gray")", "*FileSystem: False",
            "*Throughput: \"\(max(1, device.pagesPerMinute))\"", "*LandscapeOrientation: Plus90",
            "*TTRasterizer: Type42", "*cupsVersion: 2.4", "*cupsLanguages: \"en\"", "*cupsSNMPSupplies: False",
            "*cupsIPPSupplies: True",
        ]
        if !device.deviceID.isEmpty { lines.append("*1284DeviceID: \"\(device.deviceID.filter { $0 != "\"" })\"") }
        if let server { lines.append("*cupsStringsURI: \"\(server)\(PrinterStrings.path(language: "en"))\"") }
        let types = [
            ("application/vnd.cups-pdf", "application/pdf", 10), ("image/jpeg", "image/jpeg", 0),
            ("image/pwg-raster", "image/pwg-raster", 50), ("image/urf", "image/urf", 100),
        ]
        return lines
            + types.filter { facts.formats.contains($0.1) }.map { "*cupsFilter2: \"\($0.0) \($0.1) \($0.2) -\"" }
    }

    // MARK: Sizes

    private func putSizes(_ options: PPDOptions, into lines: inout [String]) {
        let sizes = options.sizes
        let standard = options.standardSize
        for keyword in ["PageSize", "PageRegion"] {
            let text = PPDName.text(PrinterStrings.label("media"))
            lines += [
                "*OpenUI *\(keyword)/\(text): PickOne", "*OrderDependency: 10 AnySetup *\(keyword)",
                "*Default\(keyword): \(standard)",
            ]
            for size in sizes {
                let code = "<</PageSize[\(points(size.size.width)) \(points(size.size.height))]>>setpagedevice"
                lines.append("*\(keyword) \(size.name)/\(PPDName.text(size.text)): \"\(code)\"")
            }
            lines.append("*CloseUI: *\(keyword)")
        }
        lines.append("*DefaultImageableArea: \(standard)")
        lines.append("*DefaultPaperDimension: \(standard)")
        for size in sizes {
            let (margins, paper) = (size.margins, size.size)
            let area = [
                margins.left, margins.bottom, paper.width - margins.right, paper.height - margins.top,
            ].map { points($0) }.joined(separator: " ")
            lines.append("*ImageableArea \(size.name): \"\(area)\"")
            lines.append("*PaperDimension \(size.name): \"\(points(paper.width)) \(points(paper.height))\"")
        }
        if let custom = facts.media.custom { putCustom(custom, into: &lines) }
    }

    /// PPD 4.3 §5.16.
    private func putCustom(_ custom: CustomMedia, into lines: inout [String]) {
        let (widths, heights) = (custom.widths, custom.heights)
        lines += [
            "*VariablePaperSize: True", "*LeadingEdge Short: \"\"", "*DefaultLeadingEdge: Short",
            "*HWMargins: 0 0 0 0", "*MaxMediaWidth: \"\(points(widths.upperBound))\"",
            "*MaxMediaHeight: \"\(points(heights.upperBound))\"", "*NonUIOrderDependency: 10 AnySetup *CustomPageSize",
            "*CustomPageSize True: \"pop pop pop <</PageSize[5 -2 roll]/ImagingBBox null>>setpagedevice\"",
            "*ParamCustomPageSize Width: 1 points \(points(widths.lowerBound)) \(points(widths.upperBound))",
            "*ParamCustomPageSize Height: 2 points \(points(heights.lowerBound)) \(points(heights.upperBound))",
            "*ParamCustomPageSize WidthOffset: 3 points 0 0", "*ParamCustomPageSize HeightOffset: 4 points 0 0",
            "*ParamCustomPageSize Orientation: 5 int 0 3",
        ]
    }

    /// With as many decimals as say something, and a point whatever the locale.
    private func points(_ hundredths: Int32) -> String {
        let thousandths = (Int64(hundredths) * 72_000 + 1270) / 2540
        let (whole, rest) = (thousandths / 1000, (thousandths % 1000) / 10)
        if rest == 0 { return String(whole) }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    // MARK: Options

    private func put(_ option: PPDOption, into lines: inout [String]) {
        lines += [
            "*OpenUI *\(option.keyword)/\(PPDName.text(option.text)): PickOne",
            "*OrderDependency: \(option.order) AnySetup *\(option.keyword)",
            "*Default\(option.keyword): \(option.standard)",
        ]
        for choice in option.choices {
            lines.append("*\(option.keyword) \(choice.name)/\(PPDName.text(choice.text)): \"\(choice.code)\"")
        }
        for choice in option.choices {
            guard let number = choice.finishing, let name = FinishingTemplate.name(of: number) else { continue }
            lines.append("*cupsIPPFinishings \(number)/\(name): \"*\(option.keyword) \(choice.name)\"")
        }
        lines.append("*CloseUI: *\(option.keyword)")
    }

    /// PPD 4.3 §5.20 asks for one.
    private func putFonts(into lines: inout [String]) {
        lines += ["*DefaultFont: Courier", "*Font Courier: Standard \"(1.05)\" Standard ROM"]
    }
}

extension OperationContext {
    /// The PPD of a queue that has no driver; `nil` for one that hands on whatever it is sent.
    ///
    /// - Parameter server: the server as the client names it, such as `http://host:631`.
    public func generatedPPD(of printer: Printer, server: String?) -> [UInt8]? {
        let facts = facts.facts(of: printer)
        guard facts.driver == nil, printer.driver == nil, !facts.capabilities.formats.isEmpty else { return nil }
        return Array(GeneratedPPD(facts: facts, server: server).text.utf8)
    }
}
