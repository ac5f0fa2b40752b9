public import Facilities

/// What Home Assistant finds of this gateway by itself: the channels and the light of each facility.
public struct HomeAssistant: Sendable {
    /// The prefix of the topics under which it looks.
    public var prefix: String
    /// The language of names.
    public var language: Language
    public var places: [Place]

    /// A facility, which is one of Home Assistant's devices.
    public struct Place: Sendable {
        public var code: Facility.Code
        public var name: String
        public var kind: Facility.Kind
        /// The address of its page.
        public var url: String
        public var channels: [Channel]

        public init(_ code: Facility.Code, name: String, kind: Facility.Kind, url: String, channels: [Channel]) {
            (self.code, self.name, self.kind, self.url, self.channels) = (code, name, kind, url, channels)
        }
    }

    /// A quantity of a device, which is one of Home Assistant's entities.
    public struct Channel: Sendable {
        public var id: Facilities.Channel.ID
        public var unit: PhysicalUnit
        /// Where it measures; empty where nobody said.
        public var place: String

        public init(_ id: Facilities.Channel.ID, _ unit: PhysicalUnit, place: String) {
            (self.id, self.unit, self.place) = (id, unit, place)
        }
    }

    public init(prefix: String, language: Language, places: [Place]) {
        (self.prefix, self.language, self.places) = (prefix, language, places)
    }
}

extension HomeAssistant {
    /// An entity that Home Assistant is to make.
    struct Entity {
        /// `sensor` or `binary_sensor`.
        var component: String
        /// Of 0-9, A-Z, a-z, - and _, and unlike that of any other entity of any gateway with another id.
        var id: String
        var members: [String: JSONValue]
    }

    /// Returns every entity of a gateway.
    func entities(_ topics: Topics) -> [Entity] {
        places.flatMap { place in
            [light(of: place, topics)] + place.channels.map { entity($0, of: place, topics) }
        }
    }

    private func light(of place: Place, _ topics: Topics) -> Entity {
        let id = "\(topics.gateway)_\(place.code)_light"
        var members = common(id, Text(zh: "状态灯", en: "light")[language], of: place, topics)
        members["state_topic"] = .string(topics.status(of: place.code))
        members["value_template"] = .string("{{ value_json['light'] }}")
        return Entity(component: "sensor", id: id, members: members)
    }

    private func entity(_ channel: Channel, of place: Place, _ topics: Topics) -> Entity {
        let quantity = channel.id.quantity
        let id = "\(topics.gateway)_\(place.code)_\(Self.escaped(channel.id.device))_\(quantity.rawValue)"
        let spot = channel.place.isEmpty ? channel.id.device.description : channel.place
        var members = common(id, "\(spot) \(quantity.title[language])", of: place, topics)
        let name = "\(channel.id)".replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        let found = "value_json['channels'].get('\(name)', {})"
        // A value that is in doubt, or the end of a range, is no plain number.
        let isPlain = "\(found).get('quality') == 'good' and 'bound' not in \(found)"
        let value = "(\(found).get('value') if \(isPlain) else None)"
        let kind = EntityClass(of: quantity, in: channel.unit)
        members["state_topic"] = .string(topics.latest(of: place.code))
        // Without a value the state is None, which Home Assistant shows as unknown.
        members["value_template"] = .string(
            kind.isBinary ? "{{ {0: 'OFF', 1: 'ON'}.get(\(value)) }}" : "{{ \(value) }}")
        members["device_class"] = kind.deviceClass.map(JSONValue.string)
        members["unit_of_measurement"] = kind.unit.map(JSONValue.string)
        members["state_class"] = kind.stateClass.map(JSONValue.string)
        return Entity(component: kind.isBinary ? "binary_sensor" : "sensor", id: id, members: members)
    }

    /// The members that every entity has.
    private func common(_ id: String, _ name: String, of place: Place, _ topics: Topics) -> [String: JSONValue] {
        var device: [String: JSONValue] = [
            "identifiers": .array([.string("\(topics.gateway)_\(place.code)")]), "name": .string(place.name),
            "manufacturer": .string("mashang"), "model": .string(place.kind.title[language]),
        ]
        // Home Assistant takes no device with another address.
        if place.url.hasPrefix("http://") || place.url.hasPrefix("https://") {
            device["configuration_url"] = .string(place.url)
        }
        return [
            "name": .string(name), "unique_id": .string(id), "object_id": .string(id), "device": .object(device),
            "availability_topic": .string(topics.ownState),
            "availability_template": .string("{{ value_json['state'] }}"),
            "origin": .object(["name": .string("mashang")]),
        ]
    }

    /// The name of a device with each byte that a topic's id may not have as `_` and two hexadecimal digits.
    private static func escaped(_ device: DeviceID) -> String {
        device.description.utf8.map { byte in
            let isPlain =
                byte < 128 && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber)
            if isPlain || byte == UInt8(ascii: "-") { return String(UnicodeScalar(byte)) }
            return "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
