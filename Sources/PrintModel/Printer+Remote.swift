import IPP

/// What is kept of a queue that was adopted from another server: its jobs go to a queue there, and it follows that queue.
extension Printer {
    /// The server: `ipp://server.example:631/`.
    public static let remoteAttribute = "quire-remote"
    /// What the queue there said of itself last: what people have changed here since is theirs.
    public static let remoteInfoAttribute = "quire-remote-info"
    public static let remoteLocationAttribute = "quire-remote-location"
    /// Seconds after 1970 since when the server has had no such queue.
    public static let remoteGoneAttribute = "quire-remote-gone"

    public var remote: String? { attributes[Self.remoteAttribute]?.values.first?.stringValue }

    /// What the queue is called there: the last part of the device URI, decoded.
    public var remoteName: String? {
        guard remote != nil else { return nil }
        let path = deviceURI.prefix { $0 != "?" }
        guard let last = path.split(separator: "/").last else { return nil }
        return PercentEncoding.decodedLeniently(last)
    }

    public var remoteGoneSince: Moment? {
        get {
            attributes[Self.remoteGoneAttribute]?.values.first?.stringValue.flatMap { Int64($0) }
                .map { Moment(milliseconds: $0) }
        }
        set {
            if let newValue {
                attributes.set(Self.remoteGoneAttribute, .text(String(newValue.milliseconds)))
            } else {
                attributes.remove(Self.remoteGoneAttribute)
            }
        }
    }
}
