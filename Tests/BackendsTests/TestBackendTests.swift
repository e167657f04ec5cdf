@testable import Backends
import PrintModel
import Testing

@Suite("The device that fails on purpose")
struct TestBackendTests {
    private static func backend(_ options: String, on bench: Bench) throws -> any Backend {
        try bench.table { $0.allowsTestDevices = true }.backend(for: "test:?\(options)")
    }

    @Test("It is in trouble for as many attempts as it is told, then takes the job")
    func trouble() async throws {
        let bench = try Bench()
        let backend = try Self.backend("trouble=media-empty&attempts=2&jam-after=3&probes=1&folder=out", on: bench)

        for attempt in 1...2 {
            let outcome = await backend.deliver(TestJob().delivery(attempt: attempt))
            guard case .tryAgain(let trouble) = outcome else { return #expect(Bool(false), "\(outcome)") }
            #expect(trouble.reason == "media-empty")
        }
        #expect(try bench.output(in: "out") == [:])
        #expect(await backend.probe()?.reason == "media-empty")
        #expect(await backend.probe() == nil)
        #expect(await backend.deliver(TestJob().delivery(attempt: 3)) == .delivered)
        #expect(try bench.output(in: "out").keys.sorted() == ["000042-report"])
    }

    @Test("It refuses, and it loses replies")
    func refusals() async throws {
        let bench = try Bench()

        #expect(
            try await Self.backend("refuse=no%20ink", on: bench).deliver(TestJob().delivery())
                == .refused(because: "no ink"))
        let forgetful = try Self.backend("lose-reply=1&folder=out", on: bench)
        guard case .unknown = await forgetful.deliver(TestJob().delivery()) else { return #expect(Bool(false)) }
        #expect(try bench.output(in: "out").count == 1)
    }

    @Test("It takes its time, and stops when it is told")
    func delay() async throws {
        let backend = try Self.backend("delay-ms=5000", on: Bench())
        let delivery = TestJob().delivery()

        let outcome = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await backend.deliver(delivery)
        }.value

        #expect(outcome == .stopped)
    }

    @Test("Options it does not know are told")
    func options() throws {
        let bench = try Bench()

        #expect(throws: DeviceURIProblem.self) { try Self.backend("explode=1", on: bench) }
        #expect(throws: DeviceURIProblem.self) { try Self.backend("attempts=many", on: bench) }
    }
}
