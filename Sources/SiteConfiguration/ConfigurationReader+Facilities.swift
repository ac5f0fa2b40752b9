import Facilities
import Rules
import StrictYAML

extension ConfigurationReader {
    func installations(_ value: YAMLValue) -> [Configuration.Installation] {
        let installations = value.sequence(ofEntriesWith: "code").compactMap(installation)
        var lines: [Facility.Code: Int] = [:]
        for (code, place) in labelPlaces.codes {
            guard let line = lines[code] else {
                lines[code] = place.line
                continue
            }
            otherErrors.append(
                place.mistake(
                    Text(
                        zh: "编号 \(code) 已经是第 \(line) 行设施的；每个设施编号不同",
                        en:
                            "the code \(code) is already that of the facility in line \(line); every facility has its own"
                    )))
        }
        checkAround(Set(lines.keys))
        return installations
    }

    func installation(_ value: YAMLValue) -> Configuration.Installation? {
        guard
            let map = value.mapping(
                "code", "kind", "name", "carbon", "fume", "machinery", "complaint", "limits", "rules", "combine",
                "devices", "notMonitored", "supervision", "publish", "group"
            )
        else { return nil }
        let code = map.required("code")?.parse(Self.code) { TypedCode($0).code }
        let kind =
            map.required("kind")?.choice(Facility.Kind.self, named: \.chineseNames)
            ?? Self.sections.first { map[$0.key] != nil }?.kind ?? .dustSite
        let name = map.required("name").flatMap { self.name($0) }
        let group = map["group"].map { $0.parse(Self.group, Self.heading) } ?? ""
        let devices = map["devices"].map(devices) ?? []
        let combine = map["combine"].map(combinations) ?? [:]
        if let code, let place = map["code"]?.place { labelPlaces.codes.append((code, place)) }
        let settings = settings(of: kind, map, at: value)
        var facility = Facility(code: code ?? .unread, name: name ?? "", settings: settings, utcOffset: utcOffset)
        facility.bureau = bureau.figures(for: kind)
        facility.limits = map["limits"].map { limits($0, of: facility) } ?? [:]
        facility.thresholds = map["rules"].map(thresholds) ?? []
        (facility.channels, facility.combine) = (Array(devices.map(\.device.channels).joined()), combine)
        checkCombinations(of: facility, at: map["devices"] ?? value)
        facility.supervision =
            map["supervision"].map { $0.choice(Supervision.self, named: \.chineseNames) ?? .sensors } ?? .sensors
        facility.notMonitored = map["notMonitored"].map { notMonitored($0, of: facility) } ?? [:]
        if let rules = map["rules"] { checkQuantities(of: facility, rules) }
        checkNeeds(of: facility, devices, OwnLimits(limits: map["limits"], rules: map["rules"]))
        if kind == .complaintPoint, let devices = map["devices"] {
            devices.error(
                Text(
                    zh: "投诉点没有设备：投诉从网页和 MQTT 来",
                    en: "a complaint-point has no devices: complaints come by MQTT and by the page"))
        }
        let published = map["publish"].map(publishing)
        check(published?.named ?? [], of: devices.map(\.device))
        return .init(
            facility: facility, devices: devices.map(\.device), publish: published?.publish ?? Publishing(),
            group: group ?? "")
    }

    private static let code = Text(
        zh: "编号，4 到 32 个字符，只用 0-9、A-Z 和 -", en: "a code of 4 to 32 characters of 0-9, A-Z and -")
    private static let group = Text(zh: "分组名，1 到 64 个字符，如 三楼美食广场", en: "a group of 1 to 64 characters, such as 三楼美食广场")

    /// Reads a name for people: one line that is not blank, without control characters, which a terminal would obey,
    /// and without characters that make it look like another name.
    func name(_ value: YAMLValue, isEmptyAllowed: Bool = false) -> String? {
        value.parse(
            Text(
                zh: "名称，一行，最多 200 个字，没有控制字符和看不见的字符",
                en: "a name in one line of at most 200 characters, without control or invisible characters")
        ) { text in
            let isPlain = text.unicodeScalars.allSatisfy { !$0.misleads }
            let isThere = isEmptyAllowed || text.contains { !$0.isWhitespace }
            return isPlain && isThere && text.count <= 200 ? text : nil
        }
    }

    /// Reads the rules that are not monitored, with the reason for each: `notMonitored: {carbon.bypass: 旁路已焊死}`.
    private func notMonitored(_ value: YAMLValue, of facility: Facility) -> [String: String] {
        let known = FacilityRules(for: facility).rules.filter { !$0.needs.isEmpty }.map(\.name)
        var reasons: [String: String] = [:]
        for (key, value) in value.entries ?? [] {
            let rule = key.parse(Self.rule(key.plainText ?? "", known)) { name in known.first { $0 == name } }
            let reason = value.parse(Text(zh: "原因，用文字写，如 旁路已焊死", en: "the reason in words, such as 旁路已焊死")) { text in
                text.allSatisfy(\.isWhitespace) ? nil : text
            }
            if let rule, let reason { reasons[rule] = reason }
        }
        return reasons
    }

    private static func rule(_ name: String, _ known: [String]) -> Text {
        if let near = YAMLValue.nearest(to: name, among: known) {
            return Text(zh: "看读数的规则；是不是 \(near)？", en: "a rule that looks at readings; did you mean \(near)?")
        }
        return Text(
            zh: "看读数的规则，\(known.joined(separator: "、")) 之一",
            en: "a rule that looks at readings, one of \(known.joined(separator: ", "))")
    }
}

extension Unicode.Scalar {
    /// Whether the character is not allowed in a name: a control character, one that changes the direction of the
    /// following text, or a space without width.
    fileprivate var misleads: Bool {
        switch self {
        case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200B}": true
        default: properties.generalCategory == .control
        }
    }
}

extension Facility.Code {
    /// The placeholder for a code that could not be read.
    static let unread = Facility.Code("0000")!
}
