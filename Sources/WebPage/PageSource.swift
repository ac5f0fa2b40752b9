public import Facilities

/// The page's view of the gateway. The page asks at every request and stores no data of its own.
public protocol PageSource: MachineSource, HistorySource, InspectionSource, NoticeSource {
    /// Returns every facility of this gateway, grouped, in the order of the configuration.
    func facilities() async -> [ListedFacility]
    /// Returns the status of a facility from memory; nil if this gateway has no such facility.
    func status(of code: Facility.Code) async -> Status?
    /// Returns the address in the facility's QR code; nil if none is configured that a phone could open.
    func labelURL(of code: Facility.Code) -> String?
    /// Counts the complaints of the last 30 days at a complaint point.
    func complaintCounts(of code: Facility.Code) async -> ComplaintCounts
    /// Returns everything that the page of a facility shows. This reads the journal. Nil if this gateway has no
    /// such facility.
    func detail(of code: Facility.Code) async -> FacilityDetail?
    /// Returns the public entries of a facility, oldest first; nil if the journal cannot be read.
    ///
    /// - Parameters:
    ///   - kinds: the kinds of entries.
    ///   - time: when they were entered.
    ///   - sequence: only entries with a higher sequence are returned.
    ///   - limit: the largest number of entries.
    func entries(
        of code: Facility.Code, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64, limit: Int
    ) async -> [KeptEntry]?
    /// Returns a sentence about the gateway itself that stands at the top of its pages, such as a full journal; nil
    /// if all is well.
    ///
    /// - Parameter person: the reader. People with a role may get more than the public.
    func notice(for person: Operator?) async -> Text?
    /// The present time by the gateway's clock.
    func now() -> Timestamp
}

/// A facility as the overview lists it.
public struct ListedFacility: Hashable, Sendable {
    /// The present status.
    public var status: Status
    /// The floor or workshop under which the site lists it, from the configuration; empty if none is set.
    public var group: String

    public init(_ status: Status, group: String = "") {
        (self.status, self.group) = (status, group)
    }
}

extension [ListedFacility] {
    /// The facilities sorted by group, in the order in which the groups first occur. Facilities without a group
    /// come last.
    public var grouped: [ListedFacility] {
        var ranks: [String: Int] = [:]
        for facility in self where !facility.group.isEmpty && ranks[facility.group] == nil {
            ranks[facility.group] = ranks.count
        }
        // Sorting keeps no order among equals, so that the position decides.
        let sorted = enumerated().sorted { [ranks] left, right in
            let (leftRank, rightRank) = (ranks[left.element.group] ?? .max, ranks[right.element.group] ?? .max)
            return (leftRank, left.offset) < (rightRank, right.offset)
        }
        return sorted.map(\.element)
    }
}

/// Everything that the page of one facility shows.
public struct FacilityDetail: Hashable, Sendable {
    /// The present status with its findings.
    public var status: Status
    /// The newest reading of each channel with its time, in order of device.
    public var readings: [CurrentReading]
    /// The newest means that rules have judged.
    public var means: [JudgedMean]
    /// The state of each line of the cleaning standard that the gateway measures.
    public var checks: [StandardCheck]
    /// The figures that people follow from day to day, such as the running hours of the carbon.
    public var gauges: [Gauge]
    /// The limits with which readings are compared, by quantity.
    public var limits: [Quantity: [QuantityLimit]]
    /// The reading period of each channel that is read less often than once a minute, in minutes.
    public var periods: [Channel.ID: Int] = [:]
    /// The limits of each rule, by the rule's name.
    public var ruleLimits: [String: [Limit]]
    /// The time at which the rules that keep the light grey will have enough data; nil if unknown, or if no rule
    /// waits.
    public var ready: Timestamp?
    /// The records that people entered, newest first.
    public var records: [KeptEntry]
    /// The photographs that were erased or deleted for space, by the sequence of their record.
    public var removedPhotographs: [Int64: Set<PhotographID>]
    /// The other entries of the ledger, such as findings, newest first.
    public var entries: [KeptEntry]
    /// The suspicions. Only the owner and inspectors may see them.
    public var suspicions: [Suspicion]
    /// The complaint point of this gateway; nil if there is none.
    public var complaintPoint: Facility.Code?
    /// The promised times for complaints; nil for a facility that takes no complaints.
    public var promise: ComplaintHours?
    /// The card and records of a machine; nil for other kinds of facility.
    public var machine: MachineFacts?
    /// The dust scores and measures of a building site; nil for other kinds of facility.
    public var site: SiteFacts?

