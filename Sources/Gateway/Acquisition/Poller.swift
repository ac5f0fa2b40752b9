import DeviceProfiles
import Facilities
import Logging
import Modbus
import ServiceLifecycle
import SiteConfiguration

/// Reads every unit of one bus once for all facilities, each block at its period, for as long as the gateway runs.
actor Poller: Service {
    let start: ContinuousClock.Instant
    let line: SerialLine?
    /// Of a request on this bus, by which the blocks are planned.
    let cost: RequestCost
    let logger: Logger
    /// How long a device is left with what it refuses before it is asked for all of it again.
    let searchPause: Duration
    var devices: [PolledDevice]
    var blocks: [PolledBlock]
    var schedule: PollSchedule
    var load = LineLoad()
    var linkLog: LinkLog
    var otherMaster = OtherMaster()
    /// Why the line is away; nil while it is there.
    var lineDown: Text?
    /// Since the start: before then nothing is asked.
    var suspendedUntil = Duration.zero
    var visits = Visits()
    let bus: ModbusBus
    let endpoint: ModbusEndpoint
    let intake: Intake
    let clock: SiteClock
    private var slice = Slice(turns: [])
    /// By when it was to look at the clock again.
    private var comesRound = ContinuousClock.now

    /// Requests of which the bus asks as many as it can before deadlines are looked at again.
    private struct Slice {
        var number = 0
        var turns: [Int]
        /// Whose answers have been seen.
        var taken = 0
    }

    /// What is due in the same instant is asked in one go if it is answered at once, but nothing waits for long.
    private static let sliceTime = Duration.milliseconds(50)

    /// - Parameters:
    ///   - devices: the entries of all facilities that are on this bus.
    ///   - start: the same for all buses, so that what has the same period is due in the same instant: one
    ///     waking for all costs a fraction of one each.
    init(
        _ site: SiteBus, devices: [(Configuration.Device, Facility.Code)], start: ContinuousClock.Instant,
        intake: Intake, clock: SiteClock, logger: Logger, searchPause: Duration = .minutes(10)
    ) {
        let devices = PolledDevice.units(of: devices)
        let (endpoint, cost) = (ModbusEndpoint(site.endpoint), RequestCost(site))
        let blocks = devices.flatMap { $0.blocks(at: cost, refused: RefusedRegisters()) }
        self.endpoint = endpoint
        bus = ModbusBus(endpoint, LinkSettings(site.settings))
        line = endpoint.line
        schedule = PollSchedule(blocks.map { $0.turn(on: endpoint.line) }, devices: devices.count)
        linkLog = LinkLog(devices: devices.count)
        (self.cost, self.devices, self.blocks) = (cost, devices, blocks)
        (self.start, self.intake, self.clock) = (start, intake, clock)
        (self.logger, self.searchPause) = (logger, searchPause)
    }

    func run() async {
        await cancelWhenGracefulShutdown { await self.poll() }
        log(linkLog.flush())
        await bus.close()
    }

    private func poll() async {
        while !Task.isCancelled, let step = schedule.step(at: .now - start) {
            guard suspendedUntil <= .now - start else {
                comesRound = .now
                await leaveAlone()
                continue
            }
            switch step {
            case .ask(let turns):
                comesRound = .now
                await ask(turns)
            case .wait(let time):
                comesRound = start + time
                try? await Task.sleep(until: start + time, clock: .continuous)
            }
        }
    }

    /// For how long it has been at what it does now, beyond what it meant to sleep.
    var overdue: Duration { .now - comesRound }

    private func ask(_ turns: [Int]) async {
        let number = slice.number + 1
        slice = Slice(number: number, turns: turns)
        let answers = await bus.read(turns.map { asked(in: $0).request }, for: Self.sliceTime) { answers in
            guard !answers.isEmpty else { return }
            // What has been read does not wait for a device that is silent.
            Task { await self.take(answers, of: number) }
        }
        await take(answers, of: number)
        for (turn, answer) in zip(turns, answers) where answer.lacksRegisters {
            // A person may have taken the line meanwhile.
            guard suspendedUntil <= .now - start else { break }
            await search(turn)
        }
        for device in Set(turns.prefix(answers.count).map { blocks[$0].device }) {
            guard suspendedUntil <= .now - start else { break }
            await setUp(device)
        }
        plan()
        log(linkLog.lines(at: .now - start))
    }

    /// Takes the answers of a slice that are new.
    private func take(_ answers: [ModbusAnswer], of number: Int) async {
        guard number == slice.number, answers.count > slice.taken else { return }
        let new = zip(slice.turns, answers).dropFirst(slice.taken)
        slice.taken = answers.count
        let arrivals = samples(new.flatMap { turn, answer in consider(answer, to: turn) })
        if !arrivals.isEmpty { await intake.take(stampedByUptime: arrivals) }
    }

}
