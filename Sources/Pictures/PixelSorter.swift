/// Sends the colours of a PNG's rows one way and their alphas another, both compressed again.
struct PixelSorter {
    private var splitter: PNGAlphaSplitter?
    private var lookedUp: PNGLookedUpAlpha?
    /// Compressed colours that are to be written.
    private let colors = Waiting()
    private let colorDeflater: Deflater
    private let alphaDeflater: Deflater
    let colorChannels: Int
    var hasAlpha: Bool { splitter != nil || lookedUp != nil }
    var isOpaque: Bool { splitter?.isOpaque ?? lookedUp?.isOpaque ?? true }

    private final class Waiting { var bytes: [UInt8] = [] }

    init(_ header: PNGHeader, _ alphas: Spill) throws {
        if header.type.hasAlpha { splitter = PNGAlphaSplitter(header) }
        if PNGLookedUpAlpha.isNeeded(for: header) { lookedUp = PNGLookedUpAlpha(header) }
        colorChannels = header.type.channels - (header.type.hasAlpha ? 1 : 0)
        colorDeflater = try Deflater { [colors] in colors.bytes += $0 }
        alphaDeflater = try Deflater(write: alphas.append)
    }

    mutating func add(_ row: [UInt8]) throws {
        if var splitter {
            self.splitter = nil
            let (colors, alphas) = splitter.split(row)
            self.splitter = splitter
            try colorDeflater.append(colors)
            try alphaDeflater.append(alphas)
        } else {
            if let alphas = lookedUp?.alphas(of: row) { try alphaDeflater.append(alphas) }
            try colorDeflater.append(row)
        }
    }

    func drain(into output: inout PDFOutput) throws {
        guard !colors.bytes.isEmpty else { return }
        try output.stream(colors.bytes[...])
        colors.bytes.removeAll(keepingCapacity: true)
    }

    mutating func finish(into output: inout PDFOutput) throws {
        try colorDeflater.finish()
        try alphaDeflater.finish()
        try drain(into: &output)
    }
}
