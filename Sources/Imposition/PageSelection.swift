internal import Workbench

/// Which pages of the document are printed, and which of them differently ("page-ranges", RFC 8011 §5.2.7).
enum PageSelection {
    /// Indexes from 0, in the order the ranges name them. What lies beyond the end is passed over.
    static func indexes(of ranges: [PageRange], count: Int, limit: Int) throws -> [Int] {
        guard !ranges.isEmpty else {
            guard count <= limit else { throw tooMany(limit) }
            return Array(0..<count)
        }
        var indexes: [Int] = []
        for range in ranges {
            let (first, last) = (max(range.first, 1), min(range.last, count))
            guard first <= last else { continue }
            guard indexes.count + (last - first + 1) <= limit else { throw tooMany(limit) }
            indexes += (first - 1)..<last
        }
        guard !indexes.isEmpty else {
            let pages = count == 1 ? "one page" : "\(count) pages"
            throw Problem(.documentUnprintable, "none of the pages asked for is in the document, which has \(pages)")
        }
        return indexes
    }

    /// The override for the page with this index; the first one that names it counts.
    static func override(of index: Int, in overrides: [PageOverride], _ starts: DocumentStarts) -> PageOverride? {
        guard !overrides.isEmpty else { return nil }
        let document = starts.document(of: index)
        let (page, count) = (index + 1 - starts.first(of: document), starts.count(of: document))
        return overrides.first { override in
            guard override.documents?.contains(where: { $0.first <= document + 1 && document + 1 <= $0.last }) ?? true
            else { return false }
            return override.pages.contains { range in
                page >= fromEnd(range.first, count) && page <= fromEnd(range.last, count)
            }
        }
    }

    /// The two largest integers name the last page and the last but one (PWG 5100.6 §4.1.3).
    private static func fromEnd(_ number: Int, _ count: Int) -> Int {
        switch number {
        case Int(Int32.max): count
        case Int(Int32.max) - 1: count - 1
        default: number
        }
    }

    static func tooMany(_ limit: Int) -> Problem {
        Problem(.resourcesExceeded, "more than \(limit) pages would come out")
    }
}
