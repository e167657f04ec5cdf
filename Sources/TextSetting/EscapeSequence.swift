/// The control sequences of terminals (ECMA-48 §5.4), as they stand in recorded output: those for bold and underlined
/// text are followed, the rest is left out.
struct EscapeSequence {
    private enum Place {
        case idle, start, control, command, commandEscape
    }

    private var place = Place.idle
    private var parameters: [Int] = []
    private var passed = 0

    /// Longer ones are no sequences; what follows is text again.
    private static let scalarsMax = 256

    var isIdle: Bool { place == .idle }

    mutating func begin(isControlSequence: Bool = false) {
        place = isControlSequence ? .control : .start
        (parameters, passed) = ([0], 0)
    }

    /// A line's or page's end is never part of a sequence, which has been cut off then.
    mutating func takes(_ scalar: UInt32) -> Bool {
        if (0x0A...0x0D).contains(scalar) { place = .idle }
        return !isIdle
    }

    /// What the sequence that this scalar ends does to the style.
    mutating func consume(_ scalar: UInt32) -> ((Style) -> Style)? {
        passed += 1
        if passed > Self.scalarsMax || scalar == 0x18 || scalar == 0x1A { place = .idle }
        switch (place, scalar) {
        case (.start, 0x5B): place = .control
        // Commands to the operating system, titles of windows: to a bell or a string terminator.
        case (.start, 0x5D), (.start, 0x50), (.start, 0x58), (.start, 0x5E), (.start, 0x5F): place = .command
        case (.start, 0x20...0x2F): break
        case (.start, _): place = .idle
        case (.control, 0x30...0x39):
            let last = parameters.count - 1
            parameters[last] = min(parameters[last] * 10 + Int(scalar - 0x30), 9999)
        case (.control, 0x3A), (.control, 0x3B): if parameters.count < 16 { parameters.append(0) }
        case (.control, 0x40...0x7E):
            place = .idle
            let own = parameters
            if scalar == 0x6D { return { Self.apply(own, to: $0) } }
        case (.command, 0x07), (.commandEscape, _): place = .idle
        case (.command, 0x1B): place = .commandEscape
        default: break
        }
        return nil
    }

    /// Select Graphic Rendition (ECMA-48 §8.3.117); colours are left out, with what tells them.
    private static func apply(_ parameters: [Int], to style: Style) -> Style {
        var style = style
        for parameter in parameters {
            switch parameter {
            case 0: style = []
            case 1: style.insert(.bold)
            case 4: style.insert(.underline)
            case 22: style.remove(.bold)
            case 24: style.remove(.underline)
            case 38, 48: return style
            default: break
            }
        }
        return style
    }
}
