import Facilities
import Modbus

/// The meaning of all exchanges on one line, and what to do or to write.
struct LineMeaning {
    let endpoint: ModbusEndpoint
    let exchanges: [LinkExchange.Meaning: Int]

    var texts: [Text] {
        guard !exchanges.isEmpty else {
            return [Text(zh: "一个字节也没有发出", en: "not one byte went out")]
        }
        let hints = Set(exchanges.keys.compactMap(hint)).sorted { $0.en < $1.en }
        if !hints.isEmpty { return hints }
        if exchanges.keys.contains(where: \.isAnswer) {
            return [Text(zh: "这条线路没有毛病", en: "nothing is wrong with this line")]
        }
        return [Self.silence(endpoint)]
    }

    /// Returns what to do about exchanges of one meaning; nil if nothing is wrong with them, or if no byte was
    /// received.
    private func hint(_ meaning: LinkExchange.Meaning) -> Text? {
        switch meaning {
        case .silence, .answer: nil
        case .levels: Self.levels(endpoint)
        case .noise: Self.noise(endpoint)
        case .part: Self.part(endpoint)
        case .echo: Self.echo(endpoint)
        case .otherUnit: Self.otherUnit(endpoint)
        case .otherTransaction: Self.otherTransaction(endpoint)
        }
    }

    private static func silence(_ endpoint: ModbusEndpoint) -> Text {
        guard endpoint.line != nil else {
            return Text(
                zh: "能连上，但没有任何应答：站号不对，或转换器后面的设备没有电、接线不对",
                en:
                    "it connects, and nothing answers: another unit, or the devices behind it have no power or are not wired"
            )
        }
        return Text(
            zh: "没有任何字节：查电源、站号、接线；A 和 B 接反时多数转换器也是这样；其他波特率用 --bauds 试",
            en:
                "nothing at all: check power, unit and wires; with A and B swapped most adapters look the same; try other "
                + "baud rates with --bauds")
    }

    private static func levels(_ endpoint: ModbusEndpoint) -> Text {
        Text(
            zh: "只有 00 和 FF：多半是 A 和 B 接反了，把两根线对调；或者空闲时没有偏置电阻",
            en:
                "only 00 and FF: most likely A and B are swapped, exchange the two wires; or nothing biases the idle line"
        )
    }

    private static func noise(_ endpoint: ModbusEndpoint) -> Text {
        guard let line = endpoint.line else {
            return Text(
                zh: "收到的不是 Modbus TCP：可能是透传的串口服务器，配置里写 rtuOverTcp",
                en: "that is no Modbus TCP: it may be a serial server; write rtuOverTcp in the configuration")
        }
        let command = "mashang scan --line \(line.device) --bauds 2400,4800,9600,19200,38400 --parities none,even,odd"
        return Text(
            zh: "收到的字节不成帧：波特率或校验不对，试 \(command)；也可能两台设备用了同一个站号",
            en: "bytes that are no frame: another baud rate or parity, try \(command); or two devices with one unit")
    }

    private static func part(_ endpoint: ModbusEndpoint) -> Text {
        Text(
            zh: "应答不完整或 CRC 不对：接触不良、终端电阻、两台设备同一站号；分段到达的（GPRS、LoRa）给总线写 frameGap: 1s",
            en:
                "answers in part, or with a wrong CRC: contacts, terminating resistors, two devices with one unit; where they "
                + "come in pieces (GPRS, LoRa) write frameGap: 1s for the bus")
    }

    private static func echo(_ endpoint: ModbusEndpoint) -> Text {
        Text(
            zh: "转换器把发出的字节送了回来（回显）：不碍事，网关会丢掉；但设备没有应答，查电源、站号、接线和波特率",
            en:
                "the adapter gives back what is sent (an echo): harmless, the gateway drops it; but no device answers: check "
                + "power, unit, wires and baud rate")
    }

    private static func otherUnit(_ endpoint: ModbusEndpoint) -> Text {
        endpoint.line == nil
            ? Text(
                zh: "应答里是另一个站号：给总线写 unitInAnswer: any",
                en: "answers name another unit: write unitInAnswer: any for the bus")
            : Text(
                zh: "线上有别的站号的帧：还有一个主站，或设备用别的站号应答",
                en: "frames of another unit: there is another master, or the device answers under another unit")
    }

    private static func otherTransaction(_ endpoint: ModbusEndpoint) -> Text {
        Text(
            zh: "应答的事务号不对：给总线写 transactionId: ignored",
            en: "answers have another transaction id: write transactionId: ignored for the bus")
    }
}

extension LinkExchange.Meaning {
    fileprivate var isAnswer: Bool {
        if case .answer = self { true } else { false }
    }
}
