extension Term {
    /// Words of kitchens.
    static let fume: [Term] = [
        Term(
            "油烟", "cooking fume",
            avoid: [
                .init("烟雾"), .init("oil smoke"),
                .init("lampblack", because: Text(zh: "机器翻译", en: "of machine translations")),
            ]),
        Term(
            "油烟净化器", "fume purifier", avoid: [.init("油烟机", because: Text(zh: "家用机", en: "a range hood")), .init("净化机")]),
        Term("集气罩（烟罩）", "hood", avoid: [.init("油烟机")]),
        Term(
            "基准灶头", "reference stove",
            avoid: [.init("炉头数"), .init("burner", except: Text(zh: "燃烧器", en: "of a boiler"))]),
        Term(
            "基准风量 / 折算", "reference air volume / conversion",
            avoid: [.init("标准风量", because: Text(zh: "273 K下的风量", en: "at 273 K"))]),
        Term(
            "电场 / 极板", "cell / plates",
            avoid: [.init("电池板"), .init("电极片"), .init("electric field", except: Text(zh: "物理上的电场", en: "in physics"))]),
        Term("瓷瓶（绝缘子）", "insulator", avoid: [.init("陶瓷瓶")]),
        Term("电离丝 / 放电针", "ionizer wire / needle", avoid: [.init("电线", except: Text(zh: "导线", en: "a wire"))]),
        Term(
            "高压电源", "high-voltage supply, power pack", avoid: [.init("高压包", because: Text(zh: "口语", en: "only spoken"))]
        ),
        Term("集油盘（集油槽）", "grease tray", avoid: [.init("油杯", because: Text(zh: "家用机", en: "of house hoods"))]),
        Term(
            "风机 / 叶轮", "fan / fan wheel",
            avoid: [.init("风扇"), .init("扇叶"), .init("impeller", except: Text(zh: "泵的叶轮", en: "of pumps"))]),
        Term("排烟管道（烟道）", "duct", avoid: [.init("烟囱", except: Text(zh: "烟囱本身", en: "a stack"))]),
        Term("隔油池", "grease trap", avoid: [.init("油水分离")]),
        Term(
            "清洗 / 清洗周期", "cleaning / interval",
            avoid: [.init("洗涤"), .init("保洁", except: Text(zh: "打扫卫生", en: "tidying up"))]),
        Term("净化效率（去除率）", "removal efficiency", avoid: [.init("净化率")]),
        Term("打火", "arcing", avoid: [.init("点火", because: Text(zh: "点燃", en: "ignition"))]),
        Term(
            "断电 / 拉闸挂牌", "power off / lock out, tag out",
            avoid: [.init("关机", except: Text(zh: "停机这个动作", en: "only stopping"))]),
        Term("断电（数据中断）", "power cut"),
    ]
}
