/// Finds the cheapest chain of converters that ends in what a device takes with everything done that was asked for.
///
/// Pure: a state is a format and what is left to be done; Dijkstra's algorithm over the few hundred states there are.
/// Nothing is converted that need not be: a document in a format of the device with nothing left to do is at its end.
public enum Planner {
    /// The best chain, `nil` when there is none.
    public static func plan(_ request: PlanRequest) -> Plan? { plan(request, table: ConverterTable.all) }

    static func plan(_ request: PlanRequest, table: [Converter]) -> Plan? {
        best(
            request,
            table.filter {
                request.engines.contains($0.engine.name) && $0.quality >= request.qualityMin
                    && !request.avoiding.contains($0.name.rawValue)
            })
    }

    // MARK: Search

    private struct State: Hashable {
        var format: String
        var needs: Set<PageNeed>
        /// Whether the copies are in the document already, so that what follows costs as much more.
        var isMultiplied: Bool
    }

    private struct Way {
        var state: State
        var steps: [Plan.Step]
        var cost: Double
        /// Fall-backs and lesser quality count more than any time.
        var penalty: Double
        var total: Double { cost + penalty }
    }

    /// Steps of a chain at most: text, pages, raster, copies, driver.
    private static let stepsMax = 5

    private static func best(_ request: PlanRequest, _ table: [Converter]) -> Plan? {
        let start = State(format: request.source, needs: request.needs, isMultiplied: false)
        var open = [Way(state: start, steps: [], cost: 0, penalty: 0)]
        var closed: Set<State> = []
        while let index = open.indices.min(by: { open[$0].total < open[$1].total }) {
            let way = open.remove(at: index)
            if isEnd(way.state, request) { return plan(way, request) }
            guard closed.insert(way.state).inserted, way.steps.count < stepsMax else { continue }
            for converter in table { open += next(way, by: converter, request) }
        }
        return nil
    }

    private static func isEnd(_ state: State, _ request: PlanRequest) -> Bool {
        state.needs.isEmpty && request.targets.contains(state.format)
    }

    private static func plan(_ way: Way, _ request: PlanRequest) -> Plan {
        Plan(
            source: request.source, steps: way.steps, milliseconds: way.cost,
            quality: way.steps.map(\.converter.quality).min() ?? 100)
    }

    private static func next(_ way: Way, by converter: Converter, _ request: PlanRequest) -> [Way] {
        guard converter.from.contains(way.state.format) else { return [] }
        // What keeps the format (copies of a raster) has no formats of its own.
        let targets = converter.to.isEmpty ? [way.state.format] : converter.to.sorted()
        return targets.flatMap { target in
            deeds(of: converter, in: way.state, to: target, request).compactMap { does in
                // Nothing is turned into itself without anything being done to it.
                target == way.state.format && does.isEmpty
                    ? nil : step(way, by: converter, to: target, doing: does, request)
            }
        }
    }

    /// What a converter may carry out of what is left to be done; none where it cannot be used now.
    private static func deeds(
        of converter: Converter, in state: State, to target: String, _ request: PlanRequest
    ) -> [Set<PageNeed>] {
        let all = converter.consumes.intersection(state.needs)
        switch converter.name {
        case .impose:
            // Copies made in the document are drawn again for each: later ways to make them may cost less.
            return all.contains(.copies) ? [all, all.subtracting([.copies])] : [all]
        case .render, .rasterize:
            // Drawn pages cannot be imposed any more.
            guard state.needs.isDisjoint(with: [.pages, .sheets]) else { return [] }
            // Copies page by page cost nothing where pages are made: each is sent as often as it is wanted.
            let repeats = !request.isCollated && state.needs.contains(.copies) && repeatable.contains(target)
            return [repeats ? all.union([.copies]) : all]
        case .driver:
            guard request.driverInputs.contains(state.format), state.needs == all else { return [] }
            return [all]
        default: return [all]
        }
    }

    private static func step(
        _ way: Way, by converter: Converter, to target: String, doing does: Set<PageNeed>, _ request: PlanRequest
    ) -> Way {
        let isMultiplied = way.state.isMultiplied || converter.name == .impose && does.contains(.copies)
        let pages = request.pages * (isMultiplied ? request.copies : 1)
        let cost = converter.cost.milliseconds(pages: pages, megapixels: makesRaster(target) ? request.megapixels : 0)
        return Way(
            state: State(format: target, needs: way.state.needs.subtracting(does), isMultiplied: isMultiplied),
            steps: way.steps + [Plan.Step(converter: converter, from: way.state.format, to: target, does: does)],
            cost: way.cost + cost, penalty: way.penalty + (converter.isFallBack ? 1e6 : 0))
    }

    /// Formats that are drawn page by page, so that one can be sent again where it is made.
    private static let repeatable: Set<String> = [ConverterTable.pwg, ConverterTable.urf, ConverterTable.cupsRaster]

    private static func makesRaster(_ format: String) -> Bool {
        ![ConverterTable.pdf, ConverterTable.postscript, ConverterTable.driven, ConverterTable.text].contains(format)
    }
}
