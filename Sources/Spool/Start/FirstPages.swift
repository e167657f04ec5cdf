internal import Crypto

/// The pages of queue.db without which none of the others is found: its header and the tree of sqlite_master. They change
/// with the schema only. A copy of them lies beside it, so that damage there does not cost the whole queue.
///
/// The format is SQLite's (https://sqlite.org/fileformat2.html, 1.3 and 1.6).
struct FirstPages: Equatable {
    private let octetsOfPage: Int
    /// By number, beginning with 1.
    private let pages: [UInt32: [UInt8]]

    /// More than any schema of ours takes.
    private static let pagesMax = 100
    private static let headerOctets = 100
    /// In the header: the version of the schema, and whose file it is.
    private static let numbers = [60..<64, 68..<72]
    private static let magic = Array("SQLite format 3\0".utf8)

    /// What changes without the schema makes no difference.
    static func == (one: FirstPages, other: FirstPages) -> Bool { one.steady == other.steady }

    private var steady: [UInt32: [UInt8]] {
        Dictionary(uniqueKeysWithValues: pages.map { ($0, Self.steady($1, isFirst: $0 == 1)) })
    }

    /// Without the counter of changes, the size and free pages in the header, and what lies between the pointers of a page
    /// and its content: what was there once.
    private static func steady(_ page: [UInt8], isFirst: Bool) -> [UInt8] {
        var page = page
        if isFirst {
            for place in 24..<headerOctets where !numbers.contains(where: { $0.contains(place) }) { page[place] = 0 }
        }
        let start = isFirst ? headerOctets : 0
        let pointers = start + (page[start] == 0x05 ? 12 : 8) + 2 * (Int(page[start + 3]) << 8 | Int(page[start + 4]))
        let content = Int(page[start + 5]) << 8 | Int(page[start + 6])
        if pointers < content, content <= page.count {
            for place in pointers..<content { page[place] = 0 }
        }
        return page
    }

    /// Those of a database of ours, with this schema; `nil` where they are not whole, or still in its log.
    init?(in file: DatabaseFile) {
        guard let header = file.octets(at: 0, count: Self.headerOctets), header.starts(with: Self.magic),
            Self.number(in: header, at: 60) == UInt32(Schema.version),
            Self.number(in: header, at: 68) == UInt32(bitPattern: Schema.applicationID)
        else { return nil }
        let short = Int(header[16]) << 8 | Int(header[17])
        let octetsOfPage = short == 1 ? 65_536 : short
        guard octetsOfPage >= 512, octetsOfPage & (octetsOfPage - 1) == 0 else { return nil }
        var pages: [UInt32: [UInt8]] = [:]
        var wanted: [UInt32] = [1]
        while let number = wanted.popLast() {
            guard number > 0, pages[number] == nil, pages.count < Self.pagesMax,
                let page = file.octets(at: Int64(number - 1) * Int64(octetsOfPage), count: octetsOfPage),
                let below = Self.below(page, isFirst: number == 1)
            else { return nil }
            pages[number] = page
            wanted += below
        }
        self.octetsOfPage = octetsOfPage
        self.pages = pages
    }

    /// The pages below one of a table's tree; none below a leaf, `nil` for what is no such page.
    private static func below(_ page: [UInt8], isFirst: Bool) -> [UInt32]? {
        let start = isFirst ? headerOctets : 0
        switch page[start] {
        case 0x0D: return []
        case 0x05: break
        default: return nil
        }
        let count = Int(page[start + 3]) << 8 | Int(page[start + 4])
        guard let last = number(in: page, at: start + 8), start + 12 + 2 * count <= page.count else { return nil }
        var below = [last]
        for cell in 0..<count {
            let place = start + 12 + 2 * cell
            guard let number = number(in: page, at: Int(page[place]) << 8 | Int(page[place + 1])) else { return nil }
            below.append(number)
        }
        return below
    }

