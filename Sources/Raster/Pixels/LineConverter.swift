/// Lines of pixels from what a renderer or a decoder gives to what a device takes.
///
/// A converter belongs to one page. To black and white each line comes out after the next has come (``Halftone``), so
/// that lines are asked for and the last one is fetched by ``finish(_:)``.
public final class LineConverter {
    private let width: Int
    private let source: PixelSource
    private let target: PixelFormat
    private let steps: PixelSteps
    private let halftone: Halftone?

    /// Throws when nothing here leads from `source` to `target`.
    ///
    /// - Parameter width: in pixels, 1 to ``RasterLimits/pixelsMax``.
    public init(from source: PixelSource, to target: PixelFormat, width: Int) throws {
        self.width = width
        self.source = source
        self.target = target
        let isHalftone = target == .black1 && source != .raster(.black1)
        steps = try PixelSteps(from: source, to: isHalftone ? .sgray8 : target, width: width)
        halftone = isHalftone ? Halftone(width: width) : nil
    }

    /// - Parameters:
    ///   - lines: `count` lines, `stride` bytes from one to the next; the last one may be shorter than that.
    ///   - to: room for `count` lines of the target.
    /// - Returns: how many lines were written to `to`.
    public func convert(
        _ lines: UnsafeRawBufferPointer, stride: Int, count: Int, to: UnsafeMutableRawBufferPointer
    ) -> Int {
        guard count > 0 else { return 0 }
        let octets = target.octetsPerLine(width: width)
        let needed = source.octetsPerLine(width: width)
        precondition(stride >= needed && lines.count >= (count - 1) * stride + needed, "lines that are too short")
        precondition(to.count >= count * octets, "no room for the lines")
        guard let from = lines.baseAddress, let start = to.bindMemory(to: UInt8.self).baseAddress else { return 0 }
        var written = 0
        for line in 0..<count {
            let place = start + written * octets
            if let halftone {
                steps.run(from + line * stride, to: halftone.line)
                if halftone.next(place) { written += 1 }
            } else {
                steps.run(from + line * stride, to: place)
                written += 1
            }
        }
        return written
    }

    /// - Parameter to: room for a line.
    /// - Returns: how many lines were still to come, 0 or 1.
    public func finish(_ to: UnsafeMutableRawBufferPointer) -> Int {
        precondition(to.count >= target.octetsPerLine(width: width), "no room for the line")
        guard let halftone, let place = to.bindMemory(to: UInt8.self).baseAddress else { return 0 }
        return halftone.finish(place) ? 1 : 0
    }
}
