import DeviceProfiles
import Facilities
import Modbus
import SiteConfiguration

/// A device entry as the poller of its unit sees it: the points that it uses, their periods, and the checks of their
/// readings.
struct PolledEntry {
    let id: DeviceEntry
    private let profile: DeviceProfile
    private var checks: ReadingChecks
    /// The pace of each point that another entry uses more often, which decides when an answer counts for it.
    private var paces: [Int: Pace] = [:]
    /// The pace at which it is reported that the unit refuses all of its points: there is no answer then that would carry
    /// the report.
    private var refusalPace: Pace

    init(_ device: Configuration.Device, of facility: Facility.Code) {
        id = DeviceEntry(facility, device.id)
        profile = device.profile
        checks = ReadingChecks(profile)
        refusalPace = Pace(period: profile.points.map(\.every).min() ?? .seconds(1))
    }

    /// Returns the indices of its points in a block.
    func wanted(of block: ReadBlock) -> [Int] { block.indices(of: profile.points) }

    /// Returns the readings that an answer gives this entry: those of its points that are due, good or bad. The others are
    /// skipped.
    ///
    /// A point that another entry uses more often is read more often than this one needs it. This entry receives the first
    /// answer at or after the start of each of its own periods, which are counted from the gateway's start like all turns.
    ///
    /// - Parameters:
    ///   - wanted: the indices of its points in the block.
    ///   - time: the time at which the block was requested, or given up.
    mutating func readings(
        _ wanted: [Int], of block: ReadBlock, from answer: ModbusAnswer, at time: Duration
    ) -> [Reading] {
        let due = due(wanted, in: block, at: time)
        switch answer.words {
        case .success(let words): return block.readings(of: profile.points, at: due, words: words)
        case .failure(let error):
            return profile.failedReadings(of: due.map { profile.points[$0] }, reason: error.reason)
        }
    }

    private mutating func due(_ wanted: [Int], in block: ReadBlock, at time: Duration) -> [Int] {
        // Mostly no other entry reads the block more often, so that every answer is for all of its points.
        if wanted.allSatisfy({ profile.points[$0].every <= block.every }) { return wanted }
        return wanted.filter { point in
            let period = profile.points[point].every
            return period <= block.every || paces[point, default: Pace(period: period)].take(at: time)
        }
    }

    /// Returns whether the unit refuses all points of this entry, and that must be reported again.
    mutating func isRefused(_ refused: RefusedRegisters, at time: Duration) -> Bool {
        !refused.isEmpty && profile.points.allSatisfy(refused.forbid) && refusalPace.take(at: time)
    }

    mutating func deviceReturned(at time: Timestamp) {
        checks.deviceReturned(at: time)
    }

    /// Creates a sample.
    ///
    /// - Parameter refused: the registers that the unit refuses. A configured point that cannot be read is not omitted: it
    ///   has a bad value.
    mutating func sample(_ readings: [Reading], refused: RefusedRegisters, at time: Timestamp) -> Arrival {
        var all = readings
        if !refused.isEmpty { all += profile.failedReadings(of: points(refusedBy: refused), reason: .exception) }
        let checked = checks.check(all, at: time)
        return Arrival(
            facility: id.code, event: .sample(Sample(device: id.device, time: time, readings: checked)))
    }

    /// Creates a sample for a time in which the device is not polled, with the points that the device has.
    mutating func unaskedSample(_ reason: Quality.Reason, refused: RefusedRegisters, at time: Timestamp) -> Arrival {
        let points = profile.points.filter { !refused.forbid($0) }
        return sample(profile.failedReadings(of: points, reason: reason), refused: refused, at: time)
    }

    func points(refusedBy refused: RefusedRegisters) -> [Point] { profile.points.filter(refused.forbid) }
}

/// Limits what occurs often to once a period. Times are since the start.
private struct Pace {
    let period: Duration
    private var next = Duration.zero

    init(period: Duration) { self.period = period }

    /// Returns true once a period, at the first time at or after its start.
    mutating func take(at time: Duration) -> Bool {
        guard next <= time else { return false }
        next += period * (Int((time - next) / period) + 1)
        return true
    }
}
