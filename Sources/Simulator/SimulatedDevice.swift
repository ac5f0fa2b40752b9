public import DeviceProfiles
import Facilities
public import Modbus

/// Answers as its profile says, with the values of the profile's own samples, which move a little.
public struct SimulatedDevice: Sendable {
    private let profile: DeviceProfile
    /// The value that a point moves around, in its reading's unit.
    private var centres: [String: Double]
    private var fixed: Set<String> = []

    public init(_ profile: DeviceProfile) {
        self.profile = profile
        centres = [:]
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

    /// What it answers `elapsed` seconds after its start.
    ///
    /// - Parameter values: what points are held at just then, by name.
    public func answer(
        _ request: ModbusRequest, elapsed: Double, values: [String: Double] = [:]
    ) -> ModbusResponse {
        guard case .read(_, let table, let address, let count) = request else { return .done }
        var words: [UInt16?] = Array(repeating: nil, count: count)
        for (index, point) in profile.points.enumerated() where point.register.table.rawValue == table.rawValue {
            let value = values[point.name] ?? value(of: point, index, elapsed: elapsed)
            let encoded = profile.words(for: point, value: value) ?? Array(repeating: 0, count: point.count)
            for (offset, word) in encoded.enumerated() {
                let place = Int(point.register.address) + offset - Int(address)
                guard words.indices.contains(place) else { continue }
                // Points that are bits of one word add up.
                words[place] = (words[place] ?? 0) | word
            }
        }
        // Registers between points are there and hold nothing; without any point it is no address of this device.
        return words.contains { $0 != nil } ? .words(words.map { $0 ?? 0 }) : .exception(.illegalAddress)
    }

    /// Two per cent up and down in a minute; states and what was set stand still.
    private func value(of point: Point, _ index: Int, elapsed: Double) -> Double {
        let centre = centres[point.name] ?? 0
        guard !fixed.contains(point.name), centre.magnitude > 1 else { return centre }
        let phase = (elapsed / 60 + Double(index) * 0.13).truncatingRemainder(dividingBy: 1)
        return centre * (1 + 0.02 * (phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase))
    }
}

/// Devices by unit on one bus.
public final class SimulatedBus: Sendable {
    private let devices: [UInt8: SimulatedDevice]
    private let start = ContinuousClock.now

    public init(_ devices: [UInt8: SimulatedDevice]) {
        self.devices = devices
    }

    /// As on a line: a unit that is not there is silent.
    public func respond(_ request: ModbusRequest) -> ModbusResponse {
        let unit =
            switch request {
            case .read(let unit, _, _, _), .write(let unit, _, _, _): unit
            }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        return devices[unit]?.answer(request, elapsed: elapsed) ?? .silence
    }
}
