public import IPP

extension IPPMessage {
    /// A request with the attributes every one starts with, in the order RFC 8011 §4.1.4 and §4.1.5 ask for.
    ///
    /// - Parameters:
    ///   - target: the attribute that names what the request is about, such as `printer-uri` or `job-uri`.
    ///   - user: goes as requesting-user-name, a label only; `nil` leaves it out.
    public static func request(
        _ operation: OperationID, version: IPPVersion = .v2_0, _ target: String, _ uri: String, user: String? = nil
    ) -> IPPMessage {
        var attributes = AttributeGroup(.operation)
        attributes.set("attributes-charset", .charset("utf-8"))
        attributes.set("attributes-natural-language", .naturalLanguage("en"))
        attributes.set(target, .uri(uri))
        if let user { attributes.set("requesting-user-name", .name(user)) }
        return IPPMessage(version: version, code: operation.rawValue, requestID: 1, groups: [attributes])
    }

    /// Changes the first group with that tag, made if there is none.
    public mutating func update(_ tag: GroupTag, _ change: (inout AttributeGroup) -> Void) {
        guard let index = groups.firstIndex(where: { $0.tag == tag }) else {
            var group = AttributeGroup(tag)
            change(&group)
            groups.append(group)
            return
        }
        change(&groups[index])
    }
}
