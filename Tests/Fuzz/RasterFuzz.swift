// Built together with the sources of Raster, by libFuzzer's rules; `make fuzz` runs it.
//
// For any bytes: pages that are read have lines as long as they say, as many as they say; how the bytes come and how the
// lines are asked for changes nothing; what is read is written and read again; and nothing traps.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = read(bytes, pieces: 1 << 16, lines: 64)
    let pieces = read(bytes, pieces: 1 + count % 7, lines: 1)
    precondition(whole == pieces, "it depends on how it comes")
    // One of each a run: together they would be most of the time.
    let choice = bytes.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF
    checkRoundTrip(whole, [RasterFormat.pwg, .urf, .cups, .pnm][choice % 4])
    checkConversions(whole, choice / 4)
    return 0
}

private struct Read: Equatable {
    var pages: [RasterPage] = []
    var pixels: [[UInt8]] = []
    var error: RasterError?
}

/// Large pages are looked at no further: their lines are long, and there are enough small ones.
private let octetsMax = 1 << 16

private func read(_ bytes: [UInt8], pieces: Int, lines: Int) -> Read {
    var result = Read()
    var rest = bytes[...]
    do {
        let reader = try RasterReader { room in
            let piece = rest.prefix(min(pieces, room.count))
            rest = rest.dropFirst(piece.count)
            room.copyBytes(from: piece)
            return piece.count
        }
        while let page = try reader.nextPage() {
            precondition((1...RasterLimits.pixelsMax).contains(page.width), "a page without bounds")
            let octets = page.octetsPerLine
            guard octets * page.height <= octetsMax else { break }
            var pixels: [UInt8] = []
            var room = [UInt8](repeating: 0, count: lines * octets)
            while true {
                let count = try room.withUnsafeMutableBytes { try reader.read(into: $0) }
                if count == 0 { break }
                pixels += room.prefix(count * octets)
            }
            precondition(pixels.count == page.height * octets, "a short page")
            result.pages.append(page)
            result.pixels.append(pixels)
        }
    } catch let error as RasterError {
        result.error = error
    } catch {
        preconditionFailure("another error: \(error)")
    }
    return result
}

private func checkRoundTrip(_ document: Read, _ format: RasterFormat) {
    var bytes: [UInt8] = []
    var written = Read()
    do {
        let encoder = try format.encoder { bytes += $0 }
        for (page, pixels) in zip(document.pages, document.pixels) {
            do { try encoder.beginPage(page) } catch { continue }
            try encoder.write(pixels.span.bytes, count: page.height)
            try encoder.endPage()
            written.pages.append(page)
            written.pixels.append(pixels)
        }
        try encoder.end()
    } catch {
        preconditionFailure("what was read cannot be written: \(error)")
    }
    guard !bytes.isEmpty else { return }
    let again = read(bytes, pieces: 1 << 16, lines: 7)
    precondition(again.error == nil, "what was written is not read: \(String(describing: again.error))")
    precondition(again.pixels == written.pixels, "pixels change")
}

/// Everything that takes pixels takes these, whatever they are.
private func checkConversions(_ document: Read, _ choice: Int) {
    for (page, pixels) in zip(document.pages, document.pixels) {
        var target = page
        target.format = [PixelFormat.black1, .sgray8, .srgb8, .cmyk8][choice % 4]
        var mirrored = pixels
        let mirror = LineMirror(page)
        mirrored.withUnsafeMutableBytes { mirror.mirror($0) }
        let format = [RasterFormat.pdf, .pclm, .pcl, .pwg][choice / 4 % 4]
        // Not every format has every page.
        guard let writer = try? RasterWriter(format, to: { _ in }),
            (try? writer.beginPage(target, from: .raster(page.format))) != nil
        else { continue }
        do {
            try mirrored.withUnsafeBytes { try writer.write($0, stride: page.octetsPerLine, count: page.height) }
            _ = try writer.endPage()
            try writer.end()
        } catch {
            preconditionFailure("pixels cannot be turned: \(error)")
        }
    }
}
