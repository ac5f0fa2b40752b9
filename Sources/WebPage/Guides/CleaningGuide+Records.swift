import Facilities

extension CleaningGuide {
    /// The fields of a cleaning's record (记什么).
    static let record = Guide.Section(
        title: Text(zh: "记什么", en: "What to record"),
        lines: [
            .init(
                "今天、昨天或其他；下次从这天算起", "today, yesterday or another; the next one counts from it",
                label: Text(zh: "哪天洗的", en: "when"), .program),
            .init(
                "至少一样；洗了极板才重新计期，管道另算", "at least one; only plates renew the cycle, the duct has its own",
                label: Text(zh: "洗了哪些", en: "which parts"), .own),
            .init("自己或清洗公司", "the kitchen itself or a firm", label: Text(zh: "谁洗的", en: "by whom"), .program),
            .init(
                "公司洗的，写名称、电话；不要求资质编号", "if a firm did it: name and phone; no certificate number is asked for",
                label: Text(zh: "清洗公司", en: "cleaning firm"), .program, .secondary(.beijing)),
            .init(
                "瓷瓶裂、丝断、极板歪，或无；有坏件洗了也白洗",
                "insulator cracked, wire broken, plates bent, or none; a broken cell does not clean",
                label: Text(zh: "发现坏件", en: "broken parts"), .program),
            .init(
                "台账保存2年；重庆要求至少1年", "keep the ledger for 2 years; Chongqing asks for at least 1",
                label: Text(zh: "留多久", en: "how long"), .secondary(.chongqing), .own("2年", "the 2 years")),
        ])

    /// The photographs before and after a cleaning (拍什么).
    static let photographs = Guide.Section(
        title: Text(zh: "拍什么：洗前洗后各拍，站同一个位置", en: "What to photograph: before and after, from the same place"),
        lines: [
            .init("①设备全貌带铭牌", "① the whole device with its nameplate", drawing: .photoDevice, .secondary(.audit)),
            .init("②抽出的极板正面", "② the front of the plates, pulled out", drawing: .photoPlates, .secondary(.audit)),
            .init("③集油盘或叶轮", "③ grease tray or fan wheel", drawing: .photoTray, .secondary(.audit)),
        ])

    /// The upkeep between two cleanings (平时怎么护).
    static let upkeep = Guide.Section(
        title: Text(zh: "平时怎么护（不用登记）", en: "Upkeep between cleanings (no record needed)"),
        lines: [
            // The grease of a purifier is collected in a tray. A grease cup is a part of household hoods.
            .init(
                "收工擦烟罩和烟道口一米内，倒集油盘", "After work wipe the hood and the first metre of duct, empty the grease tray",
                label: Text(zh: "每天", en: "daily"), .elsewhere(.beijing, "北京规定，供参考", "Beijing's rule, as a reference")),
            .init(
                "先开净化器再炒菜；收工后多开10分钟", "Purifier on before cooking; 10 minutes longer after work",
                label: Text(zh: "每天", en: "daily"), .own),
            .init(
                "看指示灯、听打火声，排油口通不通", "Look at the lamp, listen for arcing, see that the drain is free",
                label: Text(zh: "每周", en: "weekly"), .read(.makerLamp), .own("每周", "weekly")),
            .init(
                "大店每月、中店两月、小店三月洗一次",
                "Large kitchens monthly, medium ones every two months, small ones every three",
                label: Text(zh: "到期", en: "when due"),
                .elsewhere(.zhejiang, "浙江规定，供参考", "Zhejiang's rule, as a reference")),
            .init(
                "排烟管道两个月清一次", "The exhaust duct every two months",
                label: Text(zh: "管道", en: "duct"), .elsewhere(.beijing, "北京规定，供参考", "Beijing's rule, as a reference")),
        ])
}
