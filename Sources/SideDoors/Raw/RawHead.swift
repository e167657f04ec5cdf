import PrintModel

/// The first octets of raw data, and all of them as a stream.
struct RawHead {
    let octets: [UInt8]
    let stream: DocumentStream

    /// `nil` where there is nothing.
    static func read(from connection: Connection, _ limits: SideLimits) async throws -> RawHead? {
        let reader = RawReader(connection, limits)
        var octets: [UInt8] = []
        while octets.count < limits.headerOctetsMax, let piece = try await reader.next() { octets += piece }
        guard !octets.isEmpty else { return nil }
        let head = octets
        return RawHead(
            octets: Array(octets.prefix(limits.headerOctetsMax)),
            stream: DocumentStream {
                if let head = await reader.takeHead(head) { head } else { try await reader.next() }
            })
    }
}

/// Reads until the client's end, or until it has said nothing for a while.
private actor RawReader {
    private let connection: Connection
    private let limits: SideLimits
    private var isAtEnd = false
    private var isHeadTaken = false

    init(_ connection: Connection, _ limits: SideLimits) {
        self.connection = connection
        self.limits = limits
    }

    func takeHead(_ head: [UInt8]) -> [UInt8]? {
        defer { isHeadTaken = true }
        return isHeadTaken ? nil : head
    }

    func next() async throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        do {
            guard let piece = try await connection.read(within: limits.rawIdleTime) else {
                isAtEnd = true
                return nil
            }
            return piece
        } catch ConnectionProblem.tooSlow {
            isAtEnd = true
            return nil
        }
    }
}
