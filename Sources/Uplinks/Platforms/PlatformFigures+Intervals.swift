import Facilities
import HJ212

/// Computes what is reported of an interval.
extension PlatformFigures {
    /// Returns the means of an interval; nil if none has a good value.
    ///
    /// A channel without a good value has a flag and no number.
    func interval(_ interval: Report.Interval, start: Timestamp, _ means: IntervalMeans) -> Report? {
        let found = station.channels.map { ($0, means.whole[$0.facility, $0.device, $0.quantity]) }
        guard found.contains(where: { $0.1?.values.mean != nil }) else { return nil }
        let written = found.flatMap { channel, column -> [FactorReport] in
            isNoise(channel)
                ? levels(of: channel, column, means.hours(of: channel))
                : [factor(of: channel, column, means)].compactMap(\.self)
        }
        return .interval(interval, start: BeijingTime(start), written)
    }

    private func factor(
        of channel: PlatformStation.Channel, _ column: Aggregate.Column?, _ means: IntervalMeans
    ) -> FactorReport? {
        let convert = { (value: Double?) in value.flatMap { column?.unit.convert($0, to: channel.unit) } }
        return .interval(
            channel.code, total: total(of: channel, column, means), least: convert(column?.values.minimum),
            mean: convert(column?.values.mean), greatest: convert(column?.values.maximum), digits: channel.digits,
            quality(of: column))
    }

    private func quality(of column: Aggregate.Column?) -> ReadingQuality {
        column?.values.mean == nil ? .notAvailable : .good
    }

    // MARK: Amounts

    /// Returns the air in m³ that passed, or the kilograms that it carried; nil if no flow was measured.
    private func total(
        of channel: PlatformStation.Channel, _ column: Aggregate.Column?, _ means: IntervalMeans
    ) -> DecimalNumber? {
        guard let flow = channel.flow, let column else { return nil }
        if channel.quantity == .airFlow {
            let volume = column.values.mean.flatMap { column.unit.convert($0, to: .cubicMetrePerHour) }
                .map { $0 * Double(column.minutes) / 60 }
            return volume.flatMap { DecimalNumber($0, digits: Self.volumeDigits) }
        }
        let amount = DischargedAmount(means.minutes[channel.facility] ?? [], channel, carriedBy: flow)
        // Minutes that the journal no longer has, or without a flow, would be missing in the amount.
        guard amount.minutes == column.minutes else { return nil }
        return DecimalNumber(amount.kilograms, digits: Self.massDigits)
    }

    /// The digits of amounts, which are our own choice: tenths of a cubic metre, and milligrams.
    private static let volumeDigits = 1
    private static let massDigits = 6

    // MARK: Noise

    private func isNoise(_ channel: PlatformStation.Channel) -> Bool {
        channel.quantity == .noise && channel.code == FactorCode.defaults["noise"]?.code
    }

    /// Returns the levels of noise, and for a day also those of its day and its night (table C.28).
    private func levels(
        of channel: PlatformStation.Channel, _ column: Aggregate.Column?, _ hours: [Aggregate.Column?]
    ) -> [FactorReport] {
        let (quality, values) = (quality(of: column), column?.values)
        let whole = [("Leq", values?.mean), ("LMx", values?.maximum), ("LMn", values?.minimum)].compactMap {
            FactorReport.level($0, $1, quality)
        }
        return whole + (NoiseOfDay(hours)?.factors ?? [])
    }

    // MARK: Hours

    /// Returns the hours for which treatment ran on a day; nil if nothing is known of it.
    func runHours(day: Timestamp, _ means: IntervalMeans) -> Report? {
        let machines = station.machines.enumerated().compactMap { index, machine -> Report.Machine<DecimalNumber>? in
            let hours = machine.isCurrent ? means.hoursAbove(machine) : hours(of: machine, means)
            return hours.flatMap { DecimalNumber($0, digits: 1) }.map { Report.Machine(index + 1, $0) }
        }
        return machines.isEmpty ? nil : .runHours(day: BeijingTime(day), machines)
    }

    /// Returns the hours by the share of time in which a contact was closed.
    private func hours(of machine: PlatformStation.Machine, _ means: IntervalMeans) -> Double? {
        guard let column = means.whole[machine.facility, machine.device, machine.quantity],
            let share = column.values.mean
        else { return nil }
        return share * Double(column.minutes) / 60
    }

    // MARK: What it is computed from

    /// Whether the packet of an interval needs one-minute means: amounts are sums over minutes, and so are hours by a current.
    func needsMinutes(_ interval: Report.Interval) -> Bool {
        station.channels.contains { $0.flow != nil && $0.quantity != .airFlow }
            || interval == .day && station.machines.contains(where: \.isCurrent)
    }

    /// Whether the packet of an interval needs hour means: the levels of noise of its day and its night.
    func needsHours(_ interval: Report.Interval) -> Bool {
        interval == .day && station.channels.contains(where: isNoise)
    }
}
