import Operations

extension ControlFile {
    /// - Parameter documents: by the names of their files.
    func slip(of documents: [String: HeldDocument]) -> JobSlip {
        let parts = files.compactMap { file in
            documents[file.name].map { JobSlip.Part($0, name: file.title ?? title, copies: file.copies) }
        }
        let name = [jobName, files.first?.title, title].compactMap { $0 }.first { !$0.isEmpty }
        return JobSlip(user: user.flatMap { $0.isEmpty ? nil : $0 }, name: name, attributes: attributes, parts: parts)
    }
}
