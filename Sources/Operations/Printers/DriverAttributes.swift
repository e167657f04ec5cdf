import IPP
import PrintModel

/// A driver as CUPS-Get-PPDs describes it (CUPS 2.4, 0x400C), and what else there is to know of ours.
struct DriverAttributes: Sendable {
    let name: String
    var description: DriverDescription
    /// `nil` for what is no PPD, or one that is not kept.
    var driver: Driver?

    init(_ driver: Driver) {
        name = driver.name
        description = driver.description
        self.driver = driver
    }

    init(name: String, _ description: DriverDescription) {
        self.name = name
        self.description = description
    }

    /// The answers to `lpadmin -m` that are no PPD: the server asks the device, or passes on what it is given.
    static let withoutPPD: [DriverAttributes] = [("everywhere", "IPP", "IPP Everywhere"), ("raw", "Raw", "Raw Queue")]
        .map { name, make, model in
            var description = DriverDescription()
            description.make = make
            description.makeAndModel = model
            return DriverAttributes(name: name, description)
        }

    func group(_ requested: RequestedAttributes) -> AttributeGroup {
        var writer = AttributeWriter(requested)
        writer.put("ppd-name", .name(name))
        writer.put("ppd-make", .text(description.make))
        writer.put("ppd-make-and-model", .text(description.makeAndModel))
        writer.put("ppd-device-id", .text(description.deviceID))
        writer.put("ppd-natural-language", .naturalLanguage(description.language))
        writer.put("ppd-product", description.product.isEmpty ? [] : [.text("(\(description.product))")])
        writer.put("ppd-psversion", description.psVersion.isEmpty ? [] : [.text(description.psVersion)])
        writer.put("ppd-type", .keyword(description.kind == "pcl" ? "raster" : description.kind))
        writer.put("ppd-model-number", .integer(description.modelNumber))
        putOurs(in: &writer)
        return AttributeGroup(.printer, writer.attributes)
    }

    // MARK: Ours, by name only

    private func putOurs(in writer: inout AttributeWriter) {
        putKeeping(in: &writer)
        putAbilities(in: &writer)
        writer.put("quire-driver-refused", .byNameOnly, description.refused.map { .text($0) })
        writer.put("quire-driver-faults", .byNameOnly, description.faults.map { .text($0) })
        writer.put("quire-driver-constraints", .byNameOnly, .integer(Int32(clamping: description.constraints)))
        writer.put(
            "quire-driver-options", .byNameOnly,
            description.options.map { option in
                let choices = option.choices.map { $0 == option.standard ? "*" + $0 : $0 }.joined(separator: " ")
                return .text("\(option.keyword): \(choices)".truncated(toOctets: 1023))
            })
    }

    private func putKeeping(in writer: inout AttributeWriter) {
        writer.put(
            "quire-driver-filters-needed", .byNameOnly, description.filters.map { .name($0) })
        guard let driver else { return }
        writer.put("quire-driver-id", .byNameOnly, .name(driver.id.text))
        writer.put("quire-driver-origin", .byNameOnly, .keyword(driver.origin.rawValue))
        writer.put("quire-driver-added-by", .byNameOnly, driver.addedBy.isEmpty ? [] : [.name(driver.addedBy)])
        writer.put(
            "quire-driver-added-at", .byNameOnly,
            .dateTime(IPPDateTime(secondsSince1970: driver.addedAt.seconds)))
        writer.put("quire-driver-octets", .byNameOnly, .integer(Int32(clamping: driver.octets)))
        writer.put("quire-driver-filters-approved", .byNameOnly, driver.approvedFilters.map { .name($0) })
        writer.put("quire-driver-obstacle", .byNameOnly, driver.obstacle.map { [.text($0)] } ?? [])
    }

    /// By the names the printer itself would have for them.
    private func putAbilities(in writer: inout AttributeWriter) {
        let formats = description.ways.map(\.format)
        writer.put("document-format-supported", .byNameOnly, formats.map { .mimeMediaType($0) })
        writer.put("color-supported", .byNameOnly, .boolean(description.hasColor))
        writer.put("sides-supported", .byNameOnly, description.sides.map { .keyword($0) })
        writer.put("print-color-mode-supported", .byNameOnly, description.colorModes.map { .keyword($0) })
        writer.put("media-supported", .byNameOnly, description.media.map { .keyword($0.name) })
        writer.put("media-source-supported", .byNameOnly, description.sources.map { .keyword($0) })
        writer.put("media-type-supported", .byNameOnly, description.types.map { .keyword($0) })
        writer.put("output-bin-supported", .byNameOnly, description.bins.map { .keyword($0) })
        writer.put("print-quality-supported", .byNameOnly, description.qualities.map { .enum($0) })
        writer.put("finishings-supported", .byNameOnly, ([3] + description.finishings).map { .enum($0) })
        writer.put(
            "printer-resolution-supported", .byNameOnly,
            description.resolutions.map { .resolution(Resolution(crossFeed: $0.x, feed: $0.y)) })
        writer.put(
            "pages-per-minute", .byNameOnly,
            description.pagesPerMinute > 0 ? [.integer(description.pagesPerMinute)] : [])
    }
}
