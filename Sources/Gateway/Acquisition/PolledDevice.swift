import DeviceProfiles
import Facilities
import Modbus
import SiteConfiguration

/// One unit of a bus as its poller knows it, with the device entries that it serves: it is read once for all of them.
struct PolledDevice {
    /// Its place among those of the bus.
    let index: Int
    /// By its bus and unit: `plc/5`.
    let id: DeviceID
    let unit: UInt8
    let shared: SharedUnit
    var entries: [PolledEntry]
    var counts = DeviceCounts()
    /// Whether it has lost its setup registers, or may have: what was switched off has.
    var needsSetup: Bool
    /// What it was found not to have, until when that is believed, and before when nothing is looked for again.
    var refused = RefusedRegisters()
    var refusedUntil = Duration.zero
    var nextSearch = Duration.zero
    /// Registers between its points across which it answers nothing. That is how the model is made: it is kept.
    var holes = RefusedRegisters()
    /// Blocks with holes that it has answered as a whole.
    var bridged: Set<ReadBlock> = []
    /// Before then a block with holes that failed is not tried in parts again.
    var nextHoleSearch = Duration.zero
    /// The block whose holes are being tried.
    var holeTrial: HoleTrial?
    /// Whether another master was heard on its line since its last reading.
    var isLineShared = false
    /// Whether another device with its address was heard since its last reading.
    var isDisputed = false
    /// What the log says of it: it is found again and again, and said once.
    var refusedAsSaid = RefusedRegisters()
    /// Whether its blocks are not those that follow from what it refuses.
    var isPlanStale = false

    /// - Parameter entries: all of one unit; at least one.
    init(_ entries: [(device: Configuration.Device, facility: Facility.Code)], index: Int) {
        self.index = index
        unit = entries[0].device.unit
        id = DeviceID(bus: entries[0].device.bus, unit: unit)
        shared = SharedUnit(entries.map(\.device.profile))
        self.entries = entries.map { PolledEntry($0.device, of: $0.facility) }
        needsSetup = !shared.setup.isEmpty
    }

    /// The units of one bus, in the order in which they are named first.
    static func units(of entries: [(Configuration.Device, Facility.Code)]) -> [PolledDevice] {
        var units: [UInt8] = []
        for (device, _) in entries where !units.contains(device.unit) { units.append(device.unit) }
        return units.enumerated().map { index, unit in
            PolledDevice(entries.filter { $0.0.unit == unit }, index: index)
        }
    }

    var setup: [ModbusWrite] { shared.setup.map { ModbusWrite($0, unit: unit, limits: shared.limits) } }

    /// What comes back may be another one, or have been switched off.
    mutating func lost() {
        needsSetup = !shared.setup.isEmpty
        forgetRefusals()
        nextSearch = .zero
        // Of a trial that is under way the next step shows what became of the device.
        bridged = []
    }

    mutating func returned(at time: Timestamp) {
        for index in entries.indices { entries[index].deviceReturned(at: time) }
    }

    /// A refusal may have been of a moment, as while a device starts: no point is given up for good.
    mutating func forgetRefusals() {
        guard !refused.isEmpty else { return }
        refused = RefusedRegisters()
        isPlanStale = true
    }

    /// What it refuses to give, as the entries call it, each once.
    var refusedQuantities: [Quantity] {
        entries.flatMap { $0.points(refusedBy: refused) }.map(\.quantity).unique
    }

    func blocks(at cost: RequestCost, refused: RefusedRegisters) -> [PolledBlock] {
        var avoided = refused
        avoided.formUnion(holes)
        return shared.readPlan(at: cost, refused: avoided).map { PolledBlock($0, of: self) }
    }

    /// What an answer to one of its blocks means for each entry; none for an entry that wants nothing of it now.
    ///
    /// - Parameter isShared: whether another master was heard around that time.
    mutating func readings(
        of block: PolledBlock, from answer: ModbusAnswer, at time: Duration, isLineShared isShared: Bool = false
    ) -> [EntryReadings] {
        // Whose the words are is not certain while somebody else speaks on the line, or has its address.
        let doubt: Quality =
            isShared || isLineShared ? .uncertain(.otherMaster) : isDisputed ? .uncertain(.busError) : .good
        if answer.isSuccess { (isDisputed, isLineShared) = (false, false) }
        return entries.indices.compactMap { entry in
            var readings = entries[entry].readings(block.wanted[entry], of: block.block, from: answer, at: time)
            for index in readings.indices { readings[index].quality = readings[index].quality.combined(with: doubt) }
            guard !readings.isEmpty || entries[entry].isRefused(refused, at: time) else { return nil }
            return EntryReadings(
                place: .init(device: index, entry: entry), readings: readings, arrived: answer.arrived)
        }
    }

    mutating func sample(_ readings: [Reading], of entry: Int, at time: Timestamp) -> Arrival {
        entries[entry].sample(readings, refused: refused, at: time)
    }

    /// A sample for each entry of a time when nobody asks.
    mutating func unaskedSamples(_ reason: Quality.Reason, at time: Timestamp) -> [Arrival] {
        entries.indices.map { entries[$0].unaskedSample(reason, refused: refused, at: time) }
    }
}

/// One block of a device and the request that fetches it.
struct PolledBlock {
    /// The device's place among those of the bus.
    let device: Int
    let block: ReadBlock
    let request: ModbusRead
    /// By entry of the device, which of its points are in the block.
    let wanted: [[Int]]

    init(_ block: ReadBlock, of device: PolledDevice) {
        (self.device, self.block) = (device.index, block)
        request = ModbusRead(block, unit: device.unit, limits: device.shared.limits)
        wanted = device.entries.map { $0.wanted(of: block) }
    }

    func turn(on line: SerialLine?) -> PollSchedule.Turn {
        // How long the line is held when nobody answers.
        let cost = request.timeout + (line?.duration(ofReading: request.count, from: request.table) ?? .zero)
        return PollSchedule.Turn(device: device, period: block.every, cost: cost)
    }
}

/// What one entry gets of one block, and when it was answered or given up.
struct EntryReadings {
    struct Place: Hashable, Comparable {
        /// Among those of the bus.
        var device: Int
        /// Among those of the device.
        var entry: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.device, left.entry) < (right.device, right.entry)
        }
    }

    var place: Place
    var readings: [Reading]
    var arrived: ContinuousClock.Instant
}
