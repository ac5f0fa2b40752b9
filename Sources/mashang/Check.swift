import ArgumentParser
import Facilities
import Gateway
import Modbus

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks a configuration and its profiles, and prints what the gateway would do."
    )

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let configuration = try options.read()
        for warning in configuration.warnings { complain("warning: \(warning)") }
        say(Plan(configuration).text)
    }
}
