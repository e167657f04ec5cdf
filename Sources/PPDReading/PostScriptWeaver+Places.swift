/// Where in the document the weaver is, and what goes there.
extension PostScriptWeaver {
    mutating func understand(
        _ comment: StructureComment, _ bytes: ArraySlice<UInt8>, _ write: Output
    ) throws {
        switch comment {
        case .universalExit, .endOfTransmission: return  // Ours stand around the document.
        case .jobLanguage where startsDocument: return
        case .octets(let count):
            try text(bytes, write)
            octetsToPass = count
            // CR LF: the LF still belongs to the comment.
            if lastWasReturn, count > 0 { octetsToPass += 1 }
            return
        case .lines(let count):
            try text(bytes, write)
            linesToPass = count
            return
        case .beginDocument:
            depth += 1
            return try text(bytes, write)
        case .endDocument:
            depth = max(0, depth - 1)
            return try text(bytes, write)
        default: break
        }
        guard depth == 0 else { return try text(bytes, write) }
        if state == .header { return try header(comment, bytes, write) }
        try body(comment, bytes, write)
    }

    private mutating func header(
        _ comment: StructureComment, _ bytes: ArraySlice<UInt8>, _ write: Output
    ) throws {
        if startsDocument {
            startsDocument = false
            if comment == .header { return try write(bytes) }
            if comment == .mark {
                try write(bytes)
            } else {
                try write(Array("%!PS-Adobe-3.0\n".utf8)[...])
            }
            // No structure is promised: everything goes here.
            try endHeader(write)
            try release(setupAt: 0, write)
            if comment != .mark { try understand(comment, bytes, write) }
            return
        }
        switch comment {
        case .pages(let count):
            if (1...1_000_000).contains(count) { pagesAnnounced = count }
            try write(bytes)
        case .comment, .mark, .header: try write(bytes)
        case .endComments:
            try write(bytes)
            try endHeader(write)
        default:
            try endHeader(write)
            try body(comment, bytes, write)
        }
    }

    mutating func endHeader(_ write: Output) throws {
        if startsDocument { startsDocument = false }
        state = .searching
    }

    private mutating func body(
        _ comment: StructureComment, _ bytes: ArraySlice<UInt8>, _ write: Output
    ) throws {
        switch comment {
        case .beginProlog where state == .searching:
            try put(bytes, write)
            if state == .searching, held.prolog == nil { held.prolog = held.bytes.count }
        case .endProlog where state == .searching:
            try put(bytes, write)
            if state == .searching { held.prologEnd = held.bytes.count }
        case .beginSetup where state == .searching:
            held.hasSetup = true
            try put(bytes, write)
        case .endSetup where state == .searching:
            try release(setupAt: held.bytes.count, write)
            try put(bytes, write)
        case .page:
            if state == .searching { try release(setupAt: held.bytes.count, write) }
            pages += 1
            try write(bytes)
            state = code.pageSetup.isEmpty ? .body : .pageComments
        case .beginPageSetup where state == .pageComments:
            try write(bytes)
            try pageSetup(write)
        case .includeFeature(let option, let choice):
            try text(bytes, write)
            if let code = feature(option, choice) { try put(code[...], write) }
        case .endOfFile where state != .searching:
            try write(bytes)
            state = .ended
        case .comment where state == .pageComments: try write(bytes)
        default: try text(bytes, write)
        }
    }

    /// What is no comment of interest.
    mutating func text(_ bytes: ArraySlice<UInt8>, _ write: Output) throws {
        if state == .header {
            if startsDocument { return try header(.text, bytes, write) }
            try endHeader(write)
        }
        if state == .pageComments { try pageSetup(write) }
        try put(bytes, write)
    }

    private mutating func pageSetup(_ write: Output) throws {
        state = .body
        try write(code.pageSetup[...])
    }

    /// Lets go of what was held, with the code in its places.
    ///
    /// - Parameter place: where in it the setup goes; `nil` where none was found: behind the prolog, or in front.
    mutating func release(setupAt place: Int?, _ write: Output) throws {
        let (kept, isFound) = (held, place != nil && place != 0)
        held = Held()
        state = .body
        let prolog = kept.prolog ?? 0
        let setup = max(place ?? kept.prologEnd ?? prolog, prolog)
        try write(kept.bytes[..<prolog])
        try write(code.prolog[...])
        try write(kept.bytes[prolog..<setup])
        let isInside = kept.hasSetup && isFound
        if !code.setup.isEmpty {
            if !isInside { try write(Array("%%BeginSetup\n".utf8)[...]) }
            try write(code.setup[...])
            if !isInside { try write(Array("%%EndSetup\n".utf8)[...]) }
        }
        // Without pages that could be found, what is meant for each is said once.
        if !isFound { try write(code.pageSetup[...]) }
        try write(kept.bytes[setup...])
    }
}
