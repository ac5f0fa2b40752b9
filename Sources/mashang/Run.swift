import ArgumentParser
import Foundation
import Gateway
import Glibc
import ServiceLifecycle

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Runs the gateway until SIGTERM or SIGINT.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        // A broken connection is an error where it is used, and not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let configuration = try options.read()
        let manager = ServiceManager(ProcessInfo.processInfo.environment)
        try await untilStopped(Gateway(configuration, manager: manager, logger: logger)).run()
    }
}
