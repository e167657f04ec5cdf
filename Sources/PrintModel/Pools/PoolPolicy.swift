extension Pool.Policy {
    /// A member that could take the job at once.
    public struct Candidate: Hashable, Sendable {
        public var printer: PrinterID
        /// Jobs of its own: those in hand and those that wait on its own queue.
        public var load: Int

        public init(printer: PrinterID, load: Int) {
            self.printer = printer
            self.load = load
        }
    }

    /// The one that is to take it; `nil` only where there are none.
    ///
    /// - Parameters:
    ///   - candidates: in the order of the pool's list.
    ///   - members: that list, whole.
    ///   - last: who took a job of the pool last.
    public func choice(among candidates: [Candidate], of members: [PrinterID], after last: PrinterID?) -> PrinterID? {
        switch self {
        case .ordered: return candidates.first?.printer
        case .leastLoaded:
            // The first of equals, so that a quiet pool behaves alike each time.
            return candidates.enumerated().min { ($0.element.load, $0.offset) < ($1.element.load, $1.offset) }?
                .element.printer
        case .roundRobin:
            guard let last, let place = members.firstIndex(of: last) else { return candidates.first?.printer }
            let places = Dictionary(members.enumerated().map { ($1, $0) }) { first, _ in first }
            let behind = candidates.first { (places[$0.printer] ?? 0) > place }
            return (behind ?? candidates.first)?.printer
        }
    }
}
