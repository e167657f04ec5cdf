/// What is known of a ``Limit`` besides its name.
public struct LimitRule: Hashable, Sendable {
    /// What holds as long as nobody sets it.
    public var standard: Int64
    public var range: ClosedRange<Int64>
    /// What 0 means, where it is not a number like the others.
    public var zero: String?
    /// What it bounds.
    public var bounds: String
    /// What becomes of what goes beyond.
    public var answer: String

    init(
        _ standard: Int64, _ range: ClosedRange<Int64>, zero: String? = nil, _ bounds: String, _ answer: String
    ) {
        (self.standard, self.range, self.zero, self.bounds, self.answer) = (standard, range, zero, bounds, answer)
    }
}

extension Limit {
    public var rule: LimitRule {
        switch self {
        case .headBytes, .headFields, .targetBytes, .attributeBytes, .attributes, .valuesPerAttribute, .collectionDepth:
            requestRule
        case .documentBytes, .documentsPerJob, .decompressionRatio: documentRule
        case .jobsPerQueue, .jobsPerUser, .jobsPerUserAndQueue, .jobsPerAddress, .waitingBytesPerSource,
            .subscriptions, .subscriptionsPerUser, .subscriptionsPerManager, .subscriptionsPerAddress,
            .subscriptionsPerJob:
            backlogRule
        case .requestsPerSecond, .jobsPerMinute, .connections, .descriptorReserve, .requestsInHand,
            .attributeBytesInHand:
            crowdRule
        case .headSeconds, .attributesSeconds, .bodyBytesPerSecond, .writeSeconds, .idleSeconds: patienceRule
        case .sideConnections, .sideConnectionsPerSource, .sideCommandSeconds, .sidePieceSeconds, .sideBytesPerSecond,
            .rawIdleSeconds, .lpdLineBytes, .lpdControlBytes, .lpdListedJobs:
            sideRule
        case .diskReserveBytes:
            LimitRule(
                0, 0...(1 << 50), zero: "64 MiB or a hundredth of the file system, the smaller",
                "what documents leave free on the spool's file system, so that jobs already taken can be printed, cancelled and remembered",
                "server-error-temporary-error until there is room")
        }
    }

    private var requestRule: LimitRule {
        switch self {
        case .headBytes:
            LimitRule(16_384, 1_024...1_048_576, "the request line and the fields of a request", "HTTP 431")
        case .headFields: LimitRule(100, 10...10_000, "the fields of a request", "HTTP 431")
        case .targetBytes: LimitRule(8_192, 256...1_048_576, "the target of a request", "HTTP 414")
        case .attributeBytes:
            LimitRule(
                1 << 20, 65_536...(64 << 20), "the attributes of an IPP request, the document not counted",
                "client-error-request-entity-too-large")
        case .attributes:
            LimitRule(
                4_000, 100...100_000, "attributes of one request, members of collections included",
                "client-error-request-entity-too-large")
        case .valuesPerAttribute:
            LimitRule(4_000, 100...100_000, "values of one attribute", "client-error-request-entity-too-large")
        default:
            LimitRule(8, 4...64, "collections within collections", "client-error-request-entity-too-large")
        }
    }

    private var documentRule: LimitRule {
        switch self {
        case .documentBytes:
            LimitRule(
                1 << 30, (1 << 20)...(1 << 40),
                "one document, after its compression is undone; a queue may have less (job-k-octets-supported)",
                "client-error-request-entity-too-large, or HTTP 413 before anything is read")
        case .documentsPerJob:
            LimitRule(100, 1...1_000_000, "documents of one job", "server-error-too-many-documents")
        default:
            LimitRule(
                500, 0...1_100, zero: "no limit",
                "how many times larger than what was sent a document may become, however often it is compressed; counted beyond its first 64 MiB",
                "client-error-compression-error")
        }
    }

    private var backlogRule: LimitRule {
        let refusal = "server-error-too-many-jobs"
        switch self {
        case .jobsPerQueue: return LimitRule(1_000_000, 1...10_000_000, "unfinished jobs of one queue", refusal)
        case .jobsPerUser:
            return LimitRule(
                10_000, 0...10_000_000, zero: "no limit",
                "unfinished jobs of one user in all queues; of a name that nobody has proved, those from one address",
                refusal)
        case .jobsPerUserAndQueue:
            return LimitRule(
                0, 0...10_000_000, zero: "no limit",
                "unfinished jobs of one user in one queue; of a name that nobody has proved, those from one address",
                refusal)
        case .jobsPerAddress:
            return LimitRule(
                50_000, 0...10_000_000, zero: "no limit",
                "unfinished jobs from one address under names that nobody has proved", refusal)
        case .waitingBytesPerSource:
            return LimitRule(
                0, 0...(1 << 50),
                zero: "half of what the documents of others leave on the disk, its reserve not counted",
                "documents that wait or are being sent of one user; of names that nobody has proved, those from one address; operators and administrators excepted",
                "server-error-busy until some of them are printed")
        default: return subscriptionRule
        }
    }

