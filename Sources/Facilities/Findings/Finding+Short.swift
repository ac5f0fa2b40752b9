extension Finding {
    /// What it is in a few words, for a list or a display: `压差超限`.
    public var short: Text {
        let words = Self.words[rule] ?? (rule.hasPrefix("own.") ? Self.words["own"] : nil)
        guard let words else { return Text(zh: rule, en: rule) }
        switch level {
        case .red: return words.red
        case .yellow: return words.yellow
        case .grey:
            return Text(zh: "\(words.subject.zh)无法判定", en: "\(words.subject.en) cannot be judged")
        }
    }

    /// What a rule judges, in a few words: `压差`. For an own threshold of the site that is said.
    public static func subject(of rule: String) -> Text {
        let words = words[rule] ?? (rule.hasPrefix("own.") ? words["own"] : nil)
        return words?.subject ?? Text(zh: rule, en: rule)
    }

    /// What findings of one rule are called.
    private struct Words {
        /// What is judged.
        var subject: Text
        var red: Text
        var yellow: Text

        init(_ subject: Text, red: Text, yellow: Text) {
            (self.subject, self.red, self.yellow) = (subject, red, yellow)
        }
    }

    private static let words: [String: Words] = carbon.merging(fume) { first, _ in first }
        .merging(machinery) { first, _ in first }.merging(dust) { first, _ in first }
        .merging(others) { first, _ in first }

    private static let carbon = [
        "carbon.cycle": Words(
            Text(zh: "更换周期", en: "the cycle of the carbon"), red: Text(zh: "炭该换了", en: "carbon overdue"),
            yellow: Text(zh: "炭快到期", en: "carbon due soon")),
        "carbon.load": Words(
            Text(zh: "吸附量", en: "the load of the carbon"), red: Text(zh: "吸附饱和", en: "carbon saturated"),
            yellow: Text(zh: "接近饱和", en: "carbon nearly saturated")),
        "carbon.pressure": Words(
            Text(zh: "压差", en: "the pressure drop"), red: Text(zh: "压差超限", en: "pressure drop too high"),
            yellow: Text(zh: "压差偏高", en: "pressure drop high")),
        "carbon.bypass": Words(
            Text(zh: "旁路", en: "the bypass"), red: Text(zh: "废气未经炭层", en: "gas bypasses the carbon"),
            yellow: Text(zh: "疑似旁路", en: "bypass suspected")),
        "carbon.temperature": Words(
            Text(zh: "温度", en: "the temperature"), red: Text(zh: "温度过高", en: "too hot"),
            yellow: Text(zh: "温度偏高", en: "hot")),
        "carbon.humidity": Words(
            Text(zh: "湿度", en: "the humidity"), red: Text(zh: "湿度过高", en: "too humid"),
            yellow: Text(zh: "湿度偏高", en: "humid")),
        "carbon.velocity": Words(
            Text(zh: "风速", en: "the face velocity"), red: Text(zh: "风速超限", en: "air too fast"),
            yellow: Text(zh: "风速偏高", en: "air fast")),
        "carbon.breakthrough": Words(
            Text(zh: "穿透", en: "the breakthrough"), red: Text(zh: "炭层穿透", en: "breakthrough"),
            yellow: Text(zh: "接近穿透", en: "breakthrough near")),
        "carbon.emission": Words(
            Text(zh: "排放", en: "the emission"), red: Text(zh: "排放超标", en: "emission over the permit"),
            yellow: Text(zh: "排放偏高", en: "emission high")),
        "carbon.quality": Words(
            Text(zh: "炭质量", en: "the quality of the carbon"), red: Text(zh: "炭质不合格", en: "carbon fails the test"),
            yellow: Text(zh: "炭质存疑", en: "carbon in doubt")),
        "carbon.record": Words(
            Text(zh: "更换记录", en: "the replacement record"),
            red: Text(zh: "更换记录有问题", en: "replacement record wrong or incomplete"),
            yellow: Text(zh: "更换记录待核对", en: "replacement record to check")),
        "carbon.waste": Words(
            Text(zh: "废炭贮存", en: "the spent carbon"), red: Text(zh: "废炭超期", en: "spent carbon stored too long"),
            yellow: Text(zh: "废炭待转移", en: "spent carbon to transfer")),
    ]

    private static let fume = [
        "fume.cleaning": Words(
            Text(zh: "清洗", en: "the cleaning"), red: Text(zh: "清洗逾期", en: "cleaning overdue"),
            yellow: Text(zh: "清洗待办", en: "cleaning to be done")),
        "fume.purifierOff": Words(
            Text(zh: "净化器", en: "the purifier"), red: Text(zh: "净化器未开", en: "purifier off"),
            yellow: Text(zh: "净化器未开", en: "purifier off")),
        "fume.limit": Words(
            Text(zh: "油烟", en: "the fume"), red: Text(zh: "油烟超标", en: "fume over its limit"),
            yellow: Text(zh: "油烟偏高", en: "fume high")),
        "fume.efficiency": Words(
            Text(zh: "去除率", en: "the removal efficiency"), red: Text(zh: "去除率不达标", en: "removes too little"),
            yellow: Text(zh: "去除率偏低", en: "removes little")),
        "fume.sensor": Words(
            Text(zh: "油烟传感器", en: "the fume sensor"), red: Text(zh: "油烟传感器故障", en: "fume sensor at fault"),
            yellow: Text(zh: "油烟传感器存疑", en: "fume sensor in doubt")),
        "fume.fouling": Words(
            Text(zh: "积油", en: "the fouling"), red: Text(zh: "净化电场故障", en: "purifier field at fault"),
            yellow: Text(zh: "净化电场待检查", en: "purifier field to inspect")),
        "fume.idle": Words(
            Text(zh: "净化器空开", en: "the idle purifier"), red: Text(zh: "净化器空开", en: "purifier on without the fan"),
            yellow: Text(zh: "净化器空开", en: "purifier on without the fan")),
    ]

    private static let machinery = [
        "machinery.smoke": Words(
            Text(zh: "烟度", en: "the smoke"), red: Text(zh: "烟度超标", en: "smoke over its limit"),
            yellow: Text(zh: "烟度偏高", en: "smoke high")),
        "machinery.test": Words(
            Text(zh: "排气检测", en: "the exhaust test"), red: Text(zh: "检测过期", en: "exhaust test overdue"),
            yellow: Text(zh: "检测快到期", en: "exhaust test due soon")),
        "machinery.dpf": Words(
            Text(zh: "颗粒捕集器", en: "the DPF"), red: Text(zh: "DPF故障", en: "DPF at fault"),
            yellow: Text(zh: "DPF待检查", en: "DPF to inspect")),
        "machinery.nox": Words(
            Text(zh: "氮氧化物", en: "the NOx"), red: Text(zh: "氮氧化物超标", en: "NOx over its limit"),
            yellow: Text(zh: "氮氧化物偏高", en: "NOx high")),
        "machinery.urea": Words(
            Text(zh: "尿素", en: "the urea"), red: Text(zh: "尿素系统故障", en: "urea at fault"),
            yellow: Text(zh: "尿素待检查", en: "urea to check")),
        "machinery.exhaust": Words(
            Text(zh: "尾气后处理", en: "the exhaust treatment"), red: Text(zh: "尾气系统报警", en: "exhaust alarm"),
            yellow: Text(zh: "尾气系统待检查", en: "exhaust to inspect")),
        "machinery.registration": Words(
            Text(zh: "编码登记", en: "the registration"), red: Text(zh: "未登记", en: "not registered"),
            yellow: Text(zh: "登记待补", en: "registration to complete")),
    ]

    private static let dust = [
        "dust.tsp": Words(
            Text(zh: "TSP", en: "TSP"), red: Text(zh: "TSP超标", en: "TSP over its limit"),
            yellow: Text(zh: "TSP偏高", en: "TSP high")),
        "dust.pm10": Words(
            Text(zh: "PM10", en: "PM10"), red: Text(zh: "PM10超标", en: "PM10 over its limit"),
            yellow: Text(zh: "PM10偏高", en: "PM10 high")),
        "dust.noise": Words(
            Text(zh: "噪声", en: "the noise"), red: Text(zh: "噪声超标", en: "too loud"),
            yellow: Text(zh: "噪声偏高", en: "loud")),
        "dust.spray": Words(
            Text(zh: "喷淋", en: "the spray"), red: Text(zh: "喷淋未开", en: "spray off"),
            yellow: Text(zh: "喷淋未及时开", en: "spray late")),
        "dust.capture": Words(
            Text(zh: "数据完整性", en: "the completeness of data"), red: Text(zh: "数据不完整", en: "data incomplete"),
            yellow: Text(zh: "数据不完整", en: "data incomplete")),
        "dust.grade": Words(
            Text(zh: "扬尘评级", en: "the dust grade"), red: Text(zh: "扬尘评级低", en: "dust grade low"),
            yellow: Text(zh: "扬尘评级偏低", en: "dust grade low")),
    ]

    private static let others = [
        "complaint.answer": Words(
            Text(zh: "投诉答复", en: "the answer"), red: Text(zh: "答复逾期", en: "answer overdue"),
            yellow: Text(zh: "投诉待答复", en: "answer due")),
        "complaint.close": Words(
            Text(zh: "投诉办结", en: "the closing"), red: Text(zh: "办结逾期", en: "closing overdue"),
            yellow: Text(zh: "投诉待办结", en: "closing due")),
        "complaint.repeat": Words(
            Text(zh: "反复投诉", en: "the repetition"), red: Text(zh: "反复投诉", en: "complaints come again"),
            yellow: Text(zh: "反复投诉", en: "complaints come again")),
        "complaint.evidence": Words(
            Text(zh: "周边设施", en: "the surroundings"), red: Text(zh: "周边设施有问题", en: "fault nearby"),
            yellow: Text(zh: "周边设施有问题", en: "fault nearby")),
        "data.silent": Words(
            Text(zh: "数据", en: "the data"), red: Text(zh: "没有数据", en: "no data"),
            yellow: Text(zh: "没有数据", en: "no data")),
        "data.stuck": Words(
            Text(zh: "读数", en: "the reading"), red: Text(zh: "读数不变", en: "reading stuck"),
            yellow: Text(zh: "读数不变", en: "reading stuck")),
        "data.range": Words(
            Text(zh: "读数", en: "the reading"), red: Text(zh: "读数不合理", en: "reading implausible"),
            yellow: Text(zh: "读数不合理", en: "reading implausible")),
        "data.calibration": Words(
            Text(zh: "校准", en: "the calibration"), red: Text(zh: "校准改变过大", en: "calibration changes too much"),
            yellow: Text(zh: "校准改变过大", en: "calibration changes too much")),
        "data.contradiction": Words(
            Text(zh: "信号", en: "the signals"), red: Text(zh: "信号矛盾", en: "signals contradict"),
            yellow: Text(zh: "信号矛盾", en: "signals contradict")),
        "data.tampering": Words(
            Text(zh: "数据", en: "the data"), red: Text(zh: "数据可疑", en: "data suspect"),
            yellow: Text(zh: "数据可疑", en: "data suspect")),
        "data.record": Words(
            Text(zh: "记录", en: "the record"), red: Text(zh: "记录存疑", en: "record in doubt"),
            yellow: Text(zh: "记录存疑", en: "record in doubt")),
        "clock.trust": Words(
            Text(zh: "时钟", en: "the clock"), red: Text(zh: "时钟不可信", en: "clock not trusted"),
            yellow: Text(zh: "时钟不可信", en: "clock not trusted")),
        "visit.rectification": Words(
            Text(zh: "检查整改", en: "what the inspection ordered"), red: Text(zh: "整改逾期", en: "rectification overdue"),
            yellow: Text(zh: "检查要求整改", en: "rectification ordered")),
        "power.conditions": Words(
            Text(zh: "治理设施", en: "the treatment"), red: Text(zh: "治理未开", en: "treatment off"),
            yellow: Text(zh: "治理时间不足", en: "treatment too short")),
        "own": Words(
            Text(zh: "自定阈值", en: "the own threshold"), red: Text(zh: "超出自定阈值", en: "past the site's threshold"),
            yellow: Text(zh: "超出自定阈值", en: "past the site's threshold")),
    ]
}
