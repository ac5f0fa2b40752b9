public import DeviceProfiles
public import Facilities
public import Modbus

/// Answers as its profile says, with the values of the profile's own samples, which move a little.
public struct SimulatedDevice: Sendable {
    public let profile: DeviceProfile
    /// The value that a point moves around, in its reading's unit.
    private var centres: [String: Double]
    /// Points that stand still: those that were set, and those by which the device tells its state.
    private var fixed: Set<String>

    public init(_ profile: DeviceProfile) {
        self.profile = profile
        centres = [:]
        fixed = Set(profile.status.map(\.point))
        for sample in profile.samples {
            for (name, value) in sample.gives where centres[name] == nil { centres[name] = value }
        }
    }

    /// Holds a point at a value; false if there is no such point, or it cannot show that value.
    public mutating func set(_ name: String, to value: Double) -> Bool {
        guard let point = profile.points.first(where: { $0.name == name }),
            profile.words(for: point, value: value) != nil
        else { return false }
        centres[name] = value
        fixed.insert(name)
        return true
    }

    /// What it measures `elapsed` seconds after its start, before any register rounds it.
    public func readings(elapsed: Double) -> [Reading] {
        profile.points.enumerated().map { index, point in
            Reading(point.quantity, value(of: point, index, elapsed: elapsed), point.unit)
        }
    }

    /// What it answers `elapsed` seconds after its start.
    ///
    /// - Parameters:
    ///   - faults: those that strike this answer.
    ///   - values: what points are held at at a time, by name.
    public func answer(
        _ request: ModbusRequest, elapsed: Double, faults: [FaultInForce] = [],
        values: (_ elapsed: Double) -> [String: Double] = { _ in [:] }
    ) -> ModbusResponse {
        for case .holes(let exception) in faults.map(\.fault) where goesBeyondPoints(request) {
            return (exception.map(ModbusResponse.exception) ?? .silence).with(faults.map(\.fault))
        }
        return answer(request, elapsed, faults.filter(\.fault.isOfValues), values).with(faults.map(\.fault))
    }

    /// Whether it asks for a register that belongs to no point.
    private func goesBeyondPoints(_ request: ModbusRequest) -> Bool {
        guard case .read(_, let table, let address, let count) = request else { return false }
        let points = profile.points.filter { $0.register.table.rawValue == table.rawValue }
        return (Int(address)..<Int(address) + count).contains { register in
            !points.contains { (Int($0.register.address)..<Int($0.register.address) + $0.count).contains(register) }
        }
    }

    private func answer(
        _ request: ModbusRequest, _ elapsed: Double, _ faults: [FaultInForce], _ values: (Double) -> [String: Double]
    ) -> ModbusResponse {
        guard case .read(_, let table, let address, let count) = request else { return .done }
        var registers = Registers(table: table, address: Int(address), count: count)
        let held = values(elapsed)
        for (index, point) in profile.points.enumerated() {
            let faults = faults.filter { ($0.point ?? point.name) == point.name }
            let value = held[point.name] ?? value(of: point, index, elapsed: elapsed)
            var words = words(of: point, value)
            for fault in faults {
                let start = values(fault.since)[point.name] ?? self.value(of: point, index, elapsed: fault.since)
                words = self.words(of: point, value, with: fault, start: start, elapsed) ?? words
            }
            registers.put(words, at: point.register, adding: point.isPart)
        }
        if let mark = profile.identify { registers.put(mark.words, at: mark.register, adding: false) }
        return registers.answer
    }

    /// Those with a fault; nil if the point cannot have it, or has drifted beyond what its registers hold.
    ///
    /// - Parameter start: the value when the fault began.
    private func words(
        of point: Point, _ value: Double, with fault: FaultInForce, start: Double, _ elapsed: Double
    ) -> [UInt16]? {
        switch fault.fault {
        case .stuck: return words(of: point, start)
        case .nan: return profile.wordsOfNaN(for: point)
        case .sentinel: return profile.wordsOfNotAvailable(for: point)
        case .drift(let rate):
            return profile.words(for: point, value: value + rate * (elapsed - fault.since) / 3600)
        default: return nil
        }
    }

    /// Those of the middle value if the point cannot show this one.
    private func words(of point: Point, _ value: Double) -> [UInt16] {
        profile.words(for: point, value: value) ?? profile.words(for: point, value: centres[point.name] ?? 0)
            ?? Array(repeating: 0, count: point.count)
    }

    /// Two per cent up and down in a minute; states and what was set stand still.
    private func value(of point: Point, _ index: Int, elapsed: Double) -> Double {
        let centre = centres[point.name] ?? 0
        guard !fixed.contains(point.name), centre.magnitude > 1 else { return centre }
        let phase = (elapsed / 60 + Double(index) * 0.13).truncatingRemainder(dividingBy: 1)
        return centre * (1 + 0.02 * (phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase))
    }
}
