import Facilities

/// The amount of a factor that left a facility in an interval: concentration times flow, minute by minute.
///
/// Concentration and flow are multiplied as they were measured; neither is converted to a reference condition. Minutes without a
/// good value of both add nothing.
struct DischargedAmount {
    private(set) var kilograms = 0.0
    /// The minutes with a good value of both.
    private(set) var minutes = 0

    /// Computes an amount.
    ///
    /// - Parameters:
    ///   - means: the one-minute means of the facility.
    ///   - channel: measures the concentration.
    ///   - flow: the device that measures the air flow.
    init(_ means: [Aggregate], _ channel: PlatformStation.Channel, carriedBy flow: DeviceID) {
        let flows = Dictionary(Self.values(.airFlow, of: flow, in: .cubicMetrePerHour, means)) { _, new in new }
        let concentrations = Self.values(channel.quantity, of: channel.device, in: .milligramPerCubicMetre, means)
        for (time, concentration) in concentrations {
            guard let flow = flows[time] else { continue }
            kilograms += concentration * flow / 60 * 1e-6
            minutes += 1
        }
    }

    private static func values(
        _ quantity: Quantity, of device: DeviceID, in unit: PhysicalUnit, _ means: [Aggregate]
    ) -> [(Timestamp, Double)] {
        means.filter { $0.device == device }.compactMap { mean in
            guard let column = mean.columns.first(where: { $0.quantity == quantity }),
                let value = column.values.mean.flatMap({ column.unit.convert($0, to: unit) })
            else { return nil }
            return (mean.start, value)
        }
    }
}
