import DeviceProfiles
import Facilities
public import Modbus
import Synchronization

/// The devices of one bus, and what is wrong with them at the moment.
public final class SimulatedBus: Sendable {
    /// By unit.
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

    /// As on a line, a unit that is not there is silent.
    public init(_ devices: [UInt8: SimulatedDevice]) {
        profiles = devices.mapValues(\.profile)
        answer = { devices[$0.unit]?.answer($0, elapsed: $1, faults: $2) ?? .silence }
        ownFaults = { _ in [] }
        speed = 1
    }

    /// Serves a scenario faster than it happened, and again from its start when it is over.
    ///
    /// - Parameter speed: hours of the scenario in an hour, 1 or more.
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

    public func respond(_ request: ModbusRequest) -> ModbusResponse {
        answer(request, elapsed, switched().filter { $0.strikes(request.unit) })
    }

    /// Whether the cable, or the adapter, is.
    public func isPluggedIn() -> Bool {
        !(switched() + ownFaults(elapsed)).contains { $0.fault == .unplugged }
    }

    /// Puts a fault in force, in addition to those that are.
    ///
    /// - Parameter duration: nil until it is cleared.
    public func begin(
        _ fault: DeviceFault, unit: UInt8? = nil, point: String? = nil, share: Double = 1, for duration: Duration? = nil
    ) {
        let fault = FaultInForce(fault, unit: unit, point: point, since: elapsed, share: share)
        faults.withLock { $0.append(Switched(fault: fault, until: duration.map { .now + $0 })) }
    }

    /// Ends the faults of a unit; without one, those of all units and of the cable.
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
