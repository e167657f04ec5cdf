internal import CPango
internal import TextSetting
internal import Workbench

/// A PDF that leaves through descriptor 1 while it is made: cairo writes each page when it is shown, and the fonts with
/// the characters that were used at the end.
final class PDFSurface {
    let context: OpaquePointer
    private let surface: OpaquePointer
    private let output: Output

    /// Octets on their way out, and why they do not go.
    private final class Output {
        static let octetsMax = 64 << 10
        var waiting: [UInt8] = []
        var failure: (any Error)?

        func write(_ bytes: UnsafeBufferPointer<UInt8>) {
            waiting += bytes
            if waiting.count >= Self.octetsMax { flush() }
        }

        func flush() {
            guard failure == nil, !waiting.isEmpty else { return }
            do { try Helper.write(waiting) } catch { failure = error }
            waiting.removeAll(keepingCapacity: true)
        }
    }

    /// A PDF whose pages are the sheet, and whose plane is turned by `quarters` so that a text on it is read upright.
    init(_ sheet: SheetSize, quarters: Int, title: String) throws {
        output = Output()
        let (width, height) = (min(max(sheet.width, 36), 14400), min(max(sheet.height, 36), 14400))
        let target = Unmanaged.passUnretained(output).toOpaque()
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                { target, bytes, count in
                    guard let target else { return CAIRO_STATUS_WRITE_ERROR }
                    let output = Unmanaged<Output>.fromOpaque(target).takeUnretainedValue()
                    output.write(UnsafeBufferPointer(start: bytes, count: Int(count)))
                    return output.failure == nil ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
                }, target, width, height), let context = cairo_create(surface)
        else { throw Problem(.internalError, "cairo makes no PDF") }
        self.surface = surface
        self.context = context
        let title = title.printable(scalarsMax: 255)
        if !title.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title) }
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Quire")
        turn(quarters, width, height)
        try check()
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    private func turn(_ quarters: Int, _ width: Double, _ height: Double) {
        var matrix = cairo_matrix_t()
        switch quarters & 3 {
        case 1: cairo_matrix_init(&matrix, 0, -1, 1, 0, 0, height)
        case 2: cairo_matrix_init(&matrix, -1, 0, 0, -1, width, height)
        case 3: cairo_matrix_init(&matrix, 0, 1, -1, 0, width, 0)
        default: cairo_matrix_init_identity(&matrix)
        }
        cairo_set_matrix(context, &matrix)
    }

    func showPage() throws {
        cairo_show_page(context)
        try check()
    }

    func finish() throws {
        cairo_surface_finish(surface)
        output.flush()
        try check()
    }

    private func check() throws {
        if let failure = output.failure { throw failure }
        let status = cairo_status(context)
        guard status != CAIRO_STATUS_NO_MEMORY else { throw Problem(.resourcesExceeded, "no memory is left") }
        guard status == CAIRO_STATUS_SUCCESS else {
            throw Problem(.internalError, "cairo: " + String(cString: cairo_status_to_string(status)))
        }
    }
}
