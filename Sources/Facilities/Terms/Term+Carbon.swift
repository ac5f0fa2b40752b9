extension Term {
    /// Words of carbon, of its waste and of ledgers.
    static let carbon: [Term] = [
        Term(
            "活性炭", "activated carbon",
            avoid: [.init("活性碳", because: Text(zh: "错字", en: "wrong character")), .init("active coal")]),
        Term(
            "颗粒活性炭 / 蜂窝活性炭 / 活性炭纤维", "granular / honeycomb / fibre carbon",
            avoid: [.init("粒状碳"), .init("honey comb coal")]),
        Term(
            "吸附箱（炭箱）", "adsorber (carbon box)",
            avoid: [
                .init("吸收塔", because: Text(zh: "吸收塔是另一种设备", en: "an absorber")),
                .init("过滤箱", except: Text(zh: "装过滤棉的箱", en: "a box of filters")),
            ]),
        Term(
            "床层 / 炭层", "bed",
            avoid: [.init("床", except: Text(zh: "床层、床的其他意思", en: "bed in other senses")), .init("layer of coal")]),
        Term(
            "装填量", "carbon filled, fill (kg)",
            avoid: [.init("装载量", because: Text(zh: "车辆用语", en: "of vehicles")), .init("填充率")]),
        Term("装填厚度", "bed depth", avoid: [.init("填料高度")]),
        Term("更换周期", "replacement cycle", avoid: [.init("寿命"), .init("保质期")]),
        Term("动态吸附量", "dynamic adsorption capacity", avoid: [.init("饱和度", except: Text(zh: "湿度等", en: "of humidity"))]),
        Term("削减浓度", "concentration removed", avoid: [.init("减排浓度")]),
        Term("碘值（碘吸附值）", "iodine value", avoid: [.init("碘含量"), .init("iodine content")]),
        Term(
            "比表面积", "specific surface (BET)",
            avoid: [.init("表面积", except: Text(zh: "极板等的面积", en: "of plates and other things"))]),
        Term("堆积密度", "packed (bulk) density", avoid: [.init("比重")]),
        Term("穿透", "breakthrough", avoid: [.init("击穿", because: Text(zh: "电气用语", en: "electrical"))]),
        Term("饱和", "saturated", avoid: [.init("满了", except: Text(zh: "台账以外的口语", en: "in speech"))]),
        Term(
            "压差", "pressure drop, Δp",
            avoid: [
                .init("压力差值"), .init("differential voltage"), .init("压降", except: Text(zh: "电学", en: "in electrics")),
            ]),
        Term(
            "过炭风速（空塔流速）", "face velocity",
            avoid: [.init("风速", except: Text(zh: "自然风，以及“过炭面风速”中", en: "wind, and within face velocity"))]),
        Term("风量", "air volume (m³/h)", avoid: [.init("流量", except: Text(zh: "液体", en: "liquids"))]),
        Term("旁路", "bypass", avoid: [.init("旁通门"), .init("side road")]),
        Term(
            "废活性炭（废炭）", "spent carbon",
            avoid: [.init("废弃炭"), .init("旧炭", except: Text(zh: "装袋前的口语", en: "spoken, before bagging"))]),
        Term("危险废物（危废）", "hazardous waste", avoid: [.init("危险品", because: Text(zh: "运输用语", en: "dangerous goods"))]),
        Term(
            "危废代码 900-039-49 (HW49)", "waste code (category)",
            avoid: [.init("HW49", except: Text(zh: "与代码900-039-49同写", en: "beside the code 900-039-49"))]),
        Term("危废标签", "hazardous-waste label", avoid: [.init("危险品标签")]),
        Term("转移联单（电子联单）", "waste manifest", avoid: [.init("运单"), .init("送货单"), .init("transfer ticket")]),
        Term(
            "处置 / 处置去向", "disposal / destination",
            avoid: [
                .init("处理", except: Text(zh: "处理污水、后处理装置等", en: "treatment, handling")),
                .init("丢弃", except: Text(zh: "安全提示", en: "in warnings")),
            ]),
        Term("贮存", "storage (waste)", avoid: [.init("储存", because: Text(zh: "法律写贮存", en: "the law writes 贮存"))]),
        Term(
            "经办人", "person in charge of the act", avoid: [.init("操作员", except: Text(zh: "台账以外", en: "outside ledgers"))]
        ),
        Term(
            "台账", "ledger",
            avoid: [
                .init("帐本"), .init("台帐", because: Text(zh: "旧字", en: "old character")),
                .init("journal", except: Text(zh: "网关保存数据的文件", en: "the file in which the gateway keeps everything")),
            ]),
        Term("台账完整度", "completeness of the ledger", avoid: [.init("完成率")]),
        Term("四看一测", "four looks and one test", avoid: [.init("4看1测")]),
        Term(
            "留样 / 抽样 / 送检", "keep a sample / sample / send for test",
            avoid: [.init("取样", except: Text(zh: "取样这个动作", en: "the act"))]),
        Term(
            "挥发性有机物 (VOCs)", "VOC",
            avoid: [.init("有机废气", except: Text(zh: "废气本身", en: "the exhaust, not the quantity"))]),
        Term("非甲烷总烃", "NMHC", avoid: [.init("非甲烷", except: Text(zh: "“非甲烷总烃”中", en: "within 非甲烷总烃"))]),
    ]
}
