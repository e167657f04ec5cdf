import Glibc
import Raster
import Workbench

/// The worker's own side: draws its share of the pages and goes.
final class WorkerChild {
    private let order: RenderOrder
    private let document: PDFDocument
    private let pipe: Int32
    /// Made, and not yet taken.
    private var ahead: [UInt8] = []
    private var taken = 0

    /// How far a worker draws ahead of its turn: several pages of text, half a page of pictures.
    static let aheadOctets = 16 << 20

    init(_ order: RenderOrder, _ document: PDFDocument, to pipe: Int32) {
        (self.order, self.document, self.pipe) = (order, document, pipe)
    }

    func run(_ units: [[PagePlan.Page]], totalPages: Int, isFirst: Bool) -> Never {
        do {
            try draw(units.joined(), totalPages: totalPages, isFirst: isFirst)
            try send(leaving: 0)
            _exit(0)
        } catch let problem as Problem {
            let bytes = WorkerFrame.bytes(problem)
            ahead += WorkerFrame.Head(.problem, octets: bytes.count).bytes + bytes
        } catch {
            let bytes = WorkerFrame.bytes(Problem(.internalError, "\(error)"))
            ahead += WorkerFrame.Head(.problem, octets: bytes.count).bytes + bytes
        }
        // When nobody takes it any more there is nobody to tell.
        try? send(leaving: 0)
        _exit(1)
    }

    private func draw(_ pages: some Sequence<PagePlan.Page>, totalPages: Int, isFirst: Bool) throws {
        let renderer = PageRenderer(order, document, totalPages: totalPages)
        // The first worker begins the document; what the others begin theirs with is left out.
        var leftOut = isFirst ? 0 : try Copier.prefixOctets(order)
        let encoder = try order.format.encoder(order) { [unowned self] bytes in
            let skipped = min(leftOut, bytes.count)
            leftOut -= skipped
            let rest = UnsafeRawBufferPointer(rebasing: bytes[skipped...])
            ahead += WorkerFrame.Head(.bytes, octets: rest.count).bytes
            ahead.append(contentsOf: rest)
            try send(leaving: Self.aheadOctets)
        }
        for page in pages {
            let ink = try renderer.draw(page, into: encoder)
            ahead += WorkerFrame.Head(.pageEnd, ink: .init(hasColor: ink.hasColor, isBlank: ink.isBlank)).bytes
            try send(leaving: Self.aheadOctets)
        }
    }

    /// Sends what the pipe has room for, and waits until at most so many bytes are left.
    private func send(leaving most: Int) throws {
        while taken < ahead.count {
            let count = ahead.withUnsafeBytes { write(pipe, $0.baseAddress.map { $0 + taken }, $0.count - taken) }
            if count >= 0 {
                taken += count
            } else if errno == EAGAIN {
                guard ahead.count - taken > most else { break }
                var wait = pollfd(fd: pipe, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, -1)
            } else if errno != EINTR {
                throw OutputClosed()
            }
        }
        // Moved only when it is worth it.
        if taken == ahead.count {
            ahead.removeAll(keepingCapacity: true)
            taken = 0
        } else if taken > 4 << 20 {
            ahead.removeFirst(taken)
            taken = 0
        }
    }
}
