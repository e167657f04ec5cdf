/// What is on a page, as the device will see it.
public struct PageInk: Hashable, Sendable {
    /// Any pixel is coloured.
    public var hasColor: Bool
    /// Not a dot on it.
    public var isBlank: Bool
    /// How much of the page is covered, in thousandths: black all over is 1000, a third of the light taken away 333.
    public var coverage: Int

    public init(hasColor: Bool, isBlank: Bool, coverage: Int) {
        self.hasColor = hasColor
        self.isBlank = isBlank
        self.coverage = coverage
    }
}

/// Looks at the lines of a page as they are sent; lines like the one before cost no more than to see that.
public final class InkMeter {
    private let page: RasterPage
    private let tolerance: Int
    private let last: UnsafeMutablePointer<UInt8>
    private var hasLast = false
    private var lastInk = 0
    private var ink = 0
    private var hasColor = false

    /// - Parameter tolerance: how far red, green and blue may be apart in a grey pixel, 0 to 255: scanners and JPEG do not
    ///   give exact greys.
    public init(_ page: RasterPage, tolerance: Int = 12) {
        self.page = page
        self.tolerance = tolerance
        last = .allocate(capacity: page.octetsPerLine)
    }

    deinit { last.deallocate() }

    public func add(_ lines: RawSpan, count: Int) {
        let octets = page.octetsPerLine
        precondition(lines.byteCount == count * octets, "lines of another length than the page's")
        lines.withBytes { start in
            for index in 0..<count {
                let line = start + index * octets
                let before = index == 0 ? UnsafePointer(last) : line - octets
                if !hasLast || !EqualBytes.areEqual(line, before, count: octets) { look(line) }
                ink += lastInk
                hasLast = true
            }
            if count > 0 { last.update(from: start + (count - 1) * octets, count: octets) }
        }
    }

    /// Of what has been added.
    public func result() -> PageInk {
        let most = page.width * page.height * InkLine.full(page.format)
        return PageInk(
            hasColor: hasColor, isBlank: ink == 0, coverage: min(1000, (ink * 1000 + most / 2) / max(1, most)))
    }

    private func look(_ line: UnsafePointer<UInt8>) {
        lastInk = InkLine.ink(line, page)
        if !hasColor { hasColor = InkLine.hasColor(line, page, tolerance: tolerance) }
    }
}
