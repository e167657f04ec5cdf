internal import Children
internal import Glibc
internal import IPP
internal import PrintModel
internal import Workbench

// Several documents printed as one ("multiple-document-handling": single-document, RFC 8011 §5.2.4): each is made into PDF,
// and `quire-impose` takes the pages of all of them, so that copies, sides and several pages on a side run through.

/// A job whose documents are printed as one.
struct JoinedJob: Sendable {
    /// The document that comes of it: PDF, with everything of the job still to be done.
    var task: ConversionJob
    var plan: Plan
    /// How each document becomes PDF; none of what is PDF already.
    var chains: [Int: Chain]
}

extension Converters {
    /// Why documents cannot be printed as one, in words; `nil` when they can.
    func obstacle(toJoining documents: [Document]) -> String? {
        for document in documents {
            if Planner.plan(Self.request(toPDF: document, engines, [])) == nil {
                return "document \(document.number) (\(document.format)) cannot be made into PDF"
            }
            if let wish = document.attributes.attributes.first(where: { Self.isWish($0.name) }) {
                return "document \(document.number) asks for \(wish.name) of its own"
            }
        }
        return nil
    }

    private static func isWish(_ name: String) -> Bool {
        name == "overrides" || Registry.attribute(named: name, in: .documentTemplate) != nil
    }

    /// Formats whose documents can be printed as one on a device.
    func joinable(_ formats: [String]) -> [String] {
        formats.filter { format in
            let document = Document(number: 1, format: format, formatSupplied: nil, name: nil, octets: 0, digest: [])
            return Planner.plan(Self.request(toPDF: document, engines, [])) != nil
        }
    }

    private static func request(
        toPDF document: Document, hasPassword: Bool = false, _ engines: Set<String>, _ avoiding: Set<String>
    ) -> PlanRequest {
        var request = PlanRequest(
            source: document.format, targets: [ConverterTable.pdf], needs: hasPassword ? [.password] : [],
            engines: engines)
        request.avoiding = avoiding
        return request
    }

    /// - Parameter whole: the job as one document.
    func join(_ whole: ConversionJob, of delivery: Delivery, avoiding: Set<String>) throws -> JoinedJob {
        var task = whole
        // Text and pictures are turned where they are set, unless there are others that are not.
        let turnsAll = delivery.documents.contains { !Self.isSet($0.format) }
        if !turnsAll { task.options.orientation = nil }
        // Opened before they are joined.
        task.options.password = nil
        var chains: [Int: Chain] = [:]
        for document in delivery.documents {
            let wishes = JobOptions(delivery.job.wishes(for: document), defaults: delivery.printer.attributes)
            let part = Self.part(document, of: task, asking: wishes, isTurned: !turnsAll)
            let request = Self.request(
                toPDF: document, hasPassword: part.options.password != nil, engines, avoiding)
            guard let plan = Planner.plan(request) else {
                throw ConversionProblem(
                    reason: "unsupported-document-format",
                    text: "document \(document.number) (\(Plan.short(document.format))) cannot be made into PDF")
            }
            guard !plan.isEmpty else { continue }
            var invocations = try StepBuilder(job: part).invocations(of: plan)
            for index in invocations.indices { invocations[index].countsPages = false }
            chains[document.number] = Chain(plan: plan, invocations: invocations, copies: 1)
        }
        return JoinedJob(task: task, plan: try plan(task, avoiding: avoiding), chains: chains)
    }

    private static func isSet(_ format: String) -> Bool {
        [ConverterTable.text, ConverterTable.jpeg, ConverterTable.png].contains(format)
    }

    /// What is done to a document before it is joined: what cannot be done to its pages later.
    private static func part(
        _ document: Document, of whole: ConversionJob, asking wishes: JobOptions, isTurned: Bool
    ) -> ConversionJob {
        var options = JobOptions()
        options.text = wishes.text
        options.pixelsPerInch = wishes.pixelsPerInch
        if document.format == ConverterTable.pdf {
            options.password = wishes.password
        } else {
            (options.media, options.usualMedia, options.scaling) = (wishes.media, wishes.usualMedia, wishes.scaling)
            options.orientation = isTurned ? wishes.orientation : nil
        }
        var device = whole.device
        // The pages of a PDF keep their sizes until all of them are laid out.
        if document.format == ConverterTable.pdf { (device.hasSheets, device.recordsOptions) = (false, false) }
        var part = ConversionJob(options: options, device: device, document: document)
        part.facts = whole.facts
        return part
    }

    /// The delivery of one document in place of all of them.
    func run(_ joined: JoinedJob, of delivery: Delivery) -> PreparedDelivery {
        let words = ([joined.chains.values.map(\.plan.words).sorted().first].compactMap { $0 } + [joined.plan.words])
            .joined(separator: "; ")
        let number = delivery.documents.first?.number ?? 1
        let journal = ConversionJournal(
            plan: "\(words), \(delivery.documents.count) documents as one",
            actual: [number: ActualOptions.attributes(of: joined.task, joined.plan)], isOneDocument: true)
        let parts = ConversionJournal(plan: "")
        let runner = makeRunner()
        var prepared = delivery
        prepared.isConverted = true
        prepared.documents = delivery.documents.prefix(1).map { first in
            var document = first
            document.format = joined.plan.format
            document.name = nil
            document.octets = delivery.documents.reduce(0) { $0 + $1.octets }
            return document
        }
        // There is one document now, whose copies are the job's.
        prepared.lease.job.attributes.set(
            "multiple-document-handling",
            .keyword("separate-documents-\(joined.task.options.isCollated ? "collated" : "uncollated")-copies"))
        prepared.open = { _ in
            let (file, lengths) = try await Self.gather(delivery, joined.chains, by: runner, writing: parts)
            var builder = StepBuilder(job: joined.task)
            builder.parts = lengths
            let chain = Chain(
                plan: joined.plan, invocations: try builder.invocations(of: joined.plan),
                copies: joined.task.options.copies, sides: joined.task.options.sides)
            return try await runner.start(chain, document: number, reading: .descriptor(file), writing: journal)
        }
        return PreparedDelivery(
            delivery: prepared, plan: journal.plan,
            report: {
                var report = journal.report()
                report.warnings += parts.report().warnings
                return report
            }, problem: { parts.problem() ?? journal.problem() }, end: { await runner.end() })
    }

    /// All documents as PDF, one behind the other in a file without a name, and their lengths.
    private static func gather(
        _ delivery: Delivery, _ chains: [Int: Chain], by runner: ChainRunner, writing journal: ConversionJournal
    ) async throws -> (Descriptor, [Int64]) {
        let file = try runner.temporaryFile()
        var lengths: [Int64] = []
        for document in delivery.documents {
            let source = try await delivery.open(document.number)
            var stream = source
            if let chain = chains[document.number] {
                stream = try await runner.start(
                    chain, document: document.number, reading: .stream { try await source.next() }, writing: journal)
            }
            var octets: Int64 = 0
            while let piece = try await stream.next() {
                try Helper.write(piece, to: file.number)
                octets += Int64(piece.count)
            }
            lengths.append(octets)
        }
        guard lseek(file.number, 0, SEEK_SET) == 0 else {
            throw Problem(.internalError, "cannot read a temporary file: \(String(cString: strerror(errno)))")
        }
        return (file, lengths)
    }
}
