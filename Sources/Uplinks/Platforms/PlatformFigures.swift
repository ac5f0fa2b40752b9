public import Facilities
public import HJ212

/// What is reported of a station, from samples and means.
public struct PlatformFigures: Sendable {
    let station: PlatformStation

    public init(_ station: PlatformStation) { self.station = station }

    // MARK: Now

    /// The current values; nil without a channel of which anything is known.
    ///
    /// - Parameters:
    ///   - samples: the newest of each device, by facility.
    ///   - age: what is older than the newest by more is left away.
    public func realtime(_ samples: [Facility.Code: [Sample]], age: Duration = .seconds(300)) -> Report? {
        let newest = Newest(samples)
        let found = station.channels.compactMap { channel in
            newest[channel.facility, channel.device, channel.quantity].map { (channel, $0) }
        }
        guard let time = found.map(\.1.time).max() else { return nil }
        let factors = found.filter { time - $0.1.time <= age }.compactMap { channel, found in
            FactorReport.realtime(
                channel.code, found.reading.value(in: channel.unit), digits: channel.digits,
                quality(of: found.reading, at: channel.facility, newest))
        }
        return factors.isEmpty ? nil : .realtime(at: BeijingTime(time), factors)
    }

    /// A reading that is good although the whole treatment stands is one of a facility that does not run.
    private func quality(
        of reading: Reading, at facility: Facility.Code, _ newest: Newest
    ) -> ReadingQuality {
        let quality = ReadingQuality(reading)
        let states = station.machines.filter { $0.facility == facility }
            .map { newest[$0.facility, $0.device, $0.quantity]?.reading.value }
        return quality == .good && !states.isEmpty && states.allSatisfy { $0 == 0 } ? .facilityStopped : quality
    }

    /// Which treatment runs; nil where nothing is known of it.
    func states(_ samples: [Facility.Code: [Sample]]) -> Report? {
        let newest = Newest(samples)
        let found = station.machines.enumerated().compactMap { index, machine in
            newest[machine.facility, machine.device, machine.quantity].flatMap { found in
                found.reading.value.map { (time: found.time, Report.Machine(index + 1, $0 > 0)) }
            }
        }
        return found.map(\.time).max().map { .states(at: BeijingTime($0), found.map(\.1)) }
    }

    // MARK: Means

    /// The means of an interval, from one or more of each device; nil where none has a good value.
    ///
    /// A channel without one has a flag and no number.
    func interval(_ interval: Report.Interval, start: Timestamp, _ means: Means) -> Report? {
        let found = station.channels.map { ($0, means[$0.facility, $0.device, $0.quantity]) }
        guard found.contains(where: { $0.1?.values.mean != nil }) else { return nil }
        let written = found.flatMap { channel, column in factors(of: channel, column) }
        return .interval(interval, start: BeijingTime(start), written)
    }

    private func factors(
        of channel: PlatformStation.Channel, _ column: Aggregate.Column?
    ) -> [FactorReport] {
        let convert = { (value: Double?) in value.flatMap { column?.unit.convert($0, to: channel.unit) } }
        let quality = column?.values.mean == nil ? ReadingQuality.notAvailable : .good
        let (least, mean) = (convert(column?.values.minimum), convert(column?.values.mean))
        let greatest = convert(column?.values.maximum)
        guard channel.code == FactorCode.defaults["noise"]?.code else {
            return [
                FactorReport.interval(
                    channel.code, least: least, mean: mean, greatest: greatest, digits: channel.digits, quality)
            ].compactMap(\.self)
        }
        return [("Leq", mean), ("LMx", greatest), ("LMn", least)].compactMap { FactorReport.level($0, $1, quality) }
    }

    /// How many hours treatment ran on a day; nil where nothing is known of it.
    func runHours(day: Timestamp, _ means: Means) -> Report? {
        let machines = station.machines.enumerated().compactMap { index, machine -> Report.Machine<DecimalNumber>? in
            guard let column = means[machine.facility, machine.device, machine.quantity],
                let share = column.values.mean,
                let hours = DecimalNumber(share * Double(column.minutes) / 60, digits: 1)
            else { return nil }
            return Report.Machine(index + 1, hours)
        }
        return machines.isEmpty ? nil : .runHours(day: BeijingTime(day), machines)
    }

    /// The serial numbers of its instruments.
    func identities(of factor: String?, at time: Timestamp) -> [Report] {
        station.channels.filter { factor == nil || $0.code == factor }.compactMap { channel in
            channel.serial.map { .identity(at: BeijingTime(time), factor: channel.code, serial: $0) }
        }
    }
}

/// The newest reading of each channel.
private struct Newest {
    private var found: [Key: (time: Timestamp, reading: Reading)] = [:]

    private struct Key: Hashable {
        var facility: Facility.Code
        var device: DeviceID
        var quantity: Quantity
    }

    init(_ samples: [Facility.Code: [Sample]]) {
        for (code, samples) in samples {
            for sample in samples {
                for reading in sample.readings {
                    let key = Key(facility: code, device: sample.device, quantity: reading.quantity)
                    if found[key].map({ $0.time <= sample.time }) ?? true { found[key] = (sample.time, reading) }
                }
            }
        }
    }

    subscript(
        facility: Facility.Code, device: DeviceID, quantity: Quantity
    ) -> (time: Timestamp, reading: Reading)? {
        found[Key(facility: facility, device: device, quantity: quantity)]
    }
}

/// The means of an interval, put together by device.
struct Means {
    private var devices: [Facility.Code: [DeviceID: Aggregate]] = [:]

    init(_ means: [Facility.Code: [Aggregate]]) {
        for (code, means) in means {
            for mean in means {
                if devices[code]?[mean.device] == nil {
                    devices[code, default: [:]][mean.device] = mean
                } else {
                    devices[code]?[mean.device]?.merge(mean, sameInterval: false)
                }
            }
        }
    }

    subscript(facility: Facility.Code, device: DeviceID, quantity: Quantity) -> Aggregate.Column? {
        devices[facility]?[device]?.columns.first { $0.quantity == quantity }
    }
}

extension Reading {
    /// Nil where there is no value, or none in that unit.
    fileprivate func value(in unit: PhysicalUnit) -> Double? { value.flatMap { self.unit.convert($0, to: unit) } }
}
