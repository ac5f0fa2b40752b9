import Facilities

extension Observed {
    /// Returns the checks of one item, one for each channel. Where only some channels can be judged, the others are
    /// listed as not measured: one device shows nothing about another. Where none can be judged there is no check.
    func checks(
        _ item: StandardCheck.Kind, of channels: some Collection<ObservedChannel>,
        _ check: (ObservedChannel) -> StandardCheck?
    ) -> [StandardCheck] {
        let checks = channels.map { (channel: $0, check: check($0)) }
        guard checks.contains(where: { $0.check != nil }) else { return [] }
        guard checks.count > 1 else { return checks.compactMap(\.check) }
        return checks.map { known in
            let (place, device) = (known.channel.channel.place, known.channel.device.description)
            return (known.check ?? StandardCheck(item, .notMeasured)).at(place.isEmpty ? device : place)
        }
    }
}
