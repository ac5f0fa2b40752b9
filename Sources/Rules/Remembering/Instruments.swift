import Facilities

/// The work of people on a facility's instruments: the calibrations in force, and the work in progress.
struct Instruments: Codable, Hashable, Sendable {
    fileprivate struct Correction: Codable, Hashable {
        var at: Timestamp
        var gain: Double
        var offset: Double
    }

    private struct Work: Codable, Hashable {
        var at: Timestamp
        var mode: Maintenance.Mode
        var until: Timestamp

        var quality: Quality {
            switch mode {
            case .maintenance: .uncertain(.maintenance)
            case .calibrating: .uncertain(.calibrating)
            }
        }
    }

    // Only the newest record of each device counts, so that a late entry does not replace a newer one.
    private var corrections: [Channel.ID: Correction] = [:]
    private var atDevices: [DeviceID: Work] = [:]
    private var atFacility: Work?

    mutating func take(_ record: Record) {
        switch record.body {
        case let calibration as Calibration: take(calibration, at: record.at)
        case let maintenance as Maintenance:
            let work = Work(at: record.at, mode: maintenance.mode, until: maintenance.until)
            take(work, at: maintenance.device)
        default: break
        }
    }

    private mutating func take(_ calibration: Calibration, at time: Timestamp) {
        let channel = Channel.ID(calibration.device, calibration.quantity)
        if let known = corrections[channel], known.at > time { return }
        corrections[channel] = Correction(at: time, gain: calibration.gain, offset: calibration.offset)
    }

    private mutating func take(_ work: Work, at device: DeviceID?) {
        let before = device.map { atDevices[$0] } ?? atFacility
        if let before, before.at > work.at { return }
        if let device { atDevices[device] = work } else { atFacility = work }
    }

    /// Returns the sample as it is stored and judged: corrected, with the instrument's own value beside, and marked
    /// during work.
    func marked(_ sample: Sample) -> Sample {
        guard !corrections.isEmpty || !atDevices.isEmpty || atFacility != nil else { return sample }
        let work = [atDevices[sample.device], atFacility].compactMap(\.self).first { sample.time < $0.until }
        var sample = sample
        sample.readings = sample.readings.map { reading in
            let correction = corrections[Channel.ID(sample.device, reading.quantity)]
            let corrected = correction.map(reading.corrected) ?? reading
            return work.map { corrected.marked($0.quality) } ?? corrected
        }
        return sample
    }
}

extension Reading {
    /// Returns the corrected reading. A value at the end of the range stays a bound; a gain below zero reverses it.
    fileprivate func corrected(_ correction: Instruments.Correction) -> Reading {
        guard let value else { return self }
        let corrected = value * correction.gain + correction.offset
        let bound = correction.gain < 0 ? bound.reversed : bound
        return Reading(quantity, corrected, unit, quality: quality, bound: bound, raw: value)
    }
}

extension Bound {
    fileprivate var reversed: Bound {
        switch self {
        case .exact: .exact
        case .atLeast: .atMost
        case .atMost: .atLeast
        }
    }
}
