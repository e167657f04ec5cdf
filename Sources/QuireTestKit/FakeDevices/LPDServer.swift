/// A line printer daemon as RFC 1179 has it, which fails where a test wants it to.
public final class LPDServer: Sendable {
    public enum Step: Hashable, Sendable { case queue, control, controlEnd, data, dataMiddle, dataEnd }

    public enum Fault: Hashable, Sendable {
        case none
        /// Answers that octet, in the first so many connections.
        case refuses(Step, UInt8)
        /// Closes, without an answer.
        case closes(Step)
        /// Says nothing until it is released.
        case hangs(Step)
        /// Wants the data first.
        case wantsDataFirst
    }

    public struct Job: Hashable, Sendable {
        public var queue: String
        public var control: [String]
        public var data: [String: [UInt8]]
    }

    public struct State: Sendable {
        public var jobs: [Job] = []
        /// Every subcommand, in order.
        public var said: [String] = []
        public var talks: [Talk] = []
    }

    public let state: Box<State>
    public let server: FakeServer

    /// - Parameter faulty: in how many connections it fails.
    public init(_ fault: Fault = .none, faulty: Int = .max, status: String = "no entries\n") throws {
        let state = Box(State())
        self.state = state
        server = try FakeServer { talk, number in
            state.change { $0.talks.append(talk) }
            LPDServer.serve(talk, number <= faulty ? fault : .none, status, state)
        }
    }

    public var port: Int { server.port }
    public var jobs: [Job] { state.get().jobs }

    private static func serve(_ talk: Talk, _ fault: Fault, _ status: String, _ state: Box<State>) {
        /// Whether it goes on.
        func answer(_ step: Step) -> Bool {
            switch fault {
            case .refuses(step, let octet):
                talk.write([octet] + Array("sorry\n".utf8))
                return false
            case .closes(step): return false
            case .hangs(step): talk.hang()
            default: break
            }
            talk.write([0])
            return true
        }
        guard let first = talk.readLine(), let command = first.first else { return }
        let queue = String(decoding: first.dropFirst(), as: UTF8.self)
        state.change { $0.said.append("\(command) \(queue)") }
        if command == 3 { return talk.write(status) }
        guard command == 2, answer(.queue) else { return }
        var control: [String]?
        var data: [String: [UInt8]] = [:]
        while let line = talk.readLine(), let command = line.first {
            let text = String(decoding: line.dropFirst(), as: UTF8.self)
            state.change { $0.said.append("\(command) \(text)") }
            let words = text.split(separator: " ")
            guard words.count == 2, let count = Int(words[0]) else { return }
            let isControl = command == 2
            if fault == .wantsDataFirst, isControl, data.isEmpty { return }
            guard answer(isControl ? .control : .data) else { return }
            if !isControl, fault == .closes(.dataMiddle) {
                _ = talk.read(count / 2)
                return
            }
            let isEndless = count == 999_999_999_999
            let bytes = talk.read(count)
            if isEndless {
                data[String(words[1])] = bytes
                break
            }
            guard bytes.count == count, talk.read(1) == [0] else { return }
            if isControl {
                control = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { String($0) }
            } else {
                data[String(words[1])] = bytes
            }
            guard answer(isControl ? .controlEnd : .dataEnd) else { return }
        }
        guard let control, !data.isEmpty else { return }
        let job = Job(queue: queue, control: control, data: data)
        state.change { $0.jobs.append(job) }
    }
}
