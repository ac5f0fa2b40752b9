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
        let configuration = try options.read()
        let dates = configuration.futureDates()
        guard dates.errors.isEmpty else { throw SourceErrors(errors: dates.errors).exit() }
        for warning in configuration.warnings + dates.warnings { complain("warning: \(warning)") }
        say(Plan(configuration).text)
    }
}
