internal import Workbench

/// The instructions with their words understood.
struct Settings {
    var numberUp: Int
    var direction: PresentationDirection
    var border: Border
    var scaling: Scaling
    var scale: Double?
    var position: Position
    var pageSet: PageSet
    var treatment: Treatment
    var instructions: ImposeInstructions

    init(_ instructions: ImposeInstructions) throws {
        self.instructions = instructions
        numberUp = instructions.booklet ? 1 : instructions.numberUp
        guard (1...64).contains(numberUp) else { throw Self.unknown("number-up", "\(numberUp)") }
        direction = try Self.word("presentation-direction-number-up", instructions.layout)
        border = try Self.word("page-border", instructions.border)
        scaling = try Self.word("print-scaling", instructions.scaling)
        pageSet = try Self.word("page-set", instructions.pageSet)
        position = try Position(instructions.position)
        scale = instructions.scalePercent.map { Double($0) / 100 }
        guard (scale ?? 1) > 0, (scale ?? 1) <= 100 else {
            throw Self.unknown("scaling", "\(instructions.scalePercent ?? 0)")
        }
        guard (1...9999).contains(instructions.copies) else { throw Self.unknown("copies", "\(instructions.copies)") }
        treatment = try Treatment(
            media: instructions.media, orientation: instructions.orientation, sides: instructions.sides)
    }

    /// Every second page of the output is a back.
    var isTwoSided: Bool {
        treatment.sides.isTwoSided
            || instructions.overrides.contains { $0.sides.flatMap(Sides.init)?.isTwoSided ?? false }
    }

    func treated(by override: PageOverride) throws -> Treatment {
        try Treatment(
            media: override.media ?? instructions.media, orientation: override.orientation ?? instructions.orientation,
            sides: override.sides ?? instructions.sides)
    }

    fileprivate static func word<Word: RawRepresentable<String>>(_ name: String, _ value: String) throws -> Word {
        guard let word = Word(rawValue: value) else { throw unknown(name, value) }
        return word
    }

    fileprivate static func unknown(_ name: String, _ value: String) -> Problem {
        Problem(.internalError, "nothing is known of \(name) \(value)")
    }
}

/// What may be different from one page of a document to the next; a difference begins a new side or sheet.
struct Treatment: Hashable {
    var media: SheetSize?
    var orientation: Orientation?
    var sides: Sides

    /// The longest sheet in points, 35 metres.
    static let lengthMax = 100_000.0

    init(media: SheetSize?, orientation: Int?, sides: String) throws {
        self.media = media
        self.orientation = orientation.flatMap(Orientation.init)
        self.sides = try Settings.word("sides", sides)
        guard let media else { return }
        let lengths = [media.width, media.height, media.left, media.bottom, media.right, media.top]
        guard media.width > 1, media.height > 1, lengths.allSatisfy({ (0...Self.lengthMax).contains($0) }) else {
            throw Settings.unknown("media", "\(media.width)×\(media.height)")
        }
    }
}

/// "sides" (RFC 8011 §5.2.8).
enum Sides: String {
    case oneSided = "one-sided"
    case longEdge = "two-sided-long-edge"
    case shortEdge = "two-sided-short-edge"

    var isTwoSided: Bool { self != .oneSided }
}

/// "page-set" of CUPS. Counts the sides that come out, so that fronts and backs can be printed one after the other by
/// hand also of some pages only, or of several on a side.
enum PageSet: String {
    case all, odd, even

    /// - Parameter index: counted from 0.
    func contains(_ index: Int) -> Bool { self == .all || (index % 2 == 0) == (self == .odd) }
}

/// "orientation-requested" (RFC 8011 §5.2.10); 7, none, is not one of them.
enum Orientation: Int {
    case portrait = 3
    case landscape, reverseLandscape, reversePortrait

    /// Upside down to what portrait or landscape is.
    var isReversed: Bool { self == .reverseLandscape || self == .reversePortrait }

    var turn: QuarterTurn {
        switch self {
        case .portrait: .none
        case .landscape: .left
        case .reverseLandscape: .right
        case .reversePortrait: .half
        }
    }
}

/// Where a page lies that is smaller than its area ("position" of CUPS, "x-image-position" of PWG 5100.3).
struct Position: Hashable {
    /// 0 left or bottom, 0.5 centre, 1 right or top.
    var horizontal = 0.5
    var vertical = 0.5

    init(_ words: String) throws {
        for word in words.split(separator: "-") {
            switch word {
            case "left": horizontal = 0
            case "right": horizontal = 1
            case "bottom": vertical = 0
            case "top": vertical = 1
            case "center": break
            default: throw Settings.unknown("position", words)
            }
        }
    }
}
