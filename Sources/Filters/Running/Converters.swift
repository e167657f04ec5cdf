public import Children
internal import FoundationEssentials
internal import IPP
public import PrintModel
internal import Synchronization
internal import Workbench

/// The converters that are there, as the scheduler uses them: plans, runs the chains while their results are read, and
/// says what went wrong in whose words.
public final class Converters: DocumentPreparer {
    private let nursery: Nursery
    private let finder: ProgramFinder
    private let clock: any WallClock
    private let drivers: any DriverStore
    /// Names of the programs that were found.
    let engines: Set<String>
    private let known = Mutex<[DeviceCapabilities: Known]>([:])

    /// What does not change for a kind of device.
    private struct Known {
        var sources: [String]
        var abilities: PageAbilities
    }

    /// Devices that are remembered; there are few kinds.
    private static let knownMax = 1000

    public init(
        nursery: Nursery, finder: ProgramFinder = ProgramFinder(), drivers: any DriverStore = NoDrivers(),
        clock: any WallClock
    ) {
        self.drivers = drivers
        self.nursery = nursery
        self.finder = finder
        self.clock = clock
        engines = Set(ConverterTable.all.map(\.engine).filter { Self.path($0, finder) != nil }.map(\.name))
    }

    /// Programs that the table names and that are not there, for the log: what cannot be converted without them.
    public var missing: [String] {
        Set(ConverterTable.all.map(\.engine.name)).subtracting(engines).sorted()
    }

    public func sources(for device: DeviceCapabilities) -> [String] { facts(of: device).sources }

    public func abilities(for device: DeviceCapabilities) -> PageAbilities { facts(of: device).abilities }

    private func facts(of device: DeviceCapabilities) -> Known {
        if let known = known.withLock({ $0[device] }) { return known }
        let made = Known(sources: possibleSources(for: device), abilities: possibleAbilities(for: device))
        known.withLock { known in
            if known.count >= Self.knownMax { known = [:] }
            known[device] = made
        }
        return made
    }

    private func possibleSources(for device: DeviceCapabilities) -> [String] {
        guard !device.formats.isEmpty else { return [] }
        let candidates = [
            ConverterTable.pdf, ConverterTable.postscript, ConverterTable.text, ConverterTable.jpeg,
            ConverterTable.png, ConverterTable.pwg, ConverterTable.urf, ConverterTable.cupsRaster,
        ]
        let others = candidates.filter { !device.formats.contains($0) && canConvert($0, for: device, needs: []) }
        return device.formats + others
    }

    private func possibleAbilities(for device: DeviceCapabilities) -> PageAbilities {
        guard !device.formats.isEmpty else { return PageAbilities(makesCopies: device.makesCopies) }
        func can(_ needs: Set<PageNeed>) -> Bool { canConvert(ConverterTable.pdf, for: device, needs: needs) }
        let changesPages = can([.pages, .sheets])
        return PageAbilities(
            changesPages: changesPages, makesCopies: device.makesCopies || can([.copies]),
            opensEncrypted: can([.password]), joins: changesPages ? joinable(possibleSources(for: device)) : [])
    }

    /// What a PPD says, found out by the helper that reads them.
    public func describe(_ ppd: [UInt8]) async throws -> [UInt8] {
        guard let path = finder.helper("quire-ppd") else {
            throw DriverProblem(.failed, "quire-ppd is not installed: no PPD can be read")
        }
        let stage = Stage(
            name: "ppd", program: Program(path: path, name: "quire-ppd", environment: ["LANG": "C.UTF-8"]),
            instructions: [UInt8](try JSONEncoder().encode(PPDInstructions(.describe))))
        let said = ConversionJournal(plan: "")
        let run = try await Pipeline([stage], input: .descriptor(try Descriptor.sealed(ppd))) { line in
            if line.source == .progress { said.note(line.text, document: 1, stage: 0, counts: false) }
        }.start(in: nursery)
        var description: [UInt8] = []
        do {
            while let piece = try await run.next() {
                description += piece
                guard description.count <= Self.descriptionOctetsMax else {
                    throw DriverProblem(.unusable, "the PPD has too many options")
                }
            }
        } catch let failure as PipelineFailure {
            throw DriverProblem(
                .unusable, said.said(document: 1, stage: 0)?.text ?? "the PPD cannot be read: \(failure)")
        }
        return description
    }

    private static let descriptionOctetsMax = 16 << 20

    private func canConvert(_ format: String, for device: DeviceCapabilities, needs: Set<PageNeed>) -> Bool {
        var request = ConversionJob(
            options: JobOptions(), device: device,
            document: Document(number: 1, format: format, formatSupplied: nil, name: nil, octets: 0, digest: [])
        ).request(engines: engines, avoiding: [])
        request.needs.formUnion(needs)
        return Planner.plan(request) != nil
    }

