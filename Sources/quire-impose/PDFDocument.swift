internal import CQPDF
internal import Imposition
internal import Workbench

/// A PDF whose structure has been read.
final class PDFDocument {
    let handle: OpaquePointer
    let pages: [SourcePage]
    /// Indexes of the pages with which documents begin that are printed as one; 0 is one of them.
    let starts: [Int]
    /// Read from until the output is written.
    private let file: SeekableDocument
    /// The documents whose pages stand behind those of the first.
    private let others: [OpaquePointer]

    /// - Parameter parts: octets of the documents that lie one behind the other in the file; none where it is one.
    init(_ file: consuming SeekableDocument, parts: [Int64] = [], password: String? = nil) throws {
        let (descriptor, octets) = (file.descriptor, Int64(file.octets))
        let lengths = parts.isEmpty ? [octets] : parts
        if !parts.isEmpty {
            // Each is at most as long as all, and there are not so many that their sum could not be counted.
            let isSound = parts.count <= Self.partsMax && parts.allSatisfy { $0 > 0 && $0 <= octets }
            guard isSound, octets <= .max / Int64(Self.partsMax), parts.reduce(0, +) == octets else {
                throw Problem(.internalError, "the documents are not as long as was said")
            }
        }
        self.file = file
        let pagesMax = Int32(Imposition.pagesMax)
        let opened = try call { CQPDFOpen(descriptor, 0, lengths[0], password, pagesMax, $0) }
        handle = opened
        var (others, starts, start): ([OpaquePointer], [Int], Int64) = ([], [0], lengths[0])
        for length in lengths.dropFirst() {
            let other = try call { CQPDFOpen(descriptor, start, length, nil, pagesMax, $0) }
            others.append(other)
            starts.append(Int(CQPDFPageCount(opened)))
            try call { CQPDFAppend(opened, other, pagesMax, $0) ? true : nil }
            start += length
        }
        (self.others, self.starts) = (others, starts)
        pages = (0..<CQPDFPageCount(opened)).map { index in
            let page = CQPDFPageAt(opened, index)
            return SourcePage(
                box: Rectangle(left: page.left, bottom: page.bottom, right: page.right, top: page.top),
                rotation: Int(page.rotation), unit: page.unit)
        }
    }

    deinit {
        CQPDFClose(handle)
        for other in others { CQPDFClose(other) }
    }

    /// Documents of one job.
    private static let partsMax = 10_000

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
