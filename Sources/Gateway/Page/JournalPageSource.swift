public import Facilities
import Journal
import Rules
import SiteConfiguration
import WebPage

/// The content of the page, which shows what is stored, as the broker receives it, and never more.
struct JournalPageSource: PageSource {
    let board: Board
    let committer: Committer
    let clock: SiteClock
    let journal: Journal
    let page: Configuration.PageSettings
    let problem: ConfigurationProblem
    /// The facilities in the order of the page, with the groups of the configuration.
    let listed: [(code: Facility.Code, group: String)]
    let uplinks: UplinkSet
    let machineStates: MachineStates
    let utcOffset: Int
    /// The place at which each device measures, by facility.
    let places: [Facility.Code: [DeviceID: String]]
    /// The period in minutes of the channels that are read less often than once a minute.
    let periods: [Facility.Code: [Channel.ID: Int]]
    /// The limits with which readings are compared.
    let limits: [Facility.Code: [Quantity: [QuantityLimit]]]
    /// The promised times for complaints, by the points that accept them.
    let promises: [Facility.Code: ComplaintHours]
    /// The limits of each rule, by its name.
    let ruleLimits: [Facility.Code: [String: [Limit]]]
    /// The content for inspectors.
    let inspections: InspectionReading
    /// The point at which a passer-by can complain; nil if there is none.
    let complaintPoint: Facility.Code?
    /// The settings of each machine in the configuration.
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

    /// The number of records and findings that a page shows.
    private static let entries = 12
    /// The number of records of a point that are searched for those of the last 30 days.
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
        // Errors in files and the state of an uplink are for the people who operate the gateway.
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
    /// The text before the errors of a configuration that was read again.
    public static let configurationWrong = Text(
        zh: "新的配置有误，仍按原配置运行", en: "the new configuration is wrong, the old one is in force"
    )

    /// The text after the first start, without a configured facility.
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
