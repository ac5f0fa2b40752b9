import ArgumentParser
import Gateway
import Glibc
import ServiceLifecycle
import StrictYAML

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Runs the gateway until SIGTERM or SIGINT.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        // A broken connection is an error where it is used, and not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let configuration: Configuration
        do {
            configuration = try Configuration.read(file: options.config, folders: options.profiles)
        } catch {
            throw error.exit()
        }
        try await untilStopped(Gateway(configuration, logger: logger)).run()
    }
}
