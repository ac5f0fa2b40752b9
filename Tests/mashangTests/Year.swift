import DeviceProfiles
import Facilities
import Gateway
import Modbus
import Rules
import Simulator
import Synchronization

/// A scenario run through the real parts, at the scenario's own time: a Modbus server on loopback, the client, the
/// profiles' decoding and checks, and the rules.
struct Year {
    /// What became of findings, in the order in which it came.
    private(set) var findings: [Scenario.Expectation] = []
    private(set) var reminders: [String: Int] = [:]
    private(set) var suspicions: [Suspicion] = []
    /// Records that could not be entered as things stood.
    private(set) var refused: [RecordProblem] = []

    private struct Device {
        var unit: UInt8
        var device: Scenario.Device
        var requests: [(block: ReadBlock, request: ModbusRead)]
        var checks: ReadingChecks
        var isOffline = false
    }

    private final class Clock: Sendable {
        let now: Mutex<Timestamp>

        init(_ time: Timestamp) { now = Mutex(time) }
    }

    private let scenario: Scenario
    private let clock: Clock
    private let server: ModbusServer
    private let bus: ModbusBus
    private var devices: [Device]
    private var rules: FacilityRules
    private var records: ArraySlice<Scenario.Entered>

    init(_ scenario: Scenario) throws {
        self.scenario = scenario
        let clock = Clock(scenario.start)
        self.clock = clock
        server = try .tcp { request in scenario.respond(to: request, at: clock.now.withLock { $0 }) }
        bus = ModbusBus(.tcp(host: "127.0.0.1", port: server.port))
        devices = scenario.devices.sorted { $0.key < $1.key }.map { unit, device in
            let requests = device.profile.readPlan.map { block in
                (block, ModbusRead(block, unit: unit, limits: device.profile.limits))
            }
            return Device(unit: unit, device: device, requests: requests, checks: ReadingChecks(device.profile))
        }
        rules = FacilityRules(for: scenario.facility)
        records = scenario.records[...]
    }

    /// Polls as the scenario says, every hour a tick; records when they are entered.
    mutating func run() async throws {
        let step = scenario.finestStep
        var time = scenario.start
        while time < scenario.end {
            clock.now.withLock { $0 = time }
            enterRecords(until: time)
            let isHour = time == time.start(ofInterval: .hours(1))
            // As the gateway does, a device that does not answer is asked less often.
            for index in devices.indices where devices[index].isOffline ? isHour : scenario.polls(at: time) {
                await poll(index, at: time)
            }
            if isHour { consider(.tick(time), at: time) }
            time = time + step
        }
        enterRecords(until: scenario.end)
        await bus.close()
        server.stop()
    }

    private mutating func poll(_ index: Int, at time: Timestamp) async {
        let device = devices[index]
        var requests = device.requests.map(\.request)
        // Where nothing will come, there is nothing to wait for; elsewhere a busy machine is given all the time it needs.
        let timeout: Duration = scenario.isSilent(device.unit, at: time) ? .milliseconds(2) : .seconds(30)
        for request in requests.indices { requests[request].timeout = timeout }
        let answers = await bus.read(requests)
        let readings = zip(device.requests, answers).flatMap { planned, answer in
            device.device.profile.readings(in: planned.block, from: answer)
        }
        devices[index].isOffline = answers.allSatisfy { (try? $0.words.get()) == nil }
        let checked = devices[index].checks.check(readings, at: time)
        consider(.sample(rules.marked(Sample(device: device.device.id, time: time, readings: checked))), at: time)
    }

    private mutating func enterRecords(until time: Timestamp) {
        while let entered = records.first, entered.at <= time {
            records.removeFirst()
            let problems = rules.problems(with: entered.record)
            refused += problems
            if problems.isEmpty { consider(.record(entered.record), at: entered.at) }
        }
    }

    private mutating func consider(_ event: Event, at time: Timestamp) {
        for entry in rules.consider(event) {
            switch entry {
            case .finding(let step, let finding):
                let level = step == .raised || step == .changed ? finding.level : nil
                let day = time.day(utcOffset: scenario.facility.utcOffset)
                findings.append(.init(day, step, rule: finding.rule, cause: finding.cause, level: level))
            case .reminder(let reminder): reminders[reminder.rule, default: 0] += 1
            case .suspicion(let suspicion): suspicions.append(suspicion)
            case .record, .evidence, .account, .rebuilt, .loss, .erased, .photographsRemoved, .rechained,
                .operatorChange, .clock, .seal, .epoch, .unknown:
                break
            }
        }
    }
}
