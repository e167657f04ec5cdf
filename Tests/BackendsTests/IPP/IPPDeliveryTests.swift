@testable import Backends
import Crypto
import IPP
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@Suite("Printing by IPP", .timeLimit(.minutes(2)))
struct IPPDeliveryTests {
    @Test("A job is made, remembered before its data is sent, sent as it is, and followed to its end")
    func wholeJob() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        let news = News()
        let job = TestJob(documents: [Array("%PDF-1 page".utf8)])
        var delivery = job.delivery(news: news)
        let (remember, printer) = (delivery.remember, bench.printer)
        delivery.remember = { text in
            #expect(printer.octetsRead == 0)
            try await remember(text)
        }

        let outcome = await backend.deliver(delivery)

        #expect(outcome == .delivered)
        let sheet = try #require(bench.printer.ledger.first)
        #expect(bench.printer.ledger.count == 1)
        #expect(sheet.bytes == Array("%PDF-1 page".utf8))
        #expect((sheet.name, sheet.user, sheet.format) == ("report", "ana", "application/pdf"))
        #expect(!sheet.wasChunked)
        #expect(job.remembered == "ipp://127.0.0.1:\(bench.printer.port)/jobs/1 1")
        #expect(job.isConfirmed)
        #expect(news.all.contains(.impressions(1)))
        #expect(
            bench.printer.requests.filter { $0 != .getJobAttributes } == [
                .getPrinterAttributes, .validateJob, .createJob, .sendDocument,
            ])
    }

    @Test("One connection serves a whole job")
    func oneConnection() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()

        #expect(await backend.deliver(TestJob().delivery()) == .delivered)

        #expect(bench.printer.connections == 1)
    }

    @Test("What was validated once is not asked again")
    func validatedOnce() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()

        for id in 1...3 { #expect(await backend.deliver(TestJob(Int32(id)).delivery()) == .delivered) }

        #expect(bench.printer.requests.count { $0 == .validateJob } == 1)
    }

    @Test("Documents of a job stay together where the printer takes several, and come one after another where not")
    func severalDocuments() async throws {
        let documents = [Array("%PDF-1 one".utf8), Array("%PDF-1 two".utf8), Array("%PDF-1 three".utf8)]
        for takesMany in [true, false] {
            let bench = try IPPBench()
            bench.printer.setPrinter { $0.set("multiple-document-jobs-supported", .boolean(takesMany)) }
            let backend = try await bench.ready()

            #expect(await backend.deliver(TestJob(documents: documents).delivery()) == .delivered)

            #expect(bench.printer.ledger.map(\.bytes) == documents)
            #expect(bench.printer.jobs.count == (takesMany ? 1 : 3))
        }
    }

    @Test("A printer that has Print-Job only gets it, with a name that the job is found by")
    func printJobOnly() async throws {
        let bench = try IPPBench()
        bench.printer.setPrinter { $0.set("operations-supported", .enum(2), .enum(8), .enum(9), .enum(10), .enum(11)) }
        let backend = try await bench.ready()
        let job = TestJob()

        #expect(await backend.deliver(job.delivery()) == .delivered)

        #expect(bench.printer.ledger.map(\.name) == ["report (bench-42.1.1)"])
        #expect(job.remembered == "ipp://127.0.0.1:\(bench.printer.port)/jobs/1 1")
    }

    @Test("A document that is made while it is sent goes in chunks; raster is compressed where the printer unpacks it")
    func compressed() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        let raster = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 1000) }
        let job = TestJob(documents: [raster], format: "image/pwg-raster")

        #expect(await backend.deliver(job.delivery(isConverted: true)) == .delivered)
        #expect(try await bench.ready("?compression=none").deliver(job.delivery()) == .delivered)

        let sheets = bench.printer.ledger
        #expect(sheets.map(\.digest) == [Array(SHA256.hash(data: raster)), Array(SHA256.hash(data: raster))])
        #expect(sheets.map(\.wasCompressed) == [true, false])
        #expect(sheets.map(\.wasChunked) == [true, false])
        #expect(bench.printer.octetsRead < 320_000)
    }

    @Test("The printer gets what was asked for and it offers; what it does not offer is told")
    func options() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        let news = News()
        let wishes = [
            Attribute("copies", .integer(3)), Attribute("sides", .keyword("two-sided-long-edge")),
            Attribute("print-color-mode", .keyword("monochrome")), Attribute("finishings", [.enum(4), .enum(5)]),
            Attribute("media", .keyword("na_letter_8.5x11in")), Attribute("output-bin", .keyword("mailbox-7")),
        ]

        #expect(await backend.deliver(TestJob().delivery(asking: wishes, news: news)) == .delivered)

        let template = try #require(bench.printer.ledger.first).template
        #expect(template.first { $0.name == "copies" }?.integerValue == 3)
        #expect(template.first { $0.name == "sides" }?.stringValue == "two-sided-long-edge")
        #expect(template.first { $0.name == "print-color-mode" }?.stringValue == "monochrome")
        #expect(template.first { $0.name == "finishings" }?.integerValues == [4])
        #expect(template.first { $0.name == "media" }?.stringValue == "na_letter_8.5x11in")
        #expect(!template.contains { $0.name == "output-bin" })
        #expect(news.messages == ["The printer does not offer output-bin=mailbox-7, finishings=5"])
    }

    @Test("A job that must have what the printer does not offer is refused before anything is sent")
    func fidelity() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        let wishes = [
            Attribute("output-bin", .keyword("mailbox-7")), Attribute("ipp-attribute-fidelity", .boolean(true)),
        ]

        let outcome = await backend.deliver(TestJob().delivery(asking: wishes))

        #expect(outcome == .refused(because: "The printer does not offer output-bin=mailbox-7"))
        #expect(bench.printer.jobs.isEmpty)
    }

    @Test("Answers that come in chunks are understood")
    func chunkedAnswers() async throws {
        let bench = try IPPBench()
        bench.printer.setRepliesInChunks()

        #expect(try await bench.ready().deliver(TestJob().delivery()) == .delivered)
    }

    @Test("A job that was made ready for a printer never seen is made ready anew once it has said what it takes")
    func neverSeen() async throws {
        let bench = try IPPBench()
        let backend = try bench.backend()
        let news = News()

        let first = await backend.deliver(TestJob().delivery(news: news))
        let second = await backend.deliver(TestJob().delivery(attempt: 2))

        #expect(first.trouble?.kind == .busy)
        #expect(first.trouble?.after == .milliseconds(10))
        #expect(news.all.contains(.capabilities))
        #expect(second == .delivered)
        #expect(bench.printer.ledger.count == 1)
    }
}

