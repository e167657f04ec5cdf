public import IPP

extension Job {
    /// What is asked of one of its documents: what that says itself, and of the rest what the job says (PWG 5100.5 §8).
    public func wishes(for document: Document) -> AttributeGroup {
        var wishes = attributes
        if let password = wishes.remove(Ticket.passwordAttribute(ofDocument: document.number)) {
            wishes.set(Attribute(Ticket.passwordAttribute, password.values))
        }
        for attribute in document.attributes.attributes {
            for other in TemplatePairs.alternatives(to: attribute.name) { wishes.remove(other) }
            wishes.set(attribute)
        }
        return wishes
    }
}

/// Job Template attributes of which one says the same as another, or more of it.
public enum TemplatePairs {
    /// The collection behind what it says more than (PWG 5100.7 §6.3, PWG 5100.1 §5.2, PWG 5100.3 §3.10).
    public static let all = [
        (plain: "media", collection: "media-col"), (plain: "finishings", collection: "finishings-col"),
        (plain: "job-sheets", collection: "job-sheets-col"),
    ]

    /// What a value of `name` takes the place of: one of a document that of its job, one that is set that which was.
    public static func alternatives(to name: String) -> [String] {
        all.compactMap { pair in
            pair.plain == name ? pair.collection : pair.collection == name ? pair.plain : nil
        }
    }
}
