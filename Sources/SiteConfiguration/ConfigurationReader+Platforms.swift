import Facilities
import HJ212
import StrictYAML

/// An entry of `uplinks:` with `hj212:`, before the facilities are read.
struct PlatformDraft {
    var platform: Configuration.Platform
    /// `hj212:`
    var value: YAMLValue
    /// The values of `mn:`, `st:` and `factors:`.
    var numbers: YAMLValue?
    var system: YAMLValue?
    var factors: YAMLValue?
}

extension ConfigurationReader {
    /// Reads the part of an uplink that names a platform; the channels are looked for when the facilities have been read.
    func platform(_ value: YAMLValue, name: String, from: Configuration.Uplink.From?) {
        guard
            let map = value.mapping(
                "host", "port", "version", "mn", "passwordFile", "st", "encrypt", "lengthOfCipher", "keyFile",
                "answers", "realtime", "minutes", "timeout", "resends", "factors")
        else { return }
        let edition = map["version"].map { value in
            value.parse(Text(zh: "2017 或 2025", en: "2017 or 2025")) { ["2017": Edition.y2017, "2025": .y2025][$0] }
        }
        let password = map.required("passwordFile")
        let answers = map["answers"].map { $0.bool ?? true } ?? true
        let platform = Configuration.Platform(
            name: name, host: map.required("host").flatMap(host) ?? "",
            port: map.required("port")?.parse(Self.ports) { UInt16($0).flatMap { $0 > 0 ? $0 : nil } } ?? 0,
            edition: (edition ?? .y2017) ?? .y2017, stations: [], passwordFile: password?.string ?? "",
            encryption: cipher(map, of: value), answers: answers, realtime: realtime(map["realtime"]),
            minutes: map["minutes"].flatMap(minutes) ?? 10,
            timeout: map["timeout"].flatMap { seconds($0, Request.timeouts) } ?? 10,
            resends: map["resends"].flatMap { number($0, Request.resends) } ?? 3, from: from,
            places: .init(
                platform: value.place, passwordFile: (password ?? value).place, keyFile: map["keyFile"]?.place))
        platforms.append(
            PlatformDraft(
                platform: platform, value: value, numbers: map.required("mn"), system: map["st"],
                factors: map["factors"]))
    }

    private static let ports = Text(zh: "端口，1 到 65535", en: "a port from 1 to 65535")

    private func host(_ value: YAMLValue) -> String? {
        value.parse(Text(zh: "主机名或地址，不含端口", en: "a host's name or address, without a port")) { text in
            text.isEmpty || text.contains { $0.isWhitespace || $0 == "/" } ? nil : text
        }
    }

    private func cipher(_ map: YAMLMapping, of value: YAMLValue) -> Configuration.Cipher? {
        let form = map["encrypt"].flatMap { value -> Encryption.Form? in
            guard value.plainText != "off" else { return nil }
            return value.parse(Text(zh: "off、text 或 bytes", en: "off, text or bytes"), Encryption.Form.init)
        }
        let length = map["lengthOfCipher"].map { $0.choice(Encryption.Length.self) ?? .plain }
        guard let form else {
            if let place = map["keyFile"] ?? map["lengthOfCipher"] {
                place.error(
                    Text(
                        zh: "没有 encrypt 时这一项不起作用；请写 encrypt: text，或删去这一项",
                        en: "this is of use with encrypt only; write encrypt: text, or remove this"))
            }
            return nil
        }
        guard let file = map["keyFile"]?.string else {
            value.error(
                Text(
                    zh: "encrypt 需要 keyFile：密钥文件，16 个字符或 32 位十六进制",
                    en: "encrypt needs keyFile: a file with the key, 16 characters or 32 hexadecimal digits"))
            return nil
        }
        return .init(keyFile: file, form: form, length: length ?? .plain)
    }

    private func realtime(_ value: YAMLValue?) -> Int? {
        guard let value else { return Self.usualRealtime }
        guard value.plainText != "off" else { return nil }
        return seconds(value, Request.realtimeIntervals) ?? Self.usualRealtime
    }

    private static var usualRealtime: Int { 60 }

    private func seconds(_ value: YAMLValue, _ range: ClosedRange<Int>) -> Int? {
        let (least, most) = (range.lowerBound, range.upperBound)
        let expected = Text(
            zh: "\(least)s 到 \(most)s 的整秒数", en: "a duration from \(least)s to \(most)s in whole seconds")
        return value.parse(expected, endings: ["s"]) { text in
            guard let duration = Duration(text), duration.milliseconds % 1000 == 0 else { return nil }
            return Int(exactly: duration.milliseconds / 1000).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    private func number(_ value: YAMLValue, _ range: ClosedRange<Int>) -> Int? {
        let expected = Text(
            zh: "\(range.lowerBound) 到 \(range.upperBound) 的整数",
            en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        return value.parse(expected) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
    }

    private func minutes(_ value: YAMLValue) -> Int? {
        let words = Request.minuteIntervals.map(String.init)
        return value.parse(
            Text(
                zh: "\(words.joined(separator: "、")) 之一（分钟）", en: "one of \(words.joined(separator: ", ")), in minutes")
        ) { Int($0).flatMap { Request.minuteIntervals.contains($0) ? $0 : nil } }
    }
}
