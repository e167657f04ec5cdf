import CPoppler
import Glibc
import Raster
import Workbench

/// Draws pages in several processes, unit by unit in turn, and sends them in order.
///
/// Processes as poppler draws no two pages of a document at a time, and as one that dies takes no other with it. Each may
/// be ahead of its turn by ``WorkerChild/aheadOctets``, so that memory is bounded: by what one process needs for a page,
/// times the workers.
struct WorkerPool {
    private let order: RenderOrder
    private let document: PDFDocument
    private let plan: PagePlan
    private let count: Int

    init(_ order: RenderOrder, _ document: PDFDocument, _ plan: PagePlan) {
        (self.order, self.document, self.plan) = (order, document, plan)
        count = min(order.workers, plan.units.count)
    }

    func run() throws -> PageCounts {
        let workers = try (0..<count).map { try start($0) }
        defer { workers.forEach { $0.end() } }
        let copier = try Copier(order)
        var tally = Tally(order)
        for (index, unit) in plan.units.enumerated() {
            for page in unit {
                let ink = try workers[index % count].receive(page) { try copier.take($0) }
                tally.made(page, hasColor: ink.hasColor, isBlank: ink.isBlank)
                tally.sent()
            }
            try copier.repeatUnit { unit.forEach { _ in tally.sent() } }
        }
        return tally.counts
    }

    /// The child never comes back from here.
    private func start(_ index: Int) throws -> WorkerLink {
        var end: Int32 = -1
        let process = quire_fork(&end)
        guard process >= 0 else { throw Problem(.resourcesExceeded, "there are no more processes") }
        guard process == 0 else { return WorkerLink(process: process, pipe: end) }
        let units = stride(from: index, to: plan.units.count, by: count).map { plan.units[$0] }
        WorkerChild(order, document, to: end).run(units, totalPages: plan.countOut, isFirst: index == 0)
    }
}

/// A worker, seen from the process that sends.
struct WorkerLink {
    let process: Int32
    let pipe: Int32

    /// Hands on the bytes of the page that comes next from this worker.
    func receive(_ page: PagePlan.Page, _ take: (UnsafeRawBufferPointer) throws -> Void) throws -> WorkerFrame.Ink {
        while true {
            guard let head = try WorkerFrame.Head(reading: { try readAll($0) }) else { throw died(page) }
            switch head.kind {
            case .bytes:
                var rest = head.octets
                while rest > 0 {
                    let piece = try Helper.read(min(rest, 256 << 10), from: pipe)
                    guard !piece.isEmpty else { throw died(page) }
                    try piece.withUnsafeBytes(take)
                    rest -= piece.count
                }
            case .pageEnd: return head.ink
            case .problem:
                guard let bytes = try readAll(head.octets), let problem = WorkerFrame.problem(bytes) else {
                    throw died(page)
                }
                throw problem
            }
        }
    }

    /// `nil` when the worker has gone before so many bytes.
    private func readAll(_ count: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let piece = try Helper.read(count - bytes.count, from: pipe)
            if piece.isEmpty { return nil }
            bytes += piece
        }
        return bytes
    }

    private func died(_ page: PagePlan.Page) -> Problem {
        var status: Int32 = 0
        let isKnown = waitpid(process, &status, 0) == process
        let signal = status & 0x7F
        let (reason, how): (Problem.Reason, String) =
            switch signal {
            case _ where !isKnown: (.internalError, "its process is gone")
            case 0: (.internalError, "its process ended with status \((status >> 8) & 0xFF)")
            case SIGKILL, SIGXCPU: (.resourcesExceeded, "it took too much time or memory")
            default: (.internalError, "its process died of signal \(signal)")
            }
        return Problem(reason, "page \(page.number) was not drawn: \(how)", page: page.number)
    }

    /// Whatever it was doing; after the last page it has ended by itself.
    func end() {
        close(pipe)
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }
}
