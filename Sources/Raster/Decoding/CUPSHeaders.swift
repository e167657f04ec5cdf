/// Headers of PWG and CUPS raster: see ``PageHeader``.
struct CUPSHeaders: PageHeaderReader {
    let version: Int
    let isBigEndian: Bool

    func next(_ input: InputBuffer) throws -> PageLayout? {
        guard try input.fill() else { return nil }
        let offset = input.offset
        var header = PageHeader(isBigEndian: isBigEndian)
        let octets = version == 1 ? PageHeader.octetsOfVersion1 : PageHeader.octets
        header.bytes.replaceSubrange(0..<octets, with: try input.bytes(octets, "the header of a page"))
        let page = try header.page(at: offset)
        return try layout(header, page, offset)
    }

    private func layout(_ header: PageHeader, _ page: RasterPage, _ offset: Int) throws -> PageLayout {
        let order = header[.colorOrder]
        let samples = page.format.colorSpace.samples
        let bits = page.format.bitsPerSample
        guard order == 0 || samples == 1 || (order == 1 && bits >= 8) else {
            // Planes come one after the other: the whole page would have to be kept.
            throw RasterError(.unsupported, "the order \(order) of colours with \(bits) bits", at: offset)
        }
        let unit = order == 0 ? page.format.unitOctets : bits < 8 ? 1 : bits / 8
        let pixelBits = Int(header[.bitsPerPixel])
        guard pixelBits == page.format.bitsPerPixel || (order == 1 && pixelBits == bits) else {
            throw RasterError(.damaged, "\(pixelBits) bits a pixel of \(page.format.keyword)", at: offset)
        }
        let octets = Int(header[.octetsPerLine])
        guard (page.octetsPerLine...RasterLimits.lineOctetsMax).contains(octets), octets % unit == 0 else {
            throw RasterError(
                .damaged, "lines of \(octets) bytes for \(page.width) pixels of \(page.format.keyword)", at: offset)
        }
        return PageLayout(
            page: page, isCompressed: version == 2, rawOctets: octets, unit: unit,
            isBanded: order == 1 && samples > 1, isSwapped: bits == 16 && !isBigEndian, isPWG: header.isPWG)
    }
}

extension PageHeader {
    var isPWG: Bool { self[.mediaClass] == "PwgRaster" }

    /// What the header says, checked.
    func page(at offset: Int) throws -> RasterPage {
        let number = self[.colorSpace]
        guard let space = ColorSpace(number: number),
            let format = PixelFormat(space, bitsPerSample: Int(self[.bitsPerColor]))
        else {
            throw RasterError(.unsupported, "colour space \(number) with \(self[.bitsPerColor]) bits", at: offset)
        }
        let media = MediaSize(
            points: points(.pageWidth, .floatPageWidth), points(.pageHeight, .floatPageHeight),
            name: self[.pageSizeName])
        var page = RasterPage(
            width: Int(self[.width]), height: Int(self[.height]),
            resolution: Resolution(
                crossFeed: Int(self[.resolutionCrossFeed]), feed: Int(self[.resolutionFeed])),
            media: media, format: format)
        page.sides = self[.duplex] == 0 ? .oneSided : self[.tumble] == 0 ? .twoSidedLongEdge : .twoSidedShortEdge
        page.copies = Int(self[.copies])
        page.orientation = PageOrientation(rawValue: Int(self[.orientation])) ?? .portrait
        page.mediaType = self[.mediaType]
        page.mediaColor = self[.mediaColor]
        page.mediaSource = Int(self[.mediaPosition])
        page.renderingIntent = self[.renderingIntent]
        if isPWG { readPWG(&page) }
        try page.check(at: offset)
        return page
    }

    private func readPWG(_ page: inout RasterPage) {
        page.contentOptimize = self[.printContentOptimize]
        page.totalPages = self[.totalPages] == 0 ? nil : Int(self[.totalPages])
        page.quality = PrintQuality(rawValue: Int(self[.printQuality]))
        page.transform = BackTransform(
            isMirrored: self[.crossFeedTransform] == .max, isFlipped: self[.feedTransform] == .max)
        let box = PixelBox(
            left: Int(self[.imageLeft]), top: Int(self[.imageTop]), right: Int(self[.imageRight]),
            bottom: Int(self[.imageBottom]))
        let whole = PixelBox(left: 0, top: 0, right: page.width, bottom: page.height)
        let isWithin =
            box.left < box.right && box.top < box.bottom && box.right <= page.width && box.bottom <= page.height
        page.imageBox = isWithin && box != whole ? box : nil
    }

    /// The exact size where CUPS says one that agrees with the rounded one.
    private func points(_ whole: Field, _ exact: Field) -> Double {
        let (rounded, value) = (Double(self[whole]), Double(Float(bitPattern: self[exact])))
        return value > rounded - 1 && value < rounded + 1 ? value : rounded
    }
}
