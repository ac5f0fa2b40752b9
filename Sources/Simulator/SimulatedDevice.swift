public import DeviceProfiles
import Facilities
public import Modbus

/// Answers as its profile says, with the values of the profile's own samples, which move a little.
public struct SimulatedDevice: Sendable {
    private let profile: DeviceProfile
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

    /// What it answers `elapsed` seconds after its start.
    ///
    /// - Parameter values: what points are held at just then, by name.
    public func answer(
        _ request: ModbusRequest, elapsed: Double, values: [String: Double] = [:]
    ) -> ModbusResponse {
        guard case .read(_, let table, let address, let count) = request else { return .done }
        var registers = Registers(table: table, address: Int(address), count: count)
        for (index, point) in profile.points.enumerated() {
            let value = values[point.name] ?? value(of: point, index, elapsed: elapsed)
            registers.put(words(of: point, value), at: point.register, adding: point.isPart)
        }
        if let mark = profile.identify { registers.put(mark.words, at: mark.register, adding: false) }
        return registers.answer
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

/// What one request asks for.
private struct Registers {
    private let table: Modbus.RegisterTable
    private let address: Int
    private var words: [UInt16?]

    init(table: Modbus.RegisterTable, address: Int, count: Int) {
        self.table = table
        self.address = address
        words = Array(repeating: nil, count: count)
    }

    /// - Parameter adding: for bits of registers that are there already; otherwise the first to put something counts, as
    ///   with two points that read a register alike.
    mutating func put(_ new: [UInt16], at register: RegisterAddress, adding: Bool) {
        guard register.table.rawValue == table.rawValue else { return }
        for (offset, word) in new.enumerated() {
            let place = Int(register.address) + offset - address
            guard words.indices.contains(place), words[place] == nil || adding else { continue }
            words[place] = (words[place] ?? 0) | word
        }
    }

    /// Registers in between are there and hold nothing; without any it is no address of this device.
    var answer: ModbusResponse {
        words.contains { $0 != nil } ? .words(words.map { $0 ?? 0 }) : .exception(.illegalAddress)
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
