import Imposition
import Testing
import Workbench

/// Sheets with round numbers, so that what is expected can be worked out by hand.
enum Sheets {
    static let portrait = SheetSize(width: 600, height: 800, left: 20, bottom: 40, right: 20, top: 20)
    static let borderless = SheetSize(width: 600, height: 800)
    static let landscape = SheetSize(width: 800, height: 600, left: 20, bottom: 20, right: 20, top: 20)
    static let small = SheetSize(width: 300, height: 400)
}

func page(_ width: Double = 600, _ height: Double = 800) -> SourcePage {
    SourcePage(box: Rectangle(left: 0, bottom: 0, right: width, top: height))
}

func document(_ count: Int, of page: SourcePage = page()) -> [SourcePage] { Array(repeating: page, count: count) }

/// A plan with instructions that are written as changes of those that change nothing.
func plan(
    _ pages: [SourcePage], starts: [Int] = [0], start: [SourcePage] = [], end: [SourcePage] = [],
    _ change: (inout ImposeInstructions) -> Void
) throws -> SheetPlan {
    var instructions = ImposeInstructions()
    change(&instructions)
    return try Imposition.plan(pages, instructions, starts: starts, startSheet: start, endSheet: end)
}

extension SheetPlan {
    /// What is on each page of the output: pages counted from 1, 0 for a blank back, negative ones for job sheets.
    var contents: [[Int]] {
        output.map { index in
            switch sides[index].content {
            case .blank: [0]
            case .kept(let page): [page + 1]
            case .placed(let placements, _): placements.map { $0.page + 1 }
            case .jobSheet(let page): [-1 - page.index]
            }
        }
    }

    /// As ``contents``, of plans with one page on a side.
    var pages: [Int] { contents.map { $0.first ?? 0 } }

    var placements: [Placement] { output.flatMap { sides[$0].placements } }
}

extension Side {
    var placements: [Placement] { if case .placed(let placements, _) = content { placements } else { [] } }
}
