internal import Glibc
internal import PrintModel

/// Finds the "/Count" of the root of the page tree while a PDF passes by (ISO 32000-1 §7.7.3.2): the node of type Pages
/// that has no parent; the last one, since an update is written behind what it replaces (§7.5.6).
///
/// It does not follow the cross-reference table, which is at the end: of a document that is kept elsewhere it sees every
/// octet once. Object streams (§7.5.7) are inflated on the way. `nil` for encrypted documents with object streams and
/// for anything it does not understand: then whoever converts it counts.
struct PDFPageCounter: PageCounting {
    /// Of a longer document, only the beginning and the end are read, where writers put the page tree.
    private static let wholeOctetsMax = 64 << 20
    private static let tailOctetsMax = 8 << 20
    /// An object stream holds small things; a larger one is left alone.
    private static let inflatedOctetsMax = 8 << 20
    /// Before a "/Count" its dictionary begins, behind it it ends, within so much.
    private static let dictionaryOctetsMax = 64 << 10

    /// Octets that may be looked at twice, and that may come out of streams: a document made to be slow is not counted.
    private var budget = 64 << 20

    private var octets = 0
    /// The end of what was read, in case something was cut in two.
    private var carry: [UInt8] = []
    /// Pieces of a long document's end, that are read when nothing follows any more.
    private var tail: [[UInt8]] = []
    private var tailOctets = 0
    private var found: Int?

    mutating func add(_ piece: [UInt8]) {
        octets += piece.count
        if octets <= Self.wholeOctetsMax {
            read(piece)
        } else {
            keep(piece)
        }
    }

    mutating func pages() -> Int? {
        if !tail.isEmpty {
            carry = []
            read(Array(tail.joined()))
            tail = []
        }
        look(in: carry)
        carry = []
        return found
    }

    private mutating func keep(_ piece: [UInt8]) {
        tail.append(piece)
        tailOctets += piece.count
        while let first = tail.first, tailOctets - first.count >= Self.tailOctetsMax {
            tailOctets -= first.count
            tail.removeFirst()
        }
    }

    private mutating func read(_ piece: [UInt8]) {
        let bytes = carry.isEmpty ? piece : carry + piece
        // What ends within reach of the end may not be whole yet: it is read with the next piece.
        guard bytes.count > Self.dictionaryOctetsMax * 2 else {
            carry = bytes
            return
        }
        look(in: bytes)
        carry = Array(bytes.suffix(Self.dictionaryOctetsMax))
    }

    private mutating func look(in bytes: [UInt8]) {
        for place in Search.places(of: "/ObjStm", in: bytes) where budget > 0 {
            guard let inside = Self.inflate(bytes, behind: place) else { continue }
            budget -= inside.count
            lookForCounts(in: inside)
        }
        lookForCounts(in: bytes)
    }

    private mutating func lookForCounts(in bytes: [UInt8]) {
        for place in Search.places(of: "/Count", in: bytes) where budget > 0 {
            let (around, steps) = Self.dictionary(around: place, in: bytes)
            budget -= steps
            guard let dictionary = around, dictionary.isPages, !Search.contains("/Parent", in: dictionary.bytes),
                let count = Self.number(in: bytes, at: place + 6)
            else { continue }
            found = count
        }
    }

    // MARK: Reading

    /// The innermost dictionary around a place, without reading what is in it; and how many octets were looked at.
    private static func dictionary(around place: Int, in bytes: [UInt8]) -> (Dictionary?, steps: Int) {
        var depth = 0
        var start = place
        let least = max(0, place - dictionaryOctetsMax)
        while start > least {
            start -= 1
            guard start + 1 < bytes.count else { return (nil, place - start) }
            if bytes[start] == UInt8(ascii: "<"), bytes[start + 1] == UInt8(ascii: "<") {
                if depth == 0 { break }
                depth -= 1
                start -= 1
            } else if bytes[start] == UInt8(ascii: ">"), bytes[start + 1] == UInt8(ascii: ">") {
                depth += 1
                start -= 1
            }
        }
        start = max(0, start)
        guard bytes[start] == UInt8(ascii: "<") else { return (nil, place - start) }
        let end = Search.first(of: ">>", in: bytes, from: place) ?? bytes.count
        guard end > start, end - start <= dictionaryOctetsMax else { return (nil, place - start) }
        return (Dictionary(bytes: bytes[start..<end]), end - start)
    }

    private struct Dictionary {
        var bytes: ArraySlice<UInt8>

        /// "/Type /Pages", with any blanks between.
        var isPages: Bool {
            let whole = Array(bytes)
            return Search.places(of: "/Type", in: whole).contains { place in
                let rest = whole[(place + 5)...].drop(while: PDFPageCounter.isBlank)
                guard rest.starts(with: Array("/Pages".utf8)) else { return false }
                return rest.dropFirst(6).first.map { !PDFPageCounter.isLetter($0) } ?? true
            }
        }
    }

    private static func number(in bytes: [UInt8], at place: Int) -> Int? {
        let digits = bytes[place...].drop(while: isBlank).prefix { (0x30...0x39).contains($0) }
        guard (1...7).contains(digits.count) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// What is in the stream whose dictionary holds that place.
    private static func inflate(_ bytes: [UInt8], behind place: Int) -> [UInt8]? {
        guard let word = Search.first(of: "stream", in: bytes, from: place), word - place < 4096 else { return nil }
        var start = word + 6
        while start < bytes.count, bytes[start] == 0x0D || bytes[start] == 0x0A { start += 1 }
        // Without room to inflate, whoever converts the document counts.
        guard start < bytes.count, let zlib = try? ZlibStream(.zlib, roomOctets: inflatedOctetsMax) else { return nil }
        var rest = bytes[start...]
        // Damaged, or cut off: what came out so far is looked at all the same.
        _ = try? zlib.inflate(&rest)
        let inside = zlib.take()
        return inside.isEmpty ? nil : inside
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

/// Finds words in bytes.
enum Search {
    static func places(of word: StaticString, in bytes: [UInt8]) -> [Int] {
        var places: [Int] = []
        var from = 0
        while let place = first(of: word, in: bytes, from: from) {
            places.append(place)
            from = place + word.utf8CodeUnitCount
        }
        return places
    }

    static func contains(_ word: StaticString, in bytes: ArraySlice<UInt8>) -> Bool {
        first(of: word, in: Array(bytes), from: 0) != nil
    }

    static func first(of word: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
        guard start >= 0, start < bytes.count else { return nil }
        return bytes.withUnsafeBytes { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            var place = start
            // memchr looks at 32 octets at a time, which no loop of ours does.
            while let hit = memchr(base + place, Int32(word.utf8Start.pointee), buffer.count - place) {
                place = UnsafeRawPointer(hit) - base
                guard place + word.utf8CodeUnitCount <= buffer.count else { return nil }
                if memcmp(hit, word.utf8Start, word.utf8CodeUnitCount) == 0 { return place }
                place += 1
                guard place < buffer.count else { return nil }
            }
            return nil
        }
    }
}
