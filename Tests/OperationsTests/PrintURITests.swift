import IPP
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Operations

@Suite("Print-URI and Send-URI")
struct PrintURITests {
    @Test("A server that fetches nothing neither offers nor does them")
    func notOffered() async throws {
        let counter = try await Counter()
        let uri = Attribute("document-uri", .uri("http://docs.example/a.pdf"))

        #expect(try await counter.send(.printURI, [uri]).status == .operationNotSupported)
        let printer = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(printer?["operations-supported"]?.values.contains(.enum(3)) == false)
        #expect(printer?["reference-uri-schemes-supported"] == nil)
    }

    @Test("A document is fetched, named for the end of its URI, and printed as what it is")
    func fetched() async throws {
        let fetcher = FakeFetcher(document: Array("%PDF-1.4 x".utf8), format: "application/pdf")
        let counter = try await Counter(fetcher: fetcher)

        let answer = try await counter.send(
            .printURI, to: "/printers/pdf",
            [Attribute("document-uri", .uri("https://docs.example/of/the%20day.pdf?v=1"))])

        #expect(answer.status == .ok)
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))
        #expect(try await counter.job(id).name == "the day.pdf")
        let document = try #require(try await counter.store.documents(of: id).first)
        #expect(document.format == "application/pdf")
        #expect(document.octets == 10)
        #expect(fetcher.asked == ["https://docs.example/of/the%20day.pdf?v=1"])
    }

    @Test("What cannot be had is a document-access-error with its reason, and makes no job")
    func problem() async throws {
        let counter = try await Counter(fetcher: FakeFetcher(problem: "'docs.example' answered HTTP 404"))

        let answer = try await counter.send(.printURI, [Attribute("document-uri", .uri("http://docs.example/x"))])

        #expect(answer.status == .documentAccessError)
        #expect(answer[.operation]?["document-access-error"]?.stringValue == "'docs.example' answered HTTP 404")
        #expect(try await counter.store.jobs(JobQuery(which: .all), after: nil, limit: 10).jobs.isEmpty)
    }

    @Test("Another scheme is refused without a look", arguments: ["file:///etc/passwd", "ftp://docs.example/x"])
    func scheme(uri: String) async throws {
        let fetcher = FakeFetcher(document: [1])
        let counter = try await Counter(fetcher: fetcher)

        let answer = try await counter.send(.printURI, [Attribute("document-uri", .uri(uri))])

        #expect(answer.status == .uriSchemeNotSupported)
        #expect(fetcher.asked.isEmpty)
    }

    @Test("A ticket that is refused costs no fetch")
    func refusedFirst() async throws {
        let fetcher = FakeFetcher(document: Array("%PDF".utf8))
        let counter = try await Counter(fetcher: fetcher)

        let answer = try await counter.send(
            .printURI, to: "/printers/pdf",
            [
                Attribute("document-uri", .uri("http://docs.example/x")),
                Attribute("document-format", .mimeMediaType("image/x-nothing")),
            ])

        #expect(answer.status == .documentFormatNotSupported)
        #expect(fetcher.asked.isEmpty)
    }

    @Test("Send-URI adds to an open job, and closes it without a document")
    func sendURI() async throws {
        let counter = try await Counter(fetcher: FakeFetcher(document: Array("%PDF-1.4".utf8)))
        let made = try await counter.send(.createJob)
        let id = try #require(made[.job]?["job-id"]?.integerValue)
        let job = Attribute("job-id", .integer(id))

        let added = try await counter.send(
            .sendURI,
            [
                job, Attribute("last-document", .boolean(false)),
                Attribute("document-uri", .uri("http://docs.example/x")),
            ])
        let closed = try await counter.send(.sendURI, [job, Attribute("last-document", .boolean(true))])
        let late = try await counter.send(
            .sendURI,
            [job, Attribute("last-document", .boolean(true)), Attribute("document-uri", .uri("http://docs.example/x"))])

        #expect(added.status == .ok)
        #expect(closed.status == .ok)
        #expect(late.status == .notPossible)
        #expect(try await counter.job(JobID(id)).documentCount == 1)
    }
}

/// Gives the same document for every URI, or says the same problem.
final class FakeFetcher: DocumentFetcher {
    let schemes = ["http", "https"]
    private let document: [UInt8]
    private let format: String?
    private let problem: String?
    private let kept = Mutex<[String]>([])

    init(document: [UInt8] = [], format: String? = nil, problem: String? = nil) {
        self.document = document
        self.format = format
        self.problem = problem
    }

    var asked: [String] { kept.withLock { $0 } }

    func fetch(_ uri: String) async throws(DocumentAccessProblem) -> FetchedDocument {
        kept.withLock { $0.append(uri) }
        if let problem { throw DocumentAccessProblem(problem) }
        return FetchedDocument(format: format, stream: .bytes(document))
    }
}
