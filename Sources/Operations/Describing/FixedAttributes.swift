import IPP
import PrintModel
import Synchronization

/// What of a printer depends on nothing but its facts: made when somebody asks first, and kept with them, since most of it
/// are collections that would be built anew for every answer.
final class FixedAttributes: Sendable {
    struct Entry: Sendable {
        var attribute: Attribute
        var kind: RequestedAttributes.Kind
    }

    private let made = Mutex<[Entry]?>(nil)

    /// - Parameter make: called once.
    func entries(_ make: () -> [Entry]) -> [Entry] {
        made.withLock { made in
            if let made { return made }
            let all = make()
            made = all
            return all
        }
    }
}

/// Collects ``FixedAttributes/Entry``s.
struct FixedWriter {
    private(set) var entries: [FixedAttributes.Entry] = []

    /// None at all leave the attribute out.
    mutating func put(_ name: String, _ kind: RequestedAttributes.Kind, _ values: [AttributeValue]) {
        guard !values.isEmpty else { return }
        entries.append(.init(attribute: Attribute(name, values), kind: kind))
    }

    mutating func put(_ name: String, _ kind: RequestedAttributes.Kind, _ value: AttributeValue) {
        put(name, kind, [value])
    }

    mutating func put(_ name: String, _ values: [AttributeValue]) { put(name, .description, values) }
    mutating func put(_ name: String, _ value: AttributeValue) { put(name, .description, [value]) }

    /// Under the group that the registry has "xxx" of "xxx-supported" in, by its Job Template entry.
    mutating func put(_ entry: JobTemplate.Entry) {
        let isOfDocuments = Registry.attribute(named: entry.name, in: .documentTemplate) != nil
        let kind: RequestedAttributes.Kind = isOfDocuments ? .documentTemplate : .template
        put(entry.name + "-default", kind, entry.standard)
        put(entry.name + "-supported", kind, entry.supported)
        put(entry.name + "-ready", kind, entry.ready)
    }
}
