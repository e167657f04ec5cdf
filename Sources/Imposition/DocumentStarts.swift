/// Where documents begin that are printed as one ("multiple-document-handling": single-document).
struct DocumentStarts {
    /// Indexes of their first pages, ascending from 0; one that has no pages shares its index with the next.
    private let starts: [Int]
    private let pages: Int

    init(_ starts: [Int], pages: Int) {
        self.starts = starts.isEmpty ? [0] : starts
        self.pages = pages
    }

    /// The document that a page belongs to, counted from 0.
    func document(of page: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if starts[middle] <= page { low = middle } else { high = middle }
        }
        return low
    }

    /// The index of a document's first page.
    func first(of document: Int) -> Int { starts[document] }

    /// How many pages a document has.
    func count(of document: Int) -> Int {
        (document + 1 < starts.count ? starts[document + 1] : pages) - starts[document]
    }
}
