import ArgumentParser
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
        try await untilStopped(Gateway(configuration, logger: logger)).run()
    }
}
