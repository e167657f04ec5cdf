/// Enums of "finishings" as words (RFC 8011 §5.2.6, PWG 5100.1).
enum Finishing {
    static func keyword(_ number: Int) -> String { words[number] ?? String(number) }

    private static let words = [
        4: "staple", 5: "punch", 6: "cover", 7: "bind", 8: "saddle-stitch", 9: "edge-stitch", 10: "fold", 11: "trim",
        12: "bale", 13: "booklet-maker", 14: "jog-offset", 15: "coat", 16: "laminate", 20: "staple-top-left",
        21: "staple-bottom-left", 22: "staple-top-right", 23: "staple-bottom-right", 24: "edge-stitch-left",
        25: "edge-stitch-top", 26: "edge-stitch-right", 27: "edge-stitch-bottom", 28: "staple-dual-left",
        29: "staple-dual-top", 30: "staple-dual-right", 31: "staple-dual-bottom", 50: "bind-left", 51: "bind-top",
        52: "bind-right", 53: "bind-bottom", 70: "punch-top-left", 71: "punch-bottom-left", 72: "punch-top-right",
        73: "punch-bottom-right", 74: "punch-dual-left", 75: "punch-dual-top", 76: "punch-dual-right",
        77: "punch-dual-bottom",
    ]
}
