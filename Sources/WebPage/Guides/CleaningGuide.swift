import Facilities

/// The guide to cleaning a fume purifier (码上洗), with warnings and the steps for every type of purifier.
enum CleaningGuide {
    static let guide = Guide(
        id: NextStep.Action.cleanPurifier.rawValue,
        title: Text(zh: "怎么洗净化器", en: "How to clean the purifier"), warnings: warnings, steps: steps,
        variants: variants, standard: standard, sections: [record, photographs, upkeep],
        why: [
            .init(
                "不装、不正常使用净化设施且超标的，罚5000元至5万元（大气法第118条）",
                "No purifier, or one not properly used, and over the limit: a fine of 5,000 to 50,000 yuan (Air Law, article 118)",
                .read(.airLaw118))
        ])

    private static let warnings: [Guide.Line] = [
        .init(
            "里面是高压电：不拉闸、不等够时间，不许伸手",
            "High voltage inside: breaker down and time waited, or hands off", drawing: .warnVoltage,
            .read(.makerVoltage)),
        .init(
            "先关火关气；油垢遇火会烧进管道", "Fire and gas off: grease burns up the duct", drawing: .warnFire, .read(.makerFire),
            .secondary(.arcing)),
        .init(
            "戴胶手套和护目镜；不用烧碱、洁厕灵，更不能混用",
            "Rubber gloves, goggles; no lye, no toilet cleaner, never mixed", drawing: .warnChemicals,
            .secondary(.cleaners), .memory),
        .init(
            "溅到眼睛、皮肤：清水冲15分钟，再就医", "Splashed: 15 minutes of running water, then a doctor",
            .secondary(.cleaners), .memory("15分钟", "the 15 minutes")),
        .init("高处、屋顶、管道里的活，请专业队伍", "Roof, height, inside ducts: call a firm", .own),
        .init(
            "电机、高压电源盒、接线盒不许冲水", "Never hose the motor, the power pack or the junction box",
            .read(.tradeCode)),
        .init("不用汽油、酒精、香蕉水洗油", "No petrol, alcohol or thinner for degreasing", .memory),
        .init(
            "连着消防报警的，先告诉中控室", "Wired to the fire alarm: inform the control room first", .read(.tradeCode)),
        .init(
            "洗的水走隔油池，不进雨水口；废油交收油单位",
            "Wash water to the grease trap, not the storm drain; oil to a licensed collector", .read(.jianye)),
    ]

    private static let start = Guide.Line(
        "先点“开始清洗”；关火关气、停机、拉闸挂牌",
        "Tap “start cleaning”; fire and gas off, machine off, breaker down and tagged",
        withoutButton: Text(
            zh: "关火关气、停机、拉闸挂牌", en: "Fire and gas off, machine off, breaker down and tagged"), drawing: .clean1,
        .read(.tradeCode))

    private static let steps: [Guide.Line] = [
        start,
        .init(
            "等10分钟再开门；拍清洗前照片，抽出电场", "Wait 10 minutes, open; photograph it dirty; pull the cell out",
            drawing: .clean2, .read(.makerVoltage), .read(.tradeCode),
            .own("10分钟；铭牌或说明书另有时间的，以其为准", "10 minutes; if the nameplate or the manual names another time, that one")),
        .init(
            "60℃左右热水加去油剂，泡透再用软刷刷", "Hot water of about 60 °C with degreaser; soak, then a soft brush",
            drawing: .clean3, .read(.makerWashing), .secondary(.softBrush),
            .own("手洗用60℃，更热会烫伤；厂家上限88℃", "60 °C for work by hand, hotter scalds; the maker's limit is 88 °C")),
        .init(
            "趁泡着，洗滤网、箱体、集油盘、风机叶轮", "While it soaks: filter, housing, grease tray, fan wheel",
            drawing: .clean4, .own),
        .init(
            "清水冲到不滑手；瓷瓶擦白，极板扶正",
            "Rinse until it is not slippery; wipe insulators white, straighten plates", drawing: .clean5,
            .read(.makerWashing), .read(.makerClean)),
        .init(
            "甩水风干，瓷瓶擦干；缝里没水才装回",
            "Shake, air-dry, wipe the insulators; fit it only when no gap holds water", drawing: .clean6,
            .read(.makerWashing)),
        .init(
            "只开风机吹30分钟，再开高压试机，拍照登记",
            "Fan alone for 30 minutes, then high voltage; photograph, enter the record", drawing: .clean7,
            .read(.makerWashing)),
    ]

    private static let variants: [Guide.Variant] = [
        .init(id: .electrostatic, steps: steps),
        .init(
            id: .filter,
            steps: [
                start,
                .init(
                    "拆滤网泡洗，对光能看透；破了就换", "Soak the filter; light must pass it; replace it if torn",
                    drawing: .partFilter, .secondary(.kinds), .own("具体做法", "how it is done")),
            ]),
        .init(
            id: .wet,
            steps: [
                start,
                .init(
                    "停泵放空，清箱底油泥，通喷嘴，换新水", "Pump off, drain, take out sludge, free nozzles, fresh water",
                    drawing: .partHousing, .secondary(.kinds), .own("具体做法", "how it is done")),
            ]),
        .init(
            id: .uv,
            steps: [
                start,
                .init(
                    "断电等灯凉，酒精布擦灯管；不亮的换",
                    "Power off, lamps cold, wipe with alcohol; replace dead ones", .own),
                .init(
                    "不许看亮着的灯管；开灯有臭氧，先通风", "Never look at a burning lamp; it makes ozone: air first",
                    .memory),
            ]),
        .init(
            id: .composite,
            steps: steps + [
                .init(
                    "前级照洗，炭不能水洗；失效就换", "Wash the stage before; carbon is never washed; replace it",
                    .secondary(.carbonFilling))
            ]),
        .init(
            id: .duct,
            steps: [
                .init(
                    "请专业队伍，先查清洗口，底部油垢清净",
                    "Have it done by a firm; open every cleaning door; no grease at the bottom", drawing: .partDuct,
                    .read(.tradeCode), .secondary(.beijing))
            ]),
    ]
}
