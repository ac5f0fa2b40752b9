import ArgumentParser
import Foundation
import Gateway
import Glibc
import Journal
import ServiceLifecycle
import SiteConfiguration
import UnixSignals

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the gateway until SIGTERM or SIGINT.",
        discussion: "SIGHUP reads the configuration again; a wrong one is said, and the one that runs stays in force.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        // A broken connection is an error where it is used, and not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let configuration = try options.read()
        let (changes, change) = AsyncStream<Void>.makeStream()
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        let listening = Task { for await _ in hangUps { change.yield() } }
        defer { listening.cancel() }
        let manager = ServiceManager(ProcessInfo.processInfo.environment)
        let gateway = ReloadingGateway(
            configuration, manager: manager, logger: logger, changes: changes,
            read: { [options] in try Configuration.read(file: options.config, folders: options.profiles, files: .disk)
            },
            // Not `exit`: what hangs may be in the way of what that calls.
            giveUp: { _exit(0) }
        )
        do {
            try await untilStopped(gateway).run()
        } catch let error as JournalError {
            throw error.exit()
        }
    }
}
