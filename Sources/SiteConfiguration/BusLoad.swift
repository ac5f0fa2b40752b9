import DeviceProfiles
import Facilities

/// The share of its time that a bus needs for its polls.
public struct BusLoad {
    /// The name of the bus.
    public let name: String
    /// The bus itself.
    public let bus: SiteBus
    /// The device entries on the bus, by unit, in the order of the units.
    let units: [(unit: UInt8, entries: [Configuration.Device])]
    /// The share of the time that the bus is busy. If it is more than 1, the periods cannot be met.
    public private(set) var busy = 0.0
    /// The time to read everything once.
    public private(set) var cycle = Duration.zero
    let cost: RequestCost

    /// The highest load that leaves time for a device that does not answer, and for requests of people.
    static let most = 0.8

    init(_ name: String, _ bus: SiteBus, _ devices: [Configuration.Device]) {
        (self.name, self.bus, cost) = (name, bus, RequestCost(bus))
        units = Dictionary(grouping: devices.filter { $0.bus == name }, by: \.unit)
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        for (_, entries) in units {
            let shared = SharedUnit(entries.map(\.profile))
            for block in shared.readPlan(at: cost) {
                let duration = cost.duration(of: block, shared.limits)
                (busy, cycle) = (busy + duration / block.every, cycle + duration)
            }
        }
    }

    /// The units as ranges: `1-30, 41`.
    public var ranges: String {
        var ranges: [ClosedRange<Int>] = []
        for unit in units.map({ Int($0.unit) }) {
            if let last = ranges.last, last.upperBound + 1 == unit {
                ranges[ranges.count - 1] = last.lowerBound...unit
            } else {
                ranges.append(unit...unit)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }

    /// The share of the time in percent, with one decimal: `12.5 %`.
    public var percent: String { "\((busy * 100).plainText(decimals: 1)) %" }

    // MARK: Remedies

    /// The warning that the load is too high, with remedies; nil if it is not.
    var warning: Text? {
        guard busy > Self.most else { return nil }
        let remedies = remedies
        let (zh, en) = (
            remedies.map(\.zh).joined(separator: "，或"), remedies.map(\.en).joined(separator: ", or ")
        )
        if busy > 1 {
            return Text(
                zh: "总线 \(name) 要占 \(percent) 的时间，赶不上周期：\(zh)",
                en: "the bus \(name) would need \(percent) of the time and cannot keep the periods: \(en)")
        }
        return Text(
            zh: "总线 \(name) 占 \(percent) 的时间，有设备不应答就会赶不上：\(zh)",
            en: "the bus \(name) needs \(percent) of the time, too much when a device does not answer: \(en)")
    }

    private var remedies: [Text] {
        let factor = (busy / Self.most * 10).rounded(.up) / 10
        let count = Int((busy / Self.most).rounded(.up))
        let more = Text(
            zh: "把档案里的周期加长到 \(factor.plainText(decimals: 1)) 倍",
            en: "make the periods \(factor.plainText(decimals: 1)) times longer")
        let split = Text(zh: "分成 \(count) 条总线", en: "split the devices over \(count) buses")
        return [connection, baud].compactMap(\.self) + [more] + (units.count > 1 ? [split] : [])
    }

    private var connection: Text? {
        guard cost.connection > .zero else { return nil }
        return Text(
            zh: "closeAfter 写得比周期长（设备允许的话），现在每次请求都要等 \(cost.connection.text) 重新连接",
            en: "write a closeAfter longer than the periods, if the device bears it: now every request waits "
                + "\(cost.connection.text) for its connection")
    }

    /// The remedy of a higher baud rate, the lowest that suffices; nil if there is none.
    private var baud: Text? {
        guard let line = bus.endpoint.line else { return nil }
        let enough = BusLine.bauds.filter { $0 > line.baud }.first { rate in
            let devices = units.flatMap(\.entries)
            return BusLoad(name, bus.at(rate), devices).busy <= Self.most
        }
        guard let enough else { return nil }
        return Text(
            zh: "波特率提高到 \(enough)（设备也要改）", en: "set \(enough) baud, here and at the devices")
    }
}

extension SiteBus {
    fileprivate func at(_ baud: Int) -> SiteBus {
        var bus = self
        switch endpoint {
        case .tcp: break
        case .rtu(var line):
            line.baud = baud
            bus.endpoint = .rtu(line)
        case .rtuOverTCP(let host, let port, var line):
            line.baud = baud
            bus.endpoint = .rtuOverTCP(host: host, port: port, line)
        }
        return bus
    }
}

extension Configuration {
    /// The loads of all buses, in the order of their names.
    public var loads: [BusLoad] {
        let devices = facilities.flatMap(\.devices)
        return buses.sorted { $0.key < $1.key }.map { BusLoad($0.key, $0.value, devices) }
    }
}
