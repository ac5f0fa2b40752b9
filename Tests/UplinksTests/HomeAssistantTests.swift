import Facilities
import Testing

@testable import Uplinks

extension HomeAssistant {
    /// What is found of the facility `here` with some channels, by their devices and quantities.
    static func here(_ channels: (String, Quantity)..., prefix: String = "homeassistant") -> HomeAssistant {
        let channels = channels.map { device, quantity in
            Channel(.init(DeviceID(device), quantity), quantity.unit ?? .one, place: "")
        }
        let place = Place(
            .here, name: "工地", kind: .dustSite, url: "https://ma.example.cn/q/1", channels: channels)
        return HomeAssistant(prefix: prefix, language: .zh, places: [place])
    }
}

struct HomeAssistantTests {
    private let topics = Topics(prefix: "mashang/2", gateway: "NJ-1")

    private func entities(_ channels: (String, Quantity)...) -> [HomeAssistant.Entity] {
        let home = HomeAssistant.here()
        var place = home.places[0]
        place.channels = channels.map { .init(.init(DeviceID($0), $1), $1.unit ?? .one, place: "") }
        return HomeAssistant(prefix: "ha", language: .zh, places: [place]).entities(topics)
    }

    @Test func aChannelIsReadFromTheNewestValuesAndTheLightFromTheStatus() throws {
        let found = entities(("p1", .pressureDrop))
        #expect(found.map(\.id) == ["NJ-1_NJ320104D000049_light", "NJ-1_NJ320104D000049_p1_pressureDrop"])
        #expect(found[0].members["state_topic"] == .string("mashang/2/NJ-1/NJ320104D000049/status"))
        #expect(found[0].members["value_template"] == .string("{{ value_json['light'] }}"))
        let channel = found[1].members
        #expect(channel["state_topic"] == .string("mashang/2/NJ-1/NJ320104D000049/latest"))
        #expect(
            channel["value_template"]
                == .string("{{ \(plain("p1/pressureDrop")) }}"))
        #expect(channel["name"] == .string("p1 压差"))
        #expect(channel["availability_topic"] == .string("mashang/2/NJ-1/state"))
        #expect(channel["device"]?["identifiers"] == .array([.string("NJ-1_NJ320104D000049")]))
        #expect(channel["device"] == found[0].members["device"], "all of a facility are one device")
    }

    @Test func everyNameOfADeviceGivesAnotherTopicOfLettersThatTopicsMayHave() {
        let names = ["a/b", "a_b", "a_2fb", "a.b", "a-b", "ab", "一级箱", "一级", "#1", "1"]
        let ids = names.map { entities(($0, .tsp))[1].id }
        #expect(Set(ids).count == names.count, "\(ids)")
        let allowed = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")
        #expect(Set(ids.joined()).subtracting(allowed).isEmpty, "\(ids)")
        #expect(ids[0] == "NJ-1_NJ320104D000049_a_2fb_tsp")
        #expect(ids[2] == "NJ-1_NJ320104D000049_a_5f2fb_tsp")
    }

    @Test func aPlaceIsNamedInsteadOfTheDevice() {
        var home = HomeAssistant.here(("p1", .tsp))
        home.places[0].channels[0].place = "东侧"
        home.language = .en
        #expect(home.entities(topics)[1].members["name"] == .string("东侧 TSP"))
        #expect(home.entities(topics)[0].members["name"] == .string("light"))
    }

    @Test func anAddressThatHomeAssistantDoesNotTakeIsOmitted() {
        var home = HomeAssistant.here(("p1", .tsp))
        #expect(home.entities(topics)[0].members["device"]?["configuration_url"] != nil)
        home.places[0].url = "httpx:{code}"
        #expect(home.entities(topics)[0].members["device"]?["configuration_url"] == nil)
    }

    // MARK: Classes

    @Test(
        arguments: [
            (Quantity.pressureDrop, PhysicalUnit.pascal, "pressure", "Pa"),
            (.airPressure, .kilopascal, "atmospheric_pressure", "kPa"),
            (.airPressure, .one, nil, nil), (.humidity, .percent, "humidity", "%"), (.ureaLevel, .percent, nil, "%"),
            (.airFlow, .cubicMetrePerHour, "volume_flow_rate", "m³/h"), (.tsp, .microgramPerCubicMetre, nil, "µg/m³"),
            (.pm10, .microgramPerCubicMetre, "pm10", "µg/m³"), (.pm10, .milligramPerCubicMetre, nil, "mg/m³"),
            (.energy, .kilowattHour, "energy", "kWh"), (.powerFactor, .one, "power_factor", nil),
            (.smoke, .perMetre, nil, "1/m"), (.fume, .milligramPerCubicMetre, nil, "mg/m³"),
        ] as [(Quantity, PhysicalUnit, String?, String?)])
    func aQuantityHasTheClassThatFitsItsUnit(
        _ quantity: Quantity, _ unit: PhysicalUnit, _ deviceClass: String?, _ spelt: String?
    ) {
        let found = EntityClass(of: quantity, in: unit)
        #expect((found.deviceClass, found.unit) == (deviceClass, spelt))
        #expect(!found.isBinary)
    }

    @Test func aStateIsOnOrOff() {
        let found = entities(("c", .fanState), ("c", .stovesOn))
        #expect(found.map(\.component) == ["sensor", "binary_sensor", "sensor"])
        #expect(found[1].members["device_class"] == .string("running"))
        #expect(
            found[1].members["value_template"]
                == .string("{{ {0: 'OFF', 1: 'ON'}.get(\(plain("c/fanState"))) }}"))
        #expect(found[1].members["state_class"] == nil)
    }

    @Test func whatOnlyGrowsIsATotalAndADirectionHasNoMean() {
        #expect(EntityClass(of: .energy, in: .kilowattHour).stateClass == "total_increasing")
        #expect(EntityClass(of: .engineHours, in: .hour).stateClass == "total_increasing")
        #expect(EntityClass(of: .windDirection, in: .degree).stateClass == nil)
        #expect(EntityClass(of: .temperature, in: .celsius).stateClass == "measurement")
    }
}

/// The value of a channel, where it is good and no end of a range.
private func plain(_ name: String) -> String {
    let channel = "value_json['channels'].get('\(name)', {})"
    return "(\(channel).get('value') if \(channel).get('quality') == 'good' and 'bound' not in \(channel) else None)"
}
