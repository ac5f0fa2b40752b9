public import Facilities

/// A month of one facility, as an inspector reads it.
public struct Inspection: Hashable, Sendable {
    /// The number of entries in the whole ledger.
    public var entries: Int64
    /// The sequence of the newest entry.
    public var sequence: Int64
    /// The hash that chains the newest entry to all earlier ones, in hexadecimal.
    public var hash: String
    /// The newest seal over readings; nil if nothing is sealed yet.
    public var seal: KeptEntry?
    /// The completeness of the data of each channel.
    public var completeness: Completeness
    /// The number of entries of one kind that the screen lists; one more shows that there are others. With 50
    /// pieces of evidence the page had 98 kB, for a goal of 60 kB.
    public static let listed = 25
    /// The number of suspicions, newest first, whose curves are drawn.
    public static let drawn = 6

    /// The findings that were raised or changed in the month, newest first.
    public var findings: [KeptEntry]
    /// The evidence of complaints, newest first. It is shown to inspectors only.
    public var evidence: [Proof]
    /// The suspicions, newest first.
    public var suspicions: [Doubt]
    /// The inspections on site, newest first.
    public var visits: [KeptEntry]

    public init(
        entries: Int64, sequence: Int64, hash: String, seal: KeptEntry? = nil, completeness: Completeness,
        findings: [KeptEntry] = [], evidence: [Proof] = [], suspicions: [Doubt] = [], visits: [KeptEntry] = []
    ) {
        (self.entries, self.sequence, self.hash, self.seal) = (entries, sequence, hash, seal)
        (self.completeness, self.findings, self.evidence) = (completeness, findings, evidence)
        (self.suspicions, self.visits) = (suspicions, visits)
    }

    /// The evidence of a complaint: the data of the facilities around when it came in.
    public struct Proof: Hashable, Sendable {
        /// The time at which it was entered.
        public var time: Timestamp
        /// The entry of the ledger.
        public var evidence: Evidence
        /// The data in words, a line for each facility.
        public var lines: [Text]

        public init(time: Timestamp, evidence: Evidence, lines: [Text]) {
            (self.time, self.evidence, self.lines) = (time, evidence, lines)
        }
    }

    /// A suspicion, with the means of the channels that it is about.
    public struct Doubt: Hashable, Sendable {
        /// The entry of the ledger.
        public var suspicion: Suspicion
        /// The means of its channels. Empty if it is about records, if the means of that time are no longer stored,
        /// or if it is beyond the first `drawn`.
        public var curves: [Curve]

        public init(_ suspicion: Suspicion, curves: [Curve]) {
            (self.suspicion, self.curves) = (suspicion, curves)
        }
    }

    /// The means of one channel around a time.
    public struct Curve: Hashable, Sendable {
        /// One mean.
        public struct Point: Hashable, Sendable {
            /// The beginning of its interval.
            public var time: Timestamp
            /// The mean in the unit of the curve.
            public var value: Double

            public init(_ time: Timestamp, _ value: Double) { (self.time, self.value) = (time, value) }
        }

        /// The channel that was measured.
        public var channel: Channel.ID
        /// The unit of all values.
        public var unit: PhysicalUnit
        /// The length of each mean in minutes.
        public var minutes: Int
        /// The means in order of time.
        public var points: [Point]

        public init(_ channel: Channel.ID, _ unit: PhysicalUnit, minutes: Int, points: [Point]) {
            (self.channel, self.unit, self.minutes, self.points) = (channel, unit, minutes, points)
        }
    }
}
