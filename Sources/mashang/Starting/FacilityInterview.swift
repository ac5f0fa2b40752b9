import DeviceProfiles
import Facilities

/// Asks for the profile of each device, and for the facility that it belongs to.
struct FacilityInterview {
    let dialogue: Dialogue
    let known: [String: DeviceProfile]
    let prefix: String
    let folders: [String]

    private enum Owner {
        case facility(Int)
        case new
        case none
    }

    func place(_ devices: [SiteDraft.Device], in draft: inout SiteDraft) throws {
        for device in devices {
            var device = device
            device.profile = try profile(of: device)
            guard let id = device.profile, let profile = known[id] else {
                draft.others.append(device)
                continue
            }
            switch try owner(of: device, in: draft) {
            case .none: draft.others.append(device)
            case .facility(let index):
                device.meanings = try meanings(of: profile, for: draft.facilities[index])
                draft.facilities[index].devices.append(device)
            case .new:
                var facility = try facility(draft)
                device.meanings = try meanings(of: profile, for: facility)
                facility.devices = [device]
                draft.facilities.append(facility)
            }
        }
    }

    /// Asks for the profile of a device; nil if the person does not know it either.
    private func profile(of device: SiteDraft.Device) throws -> String? {
        let names = device.profiles.prefix(9).joined(separator: ", ")
        let hint = names.isEmpty ? Text(zh: "没有档案认得它", en: "no profile recognises it") : Text(zh: names, en: names)
        return try dialogue.ask(
            Text(
                zh: "\(device.id) 是什么（\(hint.zh)）：档案名称，- 为不清楚",
                en: "what is \(device.id) (\(hint.en)): the name of a profile, - if you do not know"),
            usual: device.profile ?? "-"
        ) { text in
            if text == "-" { return .success(nil) }
            guard known[text] != nil else {
                return .failure(
                    .init(Text(zh: "没有名为 \(text) 的档案", en: "there is no profile of the name \(text)")))
            }
            return .success(text)
        }
    }

    private func owner(of device: SiteDraft.Device, in draft: SiteDraft) throws -> Owner {
        for (index, facility) in draft.facilities.enumerated() {
            say("  \(index + 1)  \(facility.name)  \(facility.kind.title.spoken)")
        }
        let count = draft.facilities.count
        return try dialogue.ask(
            Text(
                zh: "\(device.id)（\(device.profile ?? "")）属于哪个设施：编号，n 为新设施，- 为先不分",
                en:
                    "the facility of \(device.id) (\(device.profile ?? "")): its number, n for a new one, - for none yet"
            ),
            usual: count == 0 ? "n" : "\(count)"
        ) { text in
            switch (text, Int(text)) {
            case ("n", _): return .success(.new)
            case ("-", _): return .success(.none)
            case (_, let number?) where count > 0 && 1...count ~= number: return .success(.facility(number - 1))
            default:
                return .failure(
                    .init(Text(zh: "请写 1 至 \(count) 的编号、n 或 -", en: "write a number up to \(count), n or -")))
            }
        }
    }

    private func facility(_ draft: SiteDraft) throws -> SiteDraft.Facility {
        let kinds = Facility.Kind.allCases.filter { $0 != .complaintPoint }
        let kind = try dialogue.choose(Text(zh: "哪一类", en: "its kind"), kinds, \.title)
        let name = try dialogue.ask(Text(zh: "名称，贴在墙上的", en: "its name, as on the wall"), Self.name)
        let code = try dialogue.ask(
            Text(zh: "编号", en: "its code"), usual: draft.newCode(of: kind, prefix)
        ) { self.code($0, draft) }
        var facility = SiteDraft.Facility(code: code, kind: kind, name: name)
        for setting in KindSetting.all(of: kind) { facility.settings[setting.key] = try setting.ask(dialogue) }
        return facility
    }

    private static func name(_ text: String) -> Result<String, Dialogue.Wrong> {
        let isLine = text.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) }
        let wrong = Text(zh: "名称为 1 至 64 个字", en: "a name has 1 to 64 characters")
        return 1...64 ~= text.count && isLine ? .success(text) : .failure(.init(wrong))
    }

    /// Reads a code. A code that another body issued may have no check character: if it ends with `!`, it is accepted
    /// unchanged.
    private func code(_ text: String, _ draft: SiteDraft) -> Result<String, Dialogue.Wrong> {
        if text.hasSuffix("!"), let code = TypedCode(String(text.dropLast())).code { return unused(code, draft) }
        switch TypedCode(text).verdict {
        case .right(let code):
            return unused(code, draft)
        case .mistyped(let mistyped):
            let (zh, en) = (mistyped.text.zh, mistyped.text.en)
            return .failure(
                .init(Text(zh: "\(zh)；就是这样的，在后面加 !", en: "\(en); if it is right, write ! behind it")))
        case .noCode:
            return .failure(
                .init(
                    Text(
                        zh: "编号为4至32个数字、字母和“-”", en: "a code has 4 to 32 characters of 0-9, A-Z and -")))
        }
    }

    private func unused(_ code: Facility.Code, _ draft: SiteDraft) -> Result<String, Dialogue.Wrong> {
        draft.facilities.contains { $0.code == code.description }
            ? .failure(.init(Text(zh: "这个编号已经用了", en: "another facility has this code")))
            : .success(code.description)
    }

    /// Asks for the meanings of points, but only if a rule of the facility needs a quantity that a point could measure.
    private func meanings(of profile: DeviceProfile, for facility: SiteDraft.Facility) throws -> [String: String] {
        var alone = SiteDraft(gateway: "X", journal: "/x", listen: "127.0.0.1:0", language: Speech.language)
        alone.facilities = [facility]
        alone.facilities[0].devices = []
        guard let facility = try DraftRules(alone, folders: folders).facility(facility.code) else { return [:] }
        let meanings = PointMeanings(profile, for: facility)
        guard !meanings.quantities.isEmpty else { return [:] }
        let quantities = meanings.quantities.map { "\($0.rawValue) \($0.title.spoken)" }.joined(separator: ", ")
        say(Text(zh: "  规则还要看：\(quantities)", en: "  the rules also look at: \(quantities)"))
        return try dialogue.ask(
            Text(
                zh: "它的测点在这里是这些量吗：测点=量，如 \(meanings.example)，几个用逗号隔开（没有就不写）",
                en:
                    "is one of its points one of these: POINT=QUANTITY, such as \(meanings.example), with commas (nothing: none)"
            ),
            usual: "", meanings.parse)
    }
}
