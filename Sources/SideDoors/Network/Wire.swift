import PrintModel

/// Reads lines, counted octets and streams from one connection, whatever pieces they come in.
actor Wire {
    private let connection: Connection
    private let limits: SideLimits
    private var rest: ArraySlice<UInt8> = []
    /// Of the file that is being read: octets that are still to come; `nil` for all until the end.
    private var left: Int64?
    private var isAtEnd = false
    /// What ended the connection before its end; nothing more is read from it then.
    private(set) var problem: (any Error)?

    // The rate, over the time in which we asked for something.
    private var waited: Duration = .zero
    private var got = 0

    init(_ connection: Connection, limits: SideLimits) {
        self.connection = connection
        self.limits = limits
    }

    /// Up to a line feed, without it; `nil` at the end of the connection.
    func line(octetsMax: Int, within time: Duration) async throws -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                line += rest[..<end]
                rest = rest[(end + 1)...]
                guard line.count <= octetsMax else { throw ConnectionProblem.tooLong }
                return line
            }
            line += rest
            rest = []
            guard line.count <= octetsMax else { throw ConnectionProblem.tooLong }
            guard let piece = try await read(within: time, .sideCommandSeconds) else {
                guard line.isEmpty else { throw ConnectionProblem.endedEarly }
                return nil
            }
            rest = piece[...]
        }
    }

    /// So many octets at once: for what is small.
    func octets(_ count: Int) async throws -> [UInt8] {
        var octets: [UInt8] = []
        while octets.count < count {
            guard let piece = try await piece(atMost: count - octets.count) else { throw ConnectionProblem.endedEarly }
            octets += piece
        }
        return octets
    }

    /// One octet; `nil` at the end of the connection.
    func octet() async throws -> UInt8? { try await piece(atMost: 1)?.first }

    /// A file of so many octets, or `nil` for all until the end of the connection. It is read through this alone, to its end
    /// or to its error.
    func file(_ count: Int64?) -> DocumentStream {
        left = count
        isAtEnd = false
        waited = .zero
        got = 0
        return DocumentStream { try await self.filePiece() }
    }

    private func filePiece() async throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        if let problem { throw problem }
        if let left {
            guard left > 0 else { return nil }
            guard let piece = try await piece(atMost: Int(clamping: left)) else { throw DocumentCutOff() }
            self.left = left - Int64(piece.count)
            return piece
        }
        let isFirst = got == 0
        guard var piece = try await piece(atMost: .max) else {
            isAtEnd = true
            return nil
        }
        // An empty file, and its end, from a client that does not mean "unknown" with a count of 0.
        if isFirst, piece == [0] {
            do {
                guard let more = try await timely(limits.emptyFileTime) else {
                    isAtEnd = true
                    return nil
                }
                piece += more
            } catch ConnectionProblem.tooSlow {
                isAtEnd = true
                return nil
            }
        }
        return piece
    }

    private func piece(atMost count: Int) async throws -> [UInt8]? {
        if rest.isEmpty {
            do {
                guard let piece = try await timely(limits.pieceTime, .sidePieceSeconds) else { return nil }
                rest = piece[...]
            } catch {
                problem = error
                throw error
            }
        }
        let piece = Array(rest.prefix(count))
        rest = rest.dropFirst(piece.count)
        return piece
    }

    /// Where nothing came in time, that is noted.
    private func read(within time: Duration, _ limit: Limit?) async throws -> [UInt8]? {
        do {
            return try await connection.read(within: time)
        } catch ConnectionProblem.tooSlow {
            if let limit { limits.board.note(limit) }
            throw ConnectionProblem.tooSlow
        }
    }

    /// The time in which we do not ask is not the client's.
    private func timely(_ time: Duration, _ limit: Limit? = nil) async throws -> [UInt8]? {
        let start = ContinuousClock.now
        let piece = try await read(within: time, limit)
        waited += ContinuousClock.now - start
        got += piece?.count ?? 0
        if waited > limits.rateTime {
            guard Int64(got) >= Int64(limits.octetsPerSecondMin) * waited.components.seconds else {
                limits.board.note(.sideBytesPerSecond)
                throw ConnectionProblem.belowRate
            }
            (waited, got) = (.zero, 1)
        }
        return piece
    }
}
