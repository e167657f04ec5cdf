public import PrintModel

/// The bounds and deadlines of the older ways in. Each is a number that a client reaches only by mistake or malice.
public struct SideLimits: Sendable {
    // MARK: Counts

    /// Connections at a time of one protocol. Each of them may be writing a document.
    public var connectionsMax = 256
    /// One source may have this many of them, so that there is always room for another.
    public var connectionsPerSourceMax = 64
    /// Control files of one connection that wait for their data files. Clients send one job after the other.
    public var openJobsMax = 8
    /// Lines of a queue's state, so that an answer stays below some 100 kB.
    public var listedJobsMax = 1_000
    /// Names and numbers in one command.
    public var operandsMax = 100

    // MARK: Sizes

    /// Octets of a command's line: a queue's name and a list of jobs (RFC 1179 §3.1).
    public var lineOctetsMax = 2_048
    /// Octets of a control file (RFC 1179 §7). One of a thousand lines has some 30,000.
    public var controlFileOctetsMax = 65_536
    /// What is read and thrown away after a refusal, so that the client sees its answer.
    public var drainOctetsMax = 64 << 20
    /// The kernel's receive buffer of a connection, in octets.
    public var receiveBufferOctets = 262_144
    /// Octets at the begin of raw data in which a header is looked for.
    public var headerOctetsMax = 4_096

    // MARK: Deadlines

    /// For a command, from when the one before it is answered.
    public var commandTime: Duration = .seconds(60)
    /// Between two pieces of a document.
    public var pieceTime: Duration = .seconds(120)
    /// Octets a second that a client has to send while we ask for them, on average over ``rateTime``.
    public var octetsPerSecondMin = 500
    public var rateTime: Duration = .seconds(60)
    /// After a file of unknown length that is one zero octet so far: then it was an empty file's end.
    public var emptyFileTime: Duration = .seconds(3)
    /// Without a piece, after which raw data are taken to be whole.
    public var rawIdleTime: Duration = .seconds(60)
    /// For an answer to be taken by the client.
    public var writeTime: Duration = .seconds(30)
    /// Between our last octet and the client's own end of the connection.
    public var lingerTime: Duration = .seconds(2)

    /// Where it is noted that one of them stopped somebody.
    public var board = LimitBoard()

    public init() {}

    /// What an administrator may set (docs/LIMITS.md); the others follow from the protocols.
    public init(_ limits: Limits, board: LimitBoard = LimitBoard()) {
        self.board = board
        connectionsMax = limits.count(.sideConnections)
        connectionsPerSourceMax = limits.count(.sideConnectionsPerSource)
        listedJobsMax = limits.count(.lpdListedJobs)
        lineOctetsMax = limits.count(.lpdLineBytes)
        controlFileOctetsMax = limits.count(.lpdControlBytes)
        commandTime = .seconds(limits[.sideCommandSeconds])
        pieceTime = .seconds(limits[.sidePieceSeconds])
        octetsPerSecondMin = limits.count(.sideBytesPerSecond)
        rawIdleTime = .seconds(limits[.rawIdleSeconds])
    }
}
