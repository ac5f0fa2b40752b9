public import Facilities

/// Where the inspector's screen gets what it shows. What it gives is not for everybody: the page asks who looks first.
public protocol InspectionSource: Sendable {
    /// What was entered and found in a time, in order, whether or not everybody may see it, with the texts of people that were not
    /// erased; nil where the journal cannot be read.
    ///
    /// - Parameters:
    ///   - code: whose entries; nil for those of the whole gateway.
    ///   - sequence: only what comes after it, at most `limit` of it.
    func allEntries(
        of code: Facility.Code?, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64, limit: Int
    ) async -> [KeptEntry]?
    /// What a facility's month has to show; nil where the journal cannot be read.
    func inspection(of code: Facility.Code, in month: Month) async -> Inspection?
    /// The newest check of the whole journal, or the one that runs; nil where none was made since the start.
    func ledgerCheck() async -> JournalCheckState?
    /// Starts a check, or joins the one that runs, and waits for it for a moment.
    func checkLedger() async -> JournalCheckState
}

/// A month of one facility, as an inspector reads it.
public struct Inspection: Hashable, Sendable {
    /// Entries of the whole ledger, the sequence of the newest one, and the hash that chains it to all before it.
    public var entries: Int64
    public var sequence: Int64
    public var hash: String
    /// The newest seal over readings; nil where nothing is sealed yet.
    public var seal: KeptEntry?
    public var completeness: Completeness
    /// Of one kind so many are listed: 50 pieces of evidence of a complaint made a page of 98 kB, for a goal of 60. One more says that
    /// there are others.
    public static let listed = 25
    /// Of so many suspicions, the newest, the curves are drawn.
    public static let drawn = 6

    /// Findings that were raised or changed in the month, the newest first.
    public var findings: [KeptEntry]
    public var evidence: [Proof]
    public var suspicions: [Doubt]
    /// The inspections on site, the newest first.
    public var visits: [KeptEntry]

    public init(
        entries: Int64, sequence: Int64, hash: String, seal: KeptEntry? = nil, completeness: Completeness,
        findings: [KeptEntry] = [], evidence: [Proof] = [], suspicions: [Doubt] = [], visits: [KeptEntry] = []
    ) {
        (self.entries, self.sequence, self.hash, self.seal) = (entries, sequence, hash, seal)
        (self.completeness, self.findings, self.evidence) = (completeness, findings, evidence)
        (self.suspicions, self.visits) = (suspicions, visits)
    }

    /// What facilities around had to show when a complaint came in, a line each.
    public struct Proof: Hashable, Sendable {
        public var time: Timestamp
        public var evidence: Evidence
        public var lines: [Text]

        public init(time: Timestamp, evidence: Evidence, lines: [Text]) {
            (self.time, self.evidence, self.lines) = (time, evidence, lines)
        }
    }

    /// A suspicion, with the means of the channels that it is about.
    public struct Doubt: Hashable, Sendable {
        public var suspicion: Suspicion
        /// Nothing where it is about records, where the means of that time are not kept, and of what `drawn` leaves.
        public var curves: [Curve]

        public init(_ suspicion: Suspicion, curves: [Curve]) {
            (self.suspicion, self.curves) = (suspicion, curves)
        }
    }

    /// The means of one channel around a time.
    public struct Curve: Hashable, Sendable {
        public struct Point: Hashable, Sendable {
            public var time: Timestamp
            public var value: Double

            public init(_ time: Timestamp, _ value: Double) { (self.time, self.value) = (time, value) }
        }

        public var channel: Channel.ID
        public var unit: PhysicalUnit
        /// Of which lengths its means are, in minutes.
        public var minutes: Int
        public var points: [Point]

        public init(_ channel: Channel.ID, _ unit: PhysicalUnit, minutes: Int, points: [Point]) {
            (self.channel, self.unit, self.minutes, self.points) = (channel, unit, minutes, points)
        }
    }
}

/// A check of the whole journal, as the page shows it.
public struct JournalCheckState: Hashable, Sendable {
    public var isRunning: Bool
    /// The newest result; nil before the first.
    public var result: Result?
    /// Why the newest check could not be made; nil if it could.
    public var failure: Text?

    public init(isRunning: Bool, result: Result?, failure: Text?) {
        (self.isRunning, self.result, self.failure) = (isRunning, result, failure)
    }

    public struct Result: Hashable, Sendable {
        /// When it ended, and the seconds that it took.
        public var at: Timestamp
        public var seconds: Double
        public var entries: Int64
        public var isWhole: Bool
        /// What was checked, a line each.
        public var lines: Text
        /// What is wrong, the first of it.
        public var faults: [Text]

        public init(at: Timestamp, seconds: Double, entries: Int64, isWhole: Bool, lines: Text, faults: [Text]) {
            (self.at, self.seconds, self.entries, self.isWhole) = (at, seconds, entries, isWhole)
            (self.lines, self.faults) = (lines, faults)
        }
    }
}
