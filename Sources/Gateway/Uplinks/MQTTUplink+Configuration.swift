import Delivery
import Facilities
import Journal
import Logging
import MQTT
import SiteConfiguration
import Uplinks

extension MQTTUplink {
    /// Creates an uplink of the configuration.
    ///
    /// - Parameter staysOnline: returns whether another uplink replaces it at once; it is called at the end.
    init(
        _ site: GatewayUplinkSite, _ configuration: Configuration, _ position: UplinkPositions, logger: Logger,
        staysOnline: @escaping @Sendable () -> Bool
    ) throws {
        let (uplink, journal) = (site.uplink, site.journal)
        let (broker, id) = (uplink.mqtt, configuration.gateway.id)
        // What is stored under the old name gets the new one with the next commit.
        let name = position.renamed.first { $0.value == uplink.name }?.key ?? uplink.name
        let start = Start(
            name: uplink.name, address: "\(broker.host):\(broker.port)",
            topics: Topics(
                prefix: broker.topicPrefix, gateway: id, isPersonal: uplink.personal, replies: uplink.replies),
            codes: Set(configuration.facilities.map(\.facility.code)),
            progress: position.positions[uplink.name, default: .init()],
            chooser: configuration.chooser(of: uplink), places: configuration.devicePlaces,
            isRows: broker.format == .rows,
            retained: try journal.retainedTopics(of: name),
            quarantined: try journal.quarantined(of: name), beginsEpoch: site.keeping.epochEntry != nil,
            clock: journal.timeline.newestSequence, homeAssistant: HomeAssistant(uplink, configuration))
        self.init(
            start, settings: { try MQTTSettings(broker, clientID: id) }, site: site, source: journal, logger: logger,
            staysOnline: staysOnline)
    }
}

extension Configuration {
    /// Returns the selection of items of the journal that an uplink sends.
    func chooser(of uplink: Uplink) -> Chooser {
        let codes = facilities.map(\.facility.code)
        let own = Dictionary(codes.map { ($0, choice(of: $0, by: uplink)) }) { first, _ in first }
        return Chooser(Choice(Publishing(), before: uplink.publish), own: own, isPersonal: uplink.personal)
    }
}
