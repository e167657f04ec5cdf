// Built together with the sources of Pictures, by libFuzzer's rules; `make fuzz` runs it.
//
// For any octets, as they are and as a PNG whose checksums are right: nothing traps; what is taken becomes a whole PDF,
// however the octets are cut into pieces; and no more comes out than the picture's size allows.

import Workbench

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    check(bytes)
    check(withChecksums(bytes))
    return 0
}

private func check(_ bytes: [UInt8]) {
    guard let whole = convert(bytes, pieces: .max) else {
        precondition(convert(bytes, pieces: 7) == nil, "what is refused depends on the pieces")
        return
    }
    precondition(whole.count < bytes.count * 2 + 40 << 20, "more comes out than can be")
    precondition(whole.suffix(6).elementsEqual("%%EOF\n".utf8), "the PDF is not whole")
    precondition(bytes.count > 2000 || convert(bytes, pieces: 1) != nil, "what is taken depends on the pieces")
}

private func convert(_ bytes: [UInt8], pieces: Int) -> [UInt8]? {
    var instructions = ImageInstructions()
    instructions.media = SheetSize(width: 595, height: 842)
    var output: [UInt8] = []
    var rest = bytes[...]
    var pdf = PicturePDF(instructions) { output += $0 }
    let input = PictureInput {
        defer { rest = rest.dropFirst(pieces) }
        return Array(rest.prefix(pieces))
    }
    do {
        // Whatever is said of it, a picture of more than some thousand pixels only costs time here.
        guard isSmall(bytes) else { return nil }
        _ = try pdf.convert(input)
        return output
    } catch { return nil }
}

private func isSmall(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 24, bytes.starts(with: [0x89, 0x50]) else { return true }
    let number = { (offset: Int) in bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    return number(16) < 1 << 9 && number(20) < 1 << 9 || number(16) > 1 << 16 || number(20) > 1 << 16
}

/// The chunks of a PNG with the checksums that they should have, which no mutation would find.
private func withChecksums(_ bytes: [UInt8]) -> [UInt8] {
    var result = Array(bytes.prefix(8))
    guard result.elementsEqual([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return bytes }
    var rest = bytes.dropFirst(8)
    while rest.count >= 12 {
        let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= rest.count - 12 else { break }
        let body = Array(rest.dropFirst(4).prefix(length + 4))
        result += rest.prefix(4) + body + PNGChecksum.of(body)
        rest = rest.dropFirst(length + 12)
    }
    return result + rest
}

/// CRC-32 (ISO/IEC 15948 annex D), slowly.
private enum PNGChecksum {
    static func of(_ bytes: [UInt8]) -> [UInt8] {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ~crc >> $0) }
    }
}
