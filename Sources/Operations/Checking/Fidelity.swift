import IPP
import PrintModel

/// Which Job Template and Document Template attributes must be as asked for: all with "ipp-attribute-fidelity", those it
/// names with "job-mandatory-attributes" (RFC 8011 §4.2.1.1, PWG 5100.7 §5.2).
struct Fidelity {
    private let isBinding: Bool
    private let mandatory: Set<String>

    /// Of a request that makes a job.
    init(_ request: IPPRequest) throws {
        isBinding = try request.boolean("ipp-attribute-fidelity") ?? false
        mandatory = Set((request.operation["job-mandatory-attributes"]?.values ?? []).compactMap(\.stringValue))
    }

    /// Of the request that made `job`: it counts for its documents too (PWG 5100.5 §5.1).
    init(of job: Job) {
        isBinding = job.attributes["ipp-attribute-fidelity"]?.values.first?.boolValue ?? false
        mandatory = Set((job.attributes["job-mandatory-attributes"]?.values ?? []).compactMap(\.stringValue))
    }

    /// Throws where what is not supported, or cannot be together, must be.
    func enforce(against unsupported: [Attribute], _ conflicting: [Attribute]) throws {
        let broken = unsupported.filter { isBinding || isMandatory($0) }
        let apart = conflicting.filter { isBinding || isMandatory($0) }
        guard let first = broken.first ?? apart.first else { return }
        let all = isBinding ? unsupported + conflicting : broken + apart
        if broken.isEmpty {
            throw OperationError(
                .conflictingAttributes, "'\(first.name)' cannot be together with what else is asked for",
                unsupported: all)
        }
        throw OperationError(
            .attributesOrValuesNotSupported, "'\(first.name)' is not supported as asked for", unsupported: all)
    }

    /// Named itself, or one of its members that is bad: "media-col.media-type".
    private func isMandatory(_ attribute: Attribute) -> Bool {
        guard !mandatory.isEmpty else { return false }
        if mandatory.contains(attribute.name) { return true }
        return attribute.values.contains { value in
            guard case .collection(let members) = value else { return false }
            return members.contains { mandatory.contains("\(attribute.name).\($0.name)") }
        }
    }
}
