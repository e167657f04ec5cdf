/// What is written into a page of the output: operators that call on the pages placed there (ISO 32000-1 §8.10).
public struct SideContent: Hashable, Sendable {
    /// Indexes of pages; the one at position n is called on as `/Pn`.
    public private(set) var pages: [Int] = []
    /// Calls on the watermark as `/W`.
    public private(set) var usesWatermark = false
    public private(set) var operators: [UInt8] = []

    public init(_ placements: [Placement], _ watermark: WatermarkPlace?) {
        if let watermark, !watermark.isOver { add(watermark) }
        for placement in placements { add(placement) }
        if let watermark, watermark.isOver { add(watermark) }
    }

    private mutating func add(_ placement: Placement) {
        write("q\n")
        if let clip = placement.clip { write("\(operands(clip)) re W n\n") }
        write("\(operands(placement.matrix)) cm /P\(pages.count) Do\nQ\n")
        pages.append(placement.page)
        guard !placement.frames.isEmpty else { return }
        write("q 0 G\n")
        for frame in placement.frames { write("\(number(frame.lineWidth)) w \(operands(frame.rectangle)) re S\n") }
        write("Q\n")
    }

    private mutating func add(_ watermark: WatermarkPlace) {
        usesWatermark = true
        write("q \(operands(watermark.matrix)) cm /W Do Q\n")
    }

    private mutating func write(_ text: String) { operators += Array(text.utf8) }

    private func operands(_ matrix: Affine) -> String {
        [matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f].map(number).joined(separator: " ")
    }

    private func operands(_ rectangle: Rectangle) -> String {
        [rectangle.left, rectangle.bottom, rectangle.size.width, rectangle.size.height].map(number)
            .joined(separator: " ")
    }
}

/// A number as PDF has them: no exponent, and no more than six digits behind the point.
func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let millionths = Int((abs(value) * 1e6).rounded())
    let whole = "\(millionths / 1_000_000)"
    let sign = value < 0 && millionths > 0 ? "-" : ""
    guard millionths % 1_000_000 != 0 else { return sign + whole }
    var fraction = Substring("\(1_000_000 + millionths % 1_000_000)").dropFirst()
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return sign + whole + "." + fraction
}
