import DeviceProfiles
import Facilities
import Modbus
import SiteConfiguration

/// A device entry as the poller of its unit knows it: which of the unit's points it wants, how often, and what is known of
/// their readings.
struct PolledEntry {
    let id: DeviceEntry
    private let profile: DeviceProfile
    private var checks: ReadingChecks
    /// By point, when an answer is given.
    private var paces: [Pace]
    /// When it is said that the unit refuses all of its points: no answer is given then by which to say it.
    private var refusalPace: Pace

    init(_ device: Configuration.Device, of facility: Facility.Code) {
        id = DeviceEntry(facility, device.id)
        profile = device.profile
        checks = ReadingChecks(profile)
        paces = profile.points.map { Pace(period: $0.every) }
        refusalPace = Pace(period: profile.points.map(\.every).min() ?? .seconds(1))
    }

    /// Which of its points a block gives, by their indices.
    func wanted(of block: ReadBlock) -> [Int] { block.indices(of: profile.points) }

    /// What an answer means for this entry: the readings of its points that are due; good or bad, the others are skipped.
    ///
    /// A point that another entry wants more often is read more often than this one wants it. It is given with the first
    /// answer at or after the start of each of its own periods, which are counted from the gateway's start like all turns.
    ///
    /// - Parameters:
    ///   - wanted: of the block.
    ///   - time: when the block was asked for, or given up.
    mutating func readings(
        _ wanted: [Int], of block: ReadBlock, from answer: ModbusAnswer, at time: Duration
    ) -> [Reading] {
        let points = wanted.filter { isDue($0, in: block, at: time) }.map { profile.points[$0] }
        switch answer.words {
        case .success(let words): return block.readings(of: points, words: words)
        case .failure(let error): return profile.failedReadings(of: points, reason: error.reason)
        }
    }

    private mutating func isDue(_ point: Int, in block: ReadBlock, at time: Duration) -> Bool {
        paces[point].period <= block.every || paces[point].take(at: time)
    }

    /// Whether the unit refuses everything that this entry wants, and it is time to say so again.
    mutating func isRefused(_ refused: RefusedRegisters, at time: Duration) -> Bool {
        !refused.isEmpty && profile.points.allSatisfy(refused.forbid) && refusalPace.take(at: time)
    }

    mutating func deviceReturned(at time: Timestamp) {
        checks.deviceReturned(at: time)
    }

    /// - Parameter refused: what is configured and cannot be read is not omitted in silence: its points are bad.
    mutating func sample(_ readings: [Reading], refused: RefusedRegisters, at time: Timestamp) -> Arrival {
        let missing = profile.failedReadings(of: points(refusedBy: refused), reason: .exception)
        let checked = checks.check(readings + missing, at: time)
        return Arrival(
            facility: id.code, event: .sample(Sample(device: id.device, time: time, readings: checked)))
    }

    /// A sample of a time when nobody asks for the points that the device has.
    mutating func unaskedSample(_ reason: Quality.Reason, refused: RefusedRegisters, at time: Timestamp) -> Arrival {
        let points = profile.points.filter { !refused.forbid($0) }
        return sample(profile.failedReadings(of: points, reason: reason), refused: refused, at: time)
    }

    func points(refusedBy refused: RefusedRegisters) -> [Point] { profile.points.filter(refused.forbid) }
}

/// What comes more often than it is wanted, and is taken once a period. Times are since the start.
private struct Pace {
    let period: Duration
    private var next = Duration.zero

    init(period: Duration) { self.period = period }

    /// True once a period: at the first time at or after its start.
    mutating func take(at time: Duration) -> Bool {
        guard next <= time else { return false }
        next += period * (Int((time - next) / period) + 1)
        return true
    }
}
