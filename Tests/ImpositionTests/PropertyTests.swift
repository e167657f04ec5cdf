import Imposition
import Testing
import Workbench

/// Whatever is asked for: documents and instructions by dice, the same ones each time.
@Suite("What holds for every plan")
struct PropertyTests {
    @Test("Every wanted page is placed exactly once a copy, in the sheet that it is for", arguments: 0..<400)
    func everyPageOnce(_ seed: Int) throws {
        var dice = Dice(seed)
        let pages = dice.document()
        let instructions = dice.instructions()

        let made = try Imposition.plan(pages, instructions)

        let printed = made.contents.flatMap { $0 }.filter { $0 > 0 }.sorted()
        let wanted = pages.indices.flatMap { Array(repeating: $0 + 1, count: instructions.copies) }
        #expect(printed == wanted)
    }

    @Test("What is to fit lies within what can be printed on", arguments: 0..<400)
    func fits(_ seed: Int) throws {
        var dice = Dice(seed)
        let pages = dice.document()
        var instructions = dice.instructions()
        instructions.scaling = dice.one(of: ["fit", "fit", "auto-fit"])
        instructions.scalePercent = nil
        let isAlone = instructions.numberUp == 1 && !instructions.booklet
        let media = try #require(instructions.media)
        // A page that is no larger than its sheet is not made to fit the margins by auto-fit.
        let bounds =
            isAlone && instructions.scaling == "auto-fit"
            ? Rectangle(left: 0, bottom: 0, right: media.width, top: media.height)
            : Rectangle(
                left: media.left, bottom: media.bottom, right: media.width - media.right,
                top: media.height - media.top)

        let made = try Imposition.plan(pages, instructions)

        for side in made.sides {
            #expect(side.content == .blank || abs(side.size.width - media.width) <= 1)
            for placement in side.placements {
                let lies = placement.matrix.bounds(of: pages[placement.page].box)
                let mirrored = instructions.mirror ? bounds.mirrored(media.width) : bounds
                #expect(mirrored.contains(lies, tolerance: 3.01), "\(placement) in \(bounds)")
                #expect(placement.clip == nil)
            }
        }
    }

    @Test("Pages on one side do not lie on each other", arguments: 0..<200)
    func apart(_ seed: Int) throws {
        var dice = Dice(seed)
        let pages = dice.document()
        let instructions = dice.instructions()

        let made = try Imposition.plan(pages, instructions)

        for side in made.sides where side.placements.count > 1 {
            let lie = side.placements.map { $0.clip ?? $0.matrix.bounds(of: pages[$0.page].box) }
            for (index, one) in lie.enumerated() {
                for other in lie[(index + 1)...] {
                    let isApart =
                        one.right <= other.left + 0.01 || other.right <= one.left + 0.01
                        || one.top <= other.bottom + 0.01 || other.top <= one.bottom + 0.01
                    #expect(isApart, "\(one) \(other)")
                }
            }
        }
    }

    @Test("Of a two-sided job every front is at an odd place and every sheet has one paper", arguments: 0..<200)
    func sheets(_ seed: Int) throws {
        var dice = Dice(seed)
        let pages = dice.document()
        var instructions = dice.instructions()
        instructions.sides = "two-sided-long-edge"
        if dice.one(of: [true, false]) { instructions.media = nil }

        let made = try Imposition.plan(pages, instructions, startSheet: [page(612, 792)], endSheet: [page()])

        let sides = made.output.map { made.sides[$0] }
        for index in stride(from: 0, to: sides.count - 1, by: 2) {
            let (front, back) = (sides[index].size, sides[index + 1].size)
            #expect(sides[index].content != .blank || instructions.booklet)
            #expect(abs(min(front.width, front.height) - min(back.width, back.height)) <= 3)
        }
    }
}

extension Rectangle {
    fileprivate func mirrored(_ width: Double) -> Rectangle {
        Rectangle(left: width - right, bottom: bottom, right: width - left, top: top)
    }
}

/// Splitmix64: small, and the same everywhere.
private struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func one<Element>(of choices: [Element]) -> Element {
        choices[Int.random(in: choices.indices, using: &self)]
    }

    mutating func document() -> [SourcePage] {
        (0..<Int.random(in: 1...20, using: &self)).map { _ in
            let (left, bottom) = (Double.random(in: -50...50, using: &self), Double.random(in: -50...50, using: &self))
            let box = Rectangle(
                left: left, bottom: bottom, right: left + .random(in: 50...1500, using: &self),
                top: bottom + .random(in: 50...1500, using: &self))
            return SourcePage(box: box, rotation: one(of: [0, 90, 180, 270]), unit: one(of: [1, 1, 2]))
        }
    }

    mutating func instructions() -> ImposeInstructions {
        var made = ImposeInstructions()
        made.media = one(of: [Sheets.portrait, Sheets.borderless, Sheets.landscape, Sheets.small])
        made.numberUp = one(of: [1, 1, 2, 3, 4, 6, 8, 9, 10, 12, 15, 16])
        made.layout = one(of: ["toright-tobottom", "totop-toleft", "tobottom-toright"])
        made.border = one(of: ["none", "none", "double-thick"])
        made.booklet = one(of: [true, false, false])
        made.scaling = one(of: ["auto", "auto-fit", "fill", "fit", "none"])
        made.scalePercent = one(of: [nil, nil, 30])
        made.position = one(of: ["center", "top-left", "right"])
        made.orientation = one(of: [nil, nil, 3, 4, 5, 6])
        made.autoRotate = one(of: [true, false])
        made.mirror = one(of: [true, false])
        made.sides = one(of: ["one-sided", "two-sided-long-edge", "two-sided-short-edge"])
        made.copies = one(of: [1, 2, 3])
        made.collated = one(of: [true, false])
        made.reversed = one(of: [true, false])
        return made
    }
}
