internal import Children
internal import FoundationEssentials
internal import Glibc
internal import PrintModel
internal import Synchronization
internal import Workbench

/// Runs the chains of one delivery: all stages of a document together, joined by pipes, while the result is read.
final class ChainRunner: Sendable {
    private let nursery: Nursery
    private let path: @Sendable (Engine) -> String?
    private let running = Mutex<[PipelineRun]>([])

    init(nursery: Nursery, path: @escaping @Sendable (Engine) -> String?) {
        self.nursery = nursery
        self.path = path
    }

    /// The result as a stream, which throws ``ConversionProblem`` where a stage failed, and only ends when all is done.
    func start(
        _ chain: Chain, document: Int, reading source: Pipeline.Input, writing journal: ConversionJournal
    ) async throws -> DocumentStream {
        journal.begin(document: document, chain)
        do {
            let stages = try await stages(of: chain)
            var input = source
            if chain.invocations.first?.needsFile == true, case .stream(let next) = source {
                input = .descriptor(try await file(of: next))
            }
            let counts = chain.invocations.map(\.countsPages)
            let run = try await Pipeline(stages, input: input) { line in
                guard line.source == .progress, counts.indices.contains(line.stage) else { return }
                journal.note(line.text, document: document, stage: line.stage, counts: counts[line.stage])
            }.start(in: nursery)
            running.withLock { $0.append(run) }
            return DocumentStream {
                do {
                    return try await run.next()
                } catch let failure as PipelineFailure {
                    let problem = Self.problem(
                        of: failure, chain, journal.said(document: document, stage: failure.index))
                    journal.fail(problem)
                    throw problem
                }
            }
        } catch let error as SpawnError {
            let problem = ConversionProblem(
                reason: "internal-error", text: "cannot start a converter: \(error)", step: nil)
            journal.fail(problem)
            throw problem
        } catch let problem as ConversionProblem {
            journal.fail(problem)
            throw problem
        } catch let problem as Problem {
            let problem = ConversionProblem(reason: problem.reason.rawValue, text: problem.text)
            journal.fail(problem)
            throw problem
        }
    }

    /// Stops what still runs; returns when nothing is left of it.
    func end() async {
        let all = running.withLock { running in
            defer { running = [] }
            return running
        }
        for run in all { run.cancel() }
        for run in all { _ = await run.end() }
    }

    // MARK: Stages

    private func stages(of chain: Chain) async throws -> [Stage] {
        var stages: [Stage] = []
        for invocation in chain.invocations {
            var stage = try stage(of: invocation)
            if let sheet = invocation.startSheet { stage.attachments[5] = try await made(sheet) }
            if let bytes = invocation.attachment { stage.attachments[5] = try Descriptor.sealed(bytes) }
            if let sheet = invocation.endSheet { stage.attachments[6] = try await made(sheet) }
            stages.append(stage)
        }
        return stages
    }

    private func stage(of invocation: Invocation) throws -> Stage {
        let engine = invocation.step.converter.engine
        guard let path = path(engine) else {
            throw ConversionProblem(reason: "internal-error", text: "\(engine.name) is not installed")
        }
        var sandbox = SandboxProfile.converter
        // It draws several pages at once, each in a process of its own; filters of CUPS run other programs.
        sandbox.mayStartProcesses = invocation.step.converter.name == .render || invocation.runsFilter
        if invocation.runsFilter { sandbox.programs = Self.filterPrograms }
        let program = Program(
            path: path, name: engine.name, arguments: invocation.arguments,
            environment: ["LANG": "C.UTF-8"].merging(invocation.environment) { $1 }, sandbox: sandbox)
        return Stage(
            name: invocation.step.converter.name.rawValue, program: program,
            instructions: invocation.instructions.isEmpty ? nil : invocation.instructions)
    }

    /// What filters of CUPS are, and what those of Debian run.
    private static let filterPrograms = ["/usr/lib/cups/filter", "/usr/bin/gs", "/usr/bin/pdftops", "/bin/sh"]

    /// A sheet about the job, set before the chain begins.
    private func made(_ sheet: TextInstructions) async throws -> Descriptor {
        let text = Engine.helper("quire-text")
        guard let path = path(text) else {
            throw ConversionProblem(
                reason: "internal-error", text: "quire-text is not installed: no sheets can be made")
        }
        let stage = Stage(
            name: "sheet", program: Program(path: path, name: text.name, environment: ["LANG": "C.UTF-8"]),
            instructions: [UInt8](try JSONEncoder().encode(sheet)))
        let run = try await Pipeline([stage], input: .none).start(in: nursery)
        var bytes: [UInt8] = []
        do {
            while let piece = try await run.next() {
                bytes += piece
                guard bytes.count <= Self.sheetOctetsMax else {
                    throw ConversionProblem(reason: "internal-error", text: "a sheet about the job is too long")
                }
            }
        } catch let failure as PipelineFailure {
            throw ConversionProblem(reason: "internal-error", text: "a sheet about the job cannot be set: \(failure)")
        }
        return try Descriptor.sealed(bytes)
    }

    /// One page with a font or two.
    private static let sheetOctetsMax = 8 << 20

    /// An empty file without a name, which is gone with its last user.
    func temporaryFile() throws -> Descriptor {
        Descriptor(taking: try UnnamedFile.open(in: nursery.temporaryBase))
    }

    /// A copy of the document in a file without a name, for programs that cannot read from a pipe.
    private func file(of next: @Sendable () async throws -> [UInt8]?) async throws -> Descriptor {
        let file = try temporaryFile()
        while let piece = try await next() { try Helper.write(piece, to: file.number) }
        guard lseek(file.number, 0, SEEK_SET) == 0 else {
            throw Problem(.internalError, "cannot read a temporary file: \(String(cString: strerror(errno)))")
        }
        return file
    }

    // MARK: What went wrong

    private static func problem(of failure: PipelineFailure, _ chain: Chain, _ said: Problem?) -> ConversionProblem {
        let step = failure.stage.name
        guard let said else {
            let reason =
                switch failure.stage.end {
                case .exceeded: "resources-exceeded"
                default: "document-unprintable-error"
                }
            return ConversionProblem(reason: reason, text: "\(failure)\(hint(failure))", step: step)
        }
        let place = said.page.map { "page \($0): " } ?? ""
        // What is wrong with the document itself is as wrong for every program.
        let isDocuments = [.documentFormatError, .documentPassword].contains(said.reason)
        return ConversionProblem(
            reason: said.reason.rawValue, text: "\(place)\(said.text)", step: isDocuments ? nil : step)
    }

    /// The last word of a program of the distribution, which has no other way to say what is wrong.
    private static func hint(_ failure: PipelineFailure) -> String {
        guard case .exited = failure.stage.end, let last = failure.stage.log.last(where: { !$0.isEmpty }) else {
            return ""
        }
        return ": \(last.prefix(200))"
    }
}