    // MARK: A job

    public func prepare(
        _ delivery: Delivery, for device: DeviceCapabilities, avoiding: Set<String>
    ) async throws -> PreparedDelivery {
        let job = delivery.job
        guard !device.formats.isEmpty else {
            return PreparedDelivery(delivery: delivery, report: { Self.untouched(job) })
        }
        if let id = delivery.printer.driver, device.driver == nil {
            let reason = drivers.driver(id)?.obstacle ?? "the driver of \(delivery.printer.name) is gone"
            throw ConversionProblem(reason: "internal-error", text: reason)
        }
        let options = JobOptions(job.attributes, defaults: delivery.printer.attributes)
        var doubts: [String] = []
        if options.isOneDocument, delivery.documents.count > 1, let first = delivery.documents.first {
            if let obstacle = obstacle(toJoining: delivery.documents) {
                doubts = ["the documents were printed one after the other, and not as one: \(obstacle)"]
            } else {
                return run(
                    try join(
                        try await whole(first, of: delivery, options, to: device), of: delivery, avoiding: avoiding),
                    of: delivery)
            }
        }
        let warnings = doubts
        var chains: [Int: Chain] = [:]
        var words: [String] = []
        var actual: [Int: [Attribute]] = [:]
        for document in delivery.documents {
            let task = try await self.task(for: document, of: delivery, to: device)
            let plan = try plan(task, avoiding: avoiding)
            actual[document.number] = ActualOptions.attributes(of: task, plan) + Self.handling(options, warnings)
            guard !plan.isEmpty else { continue }
            chains[document.number] = Chain(
                plan: plan, invocations: try StepBuilder(job: task).invocations(of: plan),
                copies: task.options.copies, sides: task.options.sides)
            if !words.contains(plan.words) { words.append(plan.words) }
        }
        guard !chains.isEmpty else {
            return PreparedDelivery(
                delivery: delivery,
                report: {
                    var report = Self.untouched(job)
                    report.warnings += warnings
                    return report
                })
        }
        var prepared = run(chains, of: delivery, words: words.joined(separator: "; "), actual)
        if !warnings.isEmpty {
            let report = prepared.report
            prepared.report = {
                var report = report()
                report.warnings += warnings
                return report
            }
        }
        return prepared
    }

    /// "multiple-document-handling-actual" where it is not what was asked for.
    private static func handling(_ options: JobOptions, _ warnings: [String]) -> [Attribute] {
        guard !warnings.isEmpty else { return [] }
        return [
            Attribute("multiple-document-handling-actual", .keyword("separate-documents-collated-copies"))
        ]
    }

    /// All documents of a job as one PDF.
    private func whole(
        _ first: Document, of delivery: Delivery, _ options: JobOptions, to device: DeviceCapabilities
    ) async throws -> ConversionJob {
        var document = first
        (document.format, document.name) = (ConverterTable.pdf, nil)
        var task = ConversionJob(options: options, device: device, document: document)
        task.isJoined = true
        let pages = delivery.documents.map { $0.attributes["pages"]?.integerValue.map(Int.init) }
        task.pages = pages.contains(nil) ? nil : pages.reduce(0) { $0 + ($1 ?? 0) }
        task.facts = facts(of: delivery)
        task.driver = try await driver(for: document, of: delivery, device)
        return task
    }

    /// A plan for a document, or why there is none.
    func plan(_ task: ConversionJob, avoiding: Set<String>) throws -> Plan {
        if let plan = Planner.plan(task.request(engines: engines, avoiding: avoiding)) { return plan }
        let target = task.device.formats.map(Plan.short).joined(separator: ", ")
        let format = Plan.short(task.document.format)
        var text = "\(format) cannot be converted to what the printer takes (\(target))"
        if Planner.plan(task.request(engines: Set(ConverterTable.all.map(\.engine.name)), avoiding: avoiding)) != nil {
            text += "; missing here: \(missing.joined(separator: ", "))"
        }
        throw ConversionProblem(reason: "unsupported-document-format", text: text)
    }

