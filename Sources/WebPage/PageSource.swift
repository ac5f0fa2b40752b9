public import Facilities

/// Where the page gets what it shows. It asks at every request and keeps nothing.
public protocol PageSource: MachineSource, HistorySource, InspectionSource, NoticeSource {
    /// Every facility of this gateway by group, in the order in which the configuration names groups and facilities.
    func facilities() async -> [ListedFacility]
    /// How a facility stands, which costs nothing to ask; nil for a code that is not of this gateway.
    func status(of code: Facility.Code) async -> Status?
    /// What the facility's QR code says; nil where no phone could open it.
    func labelURL(of code: Facility.Code) -> String?
    /// What became of the complaints of the last 30 days at a point.
    func complaintCounts(of code: Facility.Code) async -> ComplaintCounts
    /// All that the page of a facility shows, for which the journal is read; nil for a code that is not of this gateway.
    func detail(of code: Facility.Code) async -> FacilityDetail?
    /// What everybody may see of some kinds that was entered and found at a facility in a time, in order, after a sequence and at
    /// most `limit` of it; nil where the journal cannot be read.
    func entries(
        of code: Facility.Code, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64, limit: Int
    ) async -> [KeptEntry]?
    /// What whoever runs this gateway should know first.
    func notice(for person: Operator?) async -> Text?
    func now() -> Timestamp
}

/// A facility as the overview lists it.
public struct ListedFacility: Hashable, Sendable {
    public var status: Status
    /// The floor, the workshop or whatever the site lists it under; empty where nobody said.
    public var group: String

    public init(_ status: Status, group: String = "") {
        (self.status, self.group) = (status, group)
    }
}

extension [ListedFacility] {
    /// In the order in which groups are named first; what has no group stands behind all that have one.
    public var grouped: [ListedFacility] {
        let groups = map(\.group).filter { !$0.isEmpty }.reduce(into: [String: Int]()) { order, group in
            order[group] = order[group] ?? order.count
        }
        return enumerated().sorted { left, right in
            (groups[left.element.group] ?? .max, left.offset) < (groups[right.element.group] ?? .max, right.offset)
        }
        .map(\.element)
    }
}

/// One facility as its page shows it.
public struct FacilityDetail: Hashable, Sendable {
    public var status: Status
    /// The newest reading of each channel, in order of device, with the time of each.
    public var readings: [CurrentReading]
    /// The newest means that rules have judged.
    public var means: [JudgedMean]
    /// How the standard of a cleaning stands, a check for each line that the gateway measures now.
    public var checks: [StandardCheck]
    /// The figures by which people follow it from day to day.
    public var gauges: [Gauge]
    /// The limits with which readings are compared.
    public var limits: [Quantity: [QuantityLimit]]
    /// In how many minutes a channel has one reading, of those that are read less often than once a minute.
    public var periods: [Channel.ID: Int] = [:]
    /// The limits of each rule, by its name.
    public var ruleLimits: [String: [Limit]]
    /// Until when the rules that the light waits for need data; nil where that is not known, or where none waits.
    public var ready: Timestamp?
    /// What people entered, the newest first.
    public var records: [KeptEntry]
    /// The photographs that records no longer have, by the sequences of these: erased, or deleted for space.
    public var removedPhotographs: [Int64: Set<PhotographID>]
    /// What was found and what else the ledger has, the newest first.
    public var entries: [KeptEntry]
    /// For the owner and inspectors only.
    public var suspicions: [Suspicion]
    /// The point of this gateway at which people complain; nil where there is none.
    public var complaintPoint: Facility.Code?
    /// How long complaints may take here; nil for a facility that takes none.
    public var promise: ComplaintHours?
    /// Nil for a facility that is no machine.
    public var machine: MachineFacts?
    /// Nil for a facility that is no building site.
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

/// How long a complaint may take, whatever it is about.
public struct ComplaintHours: Hashable, Sendable {
    /// Hours until the answer.
    public var answer: Double
    /// Hours until the closing.
    public var close: Double
    /// Which hours of the day count, in brackets; empty where all do.
    public var note: Text

    public init(answer: Double, close: Double, note: Text = Text(zh: "", en: "")) {
        (self.answer, self.close, self.note) = (answer, close, note)
    }
}

/// The newest reading of one channel.
public struct CurrentReading: Hashable, Sendable {
    public var device: DeviceID
    /// Where the device measures, as the site calls it; empty where nobody said.
    public var place: String
    public var time: Timestamp
    public var reading: Reading

    public init(device: DeviceID, place: String, time: Timestamp, reading: Reading) {
        (self.device, self.place, self.time, self.reading) = (device, place, time, reading)
    }
}

/// What became of the complaints of the last 30 days at a point.
public struct ComplaintCounts: Hashable, Sendable {
    public var received: Int
    public var answered: Int
    public var closed: Int

    public init(received: Int, answered: Int, closed: Int) {
        (self.received, self.answered, self.closed) = (received, answered, closed)
    }

    /// Counts the records of a point since a time.
    public init(_ records: [Record], since: Timestamp) {
        let recent = records.filter { $0.at >= since }
        func ids<Step: OfComplaint>(_: Step.Type) -> Set<String> {
            Set(recent.compactMap { ($0.body as? Step)?.id })
        }
        let received = ids(Complaint.self)
        // An answer to one of before those days is none of these.
        self.init(
            received: received.count, answered: ids(AnsweredComplaint.self).intersection(received).count,
            closed: ids(ClosedComplaint.self).intersection(received).count)
    }

    public var text: Text {
        Text(
            zh: "近30天：收到\(received)件，答复\(answered)件，办结\(closed)件",
            en: "The last 30 days: \(received) received, \(answered) answered, \(closed) closed")
    }
}
