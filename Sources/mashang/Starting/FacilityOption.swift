import ArgumentParser
import Facilities

/// A facility as an option: `--facility
/// kind=fume-purifier,name=食堂,devices=line-1/1+line-1/2:current:fanCurrent,stoves=4`.
struct FacilityOption {
    var facility: SiteDraft.Facility
    /// The devices by name, each with the meanings of its points.
    var devices: [(id: String, meanings: [String: String])] = []

    init(_ text: String) throws {
        var words: [String: String] = [:]
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2, words.updateValue(sides[1], forKey: sides[0]) == nil else {
                throw ValidationError(Text.facilityOption.spoken)
            }
        }
        guard let kind = words.removeValue(forKey: "kind").flatMap(Facility.Kind.init), kind != .complaintPoint,
            let name = words.removeValue(forKey: "name")
        else { throw ValidationError(Text.facilityOption.spoken) }
        facility = SiteDraft.Facility(code: words.removeValue(forKey: "code") ?? "", kind: kind, name: name)
        for device in (words.removeValue(forKey: "devices") ?? "").split(separator: "+") {
            let parts = device.split(separator: ":").map(String.init)
            guard parts.count % 2 == 1 else { throw ValidationError(Text.facilityOption.spoken) }
            let pairs = stride(from: 1, to: parts.count, by: 2).map { (parts[$0], parts[$0 + 1]) }
            devices.append((parts[0], Dictionary(pairs, uniquingKeysWith: { $1 })))
        }
        for setting in KindSetting.all(of: kind) {
            guard let value = words.removeValue(forKey: setting.key) else {
                guard setting.isRequired else { continue }
                let wrong = Text(
                    zh: "--facility \(name)：缺 \(setting.key)（\(setting.question.zh)）",
                    en: "--facility \(name): \(setting.key) is missing (\(setting.question.en))")
                throw ValidationError(wrong.spoken)
            }
            switch setting.parse(value) {
            case .success(let right): facility.settings[setting.key] = right
            case .failure(let wrong): throw ValidationError("--facility \(name) \(setting.key): \(wrong.text.spoken)")
            }
        }
        if kind.section == nil, let key = words.keys.min() {
            throw ValidationError(.noPlace(key, name, kind))
        }
        // The remaining keys are settings of the kind, which the configuration checks.
        facility.settings.merge(words) { $1 }
    }

    /// Checks that each device belongs to a single facility.
    ///
    /// - Throws: `ValidationError` if two facilities name a device, or if one names it twice.
    static func checkOwners(_ options: [FacilityOption]) throws {
        var owned: Set<String> = []
        for id in options.flatMap(\.devices).map(\.id) where !owned.insert(id).inserted {
            throw ValidationError(
                Text(
                    zh: "--facility：设备 \(id) 写了两次，一台设备只属于一个设施",
                    en: "--facility: the device \(id) is named twice; a device belongs to one facility"))
        }
    }
}

extension Text {
    fileprivate static func noPlace(_ key: String, _ name: String, _ kind: Facility.Kind) -> Text {
        Text(
            zh: "--facility \(name)：\(kind.rawValue) 没有 \(key) 这一项；可写 kind、name、code、devices",
            en: "--facility \(name): \(kind.rawValue) has no \(key); write kind, name, code or devices")
    }

    fileprivate static let facilityOption = Text(
        zh: "--facility：写成 kind=fume-purifier,name=食堂,devices=line-1/1+line-1/2:current:fanCurrent,stoves=4",
        en: "--facility: write kind=fume-purifier,name=Canteen,devices=line-1/1+line-1/2:current:fanCurrent,stoves=4")
}
