public import DeviceProfiles
public import Facilities
import Logging
public import Modbus
import ServiceLifecycle

/// Reads every device of one bus, each block at its period, for as long as the gateway runs.
actor Poller: Service {
    fileprivate struct Turn {
        var device: Int
        var block: ReadBlock
        var request: ModbusRead
    }

    fileprivate struct Device {
        var id: DeviceID
        var facility: Facility.Code
        var profile: DeviceProfile
        var unit: UInt8
        var link = DeviceLink()
        var checks: ReadingChecks
        var needsSetup: Bool
        /// What it was found not to have.
        var refused = RefusedRegisters()

        func turns(_ index: Int, at cost: RequestCost) -> [Turn] {
            profile.readPlan(at: cost, refused: refused).map { block in
                Turn(device: index, block: block, request: ModbusRead(block, unit: unit, limits: profile.limits))
            }
        }

        /// Readings of the points that it refuses: what is configured and cannot be read is not left out in silence.
        var refusedReadings: [Reading] {
            profile.points.filter(refused.forbid).map { Reading($0.quantity, $0.unit, bad: .exception) }
        }
    }

    private let bus: ModbusBus
    private let intake: Intake
    private let logger: Logger
    private let start: ContinuousClock.Instant
    private var devices: [Device]
    private let cost: RequestCost
    private var turns: [Turn]
    private var schedule: PollSchedule

    /// - Parameters:
    ///   - cost: of a request on this bus, by which the blocks are planned.
    ///   - start: the same for all buses, so that what has the same period is due in the same instant: one waking for all
    ///     costs a fraction of one each.
    init(
        bus: ModbusBus, cost: RequestCost, devices: [(Configuration.Device, Facility.Code)],
        start: ContinuousClock.Instant, intake: Intake, logger: Logger
    ) {
        self.bus = bus
        self.intake = intake
        self.logger = logger
        self.start = start
        self.devices = devices.map { device, code in
            Device(
                id: device.id, facility: code, profile: device.profile, unit: device.unit,
                checks: ReadingChecks(device.profile), needsSetup: !device.profile.setup.isEmpty
            )
        }
        self.cost = cost
        turns = self.devices.enumerated().flatMap { $1.turns($0, at: cost) }
        schedule = PollSchedule(periods: turns.map(\.block.every))
    }

    func run() async {
        await cancelWhenGracefulShutdown { await self.poll() }
        await bus.close()
    }

    private func poll() async {
        while let next = schedule.next {
            guard (try? await Task.sleep(until: start + next, clock: .continuous)) != nil else { return }
            let time = ContinuousClock.now - start
            let due = schedule.take(at: time).map { turns[$0] }.filter { devices[$0.device].link.mayAsk(at: time) }
            await setUp(Set(due.map(\.device)))
            let answers = await bus.read(due.map(\.request))
            await intake.take(arrivals(Array(zip(due, answers)), at: time), now: .now)
            for (turn, answer) in zip(due, answers) where answer.lacksRegisters { await search(turn) }
        }
    }

    /// Finds out what of a refused block the device lacks, and goes on without it.
    private func search(_ turn: Turn) async {
        var search = RefusalSearch(turn.block)
        while let block = search.next {
            let limits = devices[turn.device].profile.limits
            let answer = await bus.read([ModbusRead(block, unit: turn.request.unit, limits: limits)])
            // A device that falls silent says nothing of its registers: the next refusal begins anew.
            guard let answer = answer.first, answer.lacksRegisters || answer.isSuccess else { return }
            answer.lacksRegisters ? search.refused() : search.answered()
        }
        devices[turn.device].refused.formUnion(search.found)
        plan()
        let names = devices[turn.device].refusedReadings.map(\.quantity.rawValue).joined(separator: ", ")
        logger.warning(
            "Device refuses registers", metadata: ["device": "\(devices[turn.device].id)", "points": "\(names)"])
    }

    /// Plans anew by what is known of each device; what was due up to now was asked for.
    private func plan() {
        turns = devices.enumerated().flatMap { $1.turns($0, at: cost) }
        schedule = PollSchedule(periods: turns.map(\.block.every), after: ContinuousClock.now - start)
    }

    /// Writes the setup registers of devices that were just found: what was switched off has lost them.
    private func setUp(_ indices: Set<Int>) async {
        for index in indices where devices[index].needsSetup {
            let requests = devices[index].profile.setup.map { ModbusWrite($0, of: devices[index]) }
            var written = 0
            while written < requests.count, (try? await bus.write(requests[written])) != nil { written += 1 }
            devices[index].needsSetup = written < requests.count
        }
    }

    /// One sample a device: all of its blocks that were read in this turn.
    private func arrivals(_ answers: [(Turn, ModbusAnswer)], at time: Duration) -> [Arrival] {
        var readings: [Int: (at: ContinuousClock.Instant, readings: [Reading])] = [:]
        let now = (ContinuousClock.now, Timestamp.now)
        for (turn, answer) in answers {
            switch answer.words {
            case .success:
                let change = devices[turn.device].link.answered()
                if change == .returned {
                    devices[turn.device].checks.deviceReturned(at: now.1 - (now.0 - answer.arrived))
                }
                note(change, turn.device)
            case .failure(let error): note(devices[turn.device].link.failed(at: time), turn.device, error)
            }
            let new = devices[turn.device].profile.readings(in: turn.block, from: answer)
            readings[turn.device, default: (answer.arrived, [])].readings += new
            readings[turn.device]?.at = answer.arrived
        }
        return readings.sorted { $0.key < $1.key }.map { index, read in
            let stamp = now.1 - (now.0 - read.at)
            let readings = read.readings + devices[index].refusedReadings
            let checked = devices[index].checks.check(readings, at: stamp)
            let sample = Sample(device: devices[index].id, time: stamp, readings: checked)
            return Arrival(facility: devices[index].facility, event: .sample(sample))
        }
    }

    /// Says it when a device is lost or back, and not at every poll.
    private func note(_ change: DeviceLink.Change?, _ index: Int, _ error: ModbusError? = nil) {
        let device = devices[index].id.description
        switch change {
        case .lost:
            devices[index].needsSetup = !devices[index].profile.setup.isEmpty
            // What comes back may be another one.
            if !devices[index].refused.isEmpty {
                devices[index].refused = RefusedRegisters()
                plan()
            }
            logger.warning("Device lost", metadata: ["device": "\(device)", "reason": "\(error?.description ?? "")"])
        case .returned: logger.notice("Device is back", metadata: ["device": "\(device)"])
        case nil: break
        }
    }
}

