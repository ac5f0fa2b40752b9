import Facilities

// The Chinese names that people write where the configuration has a word. Such a name is mentioned in the error, but
// never accepted.

extension Language {
    var chineseNames: [String] {
        switch self {
        case .zh: ["中文", "简体中文", "汉语", "zh", "zh-CN", "cn"]
        case .en: ["英文", "英语", "English"]
        }
    }
}

extension Facility.Kind {
    var chineseNames: [String] {
        switch self {
        case .activatedCarbon: ["活性炭", "活性炭吸附箱", "吸附箱", "炭箱", "码上换", "活性炭箱"]
        case .fumePurifier: ["油烟", "餐饮油烟", "油烟净化器", "餐饮", "码上洗", "清洗", "餐饮油烟净化器"]
        case .nonroadMachinery: ["非道路机械", "非道路移动机械", "非道路", "工程机械", "码上测"]
        case .dustSite: ["扬尘", "工地", "扬尘工地", "工地扬尘", "码上评"]
        case .complaintPoint: ["投诉", "涉气投诉", "投诉点", "码上办"]
        }
    }
}

extension CarbonSettings.Form {
    var chineseNames: [String] {
        switch self {
        case .granular: ["颗粒", "颗粒炭", "颗粒状", "颗粒活性炭", "柱状", "柱状炭"]
        case .honeycomb: ["蜂窝", "蜂窝炭", "蜂窝活性炭"]
        case .fibre: ["纤维", "纤维炭", "活性炭纤维"]
        }
    }
}

extension CarbonSettings.CycleCap {
    var chineseNames: [String] {
        switch self {
        case .both: ["两者", "都要", "都算"]
        case .hours: ["小时", "500小时"]
        case .months: ["月", "3个月", "三个月"]
        case .none: ["无", "没有"]
        }
    }
}

extension MachinerySettings.LimitClass {
    var chineseNames: [String] {
        switch self {
        case .one: ["Ⅰ", "Ⅰ类", "I类", "一类", "一", "1"]
        case .two: ["Ⅱ", "Ⅱ类", "II类", "二类", "二", "2"]
        case .three: ["Ⅲ", "Ⅲ类", "III类", "三类", "三", "3"]
        }
    }
}

extension MachineCard.MachineType {
    var chineseNames: [String] { [title.zh, title.zh.replacing("机", with: "")] }
}

extension MachineCard.LabelColour {
    var chineseNames: [String] {
        switch self {
        case .green: ["绿", "绿色", "绿牌"]
        case .blue: ["蓝", "蓝色", "蓝牌"]
        case .yellow: ["黄", "黄色", "黄牌"]
        }
    }
}

extension MachineCard.Stage {
    var chineseNames: [String] {
        switch self {
        case .one: ["国一", "国1", "国Ⅰ", "国I", "Ⅰ", "1"]
        case .two: ["国二", "国2", "国Ⅱ", "国II", "Ⅱ", "2"]
        case .three: ["国三", "国3", "国Ⅲ", "国III", "Ⅲ", "3"]
        case .four: ["国四", "国4", "国Ⅳ", "国IV", "Ⅳ", "4"]
        case .electric: ["电动", "纯电动"]
        case .unknown: ["不明", "未知", "查不清"]
        }
    }
}

extension MachineCard.Fuel {
    var chineseNames: [String] { [title.zh, title.zh + "动", title.zh + "油"] }
}

extension MachineCard.AfterTreatment {
    var chineseNames: [String] {
        switch self {
        case .none: ["无", "没有"]
        case .dpf: ["DPF", "颗粒捕集器", "捕集器"]
        case .doc: ["DOC", "氧化催化"]
        case .scr: ["SCR", "尿素", "选择性催化还原"]
        }
    }
}

extension Finding.Level {
    var chineseNames: [String] {
        switch self {
        case .grey: ["灰", "灰色"]
        case .yellow: ["黄", "黄色"]
        case .red: ["红", "红色"]
        }
    }
}

extension Supervision {
    var chineseNames: [String] {
        switch self {
        case .sensors: ["传感器", "监测"]
        case .records: ["台账", "记录"]
        }
    }
}

extension Combination {
    var chineseNames: [String] {
        switch self {
        case .sum: ["求和", "合计", "总和"]
        case .mean: ["平均", "平均值"]
        case .max: ["最大", "最大值"]
        }
    }
}

extension ComplaintCategory {
    var chineseNames: [String] { [title.zh] }
}

extension BusLine.Parity {
    var chineseNames: [String] {
        switch self {
        case .none: ["无", "无校验"]
        case .even: ["偶", "偶校验"]
        case .odd: ["奇", "奇校验"]
        }
    }
}
