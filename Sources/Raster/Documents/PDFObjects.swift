/// The skeleton of a PDF that is written forwards only: where each object begins, and the tables at its end.
///
/// Grows by eight bytes an object, which is all that grows with a document.
struct PDFObjects {
    private let output: OutputBuffer
    /// Of object n at n − 1; objects 1 and 2 are written last.
    private var offsets: [Int] = [0, 0]
    private var pages: [Int] = []

    static let catalog = 1
    static let pageTree = 2

    init(into output: OutputBuffer) {
        self.output = output
    }

    /// The number that the next ``begin()`` gives.
    var next: Int { offsets.count + 1 }

    mutating func begin() throws -> Int {
        offsets.append(output.offset)
        let number = offsets.count
        try output.append("\(number) 0 obj\n")
        return number
    }

    mutating func add(_ body: String) throws {
        _ = try begin()
        try output.append("\(body)\nendobj\n")
    }

    /// A stream whose length is known.
    mutating func add(_ dictionary: String, stream: UnsafeRawBufferPointer) throws {
        _ = try begin()
        try output.append("<< \(dictionary) /Length \(stream.count) >>\nstream\n")
        try output.append(stream)
        try output.append("\nendstream\nendobj\n")
    }

    mutating func add(_ dictionary: String, stream: String) throws {
        try Array(stream.utf8).withUnsafeBytes { try add(dictionary, stream: $0) }
    }

    /// The object that comes next is a page.
    mutating func nextIsPage() {
        pages.append(next)
    }

    mutating func end() throws {
        offsets[Self.catalog - 1] = output.offset
        try output.append("1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n")
        offsets[Self.pageTree - 1] = output.offset
        try output.append("2 0 obj\n<< /Type /Pages /Count \(pages.count) /Kids [")
        for page in pages { try output.append("\(page) 0 R\n") }
        try output.append("] >>\nendobj\n")
        let table = output.offset
        try output.append("xref\n0 \(next)\n0000000000 65535 f \n")
        for offset in offsets { try output.append("\(Self.padded(offset)) 00000 n \n") }
        try output.append("trailer\n<< /Size \(next) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n")
    }

    /// Ten digits, as the table wants them.
    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }
}