    private var subscriptionRule: LimitRule {
        let refusal = "client-error-too-many-subscriptions"
        let range: ClosedRange<Int64> = 0...1_000_000
        return switch self {
        case .subscriptions: LimitRule(10_000, range, "subscriptions in all", refusal)
        case .subscriptionsPerUser:
            LimitRule(
                100, range, "subscriptions of one user; of a name that nobody has proved, those from one address",
                refusal)
        case .subscriptionsPerManager: LimitRule(2_000, range, "subscriptions of an operator or administrator", refusal)
        case .subscriptionsPerAddress:
            LimitRule(1_000, range, "subscriptions from one address under names that nobody has proved", refusal)
        default: LimitRule(100, range, "subscriptions of one job", refusal)
        }
    }

    private var crowdRule: LimitRule {
        switch self {
        case .requestsPerSecond:
            LimitRule(
                1_000, 0...1_000_000, zero: "no limit",
                "requests of one address (of IPv6: one network of 64 bits, as everywhere where addresses are counted), or of one local user but root, each second; five seconds' worth may come at once",
                "server-error-busy, or HTTP 429 with Retry-After")
        case .jobsPerMinute:
            LimitRule(
                6_000, 0...1_000_000, zero: "no limit",
                "new jobs of one user each minute, of names that nobody has proved those from one address; operators and administrators excepted; a minute's worth may come at once",
                "server-error-busy")
        case .connections:
            LimitRule(
                0, 0...1_000_000, zero: "as many as file descriptors allow, less descriptor-reserve",
                "connections at a time; the longest idle ones make room for new ones", "HTTP 503 when none is idle")
        case .descriptorReserve:
            LimitRule(
                256, 64...65_536, "file descriptors kept for documents, printers and the database",
                "connections are shed, as with connections")
        case .attributeBytesInHand:
            LimitRule(
                64 << 20, (1 << 20)...(1 << 40),
                "the attributes of all requests in hand, those of up to 16 KiB not counted; one source has at most half of what others leave; never less than twice attribute-bytes",
                "server-error-busy, or HTTP 503, with Retry-After")
        default:
            LimitRule(
                4_096, 2...100_000,
                "requests being answered at a time; one source has at most half of those that others leave",
                "server-error-busy, or HTTP 503 with Retry-After")
        }
    }

    private var patienceRule: LimitRule {
        switch self {
        case .headSeconds:
            LimitRule(
                10, 1...3_600,
                "from the first byte of a request, or from the connection's begin, to the end of its head",
                "HTTP 408, and the connection ends")
        case .attributesSeconds:
            LimitRule(10, 1...3_600, "from there to the end of the IPP attributes", "HTTP 408, and the connection ends")
        case .bodyBytesPerSecond:
            LimitRule(
                1_000, 1...1_000_000, "what a client sends of a document at the least, over half a minute",
                "the connection ends, and no job is made")
        case .writeSeconds:
            LimitRule(30, 1...3_600, "without a byte of an answer being taken by the client", "the connection ends")
        default: LimitRule(60, 1...86_400, "between two requests on a connection", "the connection ends")
        }
    }

    private var sideRule: LimitRule {
        let ends = "the connection ends, and no job is made"
        return switch self {
        case .sideConnections:
            LimitRule(
                256, 1...65_536, "connections at a time of line printer clients, and as many of each raw port",
                "the connection is reset")
        case .sideConnectionsPerSource:
            LimitRule(64, 1...65_536, "those of one address", "the connection is reset")
        case .sideCommandSeconds:
            LimitRule(60, 1...3_600, "a line printer client's next command, from the answer to the one before", ends)
        case .sidePieceSeconds:
            LimitRule(120, 1...3_600, "between two pieces of a document from a line printer client", ends)
        case .sideBytesPerSecond:
            LimitRule(
                500, 1...1_000_000, "what a line printer client sends of a document at the least, over a minute", ends)
        case .rawIdleSeconds:
            LimitRule(
                60, 1...3_600, "on a raw port, without a byte, after which what has come is taken to be whole",
                "the job is made")
        case .lpdLineBytes: LimitRule(2_048, 256...65_536, "one command of a line printer client", "it is refused")
        case .lpdControlBytes:
            LimitRule(65_536, 1_024...1_048_576, "a control file of a line printer client", "it is refused")
        default: LimitRule(1_000, 1...100_000, "jobs in an answer to a line printer client", "\"... and more\"")
        }
    }
}
