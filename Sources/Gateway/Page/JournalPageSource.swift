public import Facilities
import Journal
import Rules
import SiteConfiguration
import WebPage

/// Shows on the page what is kept, as the broker does: never more.
struct JournalPageSource: PageSource {
    let board: Board
    let committer: Committer
    let clock: SiteClock
    let journal: Journal
    let page: Configuration.PageSettings
    let problem: ConfigurationProblem
    /// In the order of the page, with the groups that the configuration gives.
    let listed: [(code: Facility.Code, group: String)]
    let uplinks: UplinkSet
    let machineStates: MachineStates
    let utcOffset: Int
    /// Where each device measures, by facility.
    let places: [Facility.Code: [DeviceID: String]]
    /// In how many minutes a channel has one reading, of those that are read less often than once a minute.
    let periods: [Facility.Code: [Channel.ID: Int]]
    /// The limits with which readings are compared.
    let limits: [Facility.Code: [Quantity: [QuantityLimit]]]
    /// How long complaints may take, by the points that take them.
    let promises: [Facility.Code: ComplaintHours]
    /// The limits of each rule, by its name.
    let ruleLimits: [Facility.Code: [String: [Limit]]]
    /// What inspectors see.
    let inspections: InspectionReading
    /// Where somebody who passes by complains.
    let complaintPoint: Facility.Code?
    /// What the configuration says of each machine.
    let machines: [Facility.Code: MachinerySettings]
    let machineRecords = MachineRecords()

    init(
        _ configuration: Configuration, _ keeping: Keeping, journal: Journal, problem: ConfigurationProblem,
        uplinks: UplinkSet, machine: MachineStates, verification: Verification
    ) {
        machineStates = machine
        inspections = InspectionReading(configuration, journal: journal, verification: verification)
        let facilities = configuration.facilities.map(\.facility)
        (board, committer, clock) = (keeping.board, keeping.committer, keeping.clock)
        (self.journal, self.problem, self.uplinks) = (journal, problem, uplinks)
        (page, utcOffset) = (configuration.page, configuration.gateway.utcOffset)
        listed = configuration.facilities.map { ($0.facility.code, $0.group) }
        places = facilities.reduce(into: [:]) { places, facility in
            for channel in facility.channels where !channel.place.isEmpty {
                places[facility.code, default: [:]][channel.id.device] = channel.place
            }
        }
        periods = facilities.reduce(into: [:]) { periods, facility in
            for channel in facility.channels where channel.minutesOfReading > 1 {
                periods[facility.code, default: [:]][channel.id] = channel.minutesOfReading
            }
        }
        let rules = facilities.map { ($0.code, FacilityRules(for: $0)) }
        limits = Dictionary(uniqueKeysWithValues: rules.map { ($0.0, $0.1.quantityLimits) })
        ruleLimits = Dictionary(uniqueKeysWithValues: rules.map { ($0.0, $0.1.ruleLimits) })
        promises = facilities.reduce(into: [:]) { promises, facility in
            promises[facility.code] = ComplaintPromise(of: facility).map {
                ComplaintHours(answer: $0.answerHours, close: $0.closeHours, note: $0.note)
            }
        }
        complaintPoint = facilities.first { $0.kind == .complaintPoint }?.code
        machines = facilities.reduce(into: [:]) { machines, facility in
            if case .nonroadMachinery(let settings) = facility.settings { machines[facility.code] = settings }
        }
    }

    /// Records and findings that a page shows.
    private static let entries = 12
    /// Records of a point of which those of 30 days are counted.
    private static let complaints = 1000

    func facilities() async -> [ListedFacility] {
        let statuses = board.statusesByCode
        return listed.compactMap { code, group in statuses[code].map { ListedFacility($0, group: group) } }.grouped
    }

    func status(of code: Facility.Code) async -> Status? { board.standing(of: code)?.status }

    func labelURL(of code: Facility.Code) -> String? { page.labelURL(of: code) }

    func complaintCounts(of code: Facility.Code) async -> ComplaintCounts {
        let entries = try? await journal.aside { try $0.records(of: code, limit: Self.complaints) }
        return ComplaintCounts((entries ?? []).records, since: now() - .days(30))
    }

    func detail(of code: Facility.Code) async -> FacilityDetail? {
        guard let standing = board.standing(of: code) else { return nil }
        let lists = try? await journal.aside { journal in
            let records = try journal.records(of: code, limit: Self.entries)
            return (
                records, try journal.publicNotes(of: code, limit: Self.entries),
                try journal.removedPhotographs(of: records)
            )
        }
        var detail = FacilityDetail(
            status: standing.status, readings: board.readings(of: code, places: places[code] ?? [:]),
            means: standing.means, checks: standing.checks, gauges: standing.gauges, limits: limits[code] ?? [:],
            ruleLimits: ruleLimits[code] ?? [:], ready: standing.ready, records: lists?.0 ?? [],
            removedPhotographs: lists?.2 ?? [:], entries: lists?.1 ?? [], suspicions: standing.suspicions,
            complaintPoint: complaintPoint == code ? nil : complaintPoint, promise: promises[code])
        detail.periods = periods[code] ?? [:]
        detail.machine = await machineFacts(of: code)
        if standing.status.kind == .dustSite {
            detail.site = await siteFacts(of: code, standing.dustScores, detail.records)
        }
        return detail
    }

    func entries(
        of code: Facility.Code, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64, limit: Int
    ) async -> [KeptEntry]? {
        try? await journal.aside {
            try $0.publicEntries(of: code, kinds, in: time, after: sequence, limit: limit)
        }
    }

    func notice(for person: Operator?) async -> Text? {
        if let obstacle = committer.health.obstacle { return obstacle.notice(utcOffset: utcOffset) }
        // Mistakes in files and the state of an uplink are for those who look after the gateway.
        guard person != nil else { return listed.isEmpty ? .nothingConfigured : nil }
        if let wrong = problem.current {
            let head = Text.configurationWrong
            return Text(zh: "\(head.zh)：\(wrong.zh)", en: "\(head.en): \(wrong.en)")
        }
        guard !listed.isEmpty else { return .nothingConfigured }
        return await uplinks.reports().lazy.compactMap(\.notice).first
    }

    func now() -> Timestamp { clock.now }
}

extension Text {
    /// What stands before the mistakes of a configuration that was read again.
    public static let configurationWrong = Text(
        zh: "新的配置有误，仍按原配置运行", en: "the new configuration is wrong, the old one is in force"
    )

    /// What the first start says.
    public static let nothingConfigured = Text(
        zh: "尚未配置任何设施：请在 gateway.yaml 的 uplinks、buses 和 facilities 中填写，用 mashang check 检查，再重新加载服务",
        en: "no facility is configured: fill in uplinks, buses and facilities in gateway.yaml, see what mashang "
            + "check says, and reload the service")
}

extension [KeptEntry] {
    fileprivate var records: [Record] {
        compactMap { if case .record(let record) = $0.content { record } else { nil } }
    }
}
