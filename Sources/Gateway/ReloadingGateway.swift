import Facilities
public import Logging
public import ServiceLifecycle
import Synchronization

/// The gateway, run anew whenever it is told that its configuration has changed. One that is wrong leaves the one that
/// runs in force, and is said in the log, by `mashang status` and on the page until a right one is read.
public struct ReloadingGateway: Service {
    private let first: Configuration
    private let manager: ServiceManager?
    private let logger: Logger
    private let changes: AsyncStream<Void>
    private let read: @Sendable () throws -> Configuration

    /// - Parameters:
    ///   - manager: is told how it goes.
    ///   - changes: has an element each time that the configuration is to be read again.
    ///   - read: fails with everything that is wrong with it, as text with `file:line:column`.
    public init(
        _ first: Configuration, manager: ServiceManager? = nil, logger: Logger, changes: AsyncStream<Void>,
        read: @escaping @Sendable () throws -> Configuration
    ) {
        (self.first, self.manager, self.logger) = (first, manager, logger)
        (self.changes, self.read) = (changes, read)
    }

    public func run() async throws {
        var next: Configuration? = first
        while let configuration = next {
            let problem = ConfigurationProblem()
            let gateway = Gateway(configuration, problem: problem, manager: manager, logger: logger)
            next = try await run(gateway, until: problem)
        }
    }

    /// Runs one gateway until it ends or is to make way for the configuration that is returned.
    private func run(_ gateway: Gateway, until problem: ConfigurationProblem) async throws -> Configuration? {
        let group = ServiceGroup(services: [gateway], logger: logger)
        return try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Configuration?.self) { tasks in
                tasks.addTask { await nextRight(problem) }
                tasks.addTask {
                    try await group.run()
                    return nil
                }
                let next = try await tasks.next() ?? nil
                if next == nil { tasks.cancelAll() } else { await group.triggerGracefulShutdown() }
                try await tasks.waitForAll()
                return next
            }
        } onGracefulShutdown: {
            manager?.tell(.stopping, .status("ending"))
            Task { await group.triggerGracefulShutdown() }
        }
    }

    /// The next configuration that is right. Nil when nothing more is to be expected.
    private func nextRight(_ problem: ConfigurationProblem) async -> Configuration? {
        for await _ in changes {
            do {
                let configuration = try read()
                logger.notice("Configuration read again")
                return configuration
            } catch {
                problem.set("\(error)")
                logger.error("Configuration left as it is", metadata: ["wrong": "\(error)"])
            }
        }
        return nil
    }
}

/// What is wrong with the configuration that was to be read last; nil if it is in force.
final class ConfigurationProblem: Sendable {
    private let text = Mutex<String?>(nil)

    func set(_ text: String) { self.text.withLock { $0 = text } }

    var current: String? { text.withLock(\.self) }
}
