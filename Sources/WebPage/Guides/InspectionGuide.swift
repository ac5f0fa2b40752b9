import Facilities

/// The guide to looking at carbon and testing it (四看一测).
enum InspectionGuide {
    static let guide = Guide(
        id: NextStep.Action.inspectCarbon.rawValue, title: Text(zh: "怎么做“四看一测”", en: "Four looks and one test"),
        steps: [
            .init("停机取样，戴手套", "Stop, take a sample, wear gloves", .own),
            .init("一屏一看，拿不准选中间", "One look a screen; in doubt choose the middle", .own),
            .init("可疑就留样送检", "Suspect: keep a sample and send it for a test", .own),
        ], looks: looks, sections: [notes])

    private static let notes = Guide.Section(
        title: Text(zh: "先问一句：看的是新炭，还是在用的炭？", en: "First: is the carbon new or in use?"),
        lines: [
            .init(
                "取中间的炭，别只看表面；拿不准就选中间", "Take carbon from the middle, not the surface; in doubt choose the middle", .own),
            .init(
                "在用的炭会变重、少冒泡：快饱和了，建议测碘值或更换",
                "Carbon in use is heavier and bubbles less: nearly saturated, test its iodine value or replace it",
                .own),
            .init(
                "800/650是新炭装填时的要求，在用的炭读数会低", "800 and 650 are asked of new carbon; a sample in use reads lower", .memory
            ),
            .init("外观只能起疑，不能定性；拿不准就抽样送检", "Looks raise a doubt and prove nothing; a test does", .own),
            .init("湿炭不要放回箱里，随废炭一起装袋", "Wet carbon does not go back into the box: bag it with the spent carbon", .own),
        ])

    private static let looks: [Guide.Look] =
        ["colour", "form", "weight", "bubbles"].compactMap(look) + [
            .init(
                id: "iodine", title: Text(zh: "测碘值", en: "Iodine value"),
                act: Text(zh: "看报告，或取样送检", en: "Read the report or send a sample"), good: iodine[0].text,
                doubtful: iodine[1].text, bad: iodine[2].text, basis: [.secondary(.folkTests)])
        ]

    /// The instruction of each look, by the field of the record.
    static let acts = [
        "colour": Text(zh: "掰开一块，看断面", en: "Break a piece, look at the break"),
        "form": Text(zh: "手指捻一捻，抖一抖", en: "Rub it between the fingers, shake it"),
        "weight": Text(zh: "同样一杯，称一称", en: "A full cup, weighed"),
        "bubbles": Text(zh: "抓一小把放进清水", en: "A small handful into clear water"),
    ]

    /// The cards of a good, a doubtful and a bad report of the iodine value.
    static let iodine = [
        DrawingCard(
            drawing: .lookIodineGood,
            text: Text(zh: "达标，方法和批号对得上", en: "over the limit, method and batch agree")),
        DrawingCard(
            drawing: .lookIodineDoubtful, text: Text(zh: "刚过线，或只有快检", en: "just over, or only a quick test")),
        DrawingCard(drawing: .lookIodineBad, text: Text(zh: "低于限值，或拿不出报告", en: "under the limit, or no report")),
    ]

    /// Returns a look in the words of the record's choices; nil if the field does not have three choices.
    private static func look(_ name: String) -> Guide.Look? {
        let field = CarbonInspection.fields.first { $0.name == name }
        guard let field, case .choice(let options) = field.content, options.count == 3, let act = acts[name] else {
            return nil
        }
        let densities = Basis.own(
            "图里的0.50、0.55、0.65 kg/L是举例", "the 0.50, 0.55 and 0.65 kg/L of the drawings are examples")
        return .init(
            id: name, title: field.title, act: act, good: options[0].title, doubtful: options[1].title,
            bad: options[2].title, basis: [.secondary(.folkTests)] + (name == "weight" ? [densities] : []))
    }
}

extension GuideSource {
    static let folkTests = GuideSource(
        "活性炭销售网页：新炭的民间看法", "a seller's page: folk tests of unused carbon",
        "http://18395759601.worldmetal.cn/sell/itemid-2189986.shtml")
}
