import DeviceProfiles
import Facilities
import Modbus

/// A device as its poller knows it.
struct PolledDevice {
    /// Its place among those of the bus.
    let index: Int
    let id: DeviceID
    let facility: Facility.Code
    let profile: DeviceProfile
    let unit: UInt8
    var checks: ReadingChecks
    var counts = DeviceCounts()
    /// Whether it has lost its setup registers, or may have: what was switched off has.
    var needsSetup: Bool
    /// What it was found not to have, until when that is believed, and before when nothing is looked for again.
    var refused = RefusedRegisters()
    var refusedUntil = Duration.zero
    var nextSearch = Duration.zero
    /// What the log says of it: it is found again and again, and said once.
    var refusedAsSaid = RefusedRegisters()
    /// Whether its blocks are not those that follow from what it refuses.
    var isPlanStale = false

    init(_ device: Configuration.Device, of facility: Facility.Code, index: Int) {
        self.index = index
        (id, self.facility, profile, unit) = (device.id, facility, device.profile, device.unit)
        checks = ReadingChecks(profile)
        needsSetup = !profile.setup.isEmpty
    }

    var setup: [ModbusWrite] { profile.setup.map { ModbusWrite($0, unit: unit, limits: profile.limits) } }

    /// What comes back may be another one, or have been switched off.
    mutating func lost() {
        needsSetup = !profile.setup.isEmpty
        forgetRefusals()
        nextSearch = .zero
    }

    /// A refusal may have been of a moment, as while a device starts: no point is given up for good.
    mutating func forgetRefusals() {
        guard !refused.isEmpty else { return }
        refused = RefusedRegisters()
        isPlanStale = true
    }

    /// Readings of the points that it refuses: what is configured and cannot be read is not left out in silence.
    var refusedReadings: [Reading] {
        profile.failedReadings(of: profile.points.filter(refused.forbid), reason: .exception)
    }

    /// Readings of all other points, when nobody asks for them.
    func unaskedReadings(_ reason: Quality.Reason) -> [Reading] {
        profile.failedReadings(of: profile.points.filter { !refused.forbid($0) }, reason: reason)
    }

    func blocks(at cost: RequestCost, refused: RefusedRegisters) -> [PolledBlock] {
        profile.readPlan(at: cost, refused: refused).map { PolledBlock($0, of: self) }
    }

    mutating func sample(_ readings: [Reading], at time: Timestamp) -> Arrival {
        let checked = checks.check(readings + refusedReadings, at: time)
        return Arrival(facility: facility, event: .sample(Sample(device: id, time: time, readings: checked)))
    }
}

/// One block of a device and the request that fetches it.
struct PolledBlock {
    /// The device's place among those of the bus.
    let device: Int
    let block: ReadBlock
    let request: ModbusRead

    init(_ block: ReadBlock, of device: PolledDevice) {
        (self.device, self.block) = (device.index, block)
        request = ModbusRead(block, unit: device.unit, limits: device.profile.limits)
    }

    func turn(on line: SerialLine?) -> PollSchedule.Turn {
        // How long the line is held when nobody answers.
        let cost = request.timeout + (line?.duration(ofReading: request.count, from: request.table) ?? .zero)
        return PollSchedule.Turn(device: device, period: block.every, cost: cost)
    }
}