    private func task(
        for document: Document, of delivery: Delivery, to device: DeviceCapabilities
    ) async throws -> ConversionJob {
        let job = delivery.job
        var task = ConversionJob(
            options: JobOptions(job.wishes(for: document), defaults: delivery.printer.attributes), device: device,
            document: document)
        task.isFirst = document.number == delivery.documents.first?.number
        task.isLast = document.number == delivery.documents.last?.number
        let pages = document.attributes["pages"] ?? (job.documentCount == 1 ? job.attributes["job-pages"] : nil)
        task.pages = pages?.integerValue.map(Int.init)
        if ConverterTable.rasters.contains(document.format) {
            let head = try await delivery.open(document.number).next() ?? []
            task.raster = RasterHead.pwg(head) ?? RasterHead.urf(head)
        }
        task.facts = facts(of: delivery)
        task.driver = try await driver(for: document, of: delivery, device)
        return task
    }

    private func driver(
        for document: Document, of delivery: Delivery, _ device: DeviceCapabilities
    ) async throws -> JobDriver? {
        guard let id = device.driver.flatMap({ DriverID($0) }), let driver = drivers.driver(id) else { return nil }
        let stream = try await drivers.ppd(of: id)
        var ppd: [UInt8] = []
        while let piece = try await stream.next() { ppd += piece }
        let options = OptionWords.all(of: delivery.job.wishes(for: document), defaults: delivery.printer.attributes)
        return JobDriver(driver: driver, ppd: ppd, options: options)
    }

    private func facts(of delivery: Delivery) -> JobFacts {
        let (job, printer) = (delivery.job, delivery.printer)
        return JobFacts(
            id: "\(printer.name)-\(job.id)", number: Int(job.id.rawValue), name: job.name, user: job.owner.user,
            host: job.owner.host,
            printer: printer.info.isEmpty ? printer.name.text : printer.info, time: clock.words(for: job.createdAt))
    }

    public func errorSheet(
        for delivery: Delivery, because reason: String, on device: DeviceCapabilities
    ) async -> PreparedDelivery? {
        let options = JobOptions(delivery.job.attributes, defaults: delivery.printer.attributes)
        guard options.wantsErrorSheet, let document = delivery.documents.first else { return nil }
        var page = document
        page.format = ConverterTable.pdf
        var task = ConversionJob(options: JobOptions(), device: device, document: page)
        task.options.media = options.media
        task.facts = facts(of: delivery)
        // A sheet that cannot be made is not worth another failure.
        guard let plan = try? plan(task, avoiding: []),
            var invocations = try? StepBuilder(job: task).invocations(of: plan)
        else { return nil }
        let sheet = StepBuilder(job: task).errorSheet(reason)
        guard let setting = try? StepBuilder.invocation(setting: sheet) else { return nil }
        invocations.insert(setting, at: 0)
        var only = delivery
        only.documents = [document]
        return run(
            [document.number: Chain(plan: plan, invocations: invocations, copies: 1)], of: only, words: "error sheet")
    }

    private func run(
        _ chains: [Int: Chain], of delivery: Delivery, words: String, _ actual: [Int: [Attribute]] = [:]
    ) -> PreparedDelivery {
        let journal = ConversionJournal(plan: words, actual: actual)
        let runner = makeRunner()
        var prepared = delivery
        prepared.isConverted = true
        prepared.documents = delivery.documents.map { document in
            var document = document
            document.format = chains[document.number]?.plan.format ?? document.format
            return document
        }
        prepared.open = { number in
            let source = try await delivery.open(number)
            guard let chain = chains[number] else { return source }
            return try await runner.start(
                chain, document: number, reading: .stream { try await source.next() }, writing: journal)
        }
        return PreparedDelivery(
            delivery: prepared, plan: words, report: { journal.report() }, problem: { journal.problem() },
            end: { await runner.end() })
    }

    func makeRunner() -> ChainRunner {
        ChainRunner(nursery: nursery, path: { [finder] in Self.path($0, finder) })
    }

    private static func untouched(_ job: Job) -> PrintReport {
        PrintReport(impressions: job.attributes["job-pages"]?.integerValue.map(Int.init))
    }

    static func path(_ engine: Engine, _ finder: ProgramFinder) -> String? {
        switch engine {
        case .helper(let name): finder.helper(name)
        case .program(let name): finder.system(name)
        }
    }
}

/// A document's way, ready to be run.
struct Chain: Sendable {
    var plan: Plan
    var invocations: [Invocation]
    /// Sets that are printed in all, by whomever they are made.
    var copies: Int
    var sides = "one-sided"
}

extension WallClock {
    /// "2026-11-21 14:05", local time, for the sheets of jobs.
    fileprivate func words(for moment: Moment) -> String {
        let day = IPPDateTime(secondsSince1970: moment.seconds)
        let local = localTime(at: moment)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(day.year)-\(two(Int(day.month)))-\(two(Int(day.day))) "
            + "\(two(local.minuteOfDay / 60)):\(two(local.minuteOfDay % 60))"
    }
}
