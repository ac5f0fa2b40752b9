import Facilities
import StrictYAML

/// What a bus says of a converter, or of devices, that are not as the standard says.
extension ConfigurationReader {
    func settings(_ map: YAMLMapping) -> BusSettings {
        var settings = BusSettings()
        for key in ["transactionId", "unitInAnswer"] where map["tcp"] == nil {
            map[key]?.error("\(key) belongs to a bus with tcp:; on a serial line the CRC and the unit decide")
        }
        for key in ["connectDelay", "closeAfter"] where map["rtu"] != nil {
            map[key]?.error("\(key) belongs to a bus with tcp: or rtuOverTcp:; a serial device has no connection")
        }
        settings.ignoresTransactionID = word(map["transactionId"], "ignored")
        settings.acceptsAnyUnit = word(map["unitInAnswer"], "any")
        settings.connectDelay = time(map["connectDelay"], .zero ... .seconds(30), "a time of up to 30s, such as 1s")
        settings.closeAfter = time(
            map["closeAfter"], .zero ... .seconds(3600), "a time of up to 1h, such as 10s, or 0s for after each answer")
        settings.frameGap = time(
            map["frameGap"], .milliseconds(10) ... .seconds(30), "a pause from 10ms to 30s within an answer, such as 1s"
        )
        return settings
    }

    private func word(_ value: YAMLValue?, _ word: String) -> Bool {
        value?.parse("the word \(word), or no such line") { $0 == word ? true : nil } ?? false
    }

    private func time(_ value: YAMLValue?, _ range: ClosedRange<Duration>, _ expected: String) -> Duration? {
        value?.parse(expected) { Duration($0).flatMap { range ~= $0 ? $0 : nil } }
    }
}
