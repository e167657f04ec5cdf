internal import Workbench

extension PicturePDF {
    /// PDF has PNG's compression and filters (ISO 32000-1 §7.4.4.4), so that most go in as they are.
    mutating func convertPNG(_ input: PictureInput) throws -> Outcome {
        var chunks = try PNGChunks(input)
        var header = try PNGHeader(reading: &chunks)
        let space = try pngColorSpace(header)
        let alphas = Spill()
        let isOpaque: Bool
        if header.isInterlaced {
            isOpaque = try copyInterlaced(&chunks, header, space, alphas)
        } else if header.type.hasAlpha {
            isOpaque = try copySplit(&chunks, header, space, alphas)
        } else {
            isOpaque = try copyUntouched(&chunks, header, space, alphas)
        }
        output.endStream(length: Number.imageLength)
        try writeMask(alphas, header, isOpaque: isOpaque)
        try readTail(&chunks, &header)
        try finish(header.picture)
        return Outcome(isColor: header.picture.colors != .gray)
    }

    private mutating func copyUntouched(
        _ chunks: inout PNGChunks, _ header: PNGHeader, _ space: String, _ alphas: Spill
    ) throws -> Bool {
        guard PNGLookedUpAlpha.isNeeded(for: header) else {
            beginPixels(header, space, colors: header.type.channels, hasMask: false)
            try eachPiece(&chunks) { output, piece in try output.stream(piece) }
            return true
        }
        beginPixels(header, space, colors: header.type.channels, hasMask: true)
        let rows = try PNGRows([.init(rowOctets: header.rowOctets, rows: header.picture.height)])
        var alpha = PNGLookedUpAlpha(header)
        let deflater = try Deflater(write: alphas.append)
        try eachPiece(&chunks) { output, piece in
            try output.stream(piece)
            try rows.add(piece) { try deflater.append(alpha.alphas(of: $0)) }
        }
        try rows.finish()
        try deflater.finish()
        return alpha.isOpaque
    }

    private mutating func copySplit(
        _ chunks: inout PNGChunks, _ header: PNGHeader, _ space: String, _ alphas: Spill
    ) throws -> Bool {
        beginPixels(header, space, colors: header.type.channels - 1, hasMask: true)
        let rows = try PNGRows([.init(rowOctets: header.rowOctets, rows: header.picture.height)])
        var sorter = try PixelSorter(header, alphas)
        try eachPiece(&chunks) { output, piece in
            try rows.add(piece) { try sorter.add($0) }
            try sorter.drain(into: &output)
        }
        try rows.finish()
        try sorter.finish(into: &output)
        return sorter.isOpaque
    }

    private mutating func copyInterlaced(
        _ chunks: inout PNGChunks, _ header: PNGHeader, _ space: String, _ alphas: Spill
    ) throws -> Bool {
        var sorter = try PixelSorter(header, alphas)
        beginPixels(header, space, colors: sorter.colorChannels, hasMask: sorter.hasAlpha)
        var picture = try PNGInterlace(header)
        let rows = try PNGRows(picture.runs)
        try eachPiece(&chunks) { _, piece in try rows.add(piece) { picture.add($0) } }
        try rows.finish()
        try picture.rows { row in
            try sorter.add(row)
            try sorter.drain(into: &output)
        }
        try sorter.finish(into: &output)
        return sorter.isOpaque
    }

    /// All pieces of all chunks of pixels, which follow one another.
    private mutating func eachPiece(
        _ chunks: inout PNGChunks, _ take: (inout PDFOutput, ArraySlice<UInt8>) throws -> Void
    ) throws {
        repeat {
            while let piece = try chunks.piece() { try take(&output, piece) }
        } while try chunks.next() == .data
    }

    private mutating func beginPixels(_ header: PNGHeader, _ space: String, colors: Int, hasMask: Bool) {
        let mask = hasMask ? "/SMask \(Number.mask) 0 R" : Self.colorKey(header)
        beginImage(
            header.picture, bits: header.bits, space: space,
            "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors \(colors)/BitsPerComponent \(header.bits)"
                + "/Columns \(header.picture.width)>>\(mask)")
    }

    /// One colour that is seen through (ISO 32000-1 §8.9.6.4).
    private static func colorKey(_ header: PNGHeader) -> String {
        guard header.type == .gray || header.type == .rgb, !header.transparency.isEmpty else { return "" }
        let window = ByteWindow(header.transparency[...])
        let keys = stride(from: 0, to: header.transparency.count, by: 2).compactMap { window.uint16(at: $0) }
        guard keys.allSatisfy({ $0 < 1 << header.bits }) else { return "" }
        return "/Mask[" + keys.map { "\($0) \($0)" }.joined(separator: " ") + "]"
    }

    /// A picture that turns out to hide all of what is below needs no mask, which would only cost the renderer time: a
    /// reference to null counts as none (ISO 32000-1 §7.3.9).
    private mutating func writeMask(_ alphas: Spill, _ header: PNGHeader, isOpaque: Bool) throws {
        guard !isOpaque else {
            output.object(Number.mask, "null")
            output.object(Number.maskLength, "null")
            return
        }
        let bits = header.type.hasAlpha ? header.bits : 8
        output.beginStream(
            Number.mask,
            "/Type/XObject/Subtype/Image/Width \(header.picture.width)/Height \(header.picture.height)"
                + "/BitsPerComponent \(bits)/ColorSpace/DeviceGray/Filter/FlateDecode"
                + "/DecodeParms<</Predictor 15/Colors 1/BitsPerComponent \(bits)/Columns \(header.picture.width)>>",
            length: Number.maskLength)
        try alphas.replay { try output.stream($0) }
        output.endStream(length: Number.maskLength)
    }

    private mutating func pngColorSpace(_ header: PNGHeader) throws -> String {
        let own = try colorSpace(of: header.picture)
        let base = header.gamma.map { Self.calibrated(header.picture.colors, exponent: $0) } ?? own
        guard header.type == .palette else { return base }
        // PDF has no colours past the palette's end; a PNG that uses them is wrong, and gets black.
        return "[/Indexed \(base) \(header.palette.count / 3 - 1) \(PDFText.hex(header.palette))]"
    }

    /// sRGB's primaries and white with another exponent.
    private static func calibrated(_ colors: Picture.Colors, exponent: Double) -> String {
        let gamma = PDFText.number(exponent)
        return colors == .gray
            ? "[/CalGray<</WhitePoint[0.9505 1 1.089]/Gamma \(gamma)>>]"
            : "[/CalRGB<</WhitePoint[0.9505 1 1.089]/Gamma[\(gamma) \(gamma) \(gamma)]"
                + "/Matrix[0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505]>>]"
    }

    /// The last chunk of pixels has been left by asking for the one behind it, which is current.
    private func readTail(_ chunks: inout PNGChunks, _ header: inout PNGHeader) throws {
        while chunks.kind != .end {
            if chunks.kind == .exif, let body = try chunks.body(octetsMax: 1 << 20) {
                header.readEXIF(body)
            } else {
                try chunks.skip()
            }
            _ = try chunks.next()
        }
        try chunks.skip()
    }
}
