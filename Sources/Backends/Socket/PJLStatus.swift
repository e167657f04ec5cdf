internal import PrintModel

/// What the numbers of printers mean ("CODE=", PJL Technical Reference, appendix D): the thousands say who has to do
/// something, and the rest what.
enum PJLStatus {
    /// What keeps it from printing; `nil` when it prints, or would, or does not say.
    static func trouble(code: Int?, display: String, isOnline: Bool?, at place: String) -> DeviceTrouble? {
        func trouble(_ reason: String, _ words: String, kind: DeviceTrouble.Kind = .needsHuman) -> DeviceTrouble {
            let shown = display.isEmpty ? words : "\(words): \"\(display.prefix(displayMax))\""
            let number = code.map { " (\($0))" } ?? ""
            return DeviceTrouble(kind, reason: reason, message: "\(place) says \(shown)\(number)")
        }
        switch code {
        case 10_002: return trouble("paused", "it is offline")
        case 40_021: return trouble("cover-open", "its cover is open")
        case 40_022: return trouble("media-jam-error", "paper is jammed")
        case 40_010, 40_038, .some(40_311...40_314): return trouble("marker-supply-empty-error", "it has no toner")
        case 40_019, 40_017: return trouble("output-area-full-error", "its output bin is full")
        case 40_000: return nil  // Asleep: it wakes by itself.
        case .some(40_000...40_999): return trouble("other-error", "it needs somebody")
        case .some(41_000...41_999): return trouble("media-needed", "it wants paper")
        case .some(42_000...42_999), .some(44_000...44_999): return trouble("media-jam-error", "paper is jammed")
        case .some(43_000...43_999): return trouble("other-error", "an accessory needs somebody")
        case .some(50_000...59_999): return trouble("other-error", "it is broken")
        default: return isOnline == false ? trouble("paused", "it is offline") : nil
        }
    }

    private static let displayMax = 100
}
