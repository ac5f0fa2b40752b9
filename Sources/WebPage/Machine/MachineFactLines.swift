import Facilities

extension FacilityDetail {
    /// Returns the facts of a machine that are not on its card, for people with a role; empty for other readers and
    /// other kinds.
    func machineFacts(_ person: Operator?, _ language: Language) -> [PageFact] {
        guard let machine, person?.mayEnter(at: status.code) ?? false else { return [] }
        return machine.more.map { name, value in
            PageFact(name: name[language], value: value?[language] ?? Text.notFilledIn[language])
        }
    }
}

extension MachineFacts {
    /// The facts that are not on the card's first screen; nil for values that are not filled in.
    fileprivate var more: [(Text, Text?)] {
        let card = settings.card
        let photographs = Text(zh: "登记时\(photographs)张", en: "\(photographs) with the registration")
        return [
            (Text(zh: "产品识别码(PIN)", en: "Product identification number"), card.pin.map(Text.same)),
            (Text(zh: "机械环保代码", en: "Machine environmental code"), card.environmentalCode.map(Text.same)),
            (Text(zh: "环保信息公开编号", en: "Disclosure number"), disclosure.map(Text.same)),
            (Text(zh: "出厂日期", en: "Date of manufacture"), card.made.map(Text.day)),
            (Text(zh: "发动机型号", en: "Engine model"), card.engineModel.map(Text.same)),
            (Text(zh: "发动机编号", en: "Engine number"), card.engineNumber.map(Text.same)),
            (Text(zh: "发动机生产厂", en: "Engine maker"), card.engineMaker.map(Text.same)),
            (Text(zh: "额定功率", en: "Rated power"), Text.same("\(settings.power.plainText) kW")),
            (Text(zh: "排气烟度类别", en: "Smoke class"), settings.limitClass.title),
            (Text(zh: "燃料种类", en: "Fuel"), card.fuel?.title),
            (Text(zh: "污染控制装置", en: "After-treatment"), afterTreatment),
            (Text(zh: "远程监控终端", en: "On-board terminal"), card.terminal?.title),
            (Text(zh: "电子标识(RFID)", en: "Electronic tag (RFID)"), card.tag.map(Text.same)),
            (Text(zh: "所有人", en: "Owner"), card.owner.map(Text.same)),
            (Text(zh: "使用单位", en: "User"), card.user.map(Text.same)),
            (Text(zh: "所有人电话", en: "Owner's phone"), card.phone.map(Text.same)),
            (Text(zh: "进场日期", en: "On site from"), card.arrived.map(Text.day)),
            (Text(zh: "退场日期", en: "On site until"), card.leaves.map(Text.day)),
            (Text(zh: "购入或转入日期", en: "Acquired"), settings.acquired.map(Text.day)),
            (Text(zh: "照片", en: "Photographs"), self.photographs > 0 ? photographs : nil),
        ]
    }

    private var afterTreatment: Text? {
        let titles = settings.card.afterTreatment.map(\.title)
        guard !titles.isEmpty else { return nil }
        return Text(
            zh: titles.map(\.zh).joined(separator: "、"), en: titles.map(\.en).joined(separator: ", "))
    }
}

extension MachineCard.Terminal {
    fileprivate var title: Text {
        switch self {
        case .absent: Text(zh: "无", en: "none")
        case .fitted(nil): Text(zh: "有", en: "fitted")
        case .fitted(let number?): Text(zh: "有，编号 \(number)", en: "fitted, number \(number)")
        }
    }
}

extension Text {
    /// Returns a text that is the same in both languages.
    fileprivate static func same(_ text: String) -> Text { Text(zh: text, en: text) }
    fileprivate static func day(_ day: Day) -> Text { .same(day.description) }
}
