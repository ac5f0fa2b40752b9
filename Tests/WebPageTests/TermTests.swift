import Facilities
import Testing

@testable import WebPage

/// The trade's words: what the page says, and what it never says.
@Suite struct TermTests {
    /// Words to avoid, with the one to use. Words that are right in another sense are not in the table.
    static let avoided: [(avoid: String, use: String)] = [
        ("活性碳", "活性炭"), ("粒状碳", "颗粒活性炭"), ("吸收塔", "吸附箱"), ("装载量", "装填量"), ("填充率", "装填量"),
        ("填料高度", "装填厚度"), ("保质期", "更换周期"), ("寿命", "更换周期"), ("减排浓度", "削减浓度"), ("碘含量", "碘值"),
        ("比重", "堆积密度"), ("击穿", "穿透"), ("压力差值", "压差"), ("旁通门", "旁路"), ("废弃炭", "废活性炭"),
        ("危险品", "危险废物"), ("运单", "转移联单"), ("送货单", "转移联单"), ("储存", "贮存"), ("帐本", "台账"), ("台帐", "台账"),
        ("完成率", "台账完整度"), ("4看1测", "四看一测"), ("烟雾", "油烟"), ("油烟机", "油烟净化器"), ("净化机", "油烟净化器"),
        ("标准风量", "基准风量"), ("电池板", "极板"), ("电极片", "极板"), ("陶瓷瓶", "瓷瓶"), ("高压包", "高压电源"), ("油杯", "集油盘"),
        ("风扇", "风机"), ("扇叶", "叶轮"), ("油水分离", "隔油池"), ("洗涤", "清洗"), ("净化率", "净化效率"), ("点火", "打火"),
        ("非道路车辆", "非道路移动机械"), ("公开号", "环保信息公开编号"), ("排放标准等级", "排放阶段"), ("国1", "国一"),
        ("林格曼度", "林格曼黑度"), ("急加速法", "自由加速法"), ("尾气大", "冒黑烟"), ("颗粒过滤器", "颗粒捕集器"),
        ("捕捉器", "颗粒捕集器"), ("尿液", "尿素"), ("尾处理", "后处理装置"), ("一氧化氮", "氮氧化物"), ("小时数", "工时"),
        ("阈值", "限值"), ("超限", "超标"), ("粉尘", "扬尘"), ("灰尘", "扬尘"), ("总颗粒", "总悬浮颗粒物"), ("炮雾机", "雾炮"),
        ("喷洒", "洒水"), ("盖土", "裸土覆盖"), ("水下作业", "湿法作业"), ("洗车", "车辆冲洗"), ("垃圾车", "渣土车"),
        ("挖土", "土方作业"), ("围墙", "围挡"), ("区别对待", "差别化管理"), ("平均噪声", "等效声级"), ("分贝数", "等效声级"),
        ("峰值", "最大声级"), ("噪音", "噪声"), ("夜施证", "夜间施工许可"), ("警告", "提醒、预警或报警"), ("改正", "整改"),
        ("重测", "复测"), ("已关闭", "已办结"), ("已完结", "已办结"), ("驳回", "未发现"), ("无效投诉", "未发现"),
        ("不属实", "未发现"), ("气体投诉", "涉气"), ("当地", "属地"), ("校正", "校准"), ("调试", "维护"), ("在线率", "有效数据率"),
        ("掉线", "离线"), ("坏了", "故障"), ("异常", "无法判定，或说出是什么"), ("条码", "二维码标签"),
    ]

    @Test(arguments: GuideTests.all)
    func aGuideUsesTheTradesWords(_ guide: Guide) {
        for text in guide.texts {
            for (avoid, use) in Self.avoided {
                #expect(!text.zh.contains(avoid), "\(avoid) in “\(text.zh)”: say \(use)")
            }
        }
    }

    @Test func ticksAndWordsOfGuidesUseTheTradesWords() {
        let ticks: [StandardTick] =
            [
                .waiting(.current, minutes: 1), .waitingForRun(.current, minutes: 1), .waitingForRecord(.current),
            ]
            + [StandardItem.current, .pressure].flatMap { item -> [StandardTick] in
                [
                    .high(item, wasReached: false), .high(item, wasReached: true), .low(item, wasReached: false),
                    .low(item, wasReached: true), .firstCleaning(item, baseline: nil),
                    .firstCleaning(item, baseline: "1 A"), .restored(item, "1 A", baseline: "1 A"),
                ]
            }
        let texts =
            GuideWords.all + ticks.map(\.text) + StandardItem.allCases.map(\.title) + Drawing.allCases.map(\.caption)
        for text in texts {
            for (avoid, use) in Self.avoided {
                #expect(!text.zh.contains(avoid), "\(avoid) in “\(text.zh)”: say \(use)")
            }
        }
    }

    @Test(arguments: NextStep.Action.allCases)
    func anActionIsNamedInTheTradesWords(_ action: NextStep.Action) {
        for (avoid, use) in Self.avoided {
            #expect(!action.title.zh.contains(avoid), "\(avoid) in “\(action.title.zh)”: say \(use)")
        }
    }

    @Test func thePageItselfUsesTheTradesWords() {
        for (_, value) in Mirror(reflecting: Words.of(.zh)).children {
            guard let text = value as? String else { continue }
            for (avoid, use) in Self.avoided { #expect(!text.contains(avoid), "\(avoid) in “\(text)”: say \(use)") }
        }
    }

    // Short titles of findings

    private static let rules = [
        "carbon.cycle", "carbon.load", "carbon.pressure", "carbon.bypass", "carbon.temperature",
        "carbon.humidity", "carbon.velocity", "carbon.breakthrough", "carbon.emission", "carbon.quality",
        "carbon.record", "carbon.waste", "fume.cleaning", "fume.purifierOff", "fume.limit", "fume.efficiency",
        "fume.sensor", "fume.fouling", "fume.idle", "machinery.smoke", "machinery.test", "machinery.dpf",
        "machinery.nox", "machinery.urea", "machinery.exhaust", "machinery.registration", "dust.tsp", "dust.pm10",
        "dust.noise", "dust.spray", "dust.capture", "dust.grade", "complaint.answer", "complaint.close",
        "complaint.repeat", "complaint.evidence", "data.silent", "data.stuck", "data.range", "data.calibration",
        "data.contradiction", "data.tampering", "data.record", "clock.trust", "power.conditions", "own",
    ]

    /// The titles that still have an avoided word. A title that is put right leaves this list; none joins it.
    private static let known: Set<String> = [
        "压差超限", "风速超限", "油烟传感器异常", "净化电场异常", "DPF异常", "尿素异常", "周边异常无法判定", "周边设施异常", "读数异常",
        "自定阈值无法判定", "超出自定阈值",
    ]

    @Test(arguments: rules)
    func aFindingsShortTitleUsesTheTradesWords(_ rule: String) {
        for level in [Finding.Level.red, .yellow, .grey] {
            let limit = Limit("days", 2, .day, source: "", verified: true)
            let finding = Finding(
                rule: rule, level: level, since: FixedSource.noon, limit: limit, text: Text(zh: "", en: ""))
            let short = finding.short.zh
            let found = Self.avoided.filter { short.contains($0.avoid) }
            #expect(found.isEmpty || Self.known.contains(short), "\(short): say \(found.map(\.use))")
        }
    }
}
