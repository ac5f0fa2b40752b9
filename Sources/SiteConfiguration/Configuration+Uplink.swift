public import Facilities
public import StrictYAML

extension Configuration {
    /// One of those to whom everything is published. Each has a position of its own in the journal.
    public struct Uplink: Sendable {
        public var name: String
        public var mqtt: Broker
        /// What it may enter here.
        public var accept: AcceptedKinds
        /// Whether names, free text and suspicions leave the gateway by it.
        public var personal: Bool
        /// The topics below which it may ask for answers, besides the gateway's own.
        public var replies: [String]
        /// Nil for what is kept now, and for the beginning in a journal that never had an uplink.
        public var from: From?
        /// What it publishes, where no facility says otherwise.
        public var publish: Publishing
        public var places: BrokerPlaces

        /// Where a new uplink begins in the journal.
        public enum From: Hashable, Sendable {
            case beginning
            case day(Day)
        }
    }

    /// Where status and readings are published.
    public struct Broker: Hashable, Sendable {
        public var host: String
        public var port: UInt16
        public var security: Security?
        public var username: String?
        /// A file with the password in its first line: no secret stands in the configuration itself.
        public var passwordFile: String?
        /// Nil if the client finds it out by itself.
        public var version: Version?
        public var topicPrefix: String
        /// How readings are written.
        public var format: Format
        /// The prefix of the topics by which Home Assistant finds the channels; nil where it is not to.
        public var homeAssistant: String?

        /// The forms of readings.
        public enum Format: String, Hashable, Sendable, CaseIterable {
            /// A column a quantity.
            case columns
            /// A list of samples, each with its time and its values.
            case rows
        }

        public enum Version: String, Hashable, Sendable {
            case v5 = "5"
            case v311 = "3.1.1"
        }
    }

    /// TLS: the broker's name is verified against the authority, and the gateway shows its own certificate.
    public struct Security: Hashable, Sendable {
        public var authority: String
        public var certificate: String?
        public var key: String?
    }

    /// Where a configuration names what a broker needs.
    public struct BrokerPlaces: Hashable, Sendable {
        public var broker: SourcePlace
        public var passwordFile: SourcePlace?
        /// Nil where the system's authorities are taken.
        public var authority: SourcePlace?
        public var certificate: SourcePlace?
        public var key: SourcePlace?
    }
}
