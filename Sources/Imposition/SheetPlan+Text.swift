internal import Workbench

extension SheetPlan: CustomStringConvertible {
    /// One line a page of the output, for people and tests; pages are counted from 1, as people do.
    public var description: String {
        output.enumerated().map { position, index in "\(position + 1): \(sides[index])" }.joined(separator: "\n")
            + "\n\(counts.impressions) impressions on \(counts.sheets) sheets"
    }
}

extension Side: CustomStringConvertible {
    public var description: String {
        let what: String =
            switch content {
            case .blank: "blank"
            case .kept(let page): "page \(page + 1) as it is"
            case .placed(let placements, let watermark):
                (placements.map(\.description) + (watermark.map { [$0.description] } ?? [])).joined(separator: "; ")
            case .jobSheet(let page): "\(page.isStart ? "start" : "end") sheet \(page.index + 1)"
            }
        return "\(short(size.width))×\(short(size.height)) \(what)"
    }
}

extension Placement: CustomStringConvertible {
    public var description: String {
        var text = "page \(page + 1) [\(matrix)]"
        if let clip { text += " clip \(clip)" }
        for frame in frames { text += " frame \(frame.rectangle) \(short(frame.lineWidth))" }
        return text
    }
}

extension WatermarkPlace: CustomStringConvertible {
    public var description: String { "watermark \(isOver ? "over" : "under") [\(matrix)]" }
}

extension Affine: CustomStringConvertible {
    public var description: String {
        [a, b, c, d].map { number(($0 * 1000).rounded() / 1000) }.joined(separator: " ") + " \(short(e)) \(short(f))"
    }
}

extension Rectangle: CustomStringConvertible {
    public var description: String { "(\(short(left)) \(short(bottom)) \(short(right)) \(short(top)))" }
}

/// To a tenth of a point.
private func short(_ value: Double) -> String { number((value * 10).rounded() / 10) }
