import Facilities
public import Modbus

/// Serves a scenario faster than it happened, and again from its start when it is over.
public final class ScenarioBus: Sendable {
    private let scenario: Scenario
    private let speed: Double
    private let start = ContinuousClock.now

    /// - Parameter speed: hours of the scenario in an hour, 1 or more.
    public init(_ scenario: Scenario, speed: Double) {
        self.scenario = scenario
        self.speed = speed
    }

    public func respond(_ request: ModbusRequest) -> ModbusResponse {
        let elapsed = (ContinuousClock.now - start) / .seconds(1) * speed
        let length = (scenario.end - scenario.start).inSeconds
        let time = scenario.start + .seconds(Int64(elapsed.truncatingRemainder(dividingBy: length)))
        return scenario.respond(to: request, at: time)
    }
}
