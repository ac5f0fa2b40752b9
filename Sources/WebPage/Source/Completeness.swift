public import Facilities

/// The completeness of the data of a month: for each channel and day the minutes with a usable value, and the
/// reasons of the gaps.
public struct Completeness: Hashable, Sendable {
    /// The days of the month that have begun.
    public var days: [Day]
    /// The channels that the facility has or had in the month.
    public var channels: [OfChannel]

    public init(days: [Day], channels: [OfChannel]) { (self.days, self.channels) = (days, channels) }

    /// The completeness of one channel.
    public struct OfChannel: Hashable, Sendable {
        public var id: Channel.ID
        /// The place that it measures, from the configuration; empty if none is set.
        public var place: String
        /// The days in the order of `Completeness.days`.
        public var days: [OfDay]

        public init(_ id: Channel.ID, place: String, days: [OfDay]) {
            (self.id, self.place, self.days) = (id, place, days)
        }
    }

    /// The completeness of one day.
    public struct OfDay: Hashable, Sendable {
        /// The day in the local time of the site.
        public var day: Day
        /// The minutes with a usable value.
        public var minutes: Int
        /// The minutes of the day that are over: 1440, or fewer for today.
        public var of: Int
        /// The other minutes by reason, longest first.
        public var gaps: [Gap]

        public init(_ day: Day, minutes: Int, of: Int, gaps: [Gap]) {
            (self.day, self.minutes, self.of, self.gaps) = (day, minutes, of, gaps)
        }
    }

    /// The minutes of a day without a value for one reason.
    public struct Gap: Hashable, Sendable {
        /// The reason that the journal shows.
        public var reason: GapReason
        /// The number of minutes.
        public var minutes: Int
        /// The beginning of the first of these minutes.
        public var from: Timestamp
        /// The end of the last of these minutes.
        public var until: Timestamp

        public init(_ reason: GapReason, minutes: Int, from: Timestamp, until: Timestamp) {
            (self.reason, self.minutes, self.from, self.until) = (reason, minutes, from, until)
        }
    }
}
