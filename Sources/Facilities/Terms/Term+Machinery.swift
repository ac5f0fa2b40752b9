extension Term {
    /// Words of machines.
    static let machinery: [Term] = [
        Term("非道路移动机械", "non-road mobile machinery", avoid: [.init("非道路车辆"), .init("off-road vehicle")]),
        Term("一车一码", "one code per machine"),
        Term(
            "环保登记号码（环保编码）", "registration number",
            avoid: [.init("车牌号", except: Text(zh: "车牌", en: "of a number plate"))]),
        Term("环保信息公开编号", "disclosure number", avoid: [.init("公开号", because: Text(zh: "专利用语", en: "of patents"))]),
        Term("机械环保代码", "machine environmental code (17)", avoid: [.init("VIN", except: Text(zh: "汽车", en: "of cars"))]),
        Term("排放阶段（国一至国四）", "emission stage", avoid: [.init("排放标准等级"), .init("国1")]),
        Term(
            "烟度 / 光吸收系数", "smoke / light absorption coefficient k",
            avoid: [
                .init("浓度", except: Text(zh: "浓度本身", en: "a concentration")),
                .init("opacity", except: Text(zh: "不透光率", en: "of light, in %")),
            ]),
        Term("不透光烟度计", "opacimeter", avoid: [.init("烟雾计")]),
        Term("林格曼黑度（级）", "Ringelmann number", avoid: [.init("林格曼度"), .init("黑度%")]),
        Term("自由加速法", "free acceleration", avoid: [.init("急加速法")]),
        Term("冒黑烟", "visible black smoke", avoid: [.init("尾气大")]),
        Term("颗粒捕集器 (DPF)", "diesel particulate filter", avoid: [.init("颗粒过滤器"), .init("捕捉器")]),
        Term("再生", "regeneration", avoid: [.init("还原", except: Text(zh: "化学还原", en: "in chemistry"))]),
        Term("尿素（车用尿素溶液）", "urea, AdBlue", avoid: [.init("化肥"), .init("尿液")]),
        Term("后处理装置", "after-treatment", avoid: [.init("尾处理")]),
        Term("氮氧化物", "NOx", avoid: [.init("一氧化氮")]),
        Term("工时", "engine hours", avoid: [.init("小时数")]),
        Term(
            "限值 / 超标", "limit / over the limit",
            avoid: [
                .init("阈值", except: Text(zh: "现场自定的界限", en: "a threshold of the site's own")),
                .init("超限", except: Text(zh: "不是法定限值的技术界限", en: "a technical limit that is no legal one")),
            ]),
    ]
}
