/// A page and how its lines lie in the document.
struct PageLayout {
    var page: RasterPage
    var isCompressed: Bool
    /// Of a line in the document, with its filling.
    var rawOctets: Int
    /// Bytes that are repeated together.
    var unit: Int
    /// The samples of a colour lie together, line by line (CUPS' banded order).
    var isBanded = false
    /// Samples of 16 bits have their low byte first.
    var isSwapped = false
    var isPWG = false
}

protocol PageHeaderReader {
    /// The next page; `nil` when the document ends before it.
    func next(_ input: InputBuffer) throws -> PageLayout?
}
