import Raster
import Workbench

/// Draws all pages in this process.
struct SingleWorker {
    private let order: RenderOrder
    private let document: PDFDocument
    private let plan: PagePlan

    init(_ order: RenderOrder, _ document: PDFDocument, _ plan: PagePlan) {
        (self.order, self.document, self.plan) = (order, document, plan)
    }

    func run() throws -> PageCounts {
        let renderer = PageRenderer(order, document, totalPages: plan.countOut)
        let copier = try Copier(order)
        let encoder = try order.format.encoder(order) { try copier.take($0) }
        var tally = Tally(order)
        for unit in plan.units {
            for page in unit {
                let ink = try renderer.draw(page, into: encoder)
                tally.made(page, hasColor: ink.hasColor, isBlank: ink.isBlank)
                tally.sent()
            }
            try copier.repeatUnit { unit.forEach { _ in tally.sent() } }
        }
        try encoder.end()
        return tally.counts
    }
}
