public import DeviceProfiles
public import Facilities
public import Modbus

/// A period in the life of a facility, for instance a year: what its devices answer, which records people enter, and
/// which findings must result. Times in its file are local times of the facility.
public struct Scenario: Sendable {
    /// The name of the scenario, for people.
    public var title: Text
    /// The facility, whose channels are polled at the scenario's step.
    public var facility: Facility
    /// The devices, by unit.
    public var devices: [UInt8: Device]
    /// The time at which the scenario begins.
    public var start: Timestamp
    /// The time at which the scenario ends.
    public var end: Timestamp
    /// The time between two polls of a device that answers, where no finer step applies.
    var step: Duration
    var finer: [FinerStep]
    var timeline: [Stretch]
    /// The random variation from minute to minute, by unit and point, as a share of the value.
    var noise: [UInt8: [String: Double]]
    var faults: [(window: Window, fault: FaultInForce)]
    /// The records, in the order in which they are entered.
    public var records: [Entered]
    /// All steps that findings must take. A step that is not listed is a failure.
    public var expected: [Expectation]
    /// The expected number of reminders, by rule.
    public var reminders: [String: Int]

    /// The name of the bus that the devices are on.
    public static let bus = "simulator"

    /// A device of the facility, simulated by its profile.
    public struct Device: Sendable {
        public var id: DeviceID
        var simulated: SimulatedDevice

        /// The profile that the device answers by.
        public var profile: DeviceProfile { simulated.profile }

        init(_ id: DeviceID, _ profile: DeviceProfile) {
            self.id = id
            simulated = SimulatedDevice(profile)
        }
    }

    /// A window in which devices are polled more often.
    struct FinerStep: Sendable {
        var window: Window
        var step: Duration
    }

    /// A record, and the time at which it was entered, which may be long after the event that it describes.
    public struct Entered: Hashable, Sendable {
        /// The time at which the record was entered.
        public var at: Timestamp
        public var record: Record
    }

    /// A step of a finding, and the day on which it must happen.
    public struct Expectation: Hashable, Sendable {
        /// The day of the step, in local time.
        public var day: Day
        public var step: Finding.Step
        /// The id of the rule that makes the finding.
        public var rule: String
        /// The cause of the finding within its rule; empty if the file names none.
        public var cause: String
        /// The level that the step gives the finding; nil for a step other than raised or changed.
        public var level: Finding.Level?

        public init(_ day: Day, _ step: Finding.Step, rule: String, cause: String, level: Finding.Level?) {
            self.day = day
            self.step = step
            self.rule = rule
            self.cause = cause
            self.level = level
        }
    }
}

extension Scenario {
    /// Returns what a device answers at a time of the scenario. As on a real line, a unit that does not exist is
    /// silent.
    ///
    /// - Parameter more: faults in addition to those of the scenario.
    public func respond(
        to request: ModbusRequest, at time: Timestamp, faults more: [FaultInForce] = []
    ) -> ModbusResponse {
        guard let device = devices[request.unit] else { return .silence }
        let draw = Self.draw(at: time, request.unit)
        let faults = faults(at: time).filter { $0.strikes(request.unit, draw: draw) } + more
        return device.simulated.answer(request, elapsed: (time - start).inSeconds, faults: faults) { elapsed in
            values(of: request.unit, at: start + .milliseconds(Int64(elapsed * 1000)))
        }
    }

    /// Returns the scenario's faults that are active at a time.
    func faults(at time: Timestamp) -> [FaultInForce] {
        let local = LocalMoment(time, utcOffset: facility.utcOffset)
        return faults.filter { $0.window.holds(at: local) }.map(\.fault)
    }

    /// Returns a pseudo-random number from 0 to 1 that is the same in each run, because the expected findings must not
    /// depend on chance. (The finishing steps of SplitMix64.)
    private static func draw(at time: Timestamp, _ number: UInt8) -> Double {
        var bits = UInt64(bitPattern: time.milliseconds) &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((bits ^ (bits >> 31)) >> 11) / Double(1 << 53)
    }

    /// Returns a pseudo-random number from -1 to 1, evenly distributed and different for each point.
    private static func noise(at time: Timestamp, _ unit: UInt8, _ point: String) -> Double {
        draw(at: time, point.utf8.reduce(unit) { $0 &* 31 &+ $1 }) * 2 - 1
    }

    private func values(of unit: UInt8, at time: Timestamp) -> [String: Double] {
        let local = LocalMoment(time, utcOffset: facility.utcOffset)
        var values: [String: Double] = [:]
        // A later line of the timeline overrides an earlier one.
        for stretch in timeline where stretch.unit == unit && stretch.window.holds(at: local) {
            for (name, value) in stretch.values { values[name] = value.at(stretch.window.progress(at: local)) }
        }
        for (name, share) in noise[unit] ?? [:] {
            guard let value = values[name] else { continue }
            values[name] = value * (1 + share * Self.noise(at: time, unit, name))
        }
        return values
    }

    /// The shortest time between two polls.
    public var finestStep: Duration { (finer.map(\.step) + [step]).min() ?? step }

    /// Returns whether devices that answer are polled at a time.
    public func polls(at time: Timestamp) -> Bool {
        let local = LocalMoment(time, utcOffset: facility.utcOffset)
        let step = finer.first { $0.window.holds(at: local) }?.step ?? step
        return (time - start).milliseconds % step.milliseconds == 0
    }

    /// Returns whether a device answers nothing at all at a time, so that a client need not wait for its time-out.
    public func isSilent(_ unit: UInt8, at time: Timestamp) -> Bool {
        faults(at: time).contains { $0.unit == unit && $0.share == 1 && $0.fault == .dead || $0.fault == .unplugged }
    }
}
