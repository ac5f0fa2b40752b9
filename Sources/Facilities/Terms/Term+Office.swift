extension Term {
    /// Words of lights, complaints and data.
    static let office: [Term] = [
        Term("提醒 / 预警 / 报警", "reminder (yellow) / warning ahead of a limit / alarm (red)", avoid: [.init("警告")]),
        Term("逾期", "overdue (a date)", avoid: [.init("超期", except: Text(zh: "引用文件原文", en: "in quotes"))]),
        Term(
            "整改", "rectification",
            avoid: [
                .init("改正", because: Text(zh: "法律的责令改正", en: "the law's order")),
                .init("修改", except: Text(zh: "修改记录、配置", en: "of records and settings")),
            ]),
        Term("复测 / 复查", "re-test (instrument) / re-check (inspector)", avoid: [.init("重测")]),
        Term(
            "受理 / 答复 / 办结", "accepted / answered / closed",
            avoid: [
                .init("接收", except: Text(zh: "接收数据", en: "of data")),
                .init("回复", except: Text(zh: "口语", en: "in speech")),
                .init("关闭", except: Text(zh: "关闭设备", en: "of devices")), .init("已关闭"), .init("已完结"),
            ]),
        Term(
            "投诉 / 反映 / 举报", "complaint / report (soft) / report of an offence",
            avoid: [
                .init("驳回", because: Text(zh: "说“未发现”", en: "say what was not found")),
                .init("无效投诉", because: Text(zh: "说“未发现”", en: "say what was not found")),
                .init("不属实", because: Text(zh: "说“未发现”", en: "say what was not found")),
            ]),
        Term("涉气", "concerning air", avoid: [.init("气体投诉")]),
        Term("属地", "the local authority", avoid: [.init("当地")]),
        Term(
            "维护 / 校准 / 检定", "maintenance / calibration / statutory verification",
            avoid: [.init("调试"), .init("校正"), .init("检定", except: Text(zh: "有资质机构的检定", en: "by an institute"))]),
        Term(
            "有效数据率 / 数据缺失", "data capture / gap", avoid: [.init("在线率", except: Text(zh: "只说通信", en: "the link only"))]),
        Term("离线 / 故障", "offline / fault", avoid: [.init("掉线"), .init("坏了")]),
        Term(
            "无法判定", "cannot be judged",
            avoid: [
                .init("未知", except: Text(zh: "确实不知道", en: "where nothing is known")),
                .init("异常", because: Text(zh: "像是有过错", en: "sounds like guilt")),
            ]),
        Term(
            "依据 / 未核对原文", "source / not yet read in the source",
            avoid: [.init("标准", except: Text(zh: "国家标准、做到什么标准", en: "a national standard, the standard to reach"))]),
        Term("设备档案（档案）", "device profile", avoid: [.init("型号文件"), .init("设备模板")]),
        Term("站号", "unit", avoid: [.init("从站"), .init("单元号"), .init("slave address")]),
        Term("二维码标签", "QR label", avoid: [.init("条码")]),
    ]
}
