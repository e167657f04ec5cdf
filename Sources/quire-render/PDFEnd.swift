import Glibc
import Workbench

/// Whether a PDF is there to its end.
///
/// poppler repairs a document whose end is missing by looking for objects in the rest of it, and then prints the pages it
/// finds as if they were all.
enum PDFEnd {
    /// `startxref` stands in the last line but one; what mailers and spoolers have put behind it is passed over.
    static let searchedOctets = 64 << 10

    static func check(_ source: borrowing SeekableDocument) throws {
        let count = min(source.octets, searchedOctets)
        var failed = false
        let tail = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let got = pread(source.descriptor, buffer.baseAddress, count, source.octets - count)
            failed = got != count
            filled = max(0, got)
        }
        guard !failed else { throw Problem(.internalError, "the document cannot be read") }
        guard contains(tail, Array("startxref".utf8)) else {
            throw Problem(.documentFormatError, "the PDF has no end: a part of it is missing, or it is not a PDF")
        }
    }

    static func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
        guard let first = word.first, bytes.count >= word.count else { return false }
        // From the end, where it should be.
        return (0...bytes.count - word.count).reversed().contains { at in
            bytes[at] == first && bytes[at..<at + word.count].elementsEqual(word)
        }
    }
}
