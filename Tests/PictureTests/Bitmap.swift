import Foundation
import Testing

/// A page as pixels: what `pdftoppm` draws.
struct Bitmap {
    let width: Int
    let height: Int
    private let samples: [UInt8]
    var size: [Int] { [width, height] }

    init(of run: HelperRun, resolution: Int = 72) throws {
        let ppm = [UInt8](try run.read(by: "pdftoppm", "-r", "\(resolution)", "-singlefile", "FILE"))
        var fields: [Int] = []
        var offset = 2
        while fields.count < 3 {
            let field = ppm[offset...].drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
            fields.append(try #require(Int(String(decoding: field, as: UTF8.self))))
            offset = field.endIndex
        }
        (width, height) = (fields[0], fields[1])
        samples = Array(ppm[(offset + 1)...])
        try #require(samples.count == width * height * 3)
    }

    func pixel(_ x: Int, _ y: Int) -> [Int] {
        let start = (y * width + x) * 3
        return samples[start..<start + 3].map { Int($0) }
    }

    /// The largest difference to what a pixel should be; `nil` is anything.
    func difference(to expected: (Int, Int) -> [Int]?) -> Int {
        var largest = 0
        for y in 0..<height {
            for x in 0..<width {
                for (found, wanted) in zip(pixel(x, y), expected(x, y) ?? pixel(x, y)) {
                    largest = max(largest, abs(found - wanted))
                }
            }
        }
        return largest
    }
}