    public init(
        status: Status, readings: [CurrentReading] = [], means: [JudgedMean] = [], checks: [StandardCheck] = [],
        gauges: [Gauge] = [], limits: [Quantity: [QuantityLimit]] = [:], ruleLimits: [String: [Limit]] = [:],
        ready: Timestamp? = nil,
        records: [KeptEntry] = [], removedPhotographs: [Int64: Set<PhotographID>] = [:], entries: [KeptEntry] = [],
        suspicions: [Suspicion] = [],
        complaintPoint: Facility.Code? = nil, promise: ComplaintHours? = nil
    ) {
        self.ruleLimits = ruleLimits
        (self.status, self.readings, self.means, self.limits, self.ready) = (status, readings, means, limits, ready)
        (self.checks, self.gauges, self.promise) = (checks, gauges, promise)
        (self.records, self.entries, self.suspicions) = (records, entries, suspicions)
        self.removedPhotographs = removedPhotographs
        self.complaintPoint = complaintPoint
    }
}

/// The promised times for a complaint, the same for all categories.
public struct ComplaintHours: Hashable, Sendable {
    /// The promised time until the answer, in hours.
    public var answer: Double
    /// The promised time until the closing, in hours.
    public var close: Double
    /// The hours of the day that count, in brackets; empty if all hours count.
    public var note: Text

    public init(answer: Double, close: Double, note: Text = Text(zh: "", en: "")) {
        (self.answer, self.close, self.note) = (answer, close, note)
    }
}

/// The newest reading of one channel.
public struct CurrentReading: Hashable, Sendable {
    /// The device entry of the configuration that returned it.
    public var device: DeviceID
    /// The place that the device measures, from the configuration; empty if none is set.
    public var place: String
    /// The time of the sample.
    public var time: Timestamp
    /// The value with its unit, quality and bound.
    public var reading: Reading

    public init(device: DeviceID, place: String, time: Timestamp, reading: Reading) {
        (self.device, self.place, self.time, self.reading) = (device, place, time, reading)
    }
}

/// The complaints of the last 30 days at a complaint point.
public struct ComplaintCounts: Hashable, Sendable {
    /// The number of complaints that came in.
    public var received: Int
    /// How many of those received were answered.
    public var answered: Int
    /// How many of those received were closed.
    public var closed: Int

    public init(received: Int, answered: Int, closed: Int) {
        (self.received, self.answered, self.closed) = (received, answered, closed)
    }

    /// Counts the records of a complaint point since a time. Answers to complaints that came in before that time do
    /// not count.
    public init(_ records: [Record], since: Timestamp) {
        let recent = records.filter { $0.at >= since }
        func ids<Step: OfComplaint>(_: Step.Type) -> Set<String> {
            Set(recent.compactMap { ($0.body as? Step)?.id })
        }
        let received = ids(Complaint.self)
        // An answer to an earlier complaint does not count.
        self.init(
            received: received.count, answered: ids(AnsweredComplaint.self).intersection(received).count,
            closed: ids(ClosedComplaint.self).intersection(received).count)
    }

    /// The counts in a sentence, in both languages.
    public var text: Text {
        Text(
            zh: "近30天：收到\(received)件，答复\(answered)件，办结\(closed)件",
            en: "The last 30 days: \(received) received, \(answered) answered, \(closed) closed")
    }
}
