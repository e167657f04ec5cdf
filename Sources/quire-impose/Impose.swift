internal import CQPDF
internal import Imposition
internal import Workbench

/// Reads a PDF, plans its sheets, and writes them.
struct Impose {
    private let instructions: ImposeInstructions

    init(_ instructions: ImposeInstructions) { self.instructions = instructions }

    func run() throws {
        ProcessLimits.set()
        let document = try PDFDocument(
            SeekableDocument(), parts: instructions.parts, password: instructions.password)
        if instructions.mode == .count { return Helper.say(ProgressLine(pages: document.pages.count)) }

        let start = try instructions.startSheet.map { try PDFDocument(SeekableDocument(from: $0)) }
        let end = try instructions.endSheet.map { try PDFDocument(SeekableDocument(from: $0)) }
        let plan = try Imposition.plan(
            document.pages, instructions, starts: document.starts, startSheet: start?.pages ?? [],
            endSheet: end?.pages ?? [])
        Helper.say(ProgressLine(pages: plan.output.count))
        if instructions.mode == .impose {
            try OutputDocument(document, start: start, end: end).write(plan, instructions)
        }
        if let repaired = document.takeWarning() {
            Helper.say(ProgressLine(warning: Warning("document-repaired", "the document was repaired: \(repaired)")))
        }
        Helper.say(ProgressLine(done: plan.counts))
    }
}
