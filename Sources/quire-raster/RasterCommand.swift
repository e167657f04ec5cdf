import Glibc
import Raster
import Workbench

/// Pages of raster on descriptor 0 become pages in another format, or the same ones several times, on descriptor 1.
@main
enum RasterCommand {
    static func main() {
        Helper.run(RasterInstructions.self) { instructions in
            let order = try RasterOrder(instructions)
            let input = try InputDocument(isReadAgain: order.readsAgain)
            let counts = try run(order, input, to: { try Helper.write($0) }, page: { Helper.say(page: $0) })
            if let counts { Helper.say(ProgressLine(done: counts)) }
        }
    }

    /// - Parameter page: called with the number of each page that has left.
    /// - Returns: what one set of copies comes to, where that is known.
    static func run(
        _ order: RasterOrder, _ input: InputDocument, to sink: @escaping ByteSink, page: @escaping (Int) -> Void
    ) throws -> PageCounts? {
        if order.isBytesOnly {
            try ByteRepeater(order, input, sink).run()
            return nil
        }
        return order.isRepetition
            ? try PageRepeater(order, input, sink, page).run() : try PageConverter(order, input, sink, page).run()
    }
}
