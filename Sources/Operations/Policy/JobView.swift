import PrintModel

/// What of a job, and of its documents and events, whoever asks does not see: one rule for every view of it ("job-privacy-
/// scope" and "job-privacy-attributes", IPP Privacy Attributes v1.0).
///
/// Its number, where it is, its state, its times and its size are everybody's: without them nobody could see why a queue
/// is busy.
struct JobView: Hashable, Sendable {
    /// Whose it is, what it is called and what was asked of it, and who did what to it.
    private var hidesDescription = false
    private var hidesTemplate = false
    /// Everything but its number and its state.
    private(set) var hidesAll = false
    private var names: Set<String> = []

    /// All of it is seen.
    var isOpen: Bool { !hidesDescription && !hidesTemplate && !hidesAll && names.isEmpty }

    static let open = JobView()

    /// - Parameters:
    ///   - owns: whether it is his own.
    ///   - seesAll: whether he sees the details of everybody's jobs.
    init(_ setting: PrivacySetting, owns: Bool, seesAll: Bool) {
        let isIn =
            switch setting.scope {
            case .all: true
            case .standard: owns || seesAll
            case .owner: owns
            case .none: false
            }
        guard !isIn, setting.attributes != ["none"] else { return }
        for word in setting.attributes {
            switch word {
            case "none": break
            case "default": (hidesDescription, hidesTemplate) = (true, true)
            case "all": (hidesDescription, hidesTemplate, hidesAll) = (true, true, true)
            case "job-description": hidesDescription = true
            case "job-template": hidesTemplate = true
            default: names.insert(word)
            }
        }
    }

    private init() {}

    /// Whether an attribute is left out that only owners see, unless somebody decided otherwise.
    func hidesOwn(_ name: String, isTemplate: Bool) -> Bool {
        (isTemplate ? hidesTemplate : hidesDescription) || names.contains(name)
    }

    /// Whether one is left out that everybody sees, unless somebody decided otherwise.
    func hidesPublic(_ name: String) -> Bool { hidesAll && !Self.always.contains(name) || names.contains(name) }

    private static let always: Set<String> = [
        "job-id", "job-uri", "job-printer-uri", "job-state", "job-state-reasons",
    ]

    // MARK: Documents

    /// As ``hidesOwn(_:isTemplate:)``, of a document: what is named of the job is meant of its documents, too.
    func hidesOwn(ofDocument name: String, isTemplate: Bool) -> Bool {
        (isTemplate ? hidesTemplate : hidesDescription) || isNamed(ofDocument: name)
    }

    /// As ``hidesPublic(_:)``, of a document.
    func hidesPublic(ofDocument name: String) -> Bool {
        hidesAll && !Self.alwaysOfDocuments.contains(name) || isNamed(ofDocument: name)
    }

    private func isNamed(ofDocument name: String) -> Bool {
        guard !names.isEmpty else { return false }
        if names.contains(name) || names.contains("job-\(name)") || names.contains("\(name)-supplied") { return true }
        return Self.sameOfJob[name]?.contains(where: names.contains) ?? false
    }

    /// What a document has under another name than its job.
    private static let sameOfJob: [String: [String]] = [
        // What a job is called is often what its document is.
        "document-name": ["job-name"],
        "document-message": ["job-name"], "document-metadata": ["job-name"],
        "document-format-detected": ["document-format", "document-format-supplied"],
        "document-state-message": ["job-state-message"],
        "last-document": ["number-of-documents"], "printer-up-time": ["job-printer-up-time"],
        "document-uuid": ["job-uuid"], "more-info": ["job-more-info"],
    ]

    private static let alwaysOfDocuments: Set<String> = [
        "document-number", "document-job-id", "document-job-uri", "document-printer-uri", "document-state",
        "document-state-reasons",
    ]
}

extension OperationContext {
    /// What `person` sees of a job on `printer` that is his own, or is not.
    func view(on printer: Printer?, owns: Bool, for person: Person) -> JobView {
        JobView(
            printer?.jobPrivacy ?? PrivacySetting(), owns: owns,
            seesAll: decision(.details, person, on: printer).isForAll)
    }
}
