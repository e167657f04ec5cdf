import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Backends

@Suite("What is in doubt at an IPP printer", .timeLimit(.minutes(2)))
struct IPPDoubtTests {
    @Test("A job whose number was lost with the answer to Create-Job is found and used: no other is made")
    func createReplyLost() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setFault { operation, _ in operation == .createJob ? .loseReply : .none }

        #expect(await backend.deliver(TestJob().delivery()) == .delivered)

        #expect(bench.printer.jobs.map(\.state) == [9])
        #expect(bench.printer.ledger.count == 1)
    }

    @Test("The jobs of others, older ones and ones with documents, are not taken for it", arguments: ["user", "name"])
    func notOurs(difference: String) async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        // Somebody else makes a job and sends nothing yet.
        bench.printer.setFault { operation, _ in operation == .sendDocument ? .status(.busy) : .none }
        bench.printer.setClingsToJobs(true)
        let theirs = difference == "user" ? TestJob(7, user: "ben") : TestJob(7, name: "letter")
        let other = Task { await backend.deliver(theirs.delivery()) }
        await until { bench.printer.requests.contains(.sendDocument) }
        bench.printer.setFault { operation, count in
            if operation == .createJob { return count == 1 ? .close : .none }
            return .none
        }

        let outcome = await backend.deliver(TestJob().delivery())

        #expect(outcome.trouble?.kind == .failed, "it was not made at all, and is tried again")
        #expect(bench.printer.jobs.count == 1)
        #expect(bench.printer.ledger.isEmpty)
        bench.printer.setClingsToJobs(false)
        other.cancel()
        _ = await other.value
    }

    @Test("A printer that keeps what it has of a job is named as the trouble, and the job is sent when it lets go")
    func clings() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setClingsToJobs(true)
        bench.printer.setFault { operation, count in
            operation == .sendDocument && count == 0 ? .closeAfter(100_000) : .none
        }
        let job = TestJob(documents: [[UInt8](repeating: 7, count: 2_000_000)], format: "image/jpeg")
        let news = News()
        let delivery = job.delivery(news: news)

        async let first = backend.deliver(delivery)
        await until { news.troubles.contains { $0.kind == .busy } }
        let trouble = news.troubles.first { $0.kind == .busy }
        bench.printer.setClingsToJobs(false)

        #expect(trouble?.message.contains("does not let go of it") == true)
        #expect(await first.trouble?.kind == .failed)
        #expect(news.all.last == .trouble(nil))
        #expect(await backend.deliver(job.delivery(attempt: 2)) == .delivered)
        #expect(bench.printer.ledger.count == 1)
    }

    @Test("A printer that goes away with part of a job is waited for, and what it has is cancelled before it gets more")
    func goesAwayWithPart() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setFault { operation, count in
            switch operation {
            case .sendDocument: count == 0 ? .closeAfter(100_000) : .none
            case .cancelJob: count < 3 ? .close : .none
            case .getJobAttributes: count > 0 && count < 4 ? .close : .none
            default: .none
            }
        }
        let job = TestJob(documents: [[UInt8](repeating: 7, count: 2_000_000)], format: "image/jpeg")

        #expect(await backend.deliver(job.delivery()).trouble?.kind == .failed)

        #expect(bench.printer.jobs.map(\.state) == [7])
    }

    @Test(
        "A daemon that ends leaves a job with the printer that has all of it; the next run adopts it and prints it once"
    )
    func left() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setOutOfPaper(true)
        let job = TestJob()
        var delivery = job.delivery()
        delivery.isLeaving = { true }
        let leaving = delivery

        let first = Task { await backend.deliver(leaving) }
        await until { bench.printer.jobs.first?.isClosed == true }
        await until { bench.printer.requests.contains(.getJobAttributes) }
        first.cancel()
        #expect(await first.value == .left)
        #expect(!bench.printer.requests.contains(.cancelJob))

        var again = TestJob().delivery()
        again.lease.job.deviceJob = job.remembered
        let next = try await bench.ready()
        let taken = again
        async let answer = next.resolve(taken)
        bench.printer.setOutOfPaper(false)
        #expect(await answer == .delivered)
        #expect(bench.printer.ledger.count == 1)
    }
}
