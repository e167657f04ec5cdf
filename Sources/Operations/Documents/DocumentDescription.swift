import IPP
import PrintModel

/// Writes the attributes of a Document object (PWG 5100.5 §9).
struct DocumentDescription {
    let document: Document
    let job: Job
    /// `nil` for a job whose printer is gone.
    let printer: Printer?
    let context: OperationContext
    let caller: Caller
    /// What of it whoever asks sees.
    let view: JobView
    let now: Moment

    func group(_ requested: RequestedAttributes) -> AttributeGroup {
        var writer = AttributeWriter(requested)
        putIdentity(into: &writer)
        putState(into: &writer)
        putTimes(into: &writer)
        putSizes(into: &writer)
        var own = AttributeWriter(requested)
        putWishes(into: &own)
        guard !view.isOpen else { return AttributeGroup(.document, writer.attributes + own.attributes) }
        let seen =
            writer.attributes.filter { !view.hidesPublic(ofDocument: $0.name) }
            + own.attributes.filter { !view.hidesOwn(ofDocument: $0.name, isTemplate: Self.isTemplate($0.name)) }
        return AttributeGroup(.document, seen)
    }

    private func putIdentity(into writer: inout AttributeWriter) {
        writer.put("document-number", .integer(Int32(clamping: document.number)))
        writer.put("document-job-id", .integer(job.id.rawValue))
        writer.put("document-job-uri", .uri(JobURI(caller)[job.id]))
        if let printer {
            writer.put("document-printer-uri", .uri("ipp://\(caller.uriAuthority)/printers/\(printer.name.inURI)"))
        }
        writer.put("document-uuid", .uri(UUIDText.urn(uuid)))
        writer.put("more-info", .uri("http://\(caller.uriAuthority)/jobs/\(job.id)"))
        writer.put("last-document", .boolean(!job.lifecycle.isOpen && document.number == job.documentCount))
    }

    private func putState(into writer: inout AttributeWriter) {
        let status = DocumentStatus(of: document, in: job, context.progress)
        writer.put("document-state", .enum(status.state.rawValue))
        writer.put("document-state-reasons", status.reasons.map { .keyword($0) })
        // What a converter or a device says of a job may have its title in it.
        writer.put("document-state-message", .text(view.isOpen ? job.message.truncated(toOctets: 1023) : ""))
    }

    private func putTimes(into writer: inout AttributeWriter) {
        func put(_ event: String, _ dateEvent: String, _ moment: Moment?) {
            writer.put("time-at-\(event)", moment.map { .integer($0.upTime) } ?? .outOfBand(.noValue))
            writer.put("date-time-at-\(dateEvent)", moment.map { .dateTime($0.ippDateTime) } ?? .outOfBand(.noValue))
        }
        put("creation", "created", document.createdAt ?? job.createdAt)
        put("processing", "processing", document.cancellation?.attempt == 0 ? nil : job.processingAt)
        put("completed", "completed", document.finishedAt(in: job))
        writer.put("printer-up-time", .integer(now.upTime))
    }

    private func putSizes(into writer: inout AttributeWriter) {
        let kOctets = Int32(clamping: (document.octets + 1023) / 1024)
        let isDone = document.state(in: job) == .completed
        writer.put("k-octets", .integer(kOctets))
        writer.put("k-octets-processed", .integer(isDone ? kOctets : 0))
        for attribute in counters where !attribute.name.hasSuffix("-actual") { writer.put(attribute, .description) }
    }

    /// "impressions-completed" and its kin: of the only document of a job they are the job's.
    private var counters: [Attribute] {
        let report = job.state == .processing ? context.progress.report(of: job.id) : nil
        if let pages = report?.documents[document.number] { return pages.attributes }
        if job.documentCount == 1 {
            var counters = [
                Attribute("impressions-completed", .integer(Int32(clamping: job.impressionsCompleted)))
            ]
            if let sheets = job.attributes["job-media-sheets-completed"] {
                counters.append(Attribute("media-sheets-completed", sheets.values))
            }
            if let colors = job.attributes["job-impressions-completed-col"] {
                counters.append(Attribute("impressions-completed-col", colors.values))
            }
            return counters
        }
        let kept = document.attributes.attributes.filter { Self.isCounter($0.name) }
        return kept.isEmpty ? [Attribute("impressions-completed", .integer(0))] : kept
    }

    private func putWishes(into writer: inout AttributeWriter) {
        writer.put("document-format", .mimeMediaType(document.formatSupplied ?? document.format))
        writer.put("document-format-detected", .mimeMediaType(document.format))
        if let name = document.name { writer.put("document-name", .name(name)) }
        // What the request that made job and document at once said is the job's.
        for name in [
            "attributes-charset", "attributes-natural-language", "document-charset", "document-natural-language",
        ] {
            if document.attributes[name] == nil, let attribute = job.attributes[name] {
                writer.put(attribute, .description)
            }
        }
        if job.documentCount == 1, document.attributes["compression"] == nil,
            let compression = job.attributes["compression-supplied"]
        {
            writer.put("compression", compression.values)
        }
        for attribute in document.attributes.attributes where !Self.isCounter(attribute.name) {
            writer.put(attribute, Self.isTemplate(attribute.name) ? .template : .description)
        }
        guard job.documentCount == 1 else { return }
        for attribute in job.attributes.attributes
        where attribute.name.hasSuffix("-actual") {
            guard Registry.attribute(named: attribute.name, in: .documentStatus) != nil else { continue }
            writer.put(attribute, .description)
        }
    }

    private static func isCounter(_ name: String) -> Bool {
        ["impressions-completed", "impressions-completed-col", "media-sheets-completed"].contains(name)
    }

    static func isTemplate(_ name: String) -> Bool {
        TemplateChecker.isDocumentTemplate(name)
            || Registry.attribute(named: name, in: .documentStatus) == nil
                && Registry.attribute(named: name, in: .documentDescription) == nil
    }

    /// The job's, with the number in it.
    private var uuid: [UInt8] {
        var uuid = JobUUID.bytes(of: job.id, in: context)
        guard uuid.count == 16 else { return uuid }
        for index in 0..<3 { uuid[9 + index] ^= UInt8(truncatingIfNeeded: document.number >> (16 - 8 * index)) }
        return uuid
    }
}

/// Where a document is in its life, in IPP's words.
struct DocumentStatus {
    let state: Document.State
    /// "document-state-reasons" (PWG 5100.5 §9.1.10): those of the job without "job-".
    let reasons: [String]

    init(of document: Document, in job: Job, _ progress: ProgressBoard) {
        let report = job.state == .processing ? progress.report(of: job.id) : nil
        let hasBegun = report.map { $0.documents.isEmpty || $0.documents[document.number] != nil } ?? true
        state = document.state(in: job, hasBegun: hasBegun)
        let canceller = document.cancellation?.by ?? job.lifecycle.cancelRequested ?? .user
        reasons =
            switch state {
            case .pending: [job.lifecycle.isOpen ? "incoming" : "none"]
            case .processing, .stopped: [document.isToStop(in: job) ? "processing-to-stop-point" : "printing"]
            case .canceled: ["canceled-by-\(canceller.rawValue)"]
            case .aborted: ["aborted-by-system"]
            case .completed: ["completed-successfully"]
            }
    }
}
