/// Whether a beginning is text that a person would read.
enum PlainText {
    static func matches(_ head: Head) -> Bool {
        // Files of DOS end with Control-Z, and some drivers end text with Control-D.
        var bytes = head.bytes
        if bytes.last == 0x1A || bytes.last == 0x04 { bytes.removeLast() }
        guard !bytes.isEmpty, bytes.withUnsafeBufferPointer({ $0.allSatisfy(isPrintable) }) else { return false }
        return isUTF8(bytes) || bytes.allSatisfy { !(0x80...0x9F).contains($0) }
    }

    /// Backspace (overstriking), tab, line feed, vertical tab, form feed and return are part of texts to print.
    private static func isPrintable(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F || (0x08...0x0D).contains(byte)
    }

    /// A character may be cut off where the head ends.
    private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        (0...min(3, bytes.count - 1)).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
    }
}
