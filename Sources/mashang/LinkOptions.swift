import ArgumentParser
import Facilities
import Modbus

/// What is not clean about a bus, as the keys of the same names say it of a configured one.
struct LinkOptions: ParsableArguments {
    @Option(help: ArgumentHelp("ignored: answers over TCP may have any transaction id.", valueName: "ignored"))
    var transactionId: String?

    @Option(help: ArgumentHelp("any: answers over TCP may name any unit.", valueName: "any"))
    var unitInAnswer: String?

    @Option(help: ArgumentHelp("How long a new connection is left alone, such as 1s.", valueName: "time"))
    var connectDelay: String?

    @Option(help: ArgumentHelp("0s: the connection is closed after each answer.", valueName: "time"))
    var closeAfter: String?

    @Option(help: ArgumentHelp("The longest pause within one answer, such as 1s.", valueName: "time"))
    var frameGap: String?

    func validate() throws { _ = try settings() }

    func settings() throws -> LinkSettings {
        var settings = LinkSettings()
        settings.ignoresTransactionID = try isSaid(transactionId, "ignored", "--transaction-id")
        settings.acceptsAnyUnit = try isSaid(unitInAnswer, "any", "--unit-in-answer")
        settings.connectDelay = try time(connectDelay, .zero ... .seconds(30), "--connect-delay") ?? .zero
        settings.closeAfter = try time(closeAfter, .zero ... .seconds(3600), "--close-after")
        settings.frameGap =
            try time(frameGap, .milliseconds(10) ... .seconds(30), "--frame-gap") ?? settings.frameGap
        return settings
    }

    private func isSaid(_ text: String?, _ word: String, _ option: String) throws -> Bool {
        guard let text else { return false }
        guard text == word else { throw ValidationError("\(option): write \(word), or leave it out") }
        return true
    }

    private func time(_ text: String?, _ range: ClosedRange<Duration>, _ option: String) throws -> Duration? {
        guard let text else { return nil }
        guard let time = Duration(text), range ~= time else {
            throw ValidationError("\(option): write \(range.lowerBound.text) to \(range.upperBound.text), such as 1s")
        }
        return time
    }
}
