public import Facilities

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
