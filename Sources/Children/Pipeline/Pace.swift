/// Makes who says too much wait: at most so many lines a second, with a second's worth at once.
struct Pace {
    private let perSecond: Int?
    private var begun = ContinuousClock.now
    private var count = 0

    init(_ perSecond: Int?) { self.perSecond = perSecond }

    mutating func passed(lines: Int) async {
        guard let perSecond else { return }
        count += lines
        guard count > perSecond else { return }
        // A cancelled wait is followed by a read that notices.
        try? await Task.sleep(until: begun + .seconds(1) * (count / max(1, perSecond)), clock: .continuous)
        if begun.duration(to: .now) >= .seconds(1) {
            begun = .now
            count = 0
        }
    }
}
