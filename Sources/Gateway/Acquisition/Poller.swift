import DeviceProfiles
import Facilities
import Logging
import Modbus
import SiteConfiguration
import Synchronization

/// Reads every unit of one bus once for all facilities, each block with its period, as long as the gateway runs. It runs on the
/// loop of its bus.
actor Poller {
    let start: ContinuousClock.Instant
    let line: SerialLine?
    /// The time that a request on this bus takes, from which the blocks are planned.
    let cost: RequestCost
    let logger: Logger
    /// The time after which all registers that a device refuses are requested again.
    let searchPause: Duration
    var devices: [PolledDevice]
    var blocks: [PolledBlock]
    var schedule: PollSchedule
    var load = LineLoad()
    var linkLog: LinkLog
    var otherMaster = OtherMaster()
    /// The reason why the line is down; nil while it is up.
    var lineDown: Text?
    /// The time, since the start, before which nothing is polled.
    var suspendedUntil = Duration.zero
    var visits = Visits()
    let bus: ModbusBus
    let endpoint: ModbusEndpoint
    let intake: Mailbox<Arrival>
    let clock: SiteClock
    private var slice = Slice(turns: [])
    /// The time at which the current step must end.
    private nonisolated let comesRound = Mutex(ContinuousClock.now)
    /// The last report; nil before the first one.
    nonisolated let lastReport = Mutex<BusReport?>(nil)

    nonisolated var unownedExecutor: UnownedSerialExecutor { bus.unownedExecutor }

    /// Requests that are handed to the bus together. The bus makes as many as it can before the deadlines are compared
    /// again.
    private struct Slice {
        var number = 0
        var turns: [Int]
        /// The number of answers that were evaluated.
        var taken = 0
    }

    /// The longest time of a slice. Requests that are due at the same time are made together if they are answered at once,
    /// but no other one waits for long.
    private static let sliceTime = Duration.milliseconds(50)

    /// Creates the poller of a bus.
    ///
    /// - Parameters:
    ///   - devices: the entries of all facilities on this bus.
    ///   - start: the common start of all buses. Turns with the same period are then due at the same time, and one wake-up
    ///     for all takes a fraction of the time of separate ones.
    ///   - intake: receives the samples; the bus runs on its loop.
    init(
        _ site: SiteBus, devices: [(Configuration.Device, Facility.Code)], start: ContinuousClock.Instant,
        intake: Mailbox<Arrival>, clock: SiteClock, logger: Logger, searchPause: Duration = .minutes(10)
    ) {
        let devices = PolledDevice.units(of: devices)
        let (endpoint, cost) = (ModbusEndpoint(site.endpoint), RequestCost(site))
        let blocks = devices.flatMap { $0.blocks(at: cost, refused: RefusedRegisters()) }
        self.endpoint = endpoint
        bus = ModbusBus(endpoint, LinkSettings(site.settings), on: intake.loop)
        line = endpoint.line
        schedule = PollSchedule(blocks.map { $0.turn(on: endpoint.line) }, devices: devices.count)
        linkLog = LinkLog(devices: devices.count)
        (self.cost, self.devices, self.blocks) = (cost, devices, blocks)
        (self.start, self.intake, self.clock) = (start, intake, clock)
        (self.logger, self.searchPause) = (logger, searchPause)
    }

    /// Polls until the task is cancelled.
    func run() async {
        await withTaskExecutorPreference(intake.loop) { await self.poll() }
        log(linkLog.flush())
        await bus.close()
    }

    private func poll() async {
        while !Task.isCancelled, let step = schedule.step(at: .now - start) {
            guard suspendedUntil <= .now - start else {
                set(comesRound: .now)
                await leaveAlone()
                continue
            }
            switch step {
            case .ask(let turns):
                set(comesRound: .now)
                await ask(turns)
            case .wait(let time):
                set(comesRound: start + time)
                await intake.loop.sleep(until: start + time)
            }
        }
    }

    /// The time for which the current step has run, beyond its intended sleep.
    nonisolated var overdue: Duration { .now - comesRound.withLock(\.self) }

    private func set(comesRound time: ContinuousClock.Instant) { comesRound.withLock { $0 = time } }

    private func ask(_ turns: [Int]) async {
        let number = slice.number + 1
        slice = Slice(number: number, turns: turns)
        let answers = await bus.read(turns.map { asked(in: $0).request }, for: Self.sliceTime) { answers in
            guard !answers.isEmpty else { return }
            // Readings do not wait for a silent device that follows.
            Task { await self.take(answers, of: number) }
        }
        await take(answers, of: number)
        for (turn, answer) in zip(turns, answers) where answer.lacksRegisters {
            // A technician may have suspended the line in the meantime.
            guard suspendedUntil <= .now - start else { break }
            await search(turn)
        }
        let answered = turns.prefix(answers.count).lazy.map { self.blocks[$0].device }
        for device in Set(answered.filter { self.devices[$0].needsSetup }) {
            guard suspendedUntil <= .now - start else { break }
            await setUp(device)
        }
        plan()
        log(linkLog.lines(at: .now - start))
    }

    /// Evaluates the new answers of a slice.
    private func take(_ answers: [ModbusAnswer], of number: Int) async {
        guard number == slice.number, answers.count > slice.taken else { return }
        let new = zip(slice.turns, answers).dropFirst(slice.taken)
        slice.taken = answers.count
        let arrivals = samples(new.flatMap { turn, answer in consider(answer, to: turn) })
        if !arrivals.isEmpty { await intake.send(arrivals) }
    }

}
