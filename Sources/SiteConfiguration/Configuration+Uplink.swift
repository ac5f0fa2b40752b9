public import Facilities
public import StrictYAML

extension Configuration {
    /// A receiver of everything that the gateway publishes. Each uplink has its own position in the journal.
    public struct Uplink: Sendable {
        /// The unique name of the uplink.
        public var name: String
        /// The broker that it publishes to.
        public var mqtt: Broker
        /// The kinds of records that it may enter on this gateway.
        public var accept: AcceptedKinds
        /// Whether it receives names, free text and suspicions.
        public var personal: Bool
        /// The topics below which it may request answers, in addition to the gateway's own.
        public var replies: [String]
        /// The start of a new uplink in the journal; nil for the present or, in a journal that never had an uplink, for
        /// the beginning.
        public var from: From?
        /// The samples and means that it publishes, unless a facility states otherwise.
        public var publish: Publishing
        /// The places of its settings in the file.
        public var places: BrokerPlaces

        /// The position in the journal at which a new uplink starts.
        public enum From: Hashable, Sendable {
            case beginning
            case day(Day)
        }
    }

    /// The MQTT broker to which status and readings are published, and how.
    public struct Broker: Hashable, Sendable {
        /// The host name or the IP address.
        public var host: String
        /// The TCP port.
        public var port: UInt16
        /// The TLS settings; nil for a connection in plain text.
        public var security: Security?
        /// The user name; nil for none.
        public var username: String?
        /// The path of a file with the password in its first line. The configuration itself contains no secret.
        public var passwordFile: String?
        /// The version of MQTT; nil if the client determines it.
        public var version: Version?
        /// The beginning of all topics, without a slash at its end.
        public var topicPrefix: String
        /// The form in which readings are written.
        public var format: Format
        /// The prefix of the topics by which Home Assistant discovers the channels; nil if it should not.
        public var homeAssistant: String?

        /// The forms of readings.
        public enum Format: String, Hashable, Sendable, CaseIterable {
            /// One column per quantity.
            case columns
            /// A list of samples, each with its time and its values.
            case rows
        }

        /// The version of MQTT.
        public enum Version: String, Hashable, Sendable {
            case v5 = "5"
            case v311 = "3.1.1"
        }
    }

    /// The TLS settings: the broker's name is verified against the authority, and the gateway shows its own
    /// certificate.
    public struct Security: Hashable, Sendable {
        /// The path of the file with the certificates of the authorities.
        public var authority: String
        /// The path of the gateway's own certificate; nil for none.
        public var certificate: String?
        /// The path of the key of the gateway's certificate; nil for none.
        public var key: String?
    }

    /// The places in a configuration that name what a broker needs.
    public struct BrokerPlaces: Hashable, Sendable {
        public var broker: SourcePlace
        public var passwordFile: SourcePlace?
        /// The place of the authority; nil if those of the system are used.
        public var authority: SourcePlace?
        public var certificate: SourcePlace?
        public var key: SourcePlace?
    }
}
