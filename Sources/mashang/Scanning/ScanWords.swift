import Facilities
import Modbus
import SiteConfiguration

/// The messages of a scan for a person.
struct ScanWords {
    let endpoint: ModbusEndpoint
    /// The name of the bus in the configuration that the messages suggest.
    let bus: String

    /// Returns the description of a unit and the models that it may be, in a few lines.
    func text(_ unit: FoundUnit) -> Text {
        let place = Text(zh: "\(endpoint)  站号 \(unit.unit)", en: "\(endpoint)  unit \(unit.unit)")
        let lines = [heading(unit)] + below(unit)
        return Text(
            zh: "\(place.zh)  " + lines.map(\.zh).joined(separator: "\n    "),
            en: "\(place.en)  " + lines.map(\.en).joined(separator: "\n    "))
    }

    /// Returns the entry of a configuration for a unit; nil if its profile is unknown.
    func entry(_ unit: FoundUnit) -> String? {
        unit.profiles.first.map { "{profile: \($0.profile), bus: \(bus), unit: \(unit.unit)}" }
    }

    private func heading(_ unit: FoundUnit) -> Text {
        switch (unit.state, unit.certainty) {
        case (.garbled, _):
            endpoint.line == nil
                ? Text(
                    zh: "有应答，但读不懂：应答的站号或事务号不对，或那里不是 Modbus TCP；用 --diagnose 看",
                    en: "garbled: another unit or transaction id in the answer, or no Modbus TCP; --diagnose shows it")
                : Text(
                    zh: "有应答，但读不懂：波特率或校验不对、接触不良，或两台设备用了同一个站号",
                    en: "garbled: another baud rate or parity, a bad contact, or two devices with this unit")
        case (_, .certain): named(unit, Text(zh: "确定：有该型号的识别码", en: "certain: it carries the model's mark"))
        case (_, .likely):
            named(
                unit,
                unit.isSettled
                    ? Text(zh: "很可能：其他档案都差得多", en: "likely: no other profile fits nearly as well")
                    : Text(zh: "可能：没有问完", en: "possible: it was not asked to the end"))
        case (_, .oneOf) where unit.profiles.count == 1:
            Text(zh: "可能是这一种，看设备铭牌：", en: "it may be this one; the device's label tells:")
        case (_, .oneOf): Text(zh: "是下列之一，看设备铭牌：", en: "one of these; the device's label tells:")
        case (.refuses, .unknown):
            Text(
                zh: "设备在，但拒绝了所有问题（\(Text.refusal(unit.reason ?? "").zh)）：没有档案认得它",
                en: "there, and refuses everything (\(unit.reason ?? "")): no profile recognises it")
        case (.answers, .unknown):
            Text(
                zh: "有应答，没有档案认得它：照说明书写一个，见 device-profiles.md",
                en: "answers; no profile recognises it: write one from its manual, see device-profiles.md")
        }
    }

    private func named(_ unit: FoundUnit, _ certainty: Text) -> Text {
        guard let profile = unit.profiles.first else { return certainty }
        return Text(
            zh: "\(profile.profile)  \(profile.name.zh)（\(certainty.zh)）",
            en: "\(profile.profile)  \(profile.name.en) (\(certainty.en))")
    }

    private static let mostNames = 6

    private func below(_ unit: FoundUnit) -> [Text] {
        var lines: [Text] = []
        if unit.certainty == .oneOf {
            lines += unit.profiles.prefix(Self.mostNames).map {
                Text(zh: "\($0.profile)  \($0.name.zh)", en: "\($0.profile)  \($0.name.en)")
            }
            let more = unit.profiles.count - Self.mostNames
            if more > 0 { lines.append(Text(zh: "还有 \(more) 个", en: "and \(more) more")) }
        }
        if !unit.values.isEmpty {
            lines.append(
                Text(
                    zh: "与设备显示对一下：" + values(unit) { $0.title.zh },
                    en: "compare with its display: " + values(unit) { $0.title.en }))
        }
        if let entry = entry(unit) {
            lines.append(
                unit.certainty == .oneOf
                    ? Text(zh: "是第一个的话，写入配置：- \(entry)", en: "if it is the first, write: - \(entry)")
                    : Text(zh: "写入配置：- \(entry)", en: "write: - \(entry)"))
        }
        if !unit.isSettled, unit.state != .garbled {
            lines.append(
                Text(
                    zh: "没有问完：设备太慢，或中途没有应答", en: "not asked to the end: it is slow, or stopped answering"))
        }
        return lines
    }

    private func values(_ unit: FoundUnit, _ title: (FoundUnit.Value) -> String) -> String {
        unit.values.map { "\(title($0)) \($0.value.plainText(decimals: 4)) \($0.unit)" }.joined(separator: ", ")
    }
}

extension Text {
    /// Returns the name of an exception, as the standard names it.
    fileprivate static func refusal(_ name: String) -> Text {
        let names = [
            "illegal function": "非法功能码", "illegal data address": "非法地址", "illegal data value": "非法数据",
            "device failure": "设备故障", "acknowledge": "已受理", "device busy": "设备忙",
        ]
        return Text(zh: names[name] ?? name, en: name)
    }
}

extension BusEndpoint {
    /// Returns the endpoint in the form of a configuration: `{rtu: {device: /dev/ttyS1, baud: 9600}}`.
    func configured(_ settings: BusSettings) -> String {
        let more = settings.text.isEmpty ? "" : ", \(settings.text)"
        switch self {
        case .tcp(let host, let port): return "{tcp: {host: \(host.quoted), port: \(port)}\(more)}"
        case .rtu(let line): return "{rtu: {device: \(line.device.quoted), \(line.configured)}\(more)}"
        case .rtuOverTCP(let host, let port, let line):
            return "{rtuOverTcp: {host: \(host.quoted), port: \(port), \(line.configured)}\(more)}"
        }
    }
}

extension BusLine {
    fileprivate var configured: String {
        let parity = parity == .none ? "" : ", parity: \(parity.rawValue)"
        let stopBits = stopBits == 1 ? "" : ", stopBits: \(stopBits)"
        return "baud: \(baud)\(parity)\(stopBits)"
    }
}

extension String {
    /// The text as a YAML scalar within braces: in quotes unless it is plain.
    var quoted: String {
        let isPlain = !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/-._".contains($0)) }
        guard isPlain, let first, first.isLetter || first == "/" else { return JSONText.string(self) }
        return self
    }
}
