/// One file that a job becomes: which documents are in it, and what it is called.
struct OutputFile: Hashable, Sendable {
    /// Numbers of the documents, one after another in the file.
    var documents: [Int]
    /// Folders below the printer's folder, made when missing.
    var folders: [String] = []
    /// The name without ``suffix``.
    var stem: String
    /// Such as `.pdf`; may be empty.
    var suffix: String

    /// - Parameter serial: 1, and more only where a file of that name is there that is not ours.
    func name(serial: Int) -> String { serial == 1 ? stem + suffix : "\(stem)~\(serial)\(suffix)" }
}
