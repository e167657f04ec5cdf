public import Foundation

/// A printer on the network, as far as bytes go: keeps what each connection brought.
public final class ByteSink: Sendable {
    private let server: FakeServer
    private let all: Box<[Data]>

    public init() throws {
        let all = Box<[Data]>([])
        self.all = all
        server = try FakeServer { talk, _ in
            let bytes = talk.readToEnd()
            // Whoever only looks whether somebody is there is no job.
            if !bytes.isEmpty { all.change { $0.append(Data(bytes)) } }
        }
    }

    public var port: Int { server.port }
    public var received: [Data] { all.get() }
}
