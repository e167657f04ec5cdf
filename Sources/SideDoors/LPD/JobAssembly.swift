/// Puts jobs together of control files and data files, which come in any order (RFC 1179 §6).
///
/// A job is complete once its control file and as many data files as that names are there. Data files belong to the control
/// file that names them; some clients call them differently in the two places, and then the letter says which is which.
struct JobAssembly<Data> {
    struct Complete {
        var control: ControlFile
        /// By the names that the control file has for them.
        var data: [String: Data]
    }

    private(set) var controls: [ControlFile] = []
    /// In the order in which they came.
    private(set) var data: [(name: ReceivedName, data: Data)] = []

    var isEmpty: Bool { controls.isEmpty && data.isEmpty }

    /// The first job that waits for nothing more; it is not in here then.
    mutating func takeComplete() -> Complete? {
        for (index, control) in controls.enumerated() {
            guard let found = match(control) else { continue }
            var taken: [String: Data] = [:]
            for (name, place) in found { taken[name] = data[place].data }
            data = data.enumerated().filter { !found.values.contains($0.offset) }.map(\.element)
            controls.remove(at: index)
            return Complete(control: control, data: taken)
        }
        return nil
    }

    mutating func add(_ control: ControlFile) { controls.append(control) }

    /// - Returns: what had that name before, and is not in here any more.
    mutating func add(_ file: Data, named name: ReceivedName) -> Data? {
        let before = data.firstIndex { $0.name == name }.map { data.remove(at: $0).data }
        data.append((name, file))
        return before
    }

    /// All data files; there is nothing in here afterwards.
    mutating func takeAll() -> [Data] {
        defer { (controls, data) = ([], []) }
        return data.map(\.data)
    }

    /// Where the data of each file is.
    private func match(_ control: ControlFile) -> [String: Int]? {
        var found: [String: Int] = [:]
        for file in control.files {
            if let place = data.firstIndex(where: { $0.name.text == file.name }) { found[file.name] = place }
        }
        let others = control.files.filter { found[$0.name] == nil }
        if others.isEmpty { return found }
        // Only what no other control file names.
        let named = Set(controls.filter { $0 != control }.flatMap { $0.files.map(\.name) })
        for file in others {
            guard let letter = ReceivedName(file.name)?.letter,
                let place = data.indices.first(where: { place in
                    data[place].name.letter == letter && !named.contains(data[place].name.text)
                        && !found.values.contains(place)
                })
            else { return nil }
            found[file.name] = place
        }
        return found
    }
}
