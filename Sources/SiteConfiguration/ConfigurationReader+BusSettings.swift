import DeviceProfiles
import Facilities
import StrictYAML

/// Reads the settings of a bus whose converter or devices deviate from the standard.
extension ConfigurationReader {
    func settings(_ map: YAMLMapping) -> BusSettings {
        var settings = BusSettings()
        for key in ["transactionId", "unitInAnswer"] where map["tcp"] == nil {
            map[key]?.error(
                Text(
                    zh: "\(key) 只用于有 tcp: 的总线；串口由 CRC 和站号判断",
                    en: "\(key) belongs to a bus with tcp:; on a serial line the CRC and the unit decide"))
        }
        for key in ["connectDelay", "closeAfter"] where map["rtu"] != nil {
            map[key]?.error(
                Text(
                    zh: "\(key) 只用于有 tcp: 或 rtuOverTcp: 的总线；串口没有连接",
                    en: "\(key) belongs to a bus with tcp: or rtuOverTcp:; a serial device has no connection"))
        }
        settings.ignoresTransactionID = isSaid(.transactionId, map)
        settings.acceptsAnyUnit = isSaid(.unitInAnswer, map)
        settings.connectDelay = time(.connectDelay, map)
        settings.closeAfter = time(.closeAfter, map)
        settings.frameGap = time(.frameGap, map)
        return settings
    }

    /// Warns about buses with keys that conflict.
    func warnOfSettings(_ buses: YAMLValue?, _ sites: [String: SiteBus], _ devices: [Configuration.Device]) {
        for (key, value) in buses?.entries ?? [] {
            guard let name = key.string, let site = sites[name] else { continue }
            let period = devices.filter { $0.bus == name }.flatMap(\.profile.points).map(\.every).min()
            let line: BusLine? =
                switch site.endpoint {
                case .tcp: nil
                case .rtu(let line), .rtuOverTCP(_, _, let line): line
                }
            guard let warning = settingsWarning(site.settings, line, period: period) else { continue }
            warnings.append(value.mistake(warning))
        }
    }

    /// Returns a warning if the keys of a bus conflict; nil otherwise.
    ///
    /// - Parameters:
    ///   - line: the line of a serial bus, also behind a serial device server; nil for Modbus TCP.
    ///   - period: the shortest period on the bus; nil if nothing is polled on it.
    private func settingsWarning(_ settings: BusSettings, _ line: BusLine?, period: Duration?) -> Text? {
        if let gap = settings.frameGap, let line {
            // A character has a start bit, eight data bits, parity and stop bits.
            let bits = 9 + (line.parity == .none ? 0 : 1) + line.stopBits
            let least = Duration.microseconds(Int64(bits) * 3_500_000 / Int64(line.baud))
            if gap < least * 2 {
                let milliseconds = Int(least * 2 / .milliseconds(1)) + 1
                return Text(
                    zh: "frameGap \(gap.text) 太短：\(line.baud) 波特时两帧相隔 \(least.milliseconds)；至少写 \(milliseconds)ms",
                    en: "frameGap of \(gap.text) is too short at \(line.baud) baud, where two frames are "
                        + "\(least.milliseconds) apart; write at least \(milliseconds)ms")
            }
        }
        if settings.closeAfter == .zero, let delay = settings.connectDelay, let period, delay * 2 > period {
            let share = Int(delay / period * 100)
            return Text(
                zh:
                    "closeAfter 0s 每次应答后断开，所以每次请求都要等 connectDelay \(delay.text)：周期 \(period.text) 时一台设备占用 \(share)% 的时间；"
                    + "去掉 closeAfter，或把周期加长",
                en:
                    "every request waits connectDelay \(delay.text), since closeAfter 0s closes the connection after each "
                    + "answer: with periods of \(period.text) one device takes \(share) % of the time; leave "
                    + "closeAfter out, or make the periods longer")
        }
        return nil
    }

    private func isSaid(_ key: BusSettings.Word, _ map: YAMLMapping) -> Bool {
        map[key.rawValue]?.parse(Text(zh: "\(key.word)，或者不写这一行", en: "the word \(key.word), or no such line")) {
            $0 == key.word ? true : nil
        } ?? false
    }

    private func time(_ key: BusSettings.Time, _ map: YAMLMapping) -> Duration? {
        map[key.rawValue]?.parse(key.expected, key.duration)
    }
}
