import DeviceProfiles
import Facilities
import SiteConfiguration
import Uplinks

extension HomeAssistant {
    /// Creates the settings for discovery of an uplink; nil if it has none.
    init?(_ uplink: Configuration.Uplink, _ configuration: Configuration) {
        guard let prefix = uplink.mqtt.homeAssistant else { return nil }
        let places = configuration.facilities.map { installation in
            let code = installation.facility.code
            return Place(
                installation, url: configuration.page.url(of: code), configuration.choice(of: code, by: uplink))
        }
        self.init(prefix: prefix, language: configuration.gateway.language, places: places)
    }
}

extension HomeAssistant.Place {
    /// Creates the settings of a facility. What `publish:` switches off is not published here either.
    fileprivate init(_ installation: Configuration.Installation, url: String, _ choice: Choice) {
        let channels = installation.devices.flatMap { device in
            device.profile.points.filter { choice.samples(of: $0.quantity) != .off }.map { point in
                HomeAssistant.Channel(Channel.ID(device.id, point.quantity), point.unit, place: device.place)
            }
        }
        let facility = installation.facility
        self.init(facility.code, name: facility.name, kind: facility.kind, url: url, channels: channels)
    }
}
