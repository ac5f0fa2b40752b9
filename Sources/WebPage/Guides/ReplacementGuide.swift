import Facilities

/// The guide to replacing activated carbon (码上换).
enum ReplacementGuide {
    static let guide = Guide(
        id: NextStep.Action.replaceCarbon.rawValue, title: Text(zh: "怎么换炭", en: "How to replace the carbon"),
        warnings: warnings, steps: steps, standard: standard, sections: [photographs])

    private static let warnings: [Guide.Line] = [
        .init(
            "吸了溶剂的炭会自己发热着火：没降温不开箱", "Loaded carbon can heat and ignite: never open it hot", drawing: .warnFire,
            .read(.carbonFire)),
        .init(
            "冒烟、超温：停风机、关阀、打119，别开箱门",
            "Smoke or over-temperature: fan off, valves shut, call 119, the door stays shut", drawing: .warnFire, .own),
        .init(
            "湿炭会耗氧，箱里可能憋死人：先通风、再检测、后进入",
            "Wet carbon eats oxygen and the box may kill: air it, test it, then enter", drawing: .warnBreath,
            .read(.carbonOxygen),
            .read(.carbonHazards)),
        .init(
            "有人倒在里面：不许下去拉，通风、打119", "Someone is down inside: do not follow; air, and call 119", .memory),
        .init(
            "不用铁锹敲打、不抽烟、不带手机进箱", "No striking iron, no smoking, no phone inside",
            .secondary(.carbonHazards), .own("不带手机", "no phone")),
        .init(
            "炭灰呛肺：戴口罩，轻放，不倒扬", "Dust: wear a mask, lay it down softly", drawing: .warnBreath, .secondary(.carbonFilling)
        ),
        .init(
            "废炭是危废：不卖、不倒、不混垃圾、不晒",
            "Spent carbon is hazardous waste: not sold, dumped, mixed or dried in the sun", .secondary(.wasteLaw)),
    ]

    private static let steps: [Guide.Line] = [
        .init(
            "先点“开始更换”；停产、停风机、拉闸挂牌", "Tap “start”; production and fan off, breaker down and tagged",
            withoutButton: Text(
                zh: "停产、停风机、拉闸挂牌", en: "Production and fan off, breaker down and tagged"), drawing: .replace1, .own),
        .init(
            "等床层降到40℃以下，阀门关好再开箱", "Bed below 40 °C, valves shut, then open", drawing: .replace2,
            .own("40℃（借用进口温度限值）", "40 °C, borrowed from the limit of the inlet")),
        .init(
            "开门通风30分钟，测氧测毒，合格再进", "Air it for 30 minutes, test oxygen and gas, then enter", drawing: .replace3,
            .read(.carbonHazards), .secondary(.oxygen), .own("30分钟", "the 30 minutes")),
        .init(
            "两人干活；戴防毒面具、手套、护目镜", "Two people; gas masks, gloves, goggles", drawing: .replace4, .secondary(.carbonVendor)
        ),
        .init(
            "拍旧炭，掏旧炭；轻铲不扬灰，不用铁器敲",
            "Photograph the old carbon and take it out; no dust, no knocking iron", drawing: .replace5, .own),
        .init(
            "装双层袋扎紧，逐袋称重，贴危废标签", "Double bags tied, each weighed, label on", drawing: .replace6, .secondary(.wasteLabel)
        ),
        .init(
            "清箱底，查托网、密封条、旁路阀", "Clean the floor of the box; check grid, gasket, bypass valve", drawing: .replace7, .own),
        .init(
            "新炭“四看”，核对合格证，每批留样1公斤", "Four looks, certificate, keep 1 kg of each batch", drawing: .replace8,
            .own("1公斤", "the 1 kg")),
        .init(
            "颗粒一层层铺平；蜂窝挤紧，不留缝不踩", "Grains level layer by layer; honeycomb tight, no gaps, no treading",
            drawing: .replace9,
            .secondary(.carbonFilling)),
        .init(
            "关门封严，空吹10分钟，看压差，拍照登记",
            "Seal, blow 10 minutes empty, read the pressure drop, photograph, enter it", drawing: .replace10,
            .secondary(.carbonFilling),
            .own("10分钟", "the 10 minutes")),
    ]

    private static let photographs = Guide.Section(
        title: Text(zh: "拍什么", en: "What to photograph"),
        lines: [
            .init("①铭牌和设施二维码同框", "① nameplate and QR code in one picture", drawing: .photoBox, .own),
            .init("②旧炭在箱里", "② the old carbon in its box", drawing: .photoOld, .read(.province)),
            .init("③空箱见底", "③ the empty box to its floor", drawing: .photoEmpty, .read(.province)),
            .init(
                "④新炭包装：厂家、批号、合格证", "④ the new carbon's packing: maker, batch, certificate", drawing: .photoPack,
                .read(.province)),
            .init(
                "⑤装填后表面（放一把尺）", "⑤ the surface when filled, with a ruler on it", drawing: .photoSurface,
                .read(.province)),
            .init("⑥废炭称重的秤面和标签", "⑥ the scale with the spent carbon, and the label", drawing: .photoScale, .own),
            .init(
                "⑦碘值报告首页（带CMA章）", "⑦ the first page of the iodine report, with its stamp", drawing: .photoReport,
                .own),
        ])
}
