import CPoppler
import Raster
import Workbench

/// A PDF that is open for drawing.
final class PDFDocument {
    fileprivate let document: OpaquePointer
    let pageCount: Int
    private var complaintsSaid = 0

    /// Complaints of poppler that a person is told about; the log has more.
    static let complaintsMax = 10

    /// Throws a ``Problem`` when nothing can be drawn of it.
    init(_ source: borrowing SeekableDocument, password: String?) throws {
        guard source.octets > 0 else { throw Problem(.documentFormatError, "the document is empty") }
        try PDFEnd.check(source)
        var opened: OpaquePointer?
        let result = quire_document_open(source.descriptor, source.octets, password, &opened)
        guard result == QUIRE_FINE, let opened else { throw Self.problem(result, password) }
        document = opened
        pageCount = Int(quire_document_pages(opened))
        guard pageCount > 0 else { throw Problem(.documentFormatError, "the document has no pages") }
    }

    deinit { quire_document_close(document) }

    private static func problem(_ result: quire_result, _ password: String?) -> Problem {
        switch result {
        case QUIRE_ENCRYPTED:
            Problem(
                .documentPassword,
                "the document is encrypted, and the password is \(password == nil ? "missing" : "wrong")")
        case QUIRE_NO_MEMORY: Problem(.resourcesExceeded, "there is no memory to open the document")
        default: Problem(.documentFormatError, "the PDF cannot be read: \(String(cString: quire_reason()))")
        }
    }

    /// - Parameter number: counted from 1.
    func page(_ number: Int) throws -> PDFPage {
        var page: OpaquePointer?
        let result = quire_document_page(document, number, &page)
        guard result == QUIRE_FINE, let page else {
            throw Problem(.documentFormatError, "page \(number) cannot be read", page: number)
        }
        return PDFPage(page, number: number)
    }

    /// Tells what poppler found damaged since the last time.
    func sayComplaints(page number: Int) {
        let complaint = String(cString: quire_first_complaint())
        guard !complaint.isEmpty, complaintsSaid < Self.complaintsMax else { return }
        complaintsSaid += 1
        let text = "page \(number) may be incomplete: \(complaint)".utf8.prefix(255)
        Helper.say(ProgressLine(warning: Warning("document-damaged", String(decoding: text, as: UTF8.self))))
    }
}

/// A page of it, that can be drawn in bands once it is recorded.
final class PDFPage {
    private let page: OpaquePointer
    let number: Int
    /// In points, as the page is seen: turned, and no more than its crop box.
    let width: Double
    let height: Double

    fileprivate init(_ page: OpaquePointer, number: Int) {
        self.page = page
        self.number = number
        var (width, height) = (0.0, 0.0)
        quire_page_size(page, &width, &height)
        (self.width, self.height) = (width, height)
    }

    deinit { quire_page_close(page) }

    func record(_ geometry: PageGeometry, _ edges: quire_edges) throws {
        let result = quire_page_record(
            page, Int32(geometry.raster.width), Int32(geometry.raster.height), geometry.matrix, edges)
        try check(result)
    }

    func draw(from top: Int, _ pixels: BandPixels) throws {
        try check(quire_page_draw(page, Int32(top), pixels.pixels))
    }

    private func check(_ result: quire_result) throws {
        switch result {
        case QUIRE_FINE: return
        case QUIRE_NO_MEMORY:
            throw Problem(.resourcesExceeded, "there is no memory to draw page \(number)", page: number)
        default:
            let reason = String(cString: quire_reason())
            throw Problem(.documentUnprintable, "page \(number) cannot be drawn: \(reason)", page: number)
        }
    }
}

/// Room for a band of a page, four bytes a pixel.
final class BandPixels {
    fileprivate let pixels: OpaquePointer
    let width: Int
    let lines: Int
    let stride: Int

    init(width: Int, lines: Int) throws {
        var pixels: OpaquePointer?
        guard quire_pixels_make(Int32(width), Int32(lines), &pixels) == QUIRE_FINE, let pixels else {
            throw Problem(.resourcesExceeded, "there is no memory for \(width) × \(lines) pixels")
        }
        self.pixels = pixels
        (self.width, self.lines) = (width, lines)
        stride = quire_pixels_stride(pixels)
    }

    deinit { quire_pixels_free(pixels) }

    /// Makes it all white.
    func clear() { quire_pixels_clear(pixels) }

    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: quire_pixels_bytes(pixels), count: stride * lines)
    }
}
