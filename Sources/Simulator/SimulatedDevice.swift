public import DeviceProfiles
public import Facilities
public import Modbus

/// A device that answers by its profile, with the values of the profile's own samples, which vary a little.
public struct SimulatedDevice: Sendable {
    /// The profile that the device answers by.
    public let profile: DeviceProfile
    /// The value that each point varies around, in the unit of its reading.
    private var centres: [String: Double]
    /// The points that do not vary: those that were set, those by which the device reports its state, and numbers whose
    /// registers are also read as a state, for which the next number may not be a code.
    private var fixed: Set<String>

    /// Creates a device with the values of the profile's samples.
    public init(_ profile: DeviceProfile) {
        self.profile = profile
        centres = [:]
        let states = profile.points.filter { !$0.isMeasured }
        let codes = profile.points.filter { point in
            states.contains { point.uses($0.register.table, Int($0.register.address)) }
        }
        fixed = Set(profile.status.map(\.point) + codes.map(\.name))
        for parameter in profile.parameters where parameter.place != nil { centres[parameter.name] = parameter.value }
        for sample in profile.samples {
            for (name, value) in sample.gives where centres[name] == nil { centres[name] = value }
        }
    }

    /// Fixes a point at a value. Returns false if there is no such point, or if it cannot show that value.
    public mutating func set(_ name: String, to value: Double) -> Bool {
        guard let point = profile.points.first(where: { $0.name == name }),
            profile.words(for: point, value: value) != nil
        else { return false }
        centres[name] = value
        fixed.insert(name)
        return true
    }

    /// Returns the measured values `elapsed` seconds after the start, before any register rounds them.
    public func readings(elapsed: Double) -> [Reading] {
        profile.points.enumerated().map { index, point in
            Reading(point.quantity, value(of: point, index, elapsed: elapsed), point.unit)
        }
    }

    /// Returns the answer to a request `elapsed` seconds after the start.
    ///
    /// - Parameters:
    ///   - faults: the faults that affect this answer.
    ///   - values: returns the points that have fixed values at a time, by name.
    public func answer(
        _ request: ModbusRequest, elapsed: Double, faults: [FaultInForce] = [],
        values: (_ elapsed: Double) -> [String: Double] = { _ in [:] }
    ) -> ModbusResponse {
        for case .holes(let exception) in faults.map(\.fault) where goesBeyondPoints(request) {
            return (exception.map(ModbusResponse.exception) ?? .silence).with(faults.map(\.fault))
        }
        return answer(request, elapsed, faults.filter(\.fault.isOfValues), values).with(faults.map(\.fault))
    }

    /// Returns whether the request includes a register that belongs to no point.
    private func goesBeyondPoints(_ request: ModbusRequest) -> Bool {
        guard case .read(_, let table, let address, let count) = request else { return false }
        let points = profile.points.filter { $0.register.table.rawValue == table.rawValue }
        return (Int(address)..<Int(address) + count).contains { register in
            !points.contains { $0.uses($0.register.table, register) }
        }
    }

    private func answer(
        _ request: ModbusRequest, _ elapsed: Double, _ faults: [FaultInForce], _ values: (Double) -> [String: Double]
    ) -> ModbusResponse {
        guard case .read(_, let table, let address, let count) = request else { return .done }
        var registers = Registers(table: table, address: Int(address), count: count)
        let held = values(elapsed)
        let all = profile.points.enumerated().map { index, point in
            let faults = faults.filter { ($0.point ?? point.name) == point.name }
            let value = held[point.name] ?? value(of: point, index, elapsed: elapsed)
            return faults.reduce(contents(of: point, value)) { contents, fault in
                let start = values(fault.since)[point.name] ?? self.value(of: point, index, elapsed: fault.since)
                return self.contents(of: point, value, with: fault, start: start, elapsed) ?? contents
            }
        }
        // Registers that determine how others are read come first, then points with registers of their own.
        for content in all.joined() where content.isSetting { registers.put(content) }
        for contents in all where contents.count == 1 { registers.put(contents[0]) }
        for content in all.joined() { registers.put(content) }
        if let mark = profile.identify { registers.put(mark.words, at: mark.register) }
        return registers.answer
    }

    /// Returns the registers of a point with a fault; nil if the point cannot have it, or has drifted beyond what its
    /// registers hold.
    ///
    /// - Parameter start: the value at the time when the fault began.
    private func contents(
        of point: Point, _ value: Double, with fault: FaultInForce, start: Double, _ elapsed: Double
    ) -> [RegisterContent]? {
        switch fault.fault {
        case .stuck: return contents(of: point, start)
        case .nan: return profile.wordsOfNaN(for: point).map { contents(of: point, value, showing: $0) }
        case .sentinel: return profile.wordsOfNotAvailable(for: point).map { contents(of: point, value, showing: $0) }
        case .drift(let rate):
            return profile.contents(for: point, value: value + rate * (elapsed - fault.since) / 3600)
        default: return nil
        }
    }

    /// Returns the registers of a point with other words in its own registers.
    private func contents(of point: Point, _ value: Double, showing words: [UInt16]) -> [RegisterContent] {
        contents(of: point, value).map { content in
            var content = content
            if content.register == point.register, content.words.count == words.count, !content.isSetting {
                content.words = words
            }
            return content
        }
    }

    /// Returns the registers of a point. If it cannot show the value, they show the centre value; if it cannot show
    /// that either, they show 0.
    private func contents(of point: Point, _ value: Double) -> [RegisterContent] {
        profile.contents(for: point, value: value) ?? profile.contents(for: point, value: centres[point.name] ?? 0)
            ?? profile.contents(for: point, value: 0) ?? []
    }

    /// Returns the value of a point, which varies by two per cent up and down within a minute. States and set values do
    /// not vary.
    private func value(of point: Point, _ index: Int, elapsed: Double) -> Double {
        let centre = centres[point.name] ?? 0
        guard !fixed.contains(point.name), centre.magnitude > 1 else { return centre }
        let phase = (elapsed / 60 + Double(index) * 0.13).truncatingRemainder(dividingBy: 1)
        return centre * (1 + 0.02 * (phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase))
    }
}
