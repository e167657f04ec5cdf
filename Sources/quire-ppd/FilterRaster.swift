import CCups
import Glibc
import PPDReading
import Workbench

/// The raster that a filter named by a PPD wants, made from the one our renderer draws: the part of the sheet that can be
/// printed on, in the filter's own colours, with what the choices say of media and the vendor's own numbers.
struct FilterRaster {
    /// What libcups reads.
    static let formats: Set<String> = ["application/vnd.cups-raster", "image/pwg-raster"]

    private let header: cups_page_header2_t
    private let conversion: Conversion

    /// From pixels of the renderer's to those of the filter's; both sides have the same size.
    private enum Conversion { case none, inverted }

    /// `nil` where the filter wants colours or an order of bits that are not made here.
    init?(_ file: PPDFile) {
        var header = cups_page_header2_t()
        guard cupsRasterInterpretPPD(&header, file.handle, 0, nil, nil) == 0, header.HWResolution.0 >= 30,
            header.HWResolution.1 >= 30, header.HWResolution.0 <= 9600, header.HWResolution.1 <= 9600,
            header.cupsColorOrder == CUPS_ORDER_CHUNKED
        else { return nil }
        switch (header.cupsColorSpace, header.cupsBitsPerColor) {
        case (CUPS_CSPACE_W, 8), (CUPS_CSPACE_SW, 8): (colorSpace, conversion) = ("sgray_8", .none)
        case (CUPS_CSPACE_K, 8): (colorSpace, conversion) = ("sgray_8", .inverted)
        case (CUPS_CSPACE_K, 1): (colorSpace, conversion) = ("black_1", .none)
        case (CUPS_CSPACE_W, 1), (CUPS_CSPACE_SW, 1): (colorSpace, conversion) = ("black_1", .inverted)
        case (CUPS_CSPACE_RGB, 8), (CUPS_CSPACE_SRGB, 8): (colorSpace, conversion) = ("srgb_8", .none)
        case (CUPS_CSPACE_CMY, 8): (colorSpace, conversion) = ("srgb_8", .inverted)
        case (CUPS_CSPACE_CMYK, 8): (colorSpace, conversion) = ("cmyk_8", .none)
        default: return nil
        }
        self.header = header
    }

    private let colorSpace: String

    var wanted: PPDRaster {
        PPDRaster(
            resolutionX: Int(header.HWResolution.0), resolutionY: Int(header.HWResolution.1), colorSpace: colorSpace)
    }

    /// Reads raster from descriptor 0, writes the filter's to `output`; returns how many pages there were.
    func pass(to output: Int32) throws -> Int {
        guard let source = cupsRasterOpen(Helper.Descriptor.document, CUPS_RASTER_READ) else {
            throw Problem(.documentFormatError, "the document is no raster")
        }
        defer { cupsRasterClose(source) }
        guard let sink = cupsRasterOpen(output, CUPS_RASTER_WRITE) else { throw OutputClosed() }
        defer { cupsRasterClose(sink) }
        var pages = 0
        var page = cups_page_header2_t()
        while cupsRasterReadHeader2(source, &page) != 0 {
            pages += 1
            Helper.say(page: pages)
            try pass(page, number: pages, from: source, to: sink)
        }
        return pages
    }

    private func pass(
        _ page: cups_page_header2_t, number: Int, from source: OpaquePointer, to sink: OpaquePointer
    ) throws {
        let crop = try Crop(page, to: header, number)
        var changed = changed(page, crop)
        guard cupsRasterWriteHeader2(sink, &changed) != 0 else { throw OutputClosed() }
        var line = [UInt8](repeating: 0, count: Int(page.cupsBytesPerLine))
        var part = [UInt8](repeating: 0, count: crop.octets)
        for row in 0..<Int(page.cupsHeight) {
            guard cupsRasterReadPixels(source, &line, page.cupsBytesPerLine) == page.cupsBytesPerLine else {
                throw Problem(.documentFormatError, "the raster of page \(number) ends early", page: number)
            }
            guard crop.rows.contains(row) else { continue }
            crop.cut(line, into: &part)
            if conversion == .inverted { for place in part.indices { part[place] = ~part[place] } }
            guard cupsRasterWritePixels(sink, &part, UInt32(part.count)) == UInt32(part.count) else {
                throw OutputClosed()
            }
        }
    }

    private func changed(_ page: cups_page_header2_t, _ crop: Crop) -> cups_page_header2_t {
        var changed = header
        changed.cupsWidth = UInt32(crop.pixels)
        changed.cupsHeight = UInt32(crop.rows.count)
        changed.cupsBitsPerPixel = page.cupsBitsPerPixel
        changed.cupsBytesPerLine = UInt32(crop.octets)
        changed.HWResolution = page.HWResolution
        // What the renderer knows of the pages is theirs: on which side, how often.
        changed.NumCopies = max(1, page.NumCopies)
        return changed
    }

    /// The part of a page that a filter is given.
    private struct Crop {
        private let firstOctet: Int
        /// Bits of it that are not wanted, 0 to 7; 0 for pixels of whole octets.
        private let shift: Int
        let octets: Int
        let pixels: Int
        let rows: Range<Int>

        init(_ page: cups_page_header2_t, to header: cups_page_header2_t, _ number: Int) throws {
            let bits = Int(page.cupsBitsPerPixel)
            let (width, height) = (Int(page.cupsWidth), Int(page.cupsHeight))
            guard page.cupsBitsPerColor == header.cupsBitsPerColor, page.cupsColorOrder == CUPS_ORDER_CHUNKED,
                (1...100_000).contains(width), (1...1_000_000).contains(height), [1, 8, 24, 32].contains(bits),
                Int(page.cupsBytesPerLine) == (width * bits + 7) / 8
            else { throw Problem(.documentFormatError, "page \(number) is not the raster asked for", page: number) }
            func pixels(_ points: Float, _ resolution: UInt32) -> Int {
                points.isFinite && points > 0 && points < 100_000 ? Int(points * Float(resolution) / 72 + 0.5) : 0
            }
            let box = header.cupsImagingBBox
            let left = min(pixels(box.0, header.HWResolution.0), width - 1)
            let right = box.2 > box.0 ? min(pixels(box.2, header.HWResolution.0), width) : width
            let sheetHeight = pixels(header.cupsPageSize.1, header.HWResolution.1)
            let top = box.3 > 0 ? min(max(0, sheetHeight - pixels(box.3, header.HWResolution.1)), height - 1) : 0
            let bottom = min(height, max(top + 1, sheetHeight - pixels(box.1, header.HWResolution.1)))
            self.pixels = max(1, right - left)
            rows = top..<max(top + 1, bottom)
            firstOctet = left * bits / 8
            shift = left * bits % 8
            octets = (self.pixels * bits + 7) / 8
        }

        /// The wanted part of a line; what stands behind the page's right end is left as it is.
        func cut(_ line: [UInt8], into part: inout [UInt8]) {
            let taken = min(octets, line.count - firstOctet)
            for place in 0..<taken {
                let from = firstOctet + place
                if shift == 0 {
                    part[place] = line[from]
                } else {
                    let next = from + 1 < line.count ? line[from + 1] >> UInt8(8 - shift) : 0
                    part[place] = line[from] << UInt8(shift) | next
                }
            }
        }
    }
}
