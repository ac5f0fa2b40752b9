import Facilities

/// How carbon is looked at and tested (四看一测).
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

    private static let looks: [Guide.Look] = [
        look(
            Text(zh: "看颜色", en: "Colour"), Text(zh: "掰开一块，看断面", en: "Break a piece, look at the break"),
            good: Text(zh: "里外一样深黑，不反光", en: "black all through, dull"),
            doubtful: Text(zh: "黑得不匀，或有点发亮", en: "uneven, or a little shiny"),
            bad: Text(zh: "发灰发黄发褐，像泥", en: "grey, yellow, brown, like clay")),
        look(
            Text(zh: "看形态", en: "Form"), Text(zh: "手指捻一捻，抖一抖", en: "Rub it between the fingers, shake it"),
            good: Text(zh: "硬、完整，手上几乎没灰", en: "hard, whole, hardly any dust"),
            doubtful: Text(zh: "掉一些渣，手有点黑", en: "some crumbs, hand a little black"),
            bad: Text(zh: "一捻成粉，碎末很多", en: "rubs to powder, many fines")),
        look(
            Text(zh: "看重量", en: "Weight"), Text(zh: "同样一杯，称一称", en: "A full cup, weighed"),
            good: Text(zh: "比水轻一半左右，轻", en: "light, about half as heavy as water"),
            doubtful: Text(zh: "偏重，和上批差一成", en: "heavy, or a tenth off the last batch"),
            bad: Text(zh: "明显压手，像沙土", en: "plainly heavy, like sand")),
        look(
            Text(zh: "看气泡", en: "Bubbles"), Text(zh: "抓一小把放进清水", en: "A small handful into clear water"),
            good: Text(zh: "细泡连成线，响，冒很久", en: "threads of fine bubbles, hissing, for long"),
            doubtful: Text(zh: "有泡，不密，一会儿停", en: "bubbles, not many, soon over"),
            bad: Text(zh: "没几个泡，或散成泥水", en: "hardly any, or it falls to mud")),
        look(
            Text(zh: "测碘值", en: "Iodine value"), Text(zh: "看报告，或取样送检", en: "Read the report or send a sample"),
            good: Text(zh: "达标，方法和批号对得上", en: "over the limit, method and batch agree"),
            doubtful: Text(zh: "刚过线，或只有快检", en: "just over, or only a quick test"),
            bad: Text(zh: "低于限值，或拿不出报告", en: "under the limit, or no report")),
    ]

    private static func look(_ title: Text, _ act: Text, good: Text, doubtful: Text, bad: Text) -> Guide.Look {
        .init(title: title, act: act, good: good, doubtful: doubtful, bad: bad, basis: [.secondary(.folkTests)])
    }
}

extension GuideSource {
    static let folkTests = GuideSource(
        "活性炭销售网页：新炭的民间看法", "a seller's page: folk tests of unused carbon",
        "http://18395759601.worldmetal.cn/sell/itemid-2189986.shtml")
}
