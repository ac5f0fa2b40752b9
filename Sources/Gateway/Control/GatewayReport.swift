public import Delivery
public import Facilities
import Journal
import Rules
import SiteConfiguration

/// `mashang/report/2`: the state of the gateway and of everything on its buses, for a person on site.
public struct GatewayReport: Codable, Sendable {
    /// The state of a facility.
    public struct Facility: Codable, Sendable {
        /// The code of the facility.
        public var code: Facilities.Facility.Code
        /// The name of the facility.
        public var name: String
        /// The colour of the light.
        public var light: Light
        /// The text beside the light.
        public var head: Text
        /// The findings in force, a sentence each.
        public var findings: [Text]
        /// The names of the rules that are judged.
        public var judged: [String]
        /// The rules that are not judged, with the reason.
        public var notJudged: [NotJudged]
        /// The limits that the site has relaxed.
        public var loosened: [Loosened]
        /// The suspicions of the last thirty days, the oldest first. They are for the owner and inspectors, and not for the
        /// public.
        public var suspicions: [Suspicion]
        /// The details of the findings, a line each; nil for none. They stay on this machine.
        public var details: [Text]?
        /// The rates of each device today; nil if the journal cannot be read.
        public var rates: [DeviceRates]?
    }

    /// The state of a bus and the advice about it.
    public struct Bus: Codable, Sendable {
        /// The state of the bus and its devices.
        public var report: BusReport
        /// The advice for the whole line; nil if there is none.
        public var advice: Text?
        /// The advice for each device, in the order of the report's devices; nil where there is none.
        public var deviceAdvice: [Text?]

        init(_ report: BusReport) {
            (self.report, advice, deviceAdvice) = (report, report.advice, report.deviceAdvice)
        }
    }

    /// An epoch of sequences.
    public struct Epoch: Codable, Sendable {
        public var id: String
        /// The reason why it began.
        public var reason: EpochChange.Reason
        /// The time at which it began.
        public var since: Timestamp
    }

    var schema = "mashang/report/2"
    /// The id of the gateway.
    public var gateway: String
    /// The version of the program.
    public var version: String
    /// The time of the report, by the gateway's clock.
    public var asOf: Timestamp
    /// The uplinks in the order of the configuration.
    public var uplinks: [UplinkReport]
    /// The state of the clock.
    public var clock: ClockReport
    /// The state of the journal.
    public var journal: JournalReport
    /// The epoch of the newest sequence; nil in a journal whose first epoch could not be entered yet.
    public var epoch: Epoch?
    /// The newest check of the whole journal; nil before the first one.
    public var verification: LastVerification?
    /// The error of the configuration that was read last, in English for programs; nil if that configuration is in use.
    public var configurationProblem: String?
    /// The same error for people; nil also from a gateway of an older version.
    public var configurationProblemText: Text?
    /// The facilities in the order of their codes.
    public var facilities: [Facility]
    /// The buses by their names in the configuration.
    public var buses: [String: Bus]
}

extension GatewayReport {
    init(
        _ configuration: Configuration, problem: ConfigurationProblem, health: GatewayHealth, board: Board,
        uplinks: [UplinkReport], verification: VerificationReport?, from journal: Journal
    ) async {
        (gateway, version, asOf) = (configuration.gateway.id, Release.version, health.asOf)
        self.uplinks = uplinks
        epoch = board.epochs.newest.map { Epoch(id: $0.id, reason: $0.reason, since: $0.since) }
        configurationProblemText = problem.current
        configurationProblem = configurationProblemText?.en
        clock = health.clock
        self.journal = JournalReport(health, hasText: true)
        self.verification = verification.map {
            LastVerification($0, utcOffset: configuration.gateway.utcOffset)
        }
        let standings = board.standings.map(\.standing)
        facilities = standings.map { standing in
            let status = standing.status
            return Facility(
                code: status.code, name: status.name, light: status.light, head: status.head,
                findings: status.findings.map(\.textWithStanding), judged: status.judged, notJudged: status.notJudged,
                loosened: status.loosened, suspicions: standing.suspicions,
                details: standing.details.isEmpty ? nil : standing.details)
        }
        let source = RateSource(journal, uplink: configuration.uplinks.first?.name)
        for (index, standing) in standings.enumerated() {
            guard let today = standing.today else { continue }
            let rates = try? source.rates(
                of: standing.status.code, on: today.day...today.day, utcOffset: configuration.gateway.utcOffset,
                today: today)
            facilities[index].rates = rates?.devices
        }
        buses = health.buses.compactMapValues { $0.report.map(Bus.init) }
    }
}
