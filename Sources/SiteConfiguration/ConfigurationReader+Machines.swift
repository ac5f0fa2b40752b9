import DeviceProfiles
import Facilities
import Rules
import StrictYAML

/// Finds the fans and purifiers whose states are reported to a platform, and the air flow that carries factors away.
extension ConfigurationReader {
    /// Returns the machines of a facility, in the order of its devices.
    ///
    /// Contact and current are paired as the rules pair them: the only contact and the only current of a facility are one machine,
    /// several belong to the same machine if one device measures both. The current decides, since a contact may be bridged.
    func machines(of installation: Configuration.Installation) -> [PlatformStation.Machine] {
        let limits = FacilityRules(for: installation.facility).rules.flatMap(\.limits)
        return MachineSignals.all.flatMap { signals -> [PlatformStation.Machine] in
            let limit = limits.first { $0.name == signals.limit }
            let contacts = installation.devices(measuring: signals.contact)
            // Without a limit for the current nobody can say above which it runs.
            let currents = limit == nil ? [] : installation.devices(measuring: signals.current)
            let isOnly = contacts.count <= 1 && currents.count <= 1
            let others = contacts.filter { isOnly ? currents.isEmpty : !currents.contains($0) }
            let code = installation.facility.code
            return currents.map { .init(code, $0, signals.current, above: limit?.value ?? 0) }
                + others.map { .init(code, $0, signals.contact, above: 0.5) }
        }
    }
}

/// The quantities that show whether a kind of machine runs, and the limit of its current.
private struct MachineSignals {
    var contact: Quantity
    var current: Quantity
    /// The name of the limit, in amperes.
    var limit: String

    static let all = [
        MachineSignals(contact: .fanState, current: .fanCurrent, limit: "fanOnCurrent"),
        MachineSignals(contact: .purifierState, current: .purifierCurrent, limit: "purifierOnCurrent"),
    ]
}

/// The devices that measure the air flow of a facility.
struct Flows {
    private let devices: [DeviceID]

    init(of installation: Configuration.Installation) { devices = installation.devices(measuring: .airFlow) }

    /// Returns the device whose flow carries a quantity away: the device itself, or the only one of the facility. Nil for a
    /// quantity that is no emission.
    func device(carrying quantity: Quantity, of own: DeviceID) -> DeviceID? {
        let isFlow = quantity == .airFlow
        let isEmission =
            quantity.unit?.convert(1, to: .milligramPerCubicMetre) != nil && !Self.inlets.contains(quantity)
        guard isFlow || isEmission else { return nil }
        if devices.contains(own) { return own }
        return devices.count == 1 ? devices[0] : nil
    }

    /// A quantity that is measured before the treatment does not leave the facility.
    private static let inlets: Set<Quantity> = [.vocIn, .fumeIn]
}

extension Configuration.Installation {
    fileprivate func devices(measuring quantity: Quantity) -> [DeviceID] {
        devices.filter { device in device.profile.points.contains { $0.quantity == quantity } }.map(\.id)
    }
}
