public import Facilities

/// The state of a check of the whole journal.
public struct JournalCheckState: Hashable, Sendable {
    /// Whether a check is running now.
    public var isRunning: Bool
    /// The newest result; nil before the first.
    public var result: Result?
    /// The reason why the newest check failed to run; nil if it ran.
    public var failure: Text?

    public init(isRunning: Bool, result: Result?, failure: Text?) {
        (self.isRunning, self.result, self.failure) = (isRunning, result, failure)
    }

    /// The result of a check that has ended.
    public struct Result: Hashable, Sendable {
        /// The time at which it ended.
        public var at: Timestamp
        /// Its duration in seconds.
        public var seconds: Double
        /// The number of entries that were checked.
        public var entries: Int64
        /// Whether the journal is complete and unaltered.
        public var isWhole: Bool
        /// The subjects of the check, in lines separated by a line feed.
        public var lines: Text
        /// The first faults; empty if there are none.
        public var faults: [Text]

        public init(at: Timestamp, seconds: Double, entries: Int64, isWhole: Bool, lines: Text, faults: [Text]) {
            (self.at, self.seconds, self.entries, self.isWhole) = (at, seconds, entries, isWhole)
            (self.lines, self.faults) = (lines, faults)
        }
    }
}
