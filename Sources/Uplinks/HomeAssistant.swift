public import Facilities

/// The things that Home Assistant discovers of this gateway: the channels and the light of each facility.
public struct HomeAssistant: Sendable {
    /// The prefix of Home Assistant's discovery topics.
    public var prefix: String
    /// The language of the names.
    public var language: Language
    /// The facilities that are published for discovery.
    public var places: [Place]

    /// A facility, which is one of Home Assistant's devices.
    public struct Place: Sendable {
        /// The code of the facility.
        public var code: Facility.Code
        /// The name that Home Assistant shows.
        public var name: String
        /// The kind of the facility.
        public var kind: Facility.Kind
        /// The address of the facility's page.
        public var url: String
        /// The quantities of its devices, an entity each.
        public var channels: [Channel]

        /// Creates a facility for discovery; `url` is the address of its page.
        public init(_ code: Facility.Code, name: String, kind: Facility.Kind, url: String, channels: [Channel]) {
            (self.code, self.name, self.kind, self.url, self.channels) = (code, name, kind, url, channels)
        }
    }

    /// A quantity of a device, which is one of Home Assistant's entities.
    public struct Channel: Sendable {
        public var id: Facilities.Channel.ID
        /// The unit in which the values are published.
        public var unit: PhysicalUnit
        /// The place at which it measures; empty if none is configured.
        public var place: String

        /// Creates a channel that measures at `place`, which may be empty.
        public init(_ id: Facilities.Channel.ID, _ unit: PhysicalUnit, place: String) {
            (self.id, self.unit, self.place) = (id, unit, place)
        }
    }

    /// Creates the settings for discovery below the topic `prefix`.
    public init(prefix: String, language: Language, places: [Place]) {
        (self.prefix, self.language, self.places) = (prefix, language, places)
    }
}

extension HomeAssistant {
    /// An entity that Home Assistant creates.
    struct Entity {
        /// The integration: `sensor` or `binary_sensor`.
        var component: String
        /// The id, which consists of 0-9, A-Z, a-z, - and _. No other entity has it, not even of another gateway with
        /// another id.
        var id: String
        var members: [String: JSONValue]
    }

    /// Returns all entities of a gateway.
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
        // A value that is uncertain, or that is the end of a range, is no plain number.
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
        // Home Assistant accepts no device with another kind of address.
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

    /// Returns the name of a device in which each byte that a topic's id may not contain is `_` and two hexadecimal
    /// digits.
    private static func escaped(_ device: DeviceID) -> String {
        device.description.utf8.map { byte in
            let isPlain =
                byte < 128 && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber)
            if isPlain || byte == UInt8(ascii: "-") { return String(UnicodeScalar(byte)) }
            return "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
