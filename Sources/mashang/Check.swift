import ArgumentParser
import Facilities
import Gateway
import Modbus
import StrictYAML

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks a configuration and its profiles, and prints what the gateway would do."
    )

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let configuration: Configuration
        do {
            configuration = try Configuration.read(file: options.config, folders: options.profiles)
        } catch {
            throw error.exit()
        }
        say(Plan(configuration).text)
    }
}
