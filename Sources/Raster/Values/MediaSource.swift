/// Where the medium comes from: the words of "media-source" and their numbers in headers (PWG 5102.4, table 7).
public enum MediaSource {
    private static let words = [
        "auto", "main", "alternate", "large-capacity", "manual", "envelope", "disc", "photo", "hagaki", "main-roll",
        "alternate-roll", "top", "middle", "bottom", "side", "left", "right", "center", "rear", "by-pass-tray",
    ]

    /// 0, automatic, for a word that has no number.
    public static func number(_ word: String) -> Int {
        if let number = words.firstIndex(of: word) { return number }
        if let tray = counted(word, "tray-"), (1...20).contains(tray) { return 19 + tray }
        if let roll = counted(word, "roll-"), (1...10).contains(roll) { return 39 + roll }
        return 0
    }

    private static func counted(_ word: String, _ prefix: String) -> Int? {
        word.hasPrefix(prefix) ? Int(word.dropFirst(prefix.count)) : nil
    }
}
