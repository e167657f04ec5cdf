import Raster

extension RasterOrder {
    /// What a page of the document becomes: what it says of itself counts, what it does not say the order does.
    func target(_ page: RasterPage, isBack: Bool) -> RasterPage {
        var target = page
        target.format = pixels ?? format.nearest(to: page.format)
        fit(&target, page)
        if target.sides == .oneSided { target.sides = sides }
        target.quality = page.quality ?? quality
        if target.mediaType.isEmpty { target.mediaType = mediaType }
        if target.mediaSource == 0 { target.mediaSource = mediaSource }
        if makesCopies { (target.copies, target.totalPages) = (0, nil) }
        target.transform = isBack ? sheetBack.transform(for: target.sides) : .none
        return target
    }

    /// Programs that draw round in ways of their own: 2481 pixels for the 2480 of A4. A page that is nearly the sheet is
    /// the sheet; another stays what it is.
    private func fit(_ target: inout RasterPage, _ page: RasterPage) {
        guard let media else { return }
        let sheet = media.pixels(at: page.resolution)
        guard abs(sheet.width - page.width) <= Self.pixelsApartMax,
            abs(sheet.height - page.height) <= Self.pixelsApartMax
        else { return }
        target.media = media
        // Bits do not begin at bytes; nobody draws them for us.
        guard page.format.bitsPerSample >= 8 else { return }
        (target.width, target.height) = (sheet.width, sheet.height)
        if (target.width, target.height) != (page.width, page.height) { target.imageBox = nil }
    }

    private static let pixelsApartMax = 3

    /// What is still to be done to the pixels of a page that may have been turned where it was made.
    func back(of page: RasterPage, _ target: RasterPage) -> BackTransform {
        BackTransform(
            isMirrored: page.transform.isMirrored != target.transform.isMirrored,
            isFlipped: page.transform.isFlipped != target.transform.isFlipped)
    }
}
