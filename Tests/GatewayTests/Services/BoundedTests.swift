import Logging
import ServiceLifecycle
import Testing

@testable import Gateway

/// Takes no notice of a shutdown, until it is let go.
private final class Stubborn: Service {
    let started = AsyncStream<Void>.makeStream()
    private let leave = AsyncStream<Void>.makeStream()

    func run() async {
        started.continuation.finish()
        // In a task of its own it is not cancelled either.
        await Task { [leave] in for await _ in leave.stream {} }.value
    }

    func letGo() { leave.continuation.finish() }
}

private struct Broken: Service {
    struct Fault: Error {}

    func run() async throws { throw Fault() }
}

@Suite(.timeLimit(.minutes(1))) struct BoundedTests {
    private let ending = Ending()
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func bounded(_ service: any Service) -> ServiceGroup {
        let bounded = Bounded(
            name: "part", service: service, patience: .milliseconds(50), ending: ending, logger: logger)
        return ServiceGroup(services: [bounded], logger: logger)
    }

    @Test func whatHangsIsLeftBehindWhenTheProcessEnds() async throws {
        let service = Stubborn()
        let group = bounded(service)
        let running = Task { try await group.run() }
        for await _ in service.started.stream {}
        ending.finish()
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(ending.running == ["part"])
        service.letGo()
    }

    @Test func theTimeBeginsWhenTheProcessEndsAndNotWithAReload() async throws {
        let service = Stubborn()
        let group = bounded(service)
        let running = Task { try await group.run() }
        for await _ in service.started.stream {}
        await group.triggerGracefulShutdown()
        #expect(ending.running == ["part"])
        ending.finish()
        try await running.value
        service.letGo()
    }

    @Test func inAReloadItIsWaitedFor() async throws {
        let service = Stubborn()
        let group = bounded(service)
        let running = Task { try await group.run() }
        for await _ in service.started.stream {}
        await group.triggerGracefulShutdown()
        service.letGo()
        try await running.value
        #expect(ending.running.isEmpty)
    }

    @Test func whatItThrowsIsThrown() async {
        await #expect(throws: Broken.Fault.self) { try await bounded(Broken()).run() }
    }
}
