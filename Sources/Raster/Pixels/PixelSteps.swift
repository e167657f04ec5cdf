/// The way of one line: to eight bits, to grey, light or inks, to the target.
final class PixelSteps {
    /// What all pixels become in between.
    private enum Middle {
        case gray
        case rgb
        case cmyk
    }

    private let source: PixelSource
    private let width: Int
    private let middle: Middle
    private let target: PixelFormat
    /// Between two steps, for pixels of four bytes.
    private let one: UnsafeMutablePointer<UInt32>
    private let two: UnsafeMutablePointer<UInt32>
    private let adobe: AdobeRGB?

    init(from source: PixelSource, to target: PixelFormat, width: Int) throws {
        self.source = source
        self.target = target
        self.width = width
        middle = try Self.middle(source, target)
        adobe = if case .raster(let format) = source, format.colorSpace == .adobeRGB { AdobeRGB() } else { nil }
        one = .allocate(capacity: width)
        two = .allocate(capacity: width)
    }

    deinit {
        one.deallocate()
        two.deallocate()
    }

    private static func middle(_ source: PixelSource, _ target: PixelFormat) throws -> Middle {
        let targets: [ColorSpace] = [.sgray, .luminance, .black, .srgb, .rgb, .cmyk]
        guard source != .raster(target) else { return .gray }
        guard target.bitsPerSample == 8, targets.contains(target.colorSpace) else {
            throw RasterError(.unsupported, "no pixels are turned into \(target.keyword)")
        }
        guard case .raster(let format) = source else { return .rgb }
        switch format.colorSpace {
        case .sgray, .luminance, .black: return .gray
        case .srgb, .rgb, .adobeRGB, .cmy: return .rgb
        case .cmyk: return .cmyk
        case .device: throw RasterError(.unsupported, "what \(format.keyword) looks like is not known")
        }
    }

    func run(_ from: UnsafeRawPointer, to: UnsafeMutablePointer<UInt8>) {
        guard source != .raster(target) else {
            to.update(from: Self.bytes(from), count: target.octetsPerLine(width: width))
            return
        }
        switch source {
        case .bgrx: runCairo(from, to)
        case .bgraPremultiplied:
            CairoPixels.flatten(from, count: width, to: one)
            runCairo(UnsafeRawPointer(one), to)
        case .raster(let format): runSamples(format, eightBits(from, format), to)
        }
    }

    private func runCairo(_ from: UnsafeRawPointer, _ to: UnsafeMutablePointer<UInt8>) {
        switch target.colorSpace {
        case .sgray, .luminance: CairoPixels.gray(from, count: width, to: to)
        case .black:
            CairoPixels.gray(from, count: width, to: to)
            SamplePixels.inverted(to, count: width, to: to)
        case .cmyk: CairoPixels.cmyk(from, count: width, to: to)
        default: CairoPixels.rgb(from, count: width, to: to)
        }
    }

    /// Samples of eight bits, ink as light but for CMYK, whatever they were.
    private func eightBits(_ from: UnsafeRawPointer, _ format: PixelFormat) -> UnsafePointer<UInt8> {
        let room = UnsafeMutableRawPointer(one).assumingMemoryBound(to: UInt8.self)
        var bytes = Self.bytes(from)
        let samples = width * format.colorSpace.samples
        switch format.bitsPerSample {
        case 1:
            let isLight = format.colorSpace.isAdditive
            SamplePixels.gray(
                fromBits: bytes, count: width, clear: isLight ? 0 : 255, set: isLight ? 255 : 0, to: room)
            return UnsafePointer(room)
        case 16:
            SamplePixels.narrowed(from, samples: samples, to: room)
            bytes = UnsafePointer(room)
        default: break
        }
        switch format.colorSpace {
        case .black, .cmy: SamplePixels.inverted(bytes, count: samples, to: room)
        case .adobeRGB: adobe?.convert(bytes, count: width, to: room)
        default: return bytes
        }
        return UnsafePointer(room)
    }

    private func runSamples(_ format: PixelFormat, _ from: UnsafePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>) {
        let room = UnsafeMutableRawPointer(two).assumingMemoryBound(to: UInt8.self)
        switch middle {
        case .gray: fromGray(from, to)
        case .rgb: fromRGB(from, to)
        case .cmyk where target.colorSpace == .cmyk: to.update(from: from, count: 4 * width)
        case .cmyk:
            SamplePixels.rgb(fromCMYK: from, count: width, to: room)
            fromRGB(UnsafePointer(room), to)
        }
    }

    private func fromGray(_ from: UnsafePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>) {
        switch target.colorSpace {
        case .black: SamplePixels.inverted(from, count: width, to: to)
        case .srgb, .rgb: SamplePixels.rgb(fromGray: from, count: width, to: to)
        case .cmyk: SamplePixels.cmyk(fromGray: from, count: width, to: to)
        default: to.update(from: from, count: width)
        }
    }

    private func fromRGB(_ from: UnsafePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>) {
        switch target.colorSpace {
        case .sgray, .luminance: SamplePixels.gray(fromRGB: from, count: width, to: to)
        case .black:
            SamplePixels.gray(fromRGB: from, count: width, to: to)
            SamplePixels.inverted(to, count: width, to: to)
        case .cmyk: SamplePixels.cmyk(fromRGB: from, count: width, to: to)
        default: to.update(from: from, count: 3 * width)
        }
    }

    private static func bytes(_ from: UnsafeRawPointer) -> UnsafePointer<UInt8> {
        from.assumingMemoryBound(to: UInt8.self)
    }
}
