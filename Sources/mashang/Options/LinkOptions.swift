import ArgumentParser
import Facilities
import Gateway
import Modbus
import SiteConfiguration

/// The deviations of a bus from the standard, as options with the names of a configured bus's keys.
struct LinkOptions: ParsableArguments {
    @Option(
        help: help("写 ignored：TCP 应答的事务号可以不同。", "ignored: answers over TCP may have any transaction id.", "ignored"))
    var transactionId: String?

    @Option(help: help("写 any：TCP 应答的站号可以不同。", "any: answers over TCP may name any unit.", "any"))
    var unitInAnswer: String?

    @Option(help: help("新连接建立后先等多久，如 1s。", "How long to wait after a new connection, such as 1s.", "time"))
    var connectDelay: String?

    @Option(help: help("写 0s：每次应答后关闭连接。", "0s: the connection is closed after each answer.", "time"))
    var closeAfter: String?

    @Option(help: help("一个应答内最长的停顿，如 1s。", "The longest pause within one answer, such as 1s.", "time"))
    var frameGap: String?

    func validate() throws { _ = try busSettings() }

    func settings() throws -> LinkSettings { LinkSettings(try busSettings()) }

    /// Returns the settings in the form of a configuration.
    ///
    /// - Throws: `ValidationError` for a wrong value.
    func busSettings() throws -> BusSettings {
        var settings = BusSettings()
        settings.ignoresTransactionID = try isSaid(transactionId, .transactionId, "--transaction-id")
        settings.acceptsAnyUnit = try isSaid(unitInAnswer, .unitInAnswer, "--unit-in-answer")
        settings.connectDelay = try time(connectDelay, .connectDelay, "--connect-delay")
        settings.closeAfter = try time(closeAfter, .closeAfter, "--close-after")
        settings.frameGap = try time(frameGap, .frameGap, "--frame-gap")
        return settings
    }

    private func isSaid(_ text: String?, _ key: BusSettings.Word, _ option: String) throws -> Bool {
        guard let text else { return false }
        guard text == key.word else {
            let wrong = Text(zh: "\(option)：应写 \(key.word)，或不写", en: "\(option): write \(key.word), or leave it out")
            throw ValidationError(wrong.spoken)
        }
        return true
    }

    private func time(_ text: String?, _ key: BusSettings.Time, _ option: String) throws -> Duration? {
        guard let text else { return nil }
        guard let time = key.duration(text) else {
            let wrong = Text(zh: "\(option)：应为\(key.expected.zh)", en: "\(option): write \(key.expected.en)")
            throw ValidationError(wrong.spoken)
        }
        return time
    }
}
