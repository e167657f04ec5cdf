/// Takes rows with an alpha apart, without undoing their filters: a filter treats every octet of a pixel for itself, so
/// that the filtered colours are the colours filtered, and so are the alphas.
struct PNGAlphaSplitter {
    private let colorOctets: Int
    private let alphaOctets: Int
    private let width: Int
    private var isFirstRow = true
    /// No pixel has been seen that one sees through.
    private(set) var isOpaque = true

    init(_ header: PNGHeader) {
        alphaOctets = header.bits / 8
        colorOctets = alphaOctets * (header.type.channels - 1)
        width = header.picture.width
    }

    mutating func split(_ row: [UInt8]) -> (colors: [UInt8], alphas: [UInt8]) {
        let (colorStep, alphaStep) = (colorOctets, alphaOctets)
        var alphas = [UInt8](repeating: row[0], count: 1 + width * alphaStep)
        let colors = [UInt8](unsafeUninitializedCapacity: 1 + width * colorStep) { colors, count in
            colors[0] = row[0]
            var (from, color, alpha) = (1, 1, 1)
            for _ in 0..<width {
                for _ in 0..<colorStep {
                    colors[color] = row[from]
                    (color, from) = (color + 1, from + 1)
                }
                for _ in 0..<alphaStep {
                    alphas[alpha] = row[from]
                    (alpha, from) = (alpha + 1, from + 1)
                }
            }
            count = color
        }
        if isOpaque { isOpaque = isOpaqueRow(alphas) }
        isFirstRow = false
        return (colors, alphas)
    }

    /// What a row of nothing but 255 looks like after each filter.
    private func isOpaqueRow(_ row: [UInt8]) -> Bool {
        let (first, others): (UInt8, UInt8) =
            switch (row[0], isFirstRow) {
            case (0, _), (2, true): (255, 255)
            case (1, _), (4, true): (255, 0)
            case (3, true): (255, 128)
            case (3, false): (128, 0)
            default: (0, 0)
            }
        let end = 1 + alphaOctets
        return row[1..<end].allSatisfy { $0 == first } && row[end...].allSatisfy { $0 == others }
    }
}

/// The alphas of a picture without a channel for them, from its rows: 8 bits a pixel, without a filter.
struct PNGLookedUpAlpha {
    private var unfilter: PNGUnfilter
    private let header: PNGHeader
    private let paletteAlphas: [UInt8]
    private(set) var isOpaque = true

    /// Whether there are any that PDF has no shorter word for: one colour of up to 8 bits that is seen through can be
    /// said so, and of those with 16 bits the readers do not agree.
    static func isNeeded(for header: PNGHeader) -> Bool {
        switch header.type {
        case .palette: header.transparency.contains { $0 != 255 }
        case .gray, .rgb: header.bits == 16 && !header.transparency.isEmpty
        case .grayAlpha, .rgbAlpha: false
        }
    }

    init(_ header: PNGHeader) {
        self.header = header
        unfilter = PNGUnfilter(rowOctets: header.rowOctets, bitsPerPixel: header.bits * header.type.channels)
        paletteAlphas =
            header.transparency + [UInt8](repeating: 255, count: 256 - min(256, header.transparency.count))
    }

    /// The row's filter octet, 0, stands before the alphas.
    mutating func alphas(of filtered: [UInt8]) -> [UInt8] {
        unfilter.undo(filtered)
        var row = [UInt8](repeating: 0, count: 1 + header.picture.width)
        for pixel in 0..<header.picture.width {
            row[1 + pixel] = header.type == .palette ? paletteAlpha(of: pixel) : keyAlpha(of: pixel)
        }
        if isOpaque { isOpaque = row.dropFirst().allSatisfy { $0 == 255 } }
        return row
    }

    private func paletteAlpha(of pixel: Int) -> UInt8 {
        let bit = pixel * header.bits
        let mask = UInt8(1 << header.bits - 1)
        return paletteAlphas[Int(unfilter.row[bit / 8] >> UInt8(8 - header.bits - bit % 8) & mask)]
    }

    private func keyAlpha(of pixel: Int) -> UInt8 {
        let octets = header.transparency.count
        return unfilter.row[(pixel * octets)..<((pixel + 1) * octets)].elementsEqual(header.transparency) ? 0 : 255
    }
}
