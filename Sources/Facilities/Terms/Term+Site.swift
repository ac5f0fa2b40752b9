extension Term {
    /// Words of construction sites.
    static let site: [Term] = [
        Term(
            "扬尘", "fugitive dust (of sites)",
            avoid: [
                .init("灰尘", because: Text(zh: "室内灰尘", en: "house dust")),
                .init("粉尘", because: Text(zh: "职业卫生用语", en: "of workplaces")),
            ]),
        Term("总悬浮颗粒物 (TSP)", "TSP", avoid: [.init("总颗粒")]),
        Term("喷淋", "fence spray", avoid: [.init("喷水", except: Text(zh: "喷水这个动作", en: "the act")), .init("shower")]),
        Term("雾炮", "mist cannon", avoid: [.init("炮雾机"), .init("fog gun")]),
        Term("洒水", "sprinkling", avoid: [.init("喷洒")]),
        Term("裸土覆盖 / 防尘网", "soil covered / dust net", avoid: [.init("盖土")]),
        Term("车辆冲洗（冲洗平台）", "lorry washing (wash bay)", avoid: [.init("洗车", because: Text(zh: "洗轿车", en: "car wash"))]),
        Term("湿法作业", "wet working", avoid: [.init("水下作业")]),
        Term("渣土车 / 密闭运输", "muck lorry / closed transport", avoid: [.init("垃圾车")]),
        Term("土方作业", "earthworks", avoid: [.init("挖土")]),
        Term("围挡", "site fence, hoarding", avoid: [.init("围墙")]),
        Term("差别化管理", "differentiated management", avoid: [.init("区别对待"), .init("discrimination")]),
        Term("重污染天气预警（黄/橙/红）", "heavy-pollution alert"),
        Term(
            "管控级别 / 应急响应Ⅰ级", "control level / response level I",
            avoid: [.init("一级", except: Text(zh: "写明哪一种一级", en: "with the kind of level"))]),
        Term("等效声级 (Leq)", "equivalent level", avoid: [.init("平均噪声"), .init("分贝数")]),
        Term("最大声级", "maximum level", avoid: [.init("峰值")]),
        Term("噪声", "noise", avoid: [.init("噪音", because: Text(zh: "法律写噪声", en: "the law writes 噪声"))]),
        Term("夜间施工许可（证明）", "night-work permit", avoid: [.init("夜施证")]),
    ]
}
