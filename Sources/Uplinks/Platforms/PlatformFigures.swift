public import Facilities
public import HJ212

/// Computes what is reported of a station from samples and means.
public struct PlatformFigures: Sendable {
    let station: PlatformStation

    public init(_ station: PlatformStation) { self.station = station }

    /// The age, relative to the newest sample of a station, from which a sample is no current value.
    static let age = Duration.seconds(300)

    /// Returns the current values; nil without a channel of which anything is known.
    ///
    /// - Parameter samples: the newest of each device, by facility.
    public func realtime(_ samples: [Facility.Code: [Sample]]) -> Report? {
        let newest = Newest(samples)
        let found = station.channels.compactMap { channel in
            newest[channel.facility, channel.device, channel.quantity].map { (channel, $0) }
        }
        guard let time = found.map(\.1.time).max() else { return nil }
        let factors = found.filter { time - $0.1.time <= Self.age }.compactMap { channel, found in
            FactorReport.realtime(
                channel.code, found.reading.value(in: channel.unit), digits: channel.digits,
                quality(of: found.reading, at: channel.facility, newest))
        }
        return factors.isEmpty ? nil : .realtime(at: BeijingTime(time), factors)
    }

    /// Returns the quality of a reading. One that is good while the whole treatment stands is one of a facility that does not run.
    private func quality(
        of reading: Reading, at facility: Facility.Code, _ newest: Newest
    ) -> ReadingQuality {
        let quality = ReadingQuality(reading)
        let states = station.machines.filter { $0.facility == facility }.map { newest.runs($0)?.value }
        return quality == .good && !states.isEmpty && states.allSatisfy { $0 == false } ? .facilityStopped : quality
    }

    /// Returns which treatment runs; nil if nothing is known of it.
    func states(_ samples: [Facility.Code: [Sample]]) -> Report? {
        let newest = Newest(samples)
        let found = station.machines.enumerated().compactMap { index, machine in
            newest.runs(machine).map { (time: $0.time, Report.Machine(index + 1, $0.value)) }
        }
        guard let time = found.map(\.time).max() else { return nil }
        return .states(at: BeijingTime(time), found.filter { time - $0.time <= Self.age }.map(\.1))
    }

    // MARK: Instruments

    /// Returns the serial numbers of its instruments.
    ///
    /// - Parameter factor: the factor that the instrument measures; nil for all.
    func identities(of factor: String?, at time: Timestamp) -> [Report] {
        station.channels.filter { factor == nil || $0.code == factor }.compactMap { channel in
            channel.serial.map { .identity(at: BeijingTime(time), factor: channel.code, serial: $0) }
        }
    }

    /// Returns the states of its instruments, as far as their newest readings show them.
    ///
    /// - Parameters:
    ///   - factor: the factor that the instrument measures; nil for all.
    ///   - id: the code of the information that a platform asks for.
    func information(
        of factor: String?, id: String, _ samples: [Facility.Code: [Sample]]
    ) -> [Report] {
        guard InstrumentState.codes.contains(id) else { return [] }
        let newest = Newest(samples)
        return station.channels.filter { factor == nil || $0.code == factor }.compactMap { channel in
            guard let found = newest[channel.facility, channel.device, channel.quantity],
                let state = InstrumentState(ReadingQuality(found.reading))
            else { return nil }
            let field = Content.Field("\(id)-Info", String(state.rawValue))
            return .information(at: BeijingTime(found.time), factor: channel.code, [field])
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

    /// Returns whether a machine runs; nil if its newest reading has no value.
    func runs(_ machine: PlatformStation.Machine) -> (time: Timestamp, value: Bool)? {
        self[machine.facility, machine.device, machine.quantity].flatMap { found in
            found.reading.value.map { (found.time, $0 > machine.threshold) }
        }
    }
}

extension Reading {
    /// Returns the value in a unit; nil if there is no value, or none in that unit.
    fileprivate func value(in unit: PhysicalUnit) -> Double? { value.flatMap { self.unit.convert($0, to: unit) } }
}
