import Facilities
import Modbus
public import SiteConfiguration
public import StrictYAML

/// The check for two buses with one endpoint. A line has one master: if two send requests at once, each receives answers
/// for the other.
extension Preflight {
    /// Returns the errors, each at the place of the later bus.
    ///
    /// Two buses with one TCP endpoint are a mistake even if the device accepts several connections: behind most converters
    /// there is a single line, and one bus can poll every unit of an endpoint.
    ///
    /// - Parameter resolvesNames: whether hosts are looked up by name servers, which may take some seconds.
    public static func sharedPlaces(of configuration: Configuration, resolvesNames: Bool) -> [SourceError] {
        var seen: [(name: String, place: SourcePlace, endpoint: BusEndpoint, identities: Set<EndpointIdentity>)] = []
        var mistakes: [SourceError] = []
        let buses = configuration.buses.compactMap { name, bus in
            configuration.busPlaces[name].map { (name, $0, bus.endpoint) }
        }
        for (name, place, endpoint) in buses.sorted(by: { ($0.1.line, $0.1.column) < ($1.1.line, $1.1.column) }) {
            let identities = ModbusEndpoint(endpoint).identities(resolvesNames: resolvesNames)
            if let other = seen.first(where: { !$0.identities.isDisjoint(with: identities) }) {
                mistakes.append(
                    place.mistake(
                        Text(
                            zh: "\(endpoint.place) 就是第 \(other.place.line) 行总线 \(other.name) 的 \(other.endpoint.place)；"
                                + "同一线路或同一连接是一条总线：请把 \(name) 的设备放到 \(other.name) 上",
                            en:
                                "\(endpoint.place) is the same as \(other.endpoint.place) of the bus \(other.name) in line "
                                + "\(other.place.line); what shares a line or a connection shares a bus: put the devices of "
                                + "\(name) on \(other.name)")))
            }
            seen.append((name, place, endpoint, identities))
        }
        return mistakes
    }
}
