/// Words letter by letter, so that all of them are looked for at once: what begins alike is compared once.
struct LetterTree: Sendable {
    /// Where one has come to from the first letter on.
    typealias Place = Int32

    /// What the letters up to a place are.
    enum End { case none, aloneOnly, anywhere }

    private struct Step: Hashable {
        var place: Place
        var letter: Character
    }
    private var steps: [Step: Place] = [:]
    private var ends: [End] = [.none]
    private var goesOn = [false]

    static let start: Place = 0

    var isEmpty: Bool { steps.isEmpty }
    /// Letters, those of one beginning once.
    var count: Int { steps.count }

    /// - Parameter isAlone: whether it counts only where it stands alone.
    mutating func insert(_ letters: some Sequence<Character>, isAlone: Bool) {
        var place = Self.start
        for letter in letters {
            let step = Step(place: place, letter: letter)
            if let next = steps[step] {
                place = next
                continue
            }
            goesOn[Int(place)] = true
            place = Place(ends.count)
            steps[step] = place
            ends.append(.none)
            goesOn.append(false)
        }
        if place != Self.start { ends[Int(place)] = isAlone ? .aloneOnly : .anywhere }
    }

    /// `nil` where no word goes on with this letter.
    func next(_ letter: Character, from place: Place) -> Place? { steps[Step(place: place, letter: letter)] }

    func end(at place: Place) -> End { ends[Int(place)] }

    /// Whether there are longer words with this beginning.
    func goesOn(from place: Place) -> Bool { goesOn[Int(place)] }
}