@Suite("Faults of IPP printers", .timeLimit(.minutes(2)))
struct IPPFaultTests {
    @Test("A printer that is off is away, says where, and prints when it is back")
    func off() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.switchOff()

        let outcome = await backend.deliver(TestJob().delivery())

        #expect(outcome.trouble?.kind == .away)
        #expect(outcome.trouble?.reason == "connecting-to-device")
        #expect(outcome.trouble?.message == "127.0.0.1:\(bench.printer.port): connection refused")
        #expect(await backend.probe()?.kind == .away)
        try bench.printer.switchOn()
        #expect(await backend.probe() == nil)
        #expect(await backend.deliver(TestJob().delivery(attempt: 2)) == .delivered)
        #expect(bench.printer.ledger.count == 1)
    }

    @Test(
        "A printer that says it is busy is asked again later",
        arguments: [StatusCode.busy, .temporaryError, .serviceUnavailable, .tooManyJobs])
    func busy(status: StatusCode) async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setFault { operation, count in operation == .createJob && count < 2 ? .status(status) : .none }

        for attempt in 1...2 {
            let outcome = await backend.deliver(TestJob().delivery(attempt: attempt))
            #expect(outcome.trouble?.kind == .busy, "\(outcome)")
        }
        #expect(await backend.deliver(TestJob().delivery(attempt: 3)) == .delivered)
        #expect(bench.printer.ledger.count == 1)
    }

    @Test("HTTP's own 503 is busy too, and a path without a printer is a mistake in the set-up")
    func http() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()

        bench.printer.setFault { operation, _ in operation == .createJob ? .http(503) : .none }
        #expect(await backend.deliver(TestJob().delivery()).trouble?.kind == .busy)
        bench.printer.setFault { operation, _ in operation == .createJob ? .http(404) : .none }
        #expect(await backend.deliver(TestJob().delivery()).trouble?.kind == .misconfigured)
    }

    @Test("A document that breaks off in the middle is taken back and can be printed again: one comes out")
    func closesMidDocument() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready("?compression=none")
        bench.printer.setFault { operation, count in
            operation == .sendDocument && count == 0 ? .closeAfter(100_000) : .none
        }
        let job = TestJob(documents: [[UInt8](repeating: 7, count: 2_000_000)], format: "image/jpeg")

        let first = await backend.deliver(job.delivery())

        #expect(first.trouble?.kind == .failed)
        #expect(bench.printer.jobs.map(\.state) == [7])
        #expect(await backend.deliver(job.delivery(attempt: 2)) == .delivered)
        #expect(bench.printer.ledger.map(\.octets) == [2_000_000])
    }

    @Test("A printer that stops reading is given up after a while, and its job taken back")
    func hangsMidDocument() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready("?timeout=1")
        bench.printer.setFault { operation, count in
            operation == .sendDocument && count == 0 ? .hangAfter(50_000) : .none
        }
        let job = TestJob(documents: [[UInt8](repeating: 7, count: 20_000_000)], format: "image/jpeg")

        let first = await backend.deliver(job.delivery())

        #expect(first.trouble?.reason == "timed-out")
        #expect(bench.printer.jobs.map(\.state) == [7])
        #expect(await backend.deliver(job.delivery(attempt: 2)) == .delivered)
        #expect(bench.printer.ledger.count == 1)
    }

    @Test("An answer that is lost after the printer took the job is no second print")
    func losesReply() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setFault { operation, _ in operation == .sendDocument ? .loseReply : .none }

        #expect(await backend.deliver(TestJob().delivery()) == .delivered)

        #expect(bench.printer.ledger.count == 1)
    }

    @Test("The same where there is Print-Job only: the job is found by its name")
    func losesReplyToPrintJob() async throws {
        let bench = try IPPBench()
        bench.printer.setPrinter { $0.set("operations-supported", .enum(2), .enum(8), .enum(9), .enum(10), .enum(11)) }
        let backend = try await bench.ready()
        bench.printer.setFault { operation, _ in operation == .printJob ? .loseReply : .none }

        #expect(await backend.deliver(TestJob().delivery()) == .delivered)

        #expect(bench.printer.ledger.count == 1)
        #expect(bench.printer.requests.count { $0 == .printJob } == 1)
    }

    @Test("A printer out of paper keeps the job, says so, and goes on by itself")
    func outOfPaper() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setOutOfPaper(true)
        let news = News()
        let delivery = TestJob().delivery(news: news)

        async let outcome = backend.deliver(delivery)
        await until { !news.troubles.isEmpty }
        bench.printer.setOutOfPaper(false)

        #expect(await outcome == .delivered)
        #expect(news.troubles.map(\.reason) == ["media-empty-error"])
        #expect(news.troubles.first?.kind == .needsHuman)
        #expect(news.all.last == .trouble(nil))
        #expect(bench.printer.ledger.count == 1)
    }

    @Test("A job that somebody cancels at the printer is over here as well")
    func canceledAtPanel() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setPrintingTakes(.seconds(3600))
        let delivery = TestJob().delivery()

        async let outcome = backend.deliver(delivery)
        await until { bench.printer.jobs.first?.state == 5 }
        bench.printer.cancelAtPanel(1)

        guard case .canceledThere(let reason) = await outcome else { return #expect(Bool(false)) }
        #expect(reason.contains("job-canceled-at-device"))
        #expect(bench.printer.ledger.isEmpty)
    }

    @Test("A job that is cancelled here is cancelled there")
    func canceledHere() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setPrintingTakes(.seconds(3600))
        let delivery = TestJob().delivery()

        let task = Task { await backend.deliver(delivery) }
        await until { bench.printer.jobs.first?.state == 5 }
        task.cancel()

        #expect(await task.value == .stopped)
        #expect(bench.printer.jobs.map(\.state) == [7])
    }

    @Test("A job whose document the printer cannot print is refused with the printer's words")
    func aborted() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setPrintingTakes(.seconds(3600))
        let delivery = TestJob().delivery()

        async let outcome = backend.deliver(delivery)
        await until { bench.printer.jobs.first?.state == 5 }
        bench.printer.abort(1, because: ["document-format-error"])

        guard case .refused(let reason) = await outcome else { return #expect(Bool(false)) }
        #expect(reason.contains("document-format-error"))
    }

    @Test("A format that the printer refuses is refused")
    func refusedFormat() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setFault { operation, _ in
            operation == .sendDocument ? .status(.documentFormatNotSupported) : .none
        }

        guard case .refused = await backend.deliver(TestJob().delivery()) else { return #expect(Bool(false)) }
        #expect(bench.printer.jobs.map(\.state) == [7])
    }

    @Test("A later run of the daemon stops this one before the printer has the last of the document")
    func fenced() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready("?compression=none")
        var delivery = TestJob(documents: [[UInt8](repeating: 7, count: 200_000)], format: "image/jpeg").delivery()
        let asked = Mutex(0)
        delivery.confirm = {
            let count = asked.withLock { asked in
                asked += 1
                return asked
            }
            if count > 1 { throw StoreError.fenced }
        }

        #expect(await backend.deliver(delivery) == .stopped)

        #expect(bench.printer.ledger.isEmpty)
        #expect(!bench.printer.requests.contains(.cancelJob))
    }
}

