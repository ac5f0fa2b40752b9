public import Facilities

/// The state of the gateway, its lines and their devices for the technician's page. Everything in it was observed
/// since the gateway started.
public struct MachineReport: Hashable, Sendable {
    /// A sentence, and whether somebody has to act on it.
    public struct Note: Hashable, Sendable {
        /// The sentence in both languages.
        public var text: Text
        /// Whether somebody has to act on it.
        public var isProblem: Bool

        public init(_ text: Text, isProblem: Bool = false) {
            (self.text, self.isProblem) = (text, isProblem)
        }
    }

    /// The notes about one thing, such as the clock.
    public struct Item: Hashable, Sendable {
        /// The name of the thing.
        public var title: Text
        /// The notes in the order in which they are shown.
        public var notes: [Note]

        public init(_ title: Text, _ notes: [Note]) {
            (self.title, self.notes) = (title, notes)
        }
    }

    /// A line (a bus of the configuration).
    public struct Line: Hashable, Sendable {
        /// The name in the configuration.
        public var name: String
        /// The serial port or TCP address of the configuration.
        public var endpoint: String
        /// The share of the last minute in which the line was busy, 0 to 1.
        public var busy: Double
        /// The time at which polling resumes after a technician has suspended it; nil while it is polled.
        public var suspendedUntil: Timestamp?
        /// The advice for the whole line; nil if nothing is wrong.
        public var advice: Text?
        /// The units of the line that the configuration names.
        public var devices: [Device]

        public init(
            name: String, endpoint: String, busy: Double, suspendedUntil: Timestamp?, advice: Text?, devices: [Device]
        ) {
            (self.name, self.endpoint, self.busy) = (name, endpoint, busy)
            (self.suspendedUntil, self.advice, self.devices) = (suspendedUntil, advice, devices)
        }
    }

    /// One unit of a line.
    public struct Device: Hashable, Sendable {
        /// The line and the unit number: `plc/5`.
        public var name: String
        /// The state by the newest sample.
        public var state: State
        /// The time of the first failure; nil unless the device is offline.
        public var offlineSince: Timestamp?
        /// The number of polls and of each kind of failure since the gateway started, one text each.
        public var counts: [Text]
        /// The number of answers by response time, one text each; empty before the first answer.
        public var answers: [Text]
        /// The advice for the device; nil if nothing is wrong.
        public var advice: Text?
        /// The device entries of facilities that this unit serves.
        public var entries: [Entry]

        public init(
            name: String, state: State, offlineSince: Timestamp?, counts: [Text], answers: [Text], advice: Text?,
            entries: [Entry]
        ) {
            (self.name, self.state, self.offlineSince) = (name, state, offlineSince)
            (self.counts, self.answers, self.advice, self.entries) = (counts, answers, advice, entries)
        }
    }

    /// The state of a device at this moment.
    public enum State: Hashable, Sendable {
        /// The newest sample has a value.
        case online
        /// The device answers, but the newest sample has no value.
        case withoutValue
        /// The device answers, but has refused every request since the start.
        case refusing
        /// The device has answered before, but the newest sample is no valid answer. It is not offline yet, or was
        /// not asked.
        case unanswered
        case offline
        /// The device is not polled, since its line is suspended.
        case suspended
        /// The device has not answered since the start, and is not offline yet.
        case unheard
    }

    /// A device entry of a facility, with the newest reading of each of its channels.
    public struct Entry: Hashable, Sendable {
        /// The facility and the entry as the page shows them.
        public var name: String
        /// The newest reading of each channel.
        public var readings: [CurrentReading]

        public init(name: String, readings: [CurrentReading]) {
            (self.name, self.readings) = (name, readings)
        }
    }

    /// The time of the report.
    public var asOf: Timestamp
    /// The notes about the gateway itself, one item for each thing.
    public var items: [Item]
    /// The lines, sorted by name.
    public var lines: [Line]

    public init(asOf: Timestamp, items: [Item], lines: [Line]) {
        (self.asOf, self.items, self.lines) = (asOf, items, lines)
    }
}
