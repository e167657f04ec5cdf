internal import Logging

extension Depot {
    /// Gives the space of documents back whose rows are gone. What fails is garbage until its file goes; nothing
    /// refers to it.
    func remove(_ places: [Place: Int64]) {
        var ranges: [Container: [(start: Int64, octets: Int64)]] = [:]
        for (place, octets) in places {
            switch place {
            case .nowhere, .inline: break
            case .file(let container): attempt { () throws(DiskError) in try disk.remove(folders.document(container)) }
            case .segment(let container, let start): ranges[container, default: []].append((start, octets))
            }
        }
        for (container, ranges) in ranges { punch(ranges, in: container) }
        if !places.isEmpty { reserve.askAgain() }
    }

    func removeSegment(_ container: Container) {
        attempt { () throws(DiskError) in try disk.remove(folders.segment(container)) }
        reserve.askAgain()
    }

    /// Neighbours are given back in one call, and only whole pages can be.
    private func punch(_ ranges: [(start: Int64, octets: Int64)], in container: Container) {
        var merged: [(start: Int64, end: Int64)] = []
        for range in ranges.sorted(by: { $0.start < $1.start }) {
            // What lies between two removed documents may be alive.
            if let last = merged.last, range.start == last.end {
                merged[merged.count - 1].end = range.start + range.octets
            } else {
                merged.append((range.start, range.start + range.octets))
            }
        }
        for range in merged {
            let start = (range.start + 4095) / 4096 * 4096
            let end = range.end / 4096 * 4096
            guard end > start else { continue }
            attempt { () throws(DiskError) in
                try disk.punch(folders.segment(container), from: start, octets: end - start)
            }
        }
    }

    private func attempt(_ removal: () throws(DiskError) -> Void) {
        do {
            try removal()
        } catch {
            condition.logger.warning("cannot give space back", metadata: ["error": "\(error)"])
        }
    }
}
