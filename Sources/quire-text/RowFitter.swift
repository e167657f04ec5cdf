internal import CPango

/// Puts what pango has shaped into cells: every cluster of a script whose letters stand alone gets the width of its
/// cells. Where letters join, or have widths by tradition, they keep them, and the next gap or ruled line makes up for
/// the difference, so that sentences stay even and the columns of a table straight.
final class RowFitter {
    private let octets: RowOctets
    private let cellWidth: Int
    /// What has been set since the last gap lacks so much of its cells, in pango's units; less than 0 when it is wider.
    private var debt = 0

    /// One character with its marks.
    private struct Cluster {
        let infos: UnsafeMutablePointer<PangoGlyphInfo>
        let glyphs: Range<Int>
        /// Octet that it begins at.
        let start: Int
        let cells: Int
        let font: UnsafeMutablePointer<PangoFont>?
        let isRightToLeft: Bool
        let isOfGridScript: Bool

        var width: Int { glyphs.reduce(0) { $0 + Int(infos[$1].geometry.width) } }

        /// More room before it, as it is read.
        func move(by units: Int) {
            guard !glyphs.isEmpty else { return }
            if !isRightToLeft { shift(by: units) }
            infos[isRightToLeft ? glyphs.lowerBound : glyphs.upperBound - 1].geometry.width += Int32(clamping: units)
        }

        func shift(by units: Int) {
            for index in glyphs { infos[index].geometry.x_offset += Int32(clamping: units) }
        }
    }

    init(_ octets: RowOctets, cellWidth: Double) {
        self.octets = octets
        self.cellWidth = Int(cellWidth * Double(PANGO_SCALE))
    }

    /// - Returns: the row's width in points.
    func fit(_ line: UnsafeMutablePointer<PangoLayoutLine>) -> Double {
        let clusters = runs(of: line).flatMap { self.clusters(of: $0) }.sorted { $0.start < $1.start }
        for cluster in clusters {
            let first = octets.bytes[cluster.start]
            let isGap = octets.isGap(at: cluster.start)
            guard cluster.isOfGridScript || first < 0x80 && (first != 0x20 || isGap) else {
                debt += cluster.cells * cellWidth - cluster.width
                continue
            }
            center(cluster)
            if isGap || debt > 0 && octets.isRule(at: cluster.start) {
                let change = max(debt, -cellWidth * 7 / 10)
                cluster.move(by: change)
                debt -= change
            }
        }
        let width = clusters.reduce(0) { $0 + $1.width }
        return Double(width) / Double(PANGO_SCALE)
    }

    private func runs(of line: UnsafeMutablePointer<PangoLayoutLine>) -> [UnsafeMutablePointer<PangoGlyphItem>] {
        var (runs, node): ([UnsafeMutablePointer<PangoGlyphItem>], _) = ([], line.pointee.runs)
        while let current = node {
            if let run = current.pointee.data { runs.append(run.assumingMemoryBound(to: PangoGlyphItem.self)) }
            node = current.pointee.next
        }
        return runs
    }

    private func clusters(of run: UnsafeMutablePointer<PangoGlyphItem>) -> [Cluster] {
        guard let item = run.pointee.item, let infos = run.pointee.glyphs?.pointee.glyphs else { return [] }
        let analysis = item.pointee.analysis
        return octets.bytes.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                var iterator = PangoGlyphItemIter()
                guard pango_glyph_item_iter_init_start(&iterator, run, text.baseAddress) != 0 else { return [] }
                var clusters: [Cluster] = []
                repeat {
                    // From right to left the end is the smaller one, and still not included.
                    let (start, end) = (Int(iterator.start_glyph), Int(iterator.end_glyph))
                    let octet = Int(iterator.start_index)
                    clusters.append(
                        Cluster(
                            infos: infos, glyphs: start < end ? start..<end : end + 1..<start + 1, start: octet,
                            cells: octets.cells(from: octet, to: Int(iterator.end_index)), font: analysis.font,
                            isRightToLeft: analysis.level & 1 == 1,
                            isOfGridScript: GridScript.has(Int(analysis.script))))
                } while pango_glyph_item_iter_next_cluster(&iterator) != 0
                return clusters
            }
        }
    }

    /// In the middle of its cells.
    private func center(_ cluster: Cluster) {
        guard !cluster.glyphs.isEmpty else { return }
        gatherMarks(cluster)
        let missing = cluster.cells * cellWidth - cluster.width
        guard cluster.cells > 0, missing != 0 else { return }
        cluster.shift(by: missing / 2)
        cluster.infos[cluster.glyphs.upperBound - 1].geometry.width += Int32(clamping: missing)
    }

    /// Marks of fonts that give them a cell of their own, or draw them where the next letter stands, go back over their
    /// letter; also when another font has them, and they make a cluster without a cell.
    private func gatherMarks(_ cluster: Cluster) {
        var place = cluster.cells == 0 ? cellWidth : 0
        for index in cluster.glyphs {
            let geometry = cluster.infos[index].geometry
            if place > 0 {
                var ink = PangoRectangle()
                pango_font_get_glyph_extents(cluster.font, cluster.infos[index].glyph, &ink, nil)
                let middle = Int(ink.x) + Int(ink.width) / 2 + Int(geometry.x_offset)
                if middle > 0 { cluster.infos[index].geometry.x_offset -= Int32(clamping: place) }
                cluster.infos[index].geometry.width = 0
            }
            place += Int(cluster.infos[index].geometry.width)
        }
    }
}
