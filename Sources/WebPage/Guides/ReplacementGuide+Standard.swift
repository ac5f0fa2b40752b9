import Facilities

extension ReplacementGuide {
    /// The state of a bed of carbon that was replaced well (换到什么标准).
    static let standard: [Guide.Standard] = [
        .look(
            .iodine, "颗粒800、蜂窝650 mg/g以上，有报告", "granular ≥ 800, honeycomb ≥ 650 mg/g, with a report",
            .secondary(.iodine)),
        .look(.fill, "不少于设计量，称重差不过10%", "not below the design, weights within 10 %", .own),
        .look(.depth, "颗粒不少于设计厚度，表面平", "grains not below the design depth, level surface", .own),
        .look(.seal, "门缝吸不住纸条，不漏风", "no strip of paper is sucked to the gap, no leak", .own),
        .figure(
            .pressureDrop, "开机1小时后在上次换炭后±30%内",
            "1 h after the start within ±30 % of that after the last replacement", .own),
        .figure(
            .bedTemperature, "头24小时不超进口温度15℃", "at most 15 °C above the inlet in the first 24 h",
            .read(.carbonFire), .own("15℃、24小时", "15 °C and 24 h")),
        .figure(
            .velocity, "颗粒0.6、蜂窝1.2 m/s以下", "below 0.6 m/s for grains, 1.2 m/s for honeycomb",
            .secondary(.adsorptionCode)),
        .figure(
            .inlet, "低于40℃，湿度低于80%", "below 40 °C and 80 % humidity", .secondary(.adsorptionCode)),
        .figure(.outlet, "换后出口不到进口的20%", "outlet below 20 % of the inlet", .own),
        .figure(.ledger, "更换记录填全，照片齐", "record complete, photographs there", .secondary(.carbonNotice)),
    ]
}

extension GuideSource {
    static let carbonFire = GuideSource(
        "美国OSHA危害通告1997-07-30：炭吸附系统着火", "OSHA hazard bulletin 1997-07-30: fire in carbon systems",
        "https://osha.gov/publications/hib19970730")
    static let carbonHazards = GuideSource(
        "美国FRTR手册：气相活性炭的危害", "FRTR manual: hazards of vapour-phase carbon",
        "https://www.frtr.gov/matrix2/health_safety/chapter_21.html")
    static let carbonOxygen = GuideSource(
        "活性炭厂商：湿炭耗氧", "a seller: wet carbon and oxygen",
        "http://jamescumming.com.au/activated-carbon/gac-installation/gac-safety/")
    static let oxygen = GuideSource(
        "有限空间作业网页：氧含量19.5–23.5%", "a page on confined spaces: oxygen 19.5–23.5 %",
        "http://m.51igbt.cn/jiaoyu/198142.html")
    static let carbonVendor = GuideSource(
        "活性炭厂商网页：更换作业", "a seller's page: replacing carbon", "https://www.benlanhuanbao.com/cjwt/2187.html")
    static let province = GuideSource(
        "我苏网2021-07-19：江苏省活性炭检查", "Jiangsu report of 2021-07-19 on checks of carbon",
        "http://www.ourjiangsu.com/a/20210719/1626697849404.shtml")
    static let wasteLaw = GuideSource(
        "《固体废物污染环境防治法》第七十七、一百一十二条（转述）", "Solid Waste Law, articles 77 and 112, quoted",
        "http://www.skyte.com.cn/hangye/703.html")
    static let wasteLabel = GuideSource(
        "HJ 1276-2022 危废标识（转述）", "HJ 1276-2022 on labels, quoted",
        "https://ceeyun.cn/knowledge/1629272203812098049")
    static let iodine = GuideSource("佛山市活性炭碘值要求（转述）", "Foshan's requirement of iodine values, quoted")
    static let adsorptionCode = GuideSource("HJ 2026-2013（转述）", "HJ 2026-2013, quoted")
    static let carbonNotice = GuideSource("苏环办〔2021〕218号（转述）", "Jiangsu notice 218 of 2021, quoted")
}
