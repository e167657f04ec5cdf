/// A chain of conversions from what was sent to what a device takes.
public struct Plan: Hashable, Sendable {
    struct Step: Hashable, Sendable {
        var converter: Converter
        var from: String
        var to: String
        /// What of the job it carries out, of what its converter can.
        var does: Set<PageNeed>
    }

    var source: String
    var steps: [Step]
    /// CPU time it takes by the table's figures.
    public var milliseconds: Double
    /// How good the result is, 0 to 100.
    public var quality: Int

    /// What comes out of it.
    public var format: String { steps.last?.to ?? source }
    /// Whether nothing is done at all.
    public var isEmpty: Bool { steps.isEmpty }
    /// The names of its converters, in order.
    public var names: [String] { steps.map(\.converter.name.rawValue) }
    /// The programs it runs, in order.
    public var engines: [String] { steps.map(\.converter.engine.name) }

    /// The chain for people: `text/plain › text › pdf › render › pwg-raster`.
    public var words: String {
        steps.reduce(Self.short(source)) { text, step in
            let does = step.does.sorted().map(\.rawValue).joined(separator: ", ")
            let name = does.isEmpty ? step.converter.name.rawValue : "\(step.converter.name.rawValue) (\(does))"
            return "\(text) › \(name) › \(Self.short(step.to))"
        }
    }

    /// A format without what all formats have: `application/pdf` is `pdf`.
    static func short(_ format: String) -> String {
        if format == ConverterTable.driven { return "the device's own language" }
        let name = format.split(separator: "/").last.map(String.init) ?? format
        for prefix in ["vnd.cups-", "vnd.hp-", "vnd.", "x-portable-"] where name.hasPrefix(prefix) {
            return prefix == "vnd.cups-" ? "cups-" + name.dropFirst(prefix.count) : String(name.dropFirst(prefix.count))
        }
        return name
    }
}
