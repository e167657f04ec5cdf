/// The page that an encoder is at, and how many of its lines have come.
struct PageLines {
    let page: RasterPage
    private(set) var written = 0

    init(_ page: RasterPage) throws {
        try page.check()
        self.page = page
    }

    /// Asserts that `count` more lines belong to the page and are all there.
    mutating func add(_ lines: RawSpan, count: Int) {
        precondition(count >= 0 && count <= page.height - written, "more lines than the page has")
        precondition(lines.byteCount == count * page.octetsPerLine, "lines of another length than the page's")
        written += count
    }

    func finish() {
        precondition(written == page.height, "a page ends before its last line")
    }
}

extension RawSpan {
    /// The bytes as a pointer; nothing is called when there are none.
    func withBytes(_ body: (UnsafePointer<UInt8>) throws -> Void) rethrows {
        try withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            try body(start.assumingMemoryBound(to: UInt8.self))
        }
    }
}