@Suite("After a crash, the IPP printer is asked", .timeLimit(.minutes(2)))
struct IPPResolveTests {
    /// A delivery of an earlier run, which remembered `text`.
    private func interrupted(_ text: String?) -> Delivery {
        var delivery = TestJob().delivery(attempt: 1)
        delivery.lease.job.deviceJob = text
        return delivery
    }

    @Test("Nothing was remembered: nothing was sent")
    func nothing() async throws {
        #expect(try await IPPBench().ready().resolve(interrupted(nil)) == .notDelivered)
    }

    @Test("A job that is printed there is done")
    func printed() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        let job = TestJob()
        _ = await backend.deliver(job.delivery())

        #expect(try await bench.ready().resolve(interrupted(job.remembered)) == .delivered)
        #expect(bench.printer.ledger.count == 1)
    }

    @Test("A job that the printer has all of is watched to its end")
    func adopted() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setOutOfPaper(true)
        let job = TestJob()
        let delivery = job.delivery()
        // The first run ends without a word to anybody.
        let first = Task { await backend.deliver(delivery) }
        await until { bench.printer.jobs.first?.isClosed == true }
        let remembered = job.remembered

        let second = try await bench.ready()
        let again = interrupted(remembered)
        async let answer = second.resolve(again)
        bench.printer.setOutOfPaper(false)

        #expect(await answer == .delivered)
        #expect(bench.printer.ledger.count == 1)
        _ = await first.value
    }

    @Test("A job that the printer waits for more of is taken back, and printed again")
    func incomplete() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        let link = bench.printer.uri
        bench.printer.setFault { operation, _ in operation == .sendDocument ? .close : .none }
        bench.printer.setFault { operation, _ in operation == .sendDocument || operation == .cancelJob ? .close : .none
        }
        let job = TestJob()
        let task = Task { await backend.deliver(job.delivery()) }
        await until { bench.printer.requests.contains(.sendDocument) }
        task.cancel()
        _ = await task.value
        bench.printer.setFault { _, _ in .none }

        let answer = try await bench.ready().resolve(interrupted("\(link) 1"))

        #expect(answer == .notDelivered)
        #expect(bench.printer.jobs.map(\.state) == [7])
    }

    @Test("While it does not answer nothing is printed again")
    func away() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.switchOff()

        guard case .askAgain(let trouble) = await backend.resolve(interrupted("ipp://x/1 1")) else {
            return #expect(Bool(false))
        }
        #expect(trouble.kind == .away)
    }

    @Test("A job that it knows nothing of any more may have been printed")
    func unknown() async throws {
        let bench = try IPPBench()

        guard case .unknown = try await bench.ready().resolve(interrupted("ipp://x/9 9")) else {
            return #expect(Bool(false))
        }
    }

    @Test("One that somebody cancelled at the printer meanwhile is not printed again; one that we took back is")
    func canceled() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setPrintingTakes(.seconds(3600))
        let task = Task { await backend.deliver(TestJob().delivery()) }
        await until { bench.printer.jobs.first?.state == 5 }
        bench.printer.cancelAtPanel(1)
        _ = await task.value

        guard case .over(.canceledThere) = await backend.resolve(interrupted("ipp://x/1 1")) else {
            return #expect(Bool(false))
        }
        #expect(await backend.resolve(interrupted("taken-back ipp://x/1 1")) == .notDelivered)
    }

    @Test("Print-Job is found by its name")
    func named() async throws {
        let bench = try IPPBench()
        bench.printer.setPrinter { $0.set("operations-supported", .enum(2), .enum(8), .enum(9), .enum(10), .enum(11)) }
        let backend = try await bench.ready()
        _ = await backend.deliver(TestJob().delivery())

        #expect(await backend.resolve(interrupted("print-job bench-42.1.1")) == .delivered)
        guard case .unknown = await backend.resolve(interrupted("print-job bench-43.1.1")) else {
            return #expect(Bool(false))
        }
    }
}