    private static func number(in bytes: [UInt8], at place: Int) -> UInt32? {
        guard place >= 0, place + 4 <= bytes.count else { return nil }
        return bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func octets(of number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) } }

    // MARK: The copy

    /// The octets of a page, and how many there are; each with its number; the digest of all that.
    private static let octetsMax = 8 + pagesMax * (4 + 65_536) + SHA256.byteCount

    /// `nil` where there is none, or a damaged one.
    init?(keptAt path: String, on disk: any Disk) throws {
        guard let all = try disk.beginning(of: path, octetsMax: Self.octetsMax), all.count > 8 + SHA256.byteCount,
            SHA256.hash(data: all.dropLast(SHA256.byteCount)).elementsEqual(all.suffix(SHA256.byteCount)),
            let octetsOfPage = Self.number(in: all, at: 0).map({ Int($0) }), octetsOfPage >= 512,
            let count = Self.number(in: all, at: 4).map({ Int($0) }), count <= Self.pagesMax,
            all.count == 8 + count * (4 + octetsOfPage) + SHA256.byteCount
        else { return nil }
        var pages: [UInt32: [UInt8]] = [:]
        for place in stride(from: 8, to: all.count - SHA256.byteCount, by: 4 + octetsOfPage) {
            guard let number = Self.number(in: all, at: place) else { return nil }
            pages[number] = Array(all[place + 4..<place + 4 + octetsOfPage])
        }
        self.octetsOfPage = octetsOfPage
        self.pages = pages
    }

    func keep(at path: String, in folder: String, on disk: any Disk) throws(DiskError) {
        var all = Self.octets(of: UInt32(octetsOfPage)) + Self.octets(of: UInt32(pages.count))
        for (number, page) in pages.sorted(by: { $0.key < $1.key }) { all += Self.octets(of: number) + page }
        all += SHA256.hash(data: all)
        do {
            try all.withUnsafeBytes { try disk.replace(path, in: folder, with: $0) }
        } catch let error as DiskError {
            throw error
        } catch {
            throw DiskError("write", path, errno: 0)
        }
    }

    /// Whether that is the database of which these are kept, with other numbers in its header than it had: the version of the
    /// schema, and whose file it is. A file of another schema has other pages, too.
    func isHeaderDamaged(of path: String) -> Bool {
        DatabaseFile.read(path) { file in
            guard let file else { return false }
            var (isSame, isDamaged) = (true, false)
            for (number, page) in pages where isSame {
                let offset = Int64(number - 1) * Int64(octetsOfPage)
                guard let there = file.octets(at: offset, count: octetsOfPage) else { return false }
                let skipped = number == 1 ? Self.headerOctets : 0
                isSame =
                    Self.steady(there, isFirst: number == 1).dropFirst(skipped)
                    == Self.steady(page, isFirst: number == 1).dropFirst(skipped)
                if number == 1 { isDamaged = Self.numbers.contains { there[$0] != page[$0] } }
            }
            return isSame && isDamaged
        } ?? false
    }

    /// Makes a copy of a damaged database with these pages in it, only to be read: which of its pages are free is not known.
    func copy(_ path: String, to copy: String, on disk: any Disk) throws {
        let octets = try disk.octets(of: path) ?? 0
        try disk.copy(path, to: copy) { file in
            for (number, var page) in pages {
                if number == 1 {
                    // The size, by a counter that says that it is right; no free pages.
                    let size = Self.octets(of: UInt32(clamping: octets / Int64(octetsOfPage)))
                    page.replaceSubrange(28..<32, with: size)
                    page.replaceSubrange(32..<40, with: repeatElement(0, count: 8))
                    page.replaceSubrange(92..<96, with: Array(page[24..<28]))
                }
                try page.withUnsafeBytes { try disk.write($0, to: file, at: Int64(number - 1) * Int64(octetsOfPage)) }
            }
        }
    }
}
