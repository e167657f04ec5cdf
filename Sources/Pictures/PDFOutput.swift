/// Writes a PDF forwards (ISO 32000-1 §7.5): objects as they come, then the table of where they are.
public struct PDFOutput {
    private let write: (UnsafeRawBufferPointer) throws -> Void
    private var pending: [UInt8] = []
    private var octets = 0
    /// Where each object begins, by its number.
    private var offsets: [Int: Int] = [:]
    private var streamStart = 0

    public init(write: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.write = write
        // Four octets over 127 say "binary" to whoever carries it (§7.5.2).
        append(Array("%PDF-1.5\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
    }

    mutating func object(_ number: Int, _ body: String) {
        offsets[number] = octets
        append("\(number) 0 obj\n\(body)\nendobj\n")
    }

    /// A stream whose length is not known yet: `endStream` writes it into the object `length`.
    mutating func beginStream(_ number: Int, _ entries: String, length: Int) {
        offsets[number] = octets
        append("\(number) 0 obj\n<<\(entries)/Length \(length) 0 R>>\nstream\n")
        streamStart = octets
    }

    mutating func stream(_ bytes: ArraySlice<UInt8>) throws {
        try flush()
        octets += bytes.count
        try bytes.withUnsafeBytes(write)
    }

    mutating func endStream(length: Int) {
        let count = octets - streamStart
        append("\nendstream\nendobj\n")
        object(length, "\(count)")
    }

    /// - Parameter count: objects, numbered from 1 and all written.
    mutating func finish(objects count: Int, root: Int, info: Int) throws {
        let start = octets
        append("xref\n0 \(count + 1)\n0000000000 65535 f \n")
        for number in 1...count {
            let digits = String(offsets[number] ?? 0)
            append(String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits + " 00000 n \n")
        }
        append("trailer\n<</Size \(count + 1)/Root \(root) 0 R/Info \(info) 0 R>>\nstartxref\n\(start)\n%%EOF\n")
        try flush()
    }

    private mutating func append(_ text: String) { append(Array(text.utf8)) }

    private mutating func append(_ bytes: [UInt8]) {
        octets += bytes.count
        pending += bytes
    }

    private mutating func flush() throws {
        try pending.withUnsafeBytes(write)
        pending.removeAll(keepingCapacity: true)
    }
}

enum PDFText {
    /// A text string in UTF-16, which any character can be written in (§7.9.2.2).
    static func string(_ text: String) -> String {
        text.utf16.reduce(into: "<FEFF") { $0 += hex(UInt8($1 >> 8)) + hex(UInt8($1 & 0xFF)) } + ">"
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String { "<" + bytes.map(hex).joined() + ">" }

    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    /// With four decimals, and never in the notation with an exponent, which PDF has not.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "0" }
        let scaled = (value * 10000).rounded()
        let whole = Int(abs(scaled))
        let fraction = String(whole % 10000)
        let digits = String(repeating: "0", count: 4 - fraction.utf8.count) + fraction
        return (scaled < 0 ? "-" : "") + "\(whole / 10000)" + (whole % 10000 == 0 ? "" : ".\(digits)")
    }
}
