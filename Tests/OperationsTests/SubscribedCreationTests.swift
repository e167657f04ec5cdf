import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Subscriptions made with what they are about")
struct SubscribedCreationTests {
    @Test("A resource is watched from its making to its end, and only it")
    func resource() async throws {
        let counter = try await Counter()
        let made = try await counter.subscribe(
            [Counter.group(["resource-created", "resource-canceled"])],
            [Attribute("resource-type", .keyword("static-image"))], as: .createResource, to: "/ipp/system")
        let subscription = try #require(made[.subscription]?["notify-subscription-id"]?.integerValue)
        let resource = try #require(made[.resource]?["resource-id"]?.integerValue)
        _ = try await counter.subscribe(
            [], [Attribute("resource-type", .keyword("static-image"))], as: .createResource, to: "/ipp/system")

        let canceled = try await counter.subscribe(
            [], [Attribute("resource-id", .integer(resource))], as: .cancelResource, to: "/ipp/system")

        #expect(canceled.status == .ok)
        #expect(
            try await counter.notifications([subscription]).events == ["1 resource-created", "2 resource-canceled"])
    }

    @Test("Create-Resource-Subscriptions is about a resource that is there")
    func laterResource() async throws {
        let counter = try await Counter()
        let made = try await counter.subscribe(
            [], [Attribute("resource-type", .keyword("static-image"))], as: .createResource, to: "/ipp/system")
        let number = try #require(made[.resource]?["resource-id"]?.integerValue)
        func subscribe(_ attributes: [Attribute], to uri: String = "/ipp/system") async throws -> IPPMessage {
            try await counter.subscribe(
                [Counter.group(["resource-state-changed"])], attributes, as: .createResourceSubscriptions, to: uri)
        }

        let answer = try await subscribe([Attribute("resource-id", .integer(number))])

        #expect(answer.status == .ok)
        #expect(answer[.subscription]?["notify-subscription-id"]?.integerValue != nil)
        #expect(try await subscribe([Attribute("notify-resource-id", .integer(number))]).status == .ok)
        #expect(try await subscribe([Attribute("resource-id", .integer(99))]).status == .notFound)
        #expect(try await subscribe([]).status == .badRequest)
        #expect(try await subscribe([Attribute("resource-id", .integer(number))], to: "/printers/raw").status != .ok)
    }

    @Test("The System is asked for what happens on the whole server, and nobody else")
    func system() async throws {
        let counter = try await Counter()
        let groups = [Counter.group(["job-completed", "printer-created"])]

        let answer = try await counter.subscribe(groups, as: .createSystemSubscriptions, to: "/ipp/system")
        let elsewhere = try await counter.subscribe(groups, as: .createSystemSubscriptions, to: "/printers/raw")

        #expect(answer.status == .ok)
        #expect(elsewhere.status == .notFound)
        let subscription = try #require(answer[.subscription]?["notify-subscription-id"]?.integerValue)
        let id = try await counter.makeJob(on: "pdf")
        try await counter.store.apply(.cancel(.user), to: id, by: nil, at: counter.clock.now())
        #expect(try await counter.notifications([subscription]).events == ["1 job-completed"])
    }

    @Test("A job that is printed again as a new one is watched as the request says")
    func resubmitted() async throws {
        let counter = try await Counter()
        let old = try await counter.makeJob()
        try await counter.store.apply(.cancel(.user), to: old, by: nil, at: counter.clock.now())

        let answer = try await counter.subscribe(
            [Counter.group(["job-created"])], [Attribute("job-id", .integer(old.rawValue))], as: .resubmitJob)

        #expect(answer.status == .ok)
        let subscription = try #require(answer[.subscription]?["notify-subscription-id"]?.integerValue)
        #expect(try await counter.notifications([subscription]).events == ["1 job-created"])
    }
}
