public import PrintModel

/// The bounds and deadlines of every HTTP connection. Each is a number that a client reaches only by mistake or malice.
public struct HTTPLimits: Hashable, Sendable {
    // MARK: Sizes

    /// Octets of a request line and its fields, up to the empty line. More is 431.
    public var headBytesMax = 16_384
    /// Octets of a request target. More is 414.
    public var targetBytesMax = 8_192
    /// Fields of one request. More is 431.
    public var fieldsMax = 100
    /// Octets of one body, document included. A longer declared length is 413 before anything is read; a chunked body
    /// is cut there. Queues have their own, smaller limit; this one must not be below the largest of them.
    public var bodyBytesMax: Int64 = 1_075_838_976  // 1 GiB and 2 MiB for the attributes
    /// Octets read from one connection and not yet taken by the service. A reader slower than its client slows it.
    public var bufferedBytesMax = 262_144
    /// The kernel's receive buffer of a connection, in octets: what a client can leave with us that we did not ask for.
    public var receiveBufferBytes: Int32 = 262_144
    /// Octets of a body that nobody wants that are read and thrown away, so that the client sees its answer.
    public var drainBytesMax = 1_048_576

    // MARK: Counts

    /// Connections at a time, or `nil` for as many as file descriptors allow, less ``descriptorReserve``.
    public var connectionsMax: Int?
    /// File descriptors kept for documents, printers, the database.
    public var descriptorReserve = 256
    /// Requests handed to the service and not yet answered. More are answered 503.
    public var requestsInHandMax = 4_096
    /// Octets of attributes of requests in hand, beyond what each may have (``AttributeShare``). More are answered 503.
    public var attributeBytesInHandMax = 64 << 20
    /// Requests of one source a second, 0 for as many as it can; ``requestBurstTime``'s worth of them may come at once.
    public var requestsPerSecondMax = 0
    public var requestBurstTime: Duration = .seconds(5)

    // MARK: Deadlines

    /// From the first byte of a request to the end of its head; of the first request, from the connection's begin.
    public var headTime: Duration = .seconds(10)
    /// From the end of the head to the end of the IPP attributes.
    public var attributesTime: Duration = .seconds(10)
    /// Between two requests.
    public var idleTime: Duration = .seconds(60)
    /// Octets a second that a client has to send while we ask for them, on average over ``bodyRateTime``.
    public var bodyRateMin = 1_000
    public var bodyRateTime: Duration = .seconds(30)
    /// Without a byte of an answer being taken by the client.
    public var writeTime: Duration = .seconds(30)
    /// Between the last byte of the last answer and the client's own end of the connection.
    public var lingerTime: Duration = .seconds(2)

    public init() {}

    /// What an administrator has set.
    public init(_ limits: Limits) {
        headBytesMax = limits.count(.headBytes)
        targetBytesMax = limits.count(.targetBytes)
        fieldsMax = limits.count(.headFields)
        bodyBytesMax = limits[.documentBytes] + 2 * limits[.attributeBytes]
        connectionsMax = limits.count(.connections) > 0 ? limits.count(.connections) : nil
        descriptorReserve = limits.count(.descriptorReserve)
        requestsInHandMax = limits.count(.requestsInHand)
        // Half of it takes in the longest request.
        attributeBytesInHandMax = max(limits.count(.attributeBytesInHand), 2 * limits.count(.attributeBytes))
        requestsPerSecondMax = limits.count(.requestsPerSecond)
        headTime = .seconds(limits[.headSeconds])
        attributesTime = .seconds(limits[.attributesSeconds])
        idleTime = .seconds(limits[.idleSeconds])
        bodyRateMin = limits.count(.bodyBytesPerSecond)
        writeTime = .seconds(limits[.writeSeconds])
    }

    public static let standard = HTTPLimits()

    /// How often deadlines are looked at: often enough for the shortest, at most every half second.
    var sweepInterval: Duration {
        let shortest = [headTime, attributesTime, idleTime, bodyRateTime, writeTime, lingerTime].min() ?? headTime
        return max(.milliseconds(5), min(shortest / 4, .milliseconds(500)))
    }
}