extension ModbusAnswer {
    fileprivate var isSuccess: Bool { (try? words.get()) != nil }

    /// Exceptions 2 and 3 are of the registers; others are of the device.
    fileprivate var lacksRegisters: Bool {
        guard case .failure(.refused(let exception)) = words else { return false }
        return exception == .illegalAddress || exception == .illegalValue
    }
}

extension ModbusRead {
    public init(_ block: ReadBlock, unit: UInt8, limits: ReadLimits) {
        self.init(
            unit: unit, table: .init(block.table), address: block.address, count: block.count,
            timeout: limits.timeout, gap: max(limits.gap, limits.turnaround)
        )
    }
}

extension DeviceProfile {
    /// What came of reading a block, good or bad.
    public func readings(in block: ReadBlock, from answer: ModbusAnswer) -> [Reading] {
        switch answer.words {
        case .success(let words): readings(in: block, words: words)
        case .failure(let error): failedReadings(in: block, reason: error.reason)
        }
    }
}

extension ModbusWrite {
    fileprivate init(_ write: RegisterWrite, of device: Poller.Device) {
        self.init(
            unit: device.unit, table: .init(write.register.table), address: write.register.address,
            values: [write.value], timeout: device.profile.limits.timeout, gap: device.profile.limits.gap
        )
    }
}

extension Modbus.RegisterTable {
    public init(_ table: DeviceProfiles.RegisterTable) {
        switch table {
        case .coil: self = .coil
        case .discrete: self = .discrete
        case .holding: self = .holding
        case .input: self = .input
        }
    }
}

extension ModbusError {
    /// What the readings that did not come are marked with.
    var reason: Quality.Reason {
        switch self {
        case .noAnswer: .noAnswer
        case .refused: .exception
        case .garbled, .lineDown, .impossible: .busError
        }
    }
}
