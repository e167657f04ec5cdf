import Logging
import Operations
import PrintModel

@testable import FrontDoor

extension HTTPLimits {
    /// No deadline comes while a test runs, however slow the machine: those are tried where the test has the clock.
    static var patient: HTTPLimits {
        var limits = HTTPLimits.standard
        for time in [
            \HTTPLimits.headTime, \.attributesTime, \.idleTime, \.bodyRateTime, \.writeTime, \.lingerTime,
        ] { limits[keyPath: time] = .seconds(86_400) }
        return limits
    }
}

/// A server on a port of its own, for as long as `body` takes.
func withServer<Value: Sendable>(
    _ service: StubService, pages: (any PageHandler)? = nil, authenticator: (any Authenticator)? = nil,
    configuration: HTTPConfiguration = HTTPConfiguration(
        listeners: [.tcp(host: "127.0.0.1", port: 0)], limits: .patient),
    _ body: (_ port: Int, _ server: HTTPServer) async throws -> Value
) async throws -> Value {
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = HTTPServer(
        configuration: configuration, service: service, pages: pages, authenticator: authenticator, log: log)
    let addresses = try await server.start()
    do {
        let value = try await body(addresses.compactMap(\.port).first ?? 0, server)
        await server.stop(within: .zero)
        return value
    } catch {
        await server.stop(within: .zero)
        throw error
    }
}
