public import Facilities

/// How the gateway, its lines and their devices are, as the technician's page shows it. Everything on it was observed by this run.
public struct MachineReport: Hashable, Sendable {
    /// A sentence, and whether somebody has to do something about it.
    public struct Note: Hashable, Sendable {
        public var text: Text
        public var isProblem: Bool

        public init(_ text: Text, isProblem: Bool = false) {
            (self.text, self.isProblem) = (text, isProblem)
        }
    }

    /// What there is to say of one thing, such as the clock.
    public struct Item: Hashable, Sendable {
        public var title: Text
        public var notes: [Note]

        public init(_ title: Text, _ notes: [Note]) {
            (self.title, self.notes) = (title, notes)
        }
    }

    /// A bus.
    public struct Line: Hashable, Sendable {
        /// As the configuration calls it.
        public var name: String
        public var endpoint: String
        /// The share of the last minute in which it was busy, 0 to 1.
        public var busy: Double
        /// Until when a technician has it; nil while it is polled.
        public var suspendedUntil: Timestamp?
        public var advice: Text?
        public var devices: [Device]

        public init(
            name: String, endpoint: String, busy: Double, suspendedUntil: Timestamp?, advice: Text?, devices: [Device]
        ) {
            (self.name, self.endpoint, self.busy) = (name, endpoint, busy)
            (self.suspendedUntil, self.advice, self.devices) = (suspendedUntil, advice, devices)
        }
    }

    /// One unit of a bus.
    public struct Device: Hashable, Sendable {
        /// By its bus and unit: `plc/5`.
        public var name: String
        public var state: State
        /// When it failed first; nil while it is not offline.
        public var offlineSince: Timestamp?
        /// Polls and what went wrong with them, since the start.
        public var counts: [Text]
        /// How many answers took how long; empty before the first.
        public var answers: [Text]
        public var advice: Text?
        public var entries: [Entry]

        public init(
            name: String, state: State, offlineSince: Timestamp?, counts: [Text], answers: [Text], advice: Text?,
            entries: [Entry]
        ) {
            (self.name, self.state, self.offlineSince) = (name, state, offlineSince)
            (self.counts, self.answers, self.advice, self.entries) = (counts, answers, advice, entries)
        }
    }

    /// What is known of a device at this moment.
    public enum State: Hashable, Sendable {
        /// Its newest sample has a value.
        case online
        /// It answers, and its newest sample has no value.
        case withoutValue
        /// It answers, and has refused everything since the start.
        case refusing
        /// It was heard before, and its newest sample is no valid answer: it is not offline yet, or was not asked.
        case unanswered
        case offline
        /// Nobody asks it: the line is suspended.
        case suspended
        /// It was not heard since the start, and is not offline yet.
        case unheard
    }

    /// A device entry of a facility, with the newest reading of each of its channels.
    public struct Entry: Hashable, Sendable {
        public var name: String
        public var readings: [CurrentReading]

        public init(name: String, readings: [CurrentReading]) {
            (self.name, self.readings) = (name, readings)
        }
    }

    public var asOf: Timestamp
    public var items: [Item]
    /// In order of name.
    public var lines: [Line]

    public init(asOf: Timestamp, items: [Item], lines: [Line]) {
        (self.asOf, self.items, self.lines) = (asOf, items, lines)
    }
}
