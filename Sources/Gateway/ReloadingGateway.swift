import Facilities
import Journal
public import Logging
public import ServiceLifecycle
public import SiteConfiguration
import Synchronization

/// The gateway, started again when its configuration has changed. If the new configuration is wrong, or the gateway cannot
/// start with it, the previous one stays in use, and the error is in the log, in `mashang status` and on the page until a
/// right one is read.
public struct ReloadingGateway: Service {
    private let first: Configuration
    private let manager: ServiceManager?
    private let logger: Logger
    private let changes: AsyncStream<Void>
    private let ending = Ending()
    private let read: @Sendable () throws -> Configuration
    private let giveUp: @Sendable () -> Void

    /// The time for everything that must be done after the process was asked to end. A service manager would wait longer,
    /// but the documentation promises five seconds.
    private static let patience = Duration.milliseconds(4500)

    /// Creates the service.
    ///
    /// - Parameters:
    ///   - manager: receives notices about the state.
    ///   - changes: has an element each time that the configuration must be read again.
    ///   - read: reads the configuration. It fails with all errors as text with `file:line:column`.
    ///   - giveUp: ends the process at once, if it has not ended in time after it was asked to.
    public init(
        _ first: Configuration, manager: ServiceManager? = nil, logger: Logger, changes: AsyncStream<Void>,
        read: @escaping @Sendable () throws -> Configuration, giveUp: @escaping @Sendable () -> Void
    ) {
        (self.first, self.manager, self.logger) = (first, manager, logger)
        (self.changes, self.read, self.giveUp) = (changes, read, giveUp)
    }

    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await runInTurn()
        } onGracefulShutdown: {
            ending.finish()
            ending.after(Self.patience) {
                let parts = ending.running.joined(separator: ", ")
                logger.error("Some parts did not stop in time", metadata: ["parts": "\(parts)"])
                giveUp()
            }
        }
    }

    private func runInTurn() async throws {
        var (current, before, problem) = (first, Configuration?.none, ConfigurationProblem())
        while true {
            do {
                guard let next = try await run(current, problem) else { return }
                (current, before, problem) = (next, current, ConfigurationProblem())
            } catch let failure as StartFailure {
                guard let old = before else { throw failure.reason }
                leave(Text(explaining: failure.reason), problem)
                (current, before) = (old, nil)
            }
        }
    }

    /// The reason why a gateway could not begin.
    private struct StartFailure: Error {
        var reason: any Error
    }

    /// Runs one gateway until it ends, or until it must be replaced by the configuration that is returned.
    private func run(_ current: Configuration, _ problem: ConfigurationProblem) async throws -> Configuration? {
        ending.makeWay(for: nil)
        let gateway = Gateway(current, problem: problem, manager: manager, ending: ending, logger: logger)
        let (journal, parts) = try await begin(gateway)
        defer {
            parts.release()
            // The next gateway opens it again.
            journal.close()
        }
        let group = ServiceGroup(configuration: .init(services: parts.services.named, logger: logger))
        return try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Configuration?.self) { tasks in
                tasks.addTask { await nextRight(after: current, parts.journal, problem) }
                tasks.addTask {
                    try await group.run()
                    return nil
                }
                let next = try await tasks.next() ?? nil
                if let next {
                    ending.makeWay(for: next)
                    await group.triggerGracefulShutdown()
                } else {
                    tasks.cancelAll()
                }
                try await tasks.waitForAll()
                return next
            }
        } onGracefulShutdown: {
            manager?.tell(.stopping, .status("ending"))
            Task { await group.triggerGracefulShutdown() }
        }
    }

    private func begin(_ gateway: Gateway) async throws(StartFailure) -> (Journal, Gateway.Parts) {
        // To check a file, or to reduce its size, takes minutes. Without a sign of life the manager would end that in the
        // middle.
        let living = manager.map { manager in
            Task {
                while !Task.isCancelled {
                    manager.tell(.alive)
                    try? await Task.sleep(for: manager.sign ?? .seconds(30))
                }
            }
        }
        defer { living?.cancel() }
        do {
            let journal = try gateway.openJournal()
            do {
                return (journal, try await gateway.parts(journal))
            } catch {
                journal.close()
                throw error
            }
        } catch {
            throw StartFailure(reason: error)
        }
    }

    /// Waits for the next right configuration. Returns nil if no further one can come.
    private func nextRight(
        after current: Configuration, _ journal: @Sendable () -> JournalHealth, _ problem: ConfigurationProblem
    ) async -> Configuration? {
        for await _ in changes {
            do {
                let configuration = try read()
                // Its successor could not open the journal, and what waits in memory would be lost.
                if let obstacle = journal().obstacle {
                    leave(obstacle.text, problem)
                    continue
                }
                guard let obstacle = await configuration.page.obstacle(besides: current.page) else {
                    logger.notice("Configuration read again")
                    return configuration
                }
                leave(obstacle, problem)
            } catch {
                leave(Text(explaining: error), problem)
            }
        }
        return nil
    }

    private func leave(_ wrong: Text, _ problem: ConfigurationProblem) {
        problem.set(wrong)
        logger.error("Reload failed; still running with the previous configuration", metadata: ["wrong": "\(wrong.en)"])
    }
}
