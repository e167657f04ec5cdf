import IPP

// Built together with what reads clients of line printer daemons and headers of raw data; `make fuzz` runs it.
//
// For any bytes: nothing traps; what was read holds no control characters, which terminals and logs obey, and no more than
// there may be; and of the files of jobs, in whatever order they come, each is in one job, once, or left over.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLPD(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(64) { checkLine(Array(line)) }
    checkControlFile(bytes)
    checkAssembly(bytes)
    let words = PJLWords(bytes)
    for text in [words.jobName, words.user] { precondition(text.map { isHarmless($0) && $0.count <= 255 } ?? true) }
    return 0
}

private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
}

private func checkLine(_ line: [UInt8]) {
    switch try? LineCommand(line, operandsMax: 100) {
    case .printWaiting(let queue)?, .receiveJob(let queue)?: precondition(isHarmless(queue) && !queue.isEmpty)
    case .state(let queue, let jobs, _)?:
        precondition(([queue] + jobs).allSatisfy(isHarmless) && jobs.count <= 100)
    case .remove(let queue, let agent, let jobs)?:
        precondition(([queue, agent] + jobs).allSatisfy(isHarmless) && jobs.count <= 100)
    case nil: break
    }
    switch try? ReceiveCommand(line) {
    case .controlFile(let octets, let name)?: precondition(octets >= 0 && isHarmless(name))
    case .dataFile(let octets, let name)?:
        precondition((octets ?? 1) > 0 && isHarmless(name))
        if let received = ReceivedName(name) { precondition(!received.text.contains("/")) }
    case .receiveJob(let queue)?: precondition(isHarmless(queue))
    case .abort?, nil: break
    }
}

private func checkControlFile(_ bytes: [UInt8]) {
    guard let file = try? ControlFile(bytes) else { return }
    precondition((1...ControlFile.filesMax).contains(file.files.count))
    precondition(Set(file.files.map(\.name)).count == file.files.count, "a file twice")
    precondition(file.files.allSatisfy { (1...ControlFile.copiesMax).contains($0.copies) })
    let texts = [file.host, file.user, file.jobName, file.jobClass, file.title, file.mailsTo].compactMap { $0 }
    precondition((texts + file.options + file.files.compactMap(\.title)).allSatisfy(isHarmless))
    let attributes = file.attributes
    precondition(Set(attributes.map(\.name)).count == attributes.count, "an attribute twice")
    precondition(attributes.allSatisfy { $0.values.count == 1 && $0.name.utf8.count <= 255 })
    let group = AttributeGroup(.job, attributes)
    precondition((try? AttributeGroup(decoding: group.encoded())) != nil, "attributes that nobody can read")
}

/// Pieces between zero octets are control files, but those that begin with `d`, which are names of data files.
private func checkAssembly(_ bytes: [UInt8]) {
    var assembly = JobAssembly<Int>()
    var (next, alive) = (0, Set<Int>())
    for piece in bytes.split(separator: 0).prefix(32) {
        if piece.first == UInt8(ascii: "d"), let name = ReceivedName(ClientText.read(piece)) {
            next += 1
            alive.insert(next)
            if let before = assembly.add(next, named: name) {
                precondition(alive.remove(before) != nil, "a file that was gone")
            }
        } else if let control = try? ControlFile(Array(piece)) {
            assembly.add(control)
        }
        while let complete = assembly.takeComplete() {
            precondition(Set(complete.data.keys) == Set(complete.control.files.map(\.name)), "a job with holes")
            for data in complete.data.values { precondition(alive.remove(data) != nil, "a file in two jobs") }
        }
    }
    precondition(Set(assembly.takeAll()) == alive, "a file is lost")
    precondition(assembly.isEmpty)
}
