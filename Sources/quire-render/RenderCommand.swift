import CPoppler
import Workbench

/// Draws the PDF on descriptor 0 and writes pages of pixels to descriptor 1, in the format that its instructions name.
@main
enum RenderCommand {
    static func main() {
        quire_prepare()
        Helper.run(RenderInstructions.self) { instructions in
            let order = try RenderOrder(instructions)
            let source = try SeekableDocument()
            let document = try PDFDocument(source, password: instructions.password)
            let pages = try PagePlan(order, pagesInDocument: document.pageCount)
            Helper.say(ProgressLine(pages: pages.countOut))
            let counts =
                order.workers > 1 && order.format.hasIndependentPages && pages.units.count > 1
                ? try WorkerPool(order, document, pages).run()
                : try SingleWorker(order, document, pages).run()
            Helper.say(ProgressLine(done: counts))
        }
    }
}
