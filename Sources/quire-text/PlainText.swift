internal import TextSetting
internal import Workbench

/// Sets the text on descriptor 0, while it is read.
struct PlainText {
    /// So much is looked at to find out what the text is written in.
    private static let lookOctets = 64 << 10

    let instructions: TextInstructions

    func set() throws -> PageCounts {
        var start: [UInt8] = []
        while start.count < Self.lookOctets {
            let piece = try Helper.read(Self.lookOctets)
            if piece.isEmpty { break }
            start += piece
        }
        guard !start.isEmpty else { throw Problem(.documentFormatError, "the document is empty") }

        let grid = CharacterGrid(instructions)
        let surface = try PDFSurface(instructions.media, quarters: grid.quarters, title: instructions.title)
        let painter = try TextPainter(instructions, grid, surface)
        var flow = PageFlow(grid, painter: painter)
        var typist = Typist(
            columns: grid.columns, wraps: instructions.wrap, endsLinesAtReturns: Self.endsLinesAtReturns(start)
        ) { try flow.take($0) }
        var (decoder, piece) = try decoder(for: start)
        while !piece.isEmpty {
            try decoder.decode(piece, to: &typist)
            piece = try Helper.read(Self.lookOctets)
        }
        try decoder.decode([], isLast: true, to: &typist)
        try typist.finish()
        try flow.finish()
        try surface.finish()
        if decoder.sawWrongOctets { warn("text-encoding", "Parts of the text are not written in its charset.") }
        return PageCounts(impressions: flow.pages, sheets: flow.pages, colorPages: painter.isGray ? 0 : nil)
    }

    private func decoder(for start: [UInt8]) throws -> (TextDecoder, [UInt8]) {
        let told = instructions.charset.flatMap { Charset(named: $0) }
        let (charset, mark) = Charset.detect(start, told: told)
        if let decoder = TextDecoder(charset) { return (decoder, Array(start.dropFirst(mark))) }
        warn("text-encoding", "The charset \(instructions.charset ?? "") is not known here; another one was guessed.")
        let guessed = Charset.detect(start, told: nil)
        guard let decoder = TextDecoder(guessed.charset) else { throw Problem(.internalError, "no charset") }
        return (decoder, Array(start.dropFirst(guessed.mark)))
    }

    private func warn(_ reason: String, _ text: String) {
        Helper.say(ProgressLine(warning: Warning(reason, String(text.prefix(255)))))
    }

    /// Lines of old Macintosh computers: returns, and not one line feed.
    private static func endsLinesAtReturns(_ start: [UInt8]) -> Bool {
        start.contains(0x0D) && !start.contains(0x0A)
    }
}
