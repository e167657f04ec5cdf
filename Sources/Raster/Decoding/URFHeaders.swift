/// Headers of Apple raster: see ``URFEncoder``.
struct URFHeaders: PageHeaderReader {
    let totalPages: Int?

    func next(_ input: InputBuffer) throws -> PageLayout? {
        guard try input.fill() else { return nil }
        let offset = input.offset
        let header = try input.bytes(URFWords.headerOctets, "the header of a page")
        func number(_ at: Int) -> Int { header[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        let index = Int(header[1])
        guard index < URFWords.colorSpaces.count, let space = URFWords.colorSpaces[index],
            Int(header[0]) % space.samples == 0,
            let format = PixelFormat(space, bitsPerSample: Int(header[0]) / space.samples)
        else { throw RasterError(.unsupported, "colour space \(header[1]) with \(header[0]) bits a pixel", at: offset) }
        var page = RasterPage(
            width: number(12), height: number(16), resolution: Resolution(number(20)),
            media: MediaSize(width: 0, height: 0), format: format)
        try page.check(at: offset)
        page.media = Self.media(page)
        page.sides = header[2] == 2 ? .twoSidedShortEdge : header[2] == 3 ? .twoSidedLongEdge : .oneSided
        page.quality = PrintQuality(rawValue: Int(header[3]))
        page.mediaType = header[4] == 0 ? "" : URFWords.mediaTypes[min(Int(header[4]), URFWords.mediaTypes.count - 1)]
        page.mediaSource = Int(header[5])
        page.totalPages = totalPages
        return PageLayout(
            page: page, isCompressed: true, rawOctets: page.octetsPerLine, unit: format.unitOctets)
    }

    /// As large as the pixels are: there is nothing else.
    static func media(_ page: RasterPage) -> MediaSize {
        MediaSize(
            width: min(RasterLimits.mediaMax, page.width * 2540 / page.resolution.crossFeed),
            height: min(RasterLimits.mediaMax, page.height * 2540 / page.resolution.feed))
    }
}
