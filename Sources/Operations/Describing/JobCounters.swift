import IPP
import PrintModel

/// How much there is to print of a job, and how much was (RFC 8011 §5.3.17 and §5.3.18, PWG 5100.7 §6.8).
struct JobCounters {
    let job: Job
    /// `nil` for a job whose printer is gone.
    let facts: PrinterFacts?
    /// Of a job with several; `nil` where nobody looked.
    let documents: [Document]?
    /// While it is printed.
    let progress: PrintReport?
    let now: Moment

    func put(into writer: inout AttributeWriter) {
        putWork(into: &writer)
        let impressions = progress?.impressions ?? job.impressionsCompleted
        writer.put("job-impressions-completed", .integer(Int32(clamping: impressions)))
        let colors = job.attributes["job-impressions-completed-col"]
        if colors == nil, let all = progress?.impressions, let color = progress?.colorImpressions {
            writer.put("job-impressions-completed-col", Self.colors(color, of: all))
        }
        let sheets = job.attributes["job-media-sheets-completed"]
        if sheets == nil {
            writer.put(
                "job-media-sheets-completed",
                .integer(Int32(clamping: progress?.sheets ?? job.impressionsCompleted)))
        }
        putSheetColors(sheets?.integerValue.map(Int.init), colors, into: &writer)
        let pages = job.state == .completed ? work?.pages ?? 0 : 0
        writer.put("job-pages-completed", .integer(Int32(clamping: pages)))
        if let began = job.processingAt {
            let seconds = max(0, (job.finishedAt ?? now).seconds - began.seconds)
            writer.put("job-processing-time", .integer(Int32(clamping: seconds)))
        }
    }

    // MARK: What there is to do

    /// What the client said, else what follows from the pages and what is asked of them; left out where nobody counted.
    private func putWork(into writer: inout AttributeWriter) {
        guard let work else { return }
        for (name, count) in [("job-impressions", work.impressions), ("job-media-sheets", work.sheets)]
        where job.attributes[name] == nil {
            writer.put(name, .integer(Int32(clamping: count)))
        }
    }

    /// Of one set of copies.
    private var work: PageWork? {
        guard job.documentCount > 1 else {
            guard let pages = job.attributes["job-pages"]?.integerValue else { return nil }
            return PageWork(pages: Int(pages), asking: job.attributes, on: facts)
        }
        var sum = PageWork()
        for document in documents ?? [] {
            guard let pages = document.attributes["pages"]?.integerValue else { return nil }
            sum += PageWork(pages: Int(pages), asking: job.wishes(for: document), on: facts)
        }
        return documents == nil ? nil : sum
    }

    // MARK: Colours

    static func colors(_ color: Int, of all: Int) -> AttributeValue {
        let members = [("full-color", color), ("monochrome", all - color)]
        return .collection(members.map { Attribute($0.0, .integer(Int32(clamping: max(0, $0.1)))) })
    }

    /// Which sheets have colour is only known where all sides have, none has, or each sheet has one.
    private func putSheetColors(_ sheets: Int?, _ colors: Attribute?, into writer: inout AttributeWriter) {
        guard let sheets, case .collection(let members)? = colors?.values.first,
            let color = members.first(where: { $0.name == "full-color" })?.values.first?.integerValue.map(Int.init)
        else { return }
        let all = job.impressionsCompleted
        guard color == 0 || color == all || sheets == all else { return }
        writer.put("job-media-sheets-completed-col", Self.colors(color == all ? sheets : color, of: sheets))
    }

    // MARK: What was done

    /// "xxx-actual" of what is the job's and not its pages', and of a job that went to its device as it came.
    func putActual(into writer: inout AttributeWriter) {
        guard job.state == .completed, let facts, !facts.takesAnything else { return }
        func asked(_ name: String) -> [AttributeValue] {
            job.attributes[name]?.values ?? facts.template[name]?.standard ?? []
        }
        writer.put("job-priority-actual", .actual, .integer(Int32(clamping: job.priority)))
        for name in ["job-sheets", "multiple-document-handling"] where job.attributes["\(name)-actual"] == nil {
            writer.put("\(name)-actual", .actual, asked(name))
        }
        guard job.attributes["copies-actual"] == nil else { return }
        for name in ["copies", "finishings", "number-up", "sides"] {
            writer.put("\(name)-actual", .actual, asked(name))
        }
    }
}

/// Pages of a document, and the sides and sheets they come to, of one set of copies.
struct PageWork: Hashable {
    var pages = 0
    var impressions = 0
    var sheets = 0

    init() {}

    /// - Parameter wishes: what is asked; the queue's defaults count for the rest.
    init(pages all: Int, asking wishes: AttributeGroup, on facts: PrinterFacts?) {
        func asked(_ name: String) -> [AttributeValue] {
            wishes[name]?.values ?? facts?.template[name]?.standard ?? []
        }
        let changesPages = facts?.abilities.changesPages ?? false
        pages = changesPages ? Self.selected(all, wishes["page-ranges"]?.values ?? []) : all
        let isBooklet = ["booklet", "signature"].contains(asked("imposition-template").first?.stringValue ?? "")
        let perSide = isBooklet ? 2 : max(1, Int(asked("number-up").first?.integerValue ?? 1))
        impressions = (pages + perSide - 1) / perSide
        if changesPages, ["odd", "even"].contains(wishes["page-set"]?.values.first?.stringValue ?? "") {
            let isOdd = wishes["page-set"]?.values.first?.stringValue == "odd"
            impressions = isOdd ? (impressions + 1) / 2 : impressions / 2
        }
        let isTwoSided = isBooklet || asked("sides").first?.stringValue?.hasPrefix("two-sided") == true
        sheets = isTwoSided ? (impressions + 1) / 2 : impressions
    }

    /// Pages within the ranges; one that is in two of them comes twice.
    private static func selected(_ all: Int, _ ranges: [AttributeValue]) -> Int {
        guard !ranges.isEmpty else { return all }
        return ranges.reduce(0) { sum, value in
            guard case .rangeOfInteger(let range) = value else { return sum }
            return sum + max(0, min(all, Int(range.upper)) - max(1, Int(range.lower)) + 1)
        }
    }

    static func += (sum: inout PageWork, more: PageWork) {
        sum.pages += more.pages
        sum.impressions += more.impressions
        sum.sheets += more.sheets
    }
}
