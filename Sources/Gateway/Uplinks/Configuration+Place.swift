import Facilities
import SiteConfiguration

extension Configuration {
    /// Returns whether the subscribers of an uplink find the gateway at the same place, over the same kind of connection,
    /// once the next configuration is applied. If so, it stays online for them.
    func stays(_ uplink: String, in next: Configuration) -> Bool {
        guard let mqtt = self.uplink(uplink)?.mqtt else { return false }
        return gateway.id == next.gateway.id && mqtt == next.uplink(uplink)?.mqtt
    }

    private func uplink(_ name: String) -> Uplink? { uplinks.first { $0.name == name } }
}

extension Configuration {
    /// The place at which each device measures, for the devices for which one is configured.
    var devicePlaces: [DeviceEntry: String] {
        facilities.reduce(into: [:]) { places, site in
            for device in site.devices where !device.place.isEmpty {
                places[DeviceEntry(site.facility.code, device.id)] = device.place
            }
        }
    }
}
