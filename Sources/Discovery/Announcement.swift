/// What others on the network are told of one printer: one name, and what it does under it (RFC 6763).
struct Announcement: Hashable, Sendable {
    struct Service: Hashable, Sendable {
        /// `_ipp._tcp`
        var type: String
        /// `_universal`, `_print`, `_cups`
        var subtypes: [String] = []
        /// 0 keeps the name from being used by another, and offers nothing (RFC 6763 §8).
        var port: UInt16
        /// `key=value`, each of at most 255 octets.
        var text: [String] = []
    }

    /// At most 63 octets (RFC 6763 §4.1.1).
    var name: String
    /// In the order in which they are registered.
    var services: [Service]

    /// Whether only what services say of themselves is different.
    func differsInTextOnly(from other: Announcement) -> Bool {
        func bare(_ announcement: Announcement) -> Announcement {
            var bare = announcement
            for index in bare.services.indices { bare.services[index].text = [] }
            return bare
        }
        return self != other && bare(self) == bare(other)
    }
}
