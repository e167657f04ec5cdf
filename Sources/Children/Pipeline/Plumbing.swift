/// The pipes of a pipeline while it is started. What only children shall hold is let go of with this.
struct Plumbing: Sendable {
    let feed: PipeWriter?
    let output: PipeReader?
    let lines: [(log: PipeReader, progress: PipeReader)]
    /// Descriptor 0 of each stage.
    let inputs: [Descriptor?]
    private var tables: [[Descriptor?]] = []

    init(_ pipeline: Pipeline, _ poller: Poller) throws {
        var feed: PipeWriter?
        var input: Descriptor?
        switch pipeline.input {
        case .none: break
        case .descriptor(let given): input = given
        case .stream:
            let pipe = try Descriptor.pipe(octets: PipelineCore.pipeOctets)
            (input, feed) = (pipe.reader, try PipeWriter(pipe.writer, poller))
        }
        var inputs: [Descriptor?] = []
        var output: PipeReader?
        var lines: [(log: PipeReader, progress: PipeReader)] = []
        for (index, stage) in pipeline.stages.enumerated() {
            let isLast = index == pipeline.stages.count - 1
            let pipe = isLast && pipeline.output != nil ? nil : try Descriptor.pipe(octets: PipelineCore.pipeOctets)
            let (log, progress) = (try Descriptor.pipe(), try Descriptor.pipe())
            let instructions = try stage.instructions.map { try Descriptor.sealed($0) }
            let usual = [input, pipe?.writer ?? pipeline.output, log.writer, progress.writer, instructions]
            tables.append(usual + (5...7).map { stage.attachments[$0] })
            lines.append((try PipeReader(log.reader, poller), try PipeReader(progress.reader, poller)))
            inputs.append(input)
            input = pipe?.reader
            if isLast, let pipe { output = try PipeReader(pipe.reader, poller) }
        }
        self.feed = feed
        self.output = output
        self.lines = lines
        self.inputs = inputs
    }

    func table(of stage: Int) -> [Descriptor?] { tables[stage] }
}
