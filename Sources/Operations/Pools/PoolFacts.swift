import PrintModel

/// What a pool can do: everything that one of its members can.
///
/// That no single member may be able to do all of it at once is looked at for each job (``PrinterFacts/misfit(of:_:_:)``).
struct PoolFacts {
    let members: [PrinterFacts]

    var capabilities: DeviceCapabilities {
        let devices = members.map(\.capabilities)
        let takesAnything = devices.contains(where: \.formats.isEmpty)
        var union = DeviceCapabilities(
            formats: takesAnything ? [] : devices.flatMap(\.formats).uniqued(),
            // CUPS' words, which programs know classes by.
            makeAndModel: "Local Printer Class",
            concurrentJobsMax: devices.reduce(0) { $0 + $1.concurrentJobsMax },
            hasColor: devices.contains(where: \.hasColor), hasDuplex: devices.contains(where: \.hasDuplex),
            makesCopies: devices.allSatisfy(\.makesCopies), hasSheets: devices.allSatisfy(\.hasSheets),
            resolutions: devices.flatMap(\.resolutions).uniqued().sorted(),
            colorSpaces: devices.flatMap(\.colorSpaces).uniqued(),
            sheetBack: devices.first?.sheetBack ?? "normal",
            media: members.flatMap(\.media.sizes).uniqued())
        union.customMedia = members.lazy.compactMap(\.media.custom).first
        union.trays = members.flatMap(\.media.trays).uniqued(by: \.source)
        union.mediaTypes = members.flatMap(\.media.types).uniqued()
        union.bins = devices.flatMap(\.bins).uniqued(by: \.bin)
        union.finishings = devices.flatMap(\.finishings).uniqued()
        union.qualities = devices.flatMap(\.qualities).uniqued().sorted()
        union.recordsOptions = devices.contains(where: \.recordsOptions)
        union.pagesPerMinute = devices.map(\.pagesPerMinute).max() ?? 0
        union.pagesPerMinuteColor = devices.map(\.pagesPerMinuteColor).max() ?? 0
        union.kinds = devices.flatMap(\.kinds).uniqued()
        return union
    }

    var abilities: PageAbilities {
        let all = members.map(\.abilities)
        return PageAbilities(
            changesPages: all.contains(where: \.changesPages), makesCopies: all.allSatisfy(\.makesCopies),
            opensEncrypted: all.contains(where: \.opensEncrypted), joins: all.flatMap(\.joins).uniqued())
    }

    /// Without "application/octet-stream", which everything takes.
    var formats: [String] { members.flatMap { $0.formats.dropFirst() }.uniqued() }
}

extension Sequence where Element: Hashable {
    /// Each once, where it stands first.
    func uniqued() -> [Element] { uniqued(by: \.self) }
}

extension Sequence {
    fileprivate func uniqued<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
        var seen: Set<Key> = []
        return filter { seen.insert(key($0)).inserted }
    }
}

extension Printer {
    /// Where CUPS' clients look for it: classes have a path of their own.
    var pathInURI: String { "/\(isPool ? "classes" : "printers")/\(name.inURI)" }
}
