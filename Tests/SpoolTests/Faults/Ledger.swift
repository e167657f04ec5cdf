import IPP
import PrintModel
import QuireTestKit

/// Everything a store can be asked about, to compare two of them.
struct Snapshot: Equatable {
    struct JobState: Equatable {
        var job: Job
        var documents: [Document]
        /// `nil` when they are not kept any more.
        var bytes: [[UInt8]]?
        var events: [JobEvent]
    }

    struct PrinterState: Equatable {
        var id: PrinterID
        var name: String
        var info: String
        var isPaused: Bool
        var attributes: AttributeGroup
        var counts: QueueCounts
    }

    var jobs: [JobState] = []
    var waiting: [JobID] = []
    var printers: [PrinterState] = []
    var defaultPrinter: PrinterID?

    init(of store: any JobStore & PrinterStore) async throws {
        var cursor: JobCursor?
        repeat {
            let page = try await store.jobs(JobQuery(which: .all), after: cursor, limit: 7)
            for job in page.jobs { jobs.append(try await Self.state(of: job, in: store)) }
            cursor = page.next
        } while cursor != nil
        waiting = jobs.map(\.job).filter { !$0.lifecycle.isFinished }.map(\.id)
        printers = store.printers().map {
            PrinterState(
                id: $0.id, name: $0.name.text, info: $0.info, isPaused: $0.isPaused, attributes: $0.attributes,
                counts: store.counts(of: $0.id))
        }
        defaultPrinter = store.defaultPrinter()?.id
    }

    private static func state(of job: Job, in store: any JobStore) async throws -> JobState {
        let documents = try await store.documents(of: job.id)
        var bytes: [[UInt8]]?
        if job.hasDocuments {
            bytes = []
            for document in documents { bytes?.append(try await contents(document.number, of: job.id, in: store)) }
        }
        return JobState(job: job, documents: documents, bytes: bytes, events: try await store.events(of: job.id))
    }

    static func contents(_ number: Int, of job: JobID, in store: any JobStore) async throws -> [UInt8] {
        let stream = try await store.read(document: number, of: job)
        var bytes: [UInt8] = []
        while let piece = try await stream.next() { bytes += piece }
        return bytes
    }

    /// Where two differ, for a person.
    func difference(from other: Snapshot) -> String {
        var lines: [String] = []
        if printers != other.printers { lines.append("printers \(printers) / \(other.printers)") }
        if defaultPrinter != other.defaultPrinter { lines.append("default printer") }
        let ids = Set(jobs.map(\.job.id)).union(other.jobs.map(\.job.id)).sorted()
        for id in ids {
            let (mine, its) = (jobs.first { $0.job.id == id }, other.jobs.first { $0.job.id == id })
            guard let mine, let its else {
                lines.append("job \(id) is \(mine == nil ? "missing" : "too much")")
                continue
            }
            if mine.job != its.job { lines.append("job \(id): \(mine.job)\n  / \(its.job)") }
            if mine.documents != its.documents || mine.bytes != its.bytes { lines.append("documents of job \(id)") }
            if mine.events != its.events { lines.append("events of job \(id): \(mine.events)\n  / \(its.events)") }
        }
        if lines.isEmpty, self != other { lines.append("order \(jobs.map(\.job.id)) / \(other.jobs.map(\.job.id))") }
        return lines.joined(separator: "\n")
    }
}
