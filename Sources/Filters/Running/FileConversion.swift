internal import Children
internal import Glibc
public import IPP
public import PrintModel
internal import Workbench

/// A document in a file, with what its beginning and its pages say.
public struct FileDocument: Sendable {
    public let path: String
    public let format: String
    /// `nil` where only a conversion can tell.
    public let pages: Int?
    public let octets: Int64
    let head: [UInt8]

    /// Reads it once to its end to count its pages.
    ///
    /// - Parameter format: what it is, where its content is not to be asked.
    /// - Throws: ``ConversionProblem``.
    public init(path: String, format: String? = nil) throws {
        let file = try OpenFile(path)
        let typer = Sniffer()
        let head = try file.read(typer.headOctets)
        guard !head.isEmpty else {
            throw ConversionProblem(reason: "document-format-error", text: "\(path) is empty")
        }
        guard let found = format ?? typer.format(of: head) else {
            throw ConversionProblem(
                reason: "unsupported-document-format", text: "nobody can tell what \(path) is; name its format")
        }
        var counter = typer.counter(for: found, head: head)
        counter?.add(head)
        var octets = Int64(head.count)
        while true {
            let piece = try file.read(256 << 10)
            if piece.isEmpty { break }
            counter?.add(piece)
            octets += Int64(piece.count)
        }
        self.path = path
        self.format = found
        self.head = head
        self.octets = octets
        pages = counter?.pages()
    }

    func stream() throws -> DocumentStream {
        let file = try OpenFile(path)
        return DocumentStream {
            let piece = try file.read(256 << 10)
            return piece.isEmpty ? nil : piece
        }
    }
}

/// What would be done to a document, for people.
public struct DocumentPlan: Sendable {
    public var format: String
    public var pages: Int?
    /// `text/plain › text › pdf`; the format alone where nothing is done.
    public var words: String
    /// What comes out.
    public var result: String
    public var steps: [Step]
    /// CPU by the table's figures.
    public var milliseconds: Double

    public struct Step: Sendable {
        public var name: String
        public var program: String
        public var from: String
        public var to: String
        /// What of the job it carries out: pages, sheets, copies …
        public var does: [String]
    }
}

extension Converters {
    /// What would be done to a document for a device.
    public func plan(
        for file: FileDocument, asking options: AttributeGroup, on device: DeviceCapabilities
    ) throws -> DocumentPlan {
        let plan = try plan(task(for: file, options, device), avoiding: [])
        return DocumentPlan(
            format: file.format, pages: file.pages, words: plan.words, result: plan.format,
            steps: plan.steps.map {
                .init(
                    name: $0.converter.name.rawValue, program: $0.converter.engine.name, from: $0.from, to: $0.to,
                    does: $0.does.sorted().map(\.rawValue))
            }, milliseconds: plan.milliseconds)
    }

    /// Converts a document without a server.
    ///
    /// - Parameter write: gets the result piece by piece.
    /// - Throws: ``ConversionProblem``, and what `write` throws.
    public func convert(
        _ file: FileDocument, asking options: AttributeGroup, for device: DeviceCapabilities, page: Int? = nil,
        write: ([UInt8]) throws -> Void
    ) async throws -> PrintReport {
        let task = task(for: file, options, device)
        let plan = try plan(task, avoiding: [])
        guard !plan.isEmpty else {
            let stream = try file.stream()
            while let piece = try await stream.next() { try write(piece) }
            return PrintReport(impressions: file.pages)
        }
        return try await run(task, plan, page: page, reading: try file.stream(), write: write)
    }

    func run(
        _ task: ConversionJob, _ plan: Plan, page: Int?, reading source: DocumentStream,
        write: ([UInt8]) throws -> Void
    ) async throws -> PrintReport {
        var builder = StepBuilder(job: task)
        builder.onlyPage = page
        let chain = Chain(
            plan: plan, invocations: try builder.invocations(of: plan), copies: task.options.copies,
            sides: task.options.sides)
        let journal = ConversionJournal(plan: plan.words)
        let runner = makeRunner()
        do {
            let result = try await runner.start(
                chain, document: 1, reading: .stream { try await source.next() }, writing: journal)
            while let piece = try await result.next() { try write(piece) }
        } catch {
            await runner.end()
            throw error
        }
        await runner.end()
        return journal.report()
    }

    private func task(
        for file: FileDocument, _ options: AttributeGroup, _ device: DeviceCapabilities
    ) -> ConversionJob {
        let name = file.path.split(separator: "/").last.map(String.init)
        var task = ConversionJob(
            options: JobOptions(options), device: device,
            document: Document(
                number: 1, format: file.format, formatSupplied: nil, name: name, octets: file.octets, digest: []))
        task.pages = file.pages
        if ConverterTable.rasters.contains(file.format) {
            task.raster = RasterHead.pwg(file.head) ?? RasterHead.urf(file.head)
        }
        task.facts.name = name ?? ""
        return task
    }
}

/// A file that is read from its beginning to its end.
private final class OpenFile: Sendable {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.problem("open", path) }
    }

    deinit { close(descriptor) }

    /// An empty result is the end.
    func read(_ count: Int) throws -> [UInt8] {
        while true {
            var failed = false
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let got = Glibc.read(descriptor, buffer.baseAddress, count)
                failed = got < 0
                filled = max(0, got)
            }
            if !failed { return bytes }
            guard errno == EINTR else { throw Self.problem("read", path) }
        }
    }

    private static func problem(_ deed: String, _ path: String) -> ConversionProblem {
        ConversionProblem(
            reason: "document-access-error", text: "cannot \(deed) \(path): \(String(cString: strerror(errno)))")
    }
}
