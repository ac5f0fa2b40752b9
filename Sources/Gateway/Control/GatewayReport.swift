public import Delivery
public import Facilities
import Journal
import Rules
import SiteConfiguration

/// `mashang/report/2`: how the gateway and everything on its buses is doing, for a person who stands before it.
public struct GatewayReport: Codable, Sendable {
    public struct Facility: Codable, Sendable {
        public var code: Facilities.Facility.Code
        public var name: String
        public var light: Light
        /// What stands beside the light.
        public var head: Text
        public var findings: [Text]
        public var judged: [String]
        public var notJudged: [NotJudged]
        /// The limits that the site has made looser.
        public var loosened: [Loosened]
        /// Of the last thirty days, the oldest first: for the owner and inspectors, and not for the public.
        public var suspicions: [Suspicion]
        /// What stands behind the findings, a line each; nil for nothing. It stays on this machine.
        public var details: [Text]?
        /// The rates of each device today; nil where the journal cannot be read.
        public var rates: [DeviceRates]?
    }

    public struct Bus: Codable, Sendable {
        public var report: BusReport
        public var advice: Text?
        /// In the order of the report's devices.
        public var deviceAdvice: [Text?]

        init(_ report: BusReport) {
            (self.report, advice, deviceAdvice) = (report, report.advice, report.deviceAdvice)
        }
    }

    public struct Epoch: Codable, Sendable {
        public var id: String
        public var reason: EpochChange.Reason
        public var since: Timestamp
    }

    var schema = "mashang/report/2"
    public var gateway: String
    public var version: String
    public var asOf: Timestamp
    /// In the order of the configuration.
    public var uplinks: [UplinkReport]
    public var clock: ClockReport
    public var journal: JournalReport
    /// The epoch of the newest sequence; nil in a journal whose first one could not be entered yet.
    public var epoch: Epoch?
    /// The newest check of the whole journal; nil before the first one.
    public var verification: LastVerification?
    /// What is wrong with the configuration that was read last, in English for programs; nil if it is in force.
    public var configurationProblem: String?
    /// The same for a person; nil from a gateway of an older version.
    public var configurationProblemText: Text?
    /// In the order of their codes.
    public var facilities: [Facility]
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
