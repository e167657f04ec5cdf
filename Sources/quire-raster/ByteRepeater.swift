import Raster
import Workbench

/// Sends a document again as a whole: what is in it nobody here reads.
struct ByteRepeater {
    private let order: RasterOrder
    private let input: InputDocument
    private let sink: ByteSink

    init(_ order: RasterOrder, _ input: InputDocument, _ sink: @escaping ByteSink) {
        self.order = order
        self.input = input
        self.sink = sink
    }

    func run() throws {
        var octets = Int.max
        for _ in 0..<order.sets * order.pageCopies { octets = try input.copy(0..<octets, sink) }
    }
}
