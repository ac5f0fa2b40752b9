public import Facilities
import Journal
import Rules

/// `mashang/report/1`: how the gateway and everything on its buses is doing, for a person who stands before it.
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

    var schema = "mashang/report/1"
    public var gateway: String
    public var version: String
    public var asOf: Timestamp
    /// Nil where no broker is configured.
    public var brokerConnected: Bool?
    /// Samples and entries that the broker has not acknowledged.
    public var backlog: Int64
    public var clockSynchronised: Bool
    /// What is wrong with the configuration that was read last; nil if it is in force.
    public var configurationProblem: String?
    /// In the order of their codes.
    public var facilities: [Facility]
    public var buses: [String: Bus]
}

extension GatewayReport {
    init(
        _ configuration: Configuration, problem: ConfigurationProblem, intake: Intake, uplink: Uplink,
        pollers: [String: Poller], journal: Journal
    ) async {
        (gateway, version, asOf) = (configuration.gateway.id, Gateway.version, .now)
        (brokerConnected, backlog) = await (uplink.isConnected, uplink.backlog())
        configurationProblem = problem.current
        clockSynchronised = Timestamp.isSynchronised
        let suspicions = await intake.rules.mapValues(\.suspicions)
        let details = await intake.details
        facilities = await intake.statuses.values.map(\.status).sorted { $0.code < $1.code }.map { status in
            Facility(
                code: status.code, name: status.name, light: status.light, head: status.head,
                findings: status.findings.map(\.textWithStanding), judged: status.judged, notJudged: status.notJudged,
                loosened: status.loosened, suspicions: suspicions[status.code] ?? [],
                details: details[status.code].flatMap { $0.isEmpty ? nil : $0 })
        }
        let source = RateSource(journal, hasBroker: configuration.mqtt != nil)
        for index in facilities.indices {
            guard let today = await intake.devicesToday(of: facilities[index].code) else { continue }
            let rates = try? source.rates(
                of: facilities[index].code, on: today.day...today.day, utcOffset: configuration.gateway.utcOffset,
                today: today)
            facilities[index].rates = rates?.devices
        }
        buses = [:]
        for (name, poller) in pollers { buses[name] = Bus(await poller.report()) }
    }
}
