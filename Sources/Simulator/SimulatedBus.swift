import DeviceProfiles
import Facilities
public import Modbus
import Synchronization

/// The simulated devices of one bus, and the faults that they have at the moment.
public final class SimulatedBus: Sendable {
    /// The profiles of the devices, by unit.
    let profiles: [UInt8: DeviceProfile]
    private let answer: @Sendable (ModbusRequest, _ elapsed: Double, [FaultInForce]) -> ModbusResponse
    private let ownFaults: @Sendable (_ elapsed: Double) -> [FaultInForce]
    private let speed: Double
    private let start = ContinuousClock.now
    private let faults = Mutex<[Switched]>([])

    private struct Switched {
        var fault: FaultInForce
        var until: ContinuousClock.Instant?
    }

    /// Creates a bus from devices, by unit. As on a real line, a unit that does not exist is silent.
    public init(_ devices: [UInt8: SimulatedDevice]) {
        profiles = devices.mapValues(\.profile)
        answer = { devices[$0.unit]?.answer($0, elapsed: $1, faults: $2) ?? .silence }
        ownFaults = { _ in [] }
        speed = 1
    }

    /// Creates a bus that plays a scenario faster than real time, and repeats it from its start when it ends.
    ///
    /// - Parameter speed: the hours of scenario per hour of real time, 1 or more.
    public init(_ scenario: Scenario, speed: Double) {
        let length = (scenario.end - scenario.start).inSeconds
        @Sendable func time(_ elapsed: Double) -> Timestamp {
            scenario.start + .seconds(Int64(elapsed.truncatingRemainder(dividingBy: length)))
        }
        profiles = scenario.devices.mapValues(\.profile)
        answer = { scenario.respond(to: $0, at: time($1), faults: $2) }
        ownFaults = { scenario.faults(at: time($0)) }
        self.speed = speed
    }

    /// Returns the answer to a request, as the device and its faults determine it.
    public func respond(_ request: ModbusRequest) -> ModbusResponse {
        answer(request, elapsed, switched().filter { $0.strikes(request.unit) })
    }

    /// Returns whether the cable, or the adapter, is plugged in.
    public func isPluggedIn() -> Bool {
        !(switched() + ownFaults(elapsed)).contains { $0.fault == .unplugged }
    }

    /// Begins a fault, in addition to those that are active.
    ///
    /// - Parameters:
    ///   - unit: the unit that has the fault; nil for all units.
    ///   - point: the point that has the fault; nil for all points that can have it.
    ///   - share: the share of answers that it affects, 0 to 1.
    ///   - duration: how long it lasts; nil until it is cleared.
    public func begin(
        _ fault: DeviceFault, unit: UInt8? = nil, point: String? = nil, share: Double = 1, for duration: Duration? = nil
    ) {
        let fault = FaultInForce(fault, unit: unit, point: point, since: elapsed, share: share)
        faults.withLock { $0.append(Switched(fault: fault, until: duration.map { .now + $0 })) }
    }

    /// Ends the faults of a unit; without a unit, those of all units and of the cable.
    public func clear(unit: UInt8? = nil) {
        faults.withLock { $0.removeAll { unit == nil || $0.fault.unit == unit } }
    }

    private var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) * speed }

    private func switched() -> [FaultInForce] {
        let now = ContinuousClock.now
        return faults.withLock { faults in
            faults.removeAll { fault in
                guard let until = fault.until else { return false }
                return until <= now
            }
            return faults.map(\.fault)
        }
    }
}
