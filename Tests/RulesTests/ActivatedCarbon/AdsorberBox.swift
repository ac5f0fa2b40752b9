import Facilities

@testable import Rules

/// What the instruments of an adsorber show: pressure drop, and where there are instruments for them, air volume and the
/// fan's current. A contact says whether the fan runs.
struct AdsorberBox: Sendable {
    var pressure: Double?
    var flow: Double?
    var current: Double?

    init(_ pressure: Double?, flow: Double? = nil, current: Double? = nil) {
        (self.pressure, self.flow, self.current) = (pressure, flow, current)
    }

    /// A reading a minute from one minute after `start` to before another.
    func minutes(_ range: Range<Int>, fan: Double = 1, of device: String = "b/1") -> [Event] {
        range.map { minute in
            var readings = [Reading(.fanState, fan, .one)]
            readings.append(
                pressure.map { Reading(.pressureDrop, $0, .pascal) } ?? Reading(.pressureDrop, .pascal, bad: .noAnswer))
            if let flow { readings.append(Reading(.airFlow, flow, .cubicMetrePerHour)) }
            if let current { readings.append(Reading(.fanCurrent, current, .ampere)) }
            return .sample(
                Sample(device: DeviceID(device), time: start + .minutes(minute), readings: readings))
        }
    }

    /// The same box with its fan at another speed, by the fan's laws: q = s, p = s², i = s³.
    func slowed(to speed: Double) -> AdsorberBox {
        AdsorberBox(
            pressure.map { $0 * speed * speed }, flow: flow.map { $0 * speed },
            current: current.map { $0 * speed * speed * speed })
    }

    /// The same box without some of its instruments.
    func with(_ instruments: Instruments) -> AdsorberBox {
        AdsorberBox(
            pressure, flow: instruments.contains(.flow) ? flow : nil,
            current: instruments.contains(.current) ? current : nil)
    }

    struct Instruments: OptionSet, Sendable {
        let rawValue: Int
        static let flow = Instruments(rawValue: 1)
        static let current = Instruments(rawValue: 2)

        static let any: [Instruments] = [[.flow, .current], .flow, .current, []]
    }
}
