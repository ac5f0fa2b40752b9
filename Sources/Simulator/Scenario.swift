public import DeviceProfiles
public import Facilities
public import Modbus

/// A stretch of a facility's life, a year for instance: what its devices answer, what people enter, and to which findings
/// all that must lead. Times in its file are those of the facility's clocks.
public struct Scenario: Sendable {
    public var title: Text
    public var facility: Facility
    /// By unit.
    public var devices: [UInt8: Device]
    public var start: Timestamp
    /// When it is over.
    public var end: Timestamp
    /// How long after one poll of a device that answers the next one is, where no other holds.
    var step: Duration
    var finer: [FinerStep]
    var timeline: [Stretch]
    /// How far what is measured goes up and down from minute to minute, by unit and point: as a share of the value.
    var noise: [UInt8: [String: Double]]
    var faults: [(window: Window, fault: FaultInForce)]
    /// In the order of being entered.
    public var records: [Entered]
    /// Everything that becomes of findings, and nothing else.
    public var expected: [Expectation]
    /// How often somebody is reminded, by rule.
    public var reminders: [String: Int]

    /// The bus that its devices are on.
    public static let bus = "simulator"

    public struct Device: Sendable {
        public var id: DeviceID
        var simulated: SimulatedDevice

        public var profile: DeviceProfile { simulated.profile }

        init(_ id: DeviceID, _ profile: DeviceProfile) {
            self.id = id
            simulated = SimulatedDevice(profile)
        }
    }

    /// When devices are polled more often.
    struct FinerStep: Sendable {
        var window: Window
        var step: Duration
    }

    /// A record, and when somebody entered it, which may be long after what it describes.
    public struct Entered: Hashable, Sendable {
        public var at: Timestamp
        public var record: Record
    }

    /// A finding's step, and the day on which it must come.
    public struct Expectation: Hashable, Sendable {
        public var day: Day
        public var step: Finding.Step
        public var rule: String
        public var cause: String
        /// Where the step gives the finding one: of one that is raised or changed.
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
    /// What the devices answer at a time of the scenario's. As on a line, a unit that is not there is silent.
    ///
    /// - Parameter more: faults besides the scenario's own.
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

    /// Those of its file that are in force.
    func faults(at time: Timestamp) -> [FaultInForce] {
        let local = LocalMoment(time, utcOffset: facility.utcOffset)
        return faults.filter { $0.window.holds(at: local) }.map(\.fault)
    }

    /// From 0 to 1 and like chance, but the same at each run: what a scenario expects must not depend on luck.
    /// (The finishing steps of SplitMix64.)
    private static func draw(at time: Timestamp, _ number: UInt8) -> Double {
        var bits = UInt64(bitPattern: time.milliseconds) &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((bits ^ (bits >> 31)) >> 11) / Double(1 << 53)
    }

    /// Even from -1 to 1, and of each point for itself.
    private static func noise(at time: Timestamp, _ unit: UInt8, _ point: String) -> Double {
        draw(at: time, point.utf8.reduce(unit) { $0 &* 31 &+ $1 }) * 2 - 1
    }

    private func values(of unit: UInt8, at time: Timestamp) -> [String: Double] {
        let local = LocalMoment(time, utcOffset: facility.utcOffset)
        var values: [String: Double] = [:]
        // What is written later goes before what is written earlier.
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

    /// Whether devices that answer are polled at a time.
    public func polls(at time: Timestamp) -> Bool {
        let local = LocalMoment(time, utcOffset: facility.utcOffset)
        let step = finer.first { $0.window.holds(at: local) }?.step ?? step
        return (time - start).milliseconds % step.milliseconds == 0
    }

    /// Whether a device answers nothing at all at a time, so that who asks it need not wait for long.
    public func isSilent(_ unit: UInt8, at time: Timestamp) -> Bool {
        faults(at: time).contains { $0.unit == unit && $0.share == 1 && $0.fault == .dead || $0.fault == .unplugged }
    }
}
