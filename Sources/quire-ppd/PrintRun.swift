import CCups
import PPDReading
import Workbench

/// Sends a document the way of a PPD: `print`.
struct PrintRun {
    private let file: PPDFile
    private let instructions: PPDInstructions
    private let choices: JobChoices

    init(_ file: PPDFile, _ instructions: PPDInstructions) throws {
        self.file = file
        self.instructions = instructions
        choices = JobChoices(file, instructions.job)
    }

    func run() throws {
        tell()
        guard let intake = intake else {
            throw Problem(.unsupportedFormat, "the printer's driver takes no \(instructions.format)")
        }
        guard let filter = intake.filter else { return try send(to: nil) }
        guard instructions.filters.approved.contains(filter) else {
            throw Problem(
                .internalError, "the filter \(filter) that the driver names is not approved by an administrator")
        }
        let run = try FilterRun(filter, file, instructions)
        do {
            try send(to: run)
        } catch is OutputClosed {
            // It has stopped reading, and knows why.
        } catch {
            run.stop()
            throw error
        }
        try run.finish()
    }

    /// What the printer's maker knows the job cannot have is worth a word to whoever printed it.
    private func tell() {
        for (reason, words) in [
            ("attributes-ignored", choices.ignored), ("attributes-changed", choices.resolved),
            ("attributes-conflict", choices.conflicts),
        ] where !words.isEmpty {
            let text = words.joined(separator: ", ")
            Helper.say(ProgressLine(warning: Warning(reason, String(decoding: text.utf8.prefix(255), as: UTF8.self))))
        }
    }

    /// The way for this format; raster goes to any filter for raster.
    private var intake: PPDIntake? {
        let isRaster = FilterRaster.formats.contains(instructions.format)
        let ways = PPDIntakes.all(of: file).filter {
            $0.format == instructions.format || isRaster && FilterRaster.formats.contains($0.format)
        }
        return ways.first { $0.filter == nil } ?? ways.first { instructions.filters.approved.contains($0.filter ?? "") }
            ?? ways.first
    }

    private func send(to filter: FilterRun?) throws {
        let descriptor = filter?.input ?? Helper.Descriptor.output
        switch instructions.format {
        case "application/postscript": try sendPostScript(to: descriptor, counts: filter == nil)
        case _ where FilterRaster.formats.contains(instructions.format) && filter != nil:
            guard let raster = FilterRaster(file) else {
                throw Problem(.documentUnprintable, "the driver's filter wants a raster that is not made here")
            }
            let pages = try raster.pass(to: descriptor)
            filter?.pages = pages
            count(pages)
        default: try sendAround(to: descriptor, isFilter: filter != nil)
        }
        filter?.closeInput()
    }

    private func sendPostScript(to descriptor: Int32, counts: Bool) throws {
        let emitted = EmittedCode(file: file, job: instructions.job)
        var weaver = PostScriptWeaver(emitted.postScript, feature: emitted.feature)
        var output = BufferedOutput(descriptor)
        var told = 0
        while true {
            let piece = try Helper.read(64 << 10)
            if piece.isEmpty { break }
            try weaver.take(piece) { try output.put($0) }
            if told == 0, let pages = weaver.pagesAnnounced {
                Helper.say(ProgressLine(pages: pages))
                told = -1
            }
            for page in stride(from: max(1, reported(told) + 1), through: weaver.pages, by: 1) {
                Helper.say(page: page)
            }
            told = weaver.pages == 0 ? told : weaver.pages
        }
        try weaver.finish { try output.put($0) }
        try output.flush()
        for page in stride(from: max(1, reported(told) + 1), through: weaver.pages, by: 1) { Helper.say(page: page) }
        count(weaver.pages)
    }

    private func reported(_ told: Int) -> Int { max(0, told) }

    private func count(_ pages: Int) {
        guard pages > 0 else { return }
        let sheets = choices.sides == "one-sided" ? pages : (pages + 1) / 2
        Helper.say(ProgressLine(done: PageCounts(impressions: pages, sheets: sheets)))
    }

    /// PDF, PCL and whatever else goes through unread.
    private func sendAround(to descriptor: Int32, isFilter: Bool) throws {
        var piece = try Helper.read(64 << 10)
        var end: [UInt8] = []
        if !isFilter, let language = Self.languages[instructions.format] {
            let around = EmittedCode(file: file, job: instructions.job)
                .around(language, startsWithExit: piece.starts(with: JobControl.universalExit))
            try Helper.write(around.start, to: descriptor)
            end = around.end
        }
        while !piece.isEmpty {
            try Helper.write(piece, to: descriptor)
            piece = try Helper.read(64 << 10)
        }
        try Helper.write(end, to: descriptor)
    }

    /// As the PPD's keywords are named: `*JCLToPDFInterpreter`.
    private static let languages = [
        "application/pdf": "PDF", "application/vnd.hp-pcl": "PCL", "application/vnd.hp-pclxl": "PCLXL",
    ]
}

/// Gathers small pieces, so that a system call is worth it.
struct BufferedOutput {
    private let descriptor: Int32
    private var bytes: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    mutating func put(_ piece: ArraySlice<UInt8>) throws {
        if piece.count >= Self.size {
            try flush()
            return try piece.withUnsafeBytes { try Helper.write($0, to: descriptor) }
        }
        bytes += piece
        if bytes.count >= Self.size { try flush() }
    }

    mutating func flush() throws {
        guard !bytes.isEmpty else { return }
        try Helper.write(bytes, to: descriptor)
        bytes.removeAll(keepingCapacity: true)
    }

    private static let size = 32 << 10
}
