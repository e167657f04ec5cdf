internal import CQPDF
internal import Imposition
internal import Workbench

/// Makes the sides of a plan from the pages of a document, and writes them.
struct OutputDocument {
    private let document: PDFDocument
    private let start: PDFDocument?
    private let end: PDFDocument?

    init(_ document: PDFDocument, start: PDFDocument?, end: PDFDocument?) {
        self.document = document
        self.start = start
        self.end = end
    }

    func write(_ plan: SheetPlan, _ instructions: ImposeInstructions) throws {
        if let watermark = instructions.watermark { try set(watermark) }
        for (key, value) in instructions.metadata.sorted(by: { $0.key < $1.key }) {
            try call { CQPDFSetInformation(document.handle, key, value, $0) ? true : nil }
        }
        let numbers = try plan.sides.map(add)
        let output = plan.output.map { numbers[$0] }
        var progress = Progress(pages: output.count)
        try call { failure in
            CQPDFWrite(
                document.handle, output, Int32(output.count), Helper.Descriptor.output,
                { context, percent in context?.assumingMemoryBound(to: Progress.self).pointee.report(percent) },
                &progress, failure) ? true : nil
        }
    }

    private func set(_ watermark: Watermark) throws {
        let text = WatermarkText(watermark.text)
        if text.isIncomplete {
            let words = "the watermark has characters that its font has not"
            Helper.say(ProgressLine(warning: Warning("font-substituted", words)))
        }
        let box = [text.box.left, text.box.bottom, text.box.right, text.box.top]
        try call { failure in
            CQPDFSetWatermark(
                document.handle, text.operators, text.operators.count, box, watermark.opacity, failure) ? true : nil
        }
    }

    /// - Returns: the number by which the output names the side.
    private func add(_ side: Side) throws -> Int32 {
        switch side.content {
        case .blank:
            return try place([], nil, on: side.size)
        case .kept(let page) where CQPDFPageHasMarks(document.handle, Int32(page)):
            return try place([Placement(document.pages[page], page)], nil, on: side.size)
        case .kept(let page):
            return try number { CQPDFAddKept(document.handle, Int32(page), $0) }
        case .placed(let placements, let watermark):
            return try place(placements, watermark, on: side.size)
        case .jobSheet(let page):
            guard let other = page.isStart ? start : end else { throw Problem(.internalError, "no sheet was given") }
            return try number { CQPDFAddForeign(document.handle, other.handle, Int32(page.index), $0) }
        }
    }

    private func place(_ placements: [Placement], _ watermark: WatermarkPlace?, on size: Size) throws -> Int32 {
        let content = SideContent(placements, watermark)
        return try number { failure in
            CQPDFAddPlaced(
                document.handle, size.width, size.height, content.operators, content.operators.count,
                content.pages.map(Int32.init), Int32(content.pages.count), content.usesWatermark, failure)
        }
    }

    private func number(_ function: (UnsafeMutablePointer<CQPDFFailure>) -> Int32) throws -> Int32 {
        try call { failure in
            let number = function(failure)
            return number < 0 ? nil : number
        }
    }
}

/// Tells of pages as their share of the document leaves.
private struct Progress {
    let pages: Int
    var said = 0

    /// The objects of a PDF lie in an order of their own, so that a page is only about where the writer is.
    mutating func report(_ percent: Int32) {
        let page = pages * Int(percent) / 100
        guard page > said else { return }
        said = page
        Helper.say(page: page)
    }
}
