import Facilities
import StrictYAML

extension ConfigurationReader {
    func machinery(_ value: YAMLValue) -> MachinerySettings? {
        guard
            let map = value.mapping(
                "class", "power", "lastTest", "registration", "disclosure", "acquired", "type", "model", "maker",
                "label",
                "stage", "pin", "environmentalCode", "made", "engineModel", "engineNumber", "engineMaker", "fuel",
                "afterTreatment", "terminal", "tag", "owner", "user", "phone", "arrived", "leaves")
        else { return nil }
        let limitClass = map.required("class")?.choice(MachinerySettings.LimitClass.self, named: \.chineseNames)
        let power = map.required("power")?.measure(in: .kilowatt)
        let card = card(map)
        var settings = MachinerySettings(
            limitClass: limitClass ?? .two, power: power ?? 100, lastTest: past(map["lastTest"], "lastTest"),
            registration: line(map["registration"]), disclosure: code(map["disclosure"], 24...24),
            acquired: past(map["acquired"], "acquired"))
        settings.card = card
        return settings
    }

    private func card(_ map: YAMLMapping) -> MachineCard {
        var card = MachineCard()
        card.type = map["type"]?.choice(MachineCard.MachineType.self, named: \.chineseNames)
        (card.model, card.maker) = (line(map["model"]), line(map["maker"]))
        card.label = map["label"]?.choice(MachineCard.LabelColour.self, named: \.chineseNames)
        card.stage = map["stage"]?.choice(MachineCard.Stage.self, named: \.chineseNames)
        (card.pin, card.environmentalCode) = (code(map["pin"], 1...17), code(map["environmentalCode"], 17...17))
        card.made = past(map["made"], "made")
        (card.engineModel, card.engineNumber) = (line(map["engineModel"]), line(map["engineNumber"]))
        card.engineMaker = line(map["engineMaker"])
        card.fuel = map["fuel"]?.choice(MachineCard.Fuel.self, named: \.chineseNames)
        card.afterTreatment = afterTreatment(map["afterTreatment"])
        card.terminal = terminal(map["terminal"])
        card.tag = line(map["tag"])
        (card.owner, card.user, card.phone) = (line(map["owner"]), line(map["user"]), phone(map["phone"]))
        card.arrived = past(map["arrived"], "arrived")
        card.leaves = leaves(map["leaves"], after: card.arrived)
        return card
    }

    /// Reads a text of one line, such as a name or a number.
    private func line(_ value: YAMLValue?, _ longest: Int = 60) -> String? {
        value?.parse(
            Text(zh: "一行文字，1 到 \(longest) 个字符", en: "text of 1 to \(longest) characters in one line")
        ) { text in
            let isPlain = text.unicodeScalars.allSatisfy {
                ![.control, .format].contains($0.properties.generalCategory)
            }
            return 1...longest ~= text.count && isPlain && text.contains { !$0.isWhitespace } ? text : nil
        }
    }

    /// Reads a number as stamped on a plate: capital letters and digits.
    private func code(_ value: YAMLValue?, _ length: ClosedRange<Int>) -> String? {
        let count = length.count == 1 ? "\(length.lowerBound)" : "\(length.lowerBound) to \(length.upperBound)"
        return value?.parse(
            Text(
                zh: "\(count.replacing(" to ", with: " 到 ")) 个大写字母和数字", en: "\(count) capital letters and digits")
        ) { text in
            length ~= text.count && text.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) } ? text : nil
        }
    }

    private func phone(_ value: YAMLValue?) -> String? {
        value?.parse(
            Text(zh: "电话号码，5 到 20 位数字，可有 + - 和空格", en: "a phone number of 5 to 20 digits, with + - and spaces")
        ) { text in
            let isRight = 5...20 ~= text.count && text.allSatisfy("0123456789+- ".contains)
            return isRight && text.contains { $0.isNumber } ? text : nil
        }
    }

    private func afterTreatment(_ value: YAMLValue?) -> [MachineCard.AfterTreatment] {
        guard let value else { return [] }
        let values = value.isSequence ? value.sequence ?? [] : [value]
        let devices = values.compactMap { $0.choice(MachineCard.AfterTreatment.self, named: \.chineseNames) }.unique
        if devices.contains(.none), devices.count > 1 {
            value.error(Text(zh: "none 不能和别的并列", en: "none cannot stand beside others"))
        }
        return devices
    }

    /// Reads the terminal of a machine: `none`, `fitted`, or its number, which must contain a digit, so that `no` or
    /// `无` is reported.
    private func terminal(_ value: YAMLValue?) -> MachineCard.Terminal? {
        guard let value, let text = line(value) else { return nil }
        switch text {
        case "none": return .absent
        case "fitted": return .fitted(nil)
        default:
            guard text.contains(where: \.isNumber) else {
                value.error(
                    Text(
                        zh: "“\(text)”不对：写 none（无）、fitted（有），或终端编号（含数字）",
                        en: "'\(text)' is not none, fitted, or the number of the terminal, which has a digit"))
                return nil
            }
            return .fitted(text)
        }
    }

    private func leaves(_ value: YAMLValue?, after arrived: Day?) -> Day? {
        guard let value, let day = value.day() else { return nil }
        if let arrived, day < arrived {
            value.error(
                Text(zh: "离场日 leaves \(day) 早于进场日 arrived \(arrived)", en: "leaves \(day) is before arrived \(arrived)")
            )
        }
        return day
    }
}
