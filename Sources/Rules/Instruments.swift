import Facilities

/// What people did to a facility's instruments: calibrations in force, and work that is going on.
struct Instruments: Codable, Hashable, Sendable {
    private struct Channel: Codable, Hashable {
        var device: DeviceID
        var quantity: Quantity
    }

    private struct Work: Codable, Hashable {
        var mode: Maintenance.Mode
        var until: Timestamp

        var quality: Quality {
            switch mode {
            case .maintenance: .uncertain(.maintenance)
            case .calibrating: .uncertain(.calibrating)
            }
        }
    }

    private var calibrations: [Channel: Calibration] = [:]
    private var atDevices: [DeviceID: Work] = [:]
    private var atFacility: Work?

    mutating func take(_ record: Record) {
        switch record.body {
        case .calibration(let calibration):
            calibrations[Channel(device: calibration.device, quantity: calibration.quantity)] = calibration
        case .maintenance(let maintenance):
            let work = Work(mode: maintenance.mode, until: maintenance.until)
            if let device = maintenance.device { atDevices[device] = work } else { atFacility = work }
        default: break
        }
    }

    /// The sample as it is kept and judged: corrected, and marked while somebody is at work.
    func marked(_ sample: Sample) -> Sample {
        guard !calibrations.isEmpty || !atDevices.isEmpty || atFacility != nil else { return sample }
        let work = [atDevices[sample.device], atFacility].compactMap(\.self).first { sample.time < $0.until }
        var sample = sample
        sample.readings = sample.readings.map { reading in
            guard let value = reading.value else { return reading }
            let calibration = calibrations[Channel(device: sample.device, quantity: reading.quantity)]
            let corrected = calibration.map { value * $0.gain + $0.offset } ?? value
            return Reading(reading.quantity, corrected, reading.unit, quality: work?.quality ?? reading.quality)
        }
        return sample
    }
}
