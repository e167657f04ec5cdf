/// What anymaps do not say of their pages.
public struct AnymapPages: Hashable, Sendable {
    public var resolution: Resolution
    /// The medium; `nil` makes it as large as the pixels are.
    public var media: MediaSize?

    public init(resolution: Resolution = Resolution(300), media: MediaSize? = nil) {
        self.resolution = resolution
        self.media = media
    }
}

/// Headers of P4, P5 and P6 (netpbm's pbm(5), pgm(5) and ppm(5)), one picture after the other.
struct AnymapHeaders: PageHeaderReader {
    private let pages: AnymapPages
    /// Digits of a number, and bytes between two of them: a header is short.
    private static let digitsMax = 9
    private static let spacesMax = 4096

    init(_ pages: AnymapPages) {
        self.pages = pages
    }

    func next(_ input: InputBuffer) throws -> PageLayout? {
        // Between pictures, some writers end a line.
        while let byte = try input.peek(), byte == 0x0A { _ = try input.byte("a line") }
        guard try input.fill() else { return nil }
        let offset = input.offset
        let magic = try input.bytes(2, "the header of a picture")
        let isBits = magic == Array("P4".utf8)
        guard isBits || magic == Array("P5".utf8) || magic == Array("P6".utf8) else {
            throw RasterError(.damaged, "a picture that begins with neither P4, P5 nor P6", at: offset)
        }
        let (width, height) = (try number(input), try number(input))
        let most = isBits ? 1 : try number(input)
        guard isBits || most == 255 || most == 65535,
            let format = PixelFormat(
                isBits ? .black : magic[1] == 0x35 ? .sgray : .srgb,
                bitsPerSample: isBits ? 1 : most == 255 ? 8 : 16)
        else { throw RasterError(.unsupported, "samples up to \(most): 255 and 65535 are read", at: offset) }
        var page = RasterPage(
            width: width, height: height, resolution: pages.resolution, media: MediaSize(width: 0, height: 0),
            format: format)
        try page.check(at: offset)
        page.media = pages.media ?? URFHeaders.media(page)
        return PageLayout(page: page, isCompressed: false, rawOctets: page.octetsPerLine, unit: format.unitOctets)
    }

    /// A number, after space and comments, and the one byte of space that ends it.
    private func number(_ input: InputBuffer) throws -> Int {
        let offset = input.offset
        var byte = try input.byte("the header of a picture")
        var (isComment, skipped) = (byte == 0x23, 0)
        while isComment || byte == 0x20 || (0x09...0x0D).contains(byte) {
            skipped += 1
            guard skipped <= Self.spacesMax else { throw RasterError(.damaged, "a header without an end", at: offset) }
            byte = try input.byte("the header of a picture")
            isComment = isComment ? byte != 0x0A : byte == 0x23
        }
        var (value, digits) = (0, 0)
        while (0x30...0x39).contains(byte), digits < Self.digitsMax {
            value = value * 10 + Int(byte - 0x30)
            digits += 1
            byte = try input.byte("the header of a picture")
        }
        guard digits > 0, byte == 0x20 || (0x09...0x0D).contains(byte) else {
            throw RasterError(.damaged, "expected a number of at most \(Self.digitsMax) digits", at: offset)
        }
        return value
    }
}
