import CPoppler
import Raster
import Workbench

/// Draws pages, one after the other, band by band into an encoder.
final class PageRenderer {
    private let order: RenderOrder
    private let document: PDFDocument
    private let totalPages: Int
    /// Kept from page to page: new memory for each costs as much as drawing in it.
    private var pixels: BandPixels?
    private var lines: [UInt8] = []

    /// Bytes of a band: what fits a processor's cache, and small beside everything else.
    static let bandOctets = 5 << 20
    static let bandLines = 256

    init(_ order: RenderOrder, _ document: PDFDocument, totalPages: Int) {
        self.order = order
        self.document = document
        self.totalPages = totalPages
    }

    /// - Returns: what is on the page as it was sent.
    func draw(_ planned: PagePlan.Page, into encoder: any RasterEncoder) throws -> PageInk {
        let page = try document.page(planned.number)
        let geometry = try PageGeometry(
            order, planned, width: page.width, height: page.height, totalPages: totalPages)
        // Before the page is recorded, so that it does not lie where a picture has been, which then is no place for the next.
        let band = try band(geometry.raster)
        if !planned.isBlank { try page.record(geometry, order.edges) }
        do {
            let ink = try draw(planned.isBlank ? nil : page, geometry.raster, band, into: encoder)
            document.sayComplaints(page: planned.number)
            return ink
        } catch let error as RasterError {
            throw Problem(
                error.code == .tooLarge ? .documentUnprintable : .internalError, error.description,
                page: planned.number)
        }
    }

    private func draw(
        _ page: PDFPage?, _ raster: RasterPage, _ band: BandPixels, into encoder: any RasterEncoder
    ) throws -> PageInk {
        let converter = try LineConverter(from: .bgrx, to: raster.format, width: raster.width)
        let meter = InkMeter(raster)
        try encoder.beginPage(raster)
        var top = 0
        while top < raster.height {
            let count = min(band.lines, raster.height - top)
            if let page { try page.draw(from: top, band) } else { band.clear() }
            top += count
            let isLast = top == raster.height
            try lines.withUnsafeMutableBytes { buffer in
                var ready = converter.convert(band.bytes, stride: band.stride, count: count, to: buffer)
                if isLast {
                    let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[(ready * raster.octetsPerLine)...])
                    ready += converter.finish(rest)
                }
                let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<(ready * raster.octetsPerLine)])
                meter.add(bytes.bytes, count: ready)
                try encoder.write(bytes.bytes, count: ready)
            }
        }
        try encoder.endPage()
        return meter.result()
    }

    /// Room for a band, and in ``lines`` for what becomes of it.
    private func band(_ raster: RasterPage) throws -> BandPixels {
        if let pixels, pixels.width == raster.width { return pixels }
        pixels = nil
        let fitting = max(16, Self.bandOctets / (4 * raster.width))
        let made = try BandPixels(width: raster.width, lines: min(Self.bandLines, fitting))
        pixels = made
        // A halftone gives each line after the next has come: one more line than a band has.
        let room = (made.lines + 1) * raster.octetsPerLine
        if lines.count < room { lines = [UInt8](repeating: 0, count: room) }
        return made
    }
}
