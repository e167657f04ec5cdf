internal import CQPDF
internal import Imposition
internal import Workbench

/// A PDF whose structure has been read.
final class PDFDocument {
    let handle: OpaquePointer
    let pages: [SourcePage]
    /// Read from until the output is written.
    private let file: SeekableDocument

    init(_ file: consuming SeekableDocument, password: String? = nil) throws {
        let (descriptor, octets) = (file.descriptor, Int64(file.octets))
        self.file = file
        let opened = try call { CQPDFOpen(descriptor, octets, password, Int32(Imposition.pagesMax), $0) }
        handle = opened
        pages = (0..<CQPDFPageCount(opened)).map { index in
            let page = CQPDFPageAt(opened, index)
            return SourcePage(
                box: Rectangle(left: page.left, bottom: page.bottom, right: page.right, top: page.top),
                rotation: Int(page.rotation), unit: page.unit)
        }
    }

    deinit { CQPDFClose(handle) }

    func takeWarning() -> String? { CQPDFTakeWarning(handle).map { String(cString: $0) } }
}

/// Calls a function of the shim; what it fails with becomes a ``Problem``.
@discardableResult
func call<Result>(_ function: (UnsafeMutablePointer<CQPDFFailure>) -> Result?) throws -> Result {
    var failure = CQPDFFailure()
    if let result = function(&failure) { return result }
    throw Problem.error(of: failure)
}

extension Problem {
    fileprivate static func error(of failure: CQPDFFailure) -> any Error {
        let text = withUnsafeBytes(of: failure.text) { octets in
            String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
        }
        let page = failure.page > 0 ? Int(failure.page) : nil
        switch failure.reason {
        case CQPDFOutputClosed: return OutputClosed()
        case CQPDFLocked:
            return Problem(.documentPassword, "the document is encrypted: give its password as document-password")
        case CQPDFUnsupported: return Problem(.unsupportedFormat, "nothing here reads this PDF: \(text)", page: page)
        case CQPDFTooComplex: return Problem(.documentUnprintable, text, page: page)
        case CQPDFTooMuch: return Problem(.resourcesExceeded, text, page: page)
        case CQPDFFailed: return Problem(.internalError, text, page: page)
        default: return Problem(.documentFormatError, text, page: page)
        }
    }
}
