import IPP
import PrintModel

/// Sizes of paper as IPP says them.
extension MediaSize {
    var size: AttributeValue {
        .collection([
            Attribute("x-dimension", .integer(width)), Attribute("y-dimension", .integer(height)),
        ])
    }

    /// One entry of "media-col-database" and its kin (PWG 5100.3 §3.13).
    ///
    /// - Parameter margin: where the size does not say its own.
    func collection(margin: Int32, type: String? = nil, source: String? = nil) -> AttributeValue {
        let margins = self.margins ?? Margins(all: margin)
        var members = [
            Attribute("media-size", size), Attribute("media-size-name", .keyword(name)),
            Attribute("media-left-margin", .integer(margins.left)),
            Attribute("media-right-margin", .integer(margins.right)),
            Attribute("media-top-margin", .integer(margins.top)),
            Attribute("media-bottom-margin", .integer(margins.bottom)),
        ]
        if let source { members.append(Attribute("media-source", .keyword(source))) }
        if let type { members.append(Attribute("media-type", .keyword(type))) }
        return .collection(members)
    }
}

extension DeviceCapabilities {
    /// The sizes it has, or those of every office where it does not say; never empty.
    var sizes: [MediaSize] { media.isEmpty ? MediaSize.common : media }
}
