import DeviceProfiles
import Facilities
import Modbus
import SiteConfiguration

/// A unit of a bus as its poller sees it, with the device entries that it serves. It is read once for all of them.
struct PolledDevice {
    /// The index among the units of the bus.
    let index: Int
    /// The name of the bus and the number of the unit: `plc/5`.
    let id: DeviceID
    let unit: UInt8
    let shared: SharedUnit
    var entries: [PolledEntry]
    var counts = DeviceCounts()
    /// Whether it may have lost its setup registers: a device that was switched off has.
    var needsSetup: Bool
    /// The registers that it was found to lack, the time until which that is believed, and the time before which no new
    /// search begins.
    var refused = RefusedRegisters()
    var refusedUntil = Duration.zero
    var nextSearch = Duration.zero
    /// The registers between its points that prevent an answer. They are a property of the model, and so are never
    /// forgotten.
    var holes = RefusedRegisters()
    /// The blocks with unused registers that it has answered as a whole.
    var bridged: Set<ReadBlock> = []
    /// The time before which a failed block with unused registers is not requested in parts again.
    var nextHoleSearch = Duration.zero
    /// The trial of a block with unused registers that is in progress; nil if there is none.
    var holeTrial: HoleTrial?
    /// Whether another master was heard on its line since its last reading.
    var isLineShared = false
    /// Whether another device with its address was heard since its last reading.
    var isDisputed = false
    /// The refused registers that were logged, so that those found again are logged only once.
    var refusedAsSaid = RefusedRegisters()
    /// Whether its blocks must be planned again, because the set of refused registers has changed.
    var isPlanStale = false

    /// Creates the unit that some device entries share.
    ///
    /// - Parameter entries: all entries of one unit; at least one.
    init(_ entries: [(device: Configuration.Device, facility: Facility.Code)], index: Int) {
        self.index = index
        unit = entries[0].device.unit
        id = DeviceID(bus: entries[0].device.bus, unit: unit)
        shared = SharedUnit(entries.map(\.device.profile))
        self.entries = entries.map { PolledEntry($0.device, of: $0.facility) }
        needsSetup = !shared.setup.isEmpty
    }

    /// Returns the units of one bus, in the order in which the entries first name them.
    static func units(of entries: [(Configuration.Device, Facility.Code)]) -> [PolledDevice] {
        var units: [UInt8] = []
        for (device, _) in entries where !units.contains(device.unit) { units.append(device.unit) }
        return units.enumerated().map { index, unit in
            PolledDevice(entries.filter { $0.0.unit == unit }, index: index)
        }
    }

    var setup: [ModbusWrite] { shared.setup.map { ModbusWrite($0, unit: unit, limits: shared.limits) } }

    /// Notes that it went offline. The device that returns may be another one, or have been switched off.
    mutating func lost() {
        needsSetup = !shared.setup.isEmpty
        forgetRefusals()
        nextSearch = .zero
        // A trial in progress shows with its next step what has happened to the device.
        bridged = []
    }

    mutating func returned(at time: Timestamp) {
        for index in entries.indices { entries[index].deviceReturned(at: time) }
    }

    /// Forgets what it refused. A refusal may be temporary, such as while a device starts, so no point is given up for
    /// good.
    mutating func forgetRefusals() {
        guard !refused.isEmpty else { return }
        refused = RefusedRegisters()
        isPlanStale = true
    }

    /// The quantities that it refuses, by their names in the entries, each once.
    var refusedQuantities: [Quantity] {
        entries.flatMap { $0.points(refusedBy: refused) }.map(\.quantity).unique
    }

    func blocks(at cost: RequestCost, refused: RefusedRegisters) -> [PolledBlock] {
        var avoided = refused
        avoided.formUnion(holes)
        return shared.readPlan(at: cost, refused: avoided).map { PolledBlock($0, of: self) }
    }

    /// Returns the readings that an answer to one of its blocks gives each entry; none for an entry that needs nothing of
    /// it now.
    ///
    /// - Parameter isShared: whether another master was heard around that time.
    mutating func readings(
        of block: PolledBlock, from answer: ModbusAnswer, at time: Duration, isLineShared isShared: Bool = false
    ) -> [EntryReadings] {
        // While another master or another device with this address is on the line, the origin of an answer is uncertain.
        let doubt: Quality =
            isShared || isLineShared ? .uncertain(.otherMaster) : isDisputed ? .uncertain(.busError) : .good
        if answer.isSuccess { (isDisputed, isLineShared) = (false, false) }
        var all: [EntryReadings] = []
        for entry in entries.indices {
            var readings = entries[entry].readings(block.wanted[entry], of: block.block, from: answer, at: time)
            if doubt != .good { for index in readings.indices { readings[index].add(doubt) } }
            guard !readings.isEmpty || entries[entry].isRefused(refused, at: time) else { continue }
            all.append(
                EntryReadings(
                    place: .init(device: index, entry: entry), readings: readings, arrived: answer.arrived))
        }
        return all
    }

    mutating func sample(_ readings: [Reading], of entry: Int, at time: Timestamp) -> Arrival {
        entries[entry].sample(readings, refused: refused, at: time)
    }

    /// Returns a sample for each entry, for a time in which the device is not polled.
    mutating func unaskedSamples(_ reason: Quality.Reason, at time: Timestamp) -> [Arrival] {
        entries.indices.map { entries[$0].unaskedSample(reason, refused: refused, at: time) }
    }
}

extension Reading {
    fileprivate mutating func add(_ doubt: Quality) { quality = quality.combined(with: doubt) }
}

/// A block of a device and the request that reads it. It never changes, and is shared rather than copied with each answer.
final class PolledBlock: Sendable {
    /// The index of the device among those of the bus.
    let device: Int
    let block: ReadBlock
    let request: ModbusRead
    /// The indices of the points in the block, for each entry of the device.
    let wanted: [[Int]]

    init(_ block: ReadBlock, of device: PolledDevice) {
        (self.device, self.block) = (device.index, block)
        request = ModbusRead(block, unit: device.unit, limits: device.shared.limits)
        wanted = device.entries.map { $0.wanted(of: block) }
    }

    func turn(on line: SerialLine?) -> PollSchedule.Turn {
        // The time for which the line is occupied if there is no answer.
        let cost = request.timeout + (line?.duration(ofReading: request.count, from: request.table) ?? .zero)
        return PollSchedule.Turn(device: device, period: block.every, cost: cost)
    }
}

/// The readings of one block for one entry, and the time at which it was answered or given up.
struct EntryReadings {
    struct Place: Hashable, Comparable {
        /// The index of the device among those of the bus.
        var device: Int
        /// The index of the entry among those of the device.
        var entry: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.device, left.entry) < (right.device, right.entry)
        }
    }

    var place: Place
    var readings: [Reading]
    var arrived: ContinuousClock.Instant

    /// Adds the readings of a later block of the same entry.
    mutating func append(_ later: EntryReadings) {
        readings += later.readings
        arrived = max(arrived, later.arrived)
    }
}
