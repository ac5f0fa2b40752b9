import Gateway
import MQTT
import SiteConfiguration
import Testing

/// The session of an uplink at its broker.
struct SessionSettingsTests {
    @Test func theBrokerKeepsTheSessionForAWeekSoThatNoCommandIsLost() throws {
        let text = "gateway: {id: NJ-1}\nuplinks: [{name: u, mqtt: {url: \"mqtt://127.0.0.1:1883\"}}]"
        let configuration = try Configuration.read(text, file: "g.yaml", files: .disk)
        let settings = try MQTTSettings(try #require(configuration.uplinks.first).mqtt, clientID: "NJ-1")
        #expect(!settings.cleanStart)
        #expect(settings.sessionExpiry == .seconds(604_800))
        #expect(settings.clientID == "NJ-1" && settings.version == nil)
    }
}
