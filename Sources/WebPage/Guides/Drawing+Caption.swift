import Facilities

extension Drawing {
    /// What the drawing shows, for a reader who does not see it.
    var caption: Text {
        switch self {
        case .clean1: Text(zh: "拇指点手机，燃气阀横着关死，拉闸挂牌", en: "thumb on a phone, gas valve shut, breaker down and tagged")
        case .clean2: Text(zh: "计时10分钟，开门拍极板，抽出电场", en: "10 minutes, plates photographed, the cell pulled out")
        case .clean3:
            Text(
                zh: "60℃水里泡电场，软刷对，钢丝刷和铲刀错", en: "cell in water of 60 °C; soft brush right, wire brush and scraper wrong"
            )
        case .clean4: Text(zh: "滤网、箱体、集油盘、叶轮，各打一个勾", en: "filter, housing, grease tray, fan wheel, a tick each")
        case .clean5:
            Text(zh: "水冲极板，布擦瓷瓶，极板要平行不要歪", en: "water over plates, insulator wiped, plates parallel and not bent")
        case .clean6: Text(zh: "电场立在架上吹风，不留水滴", en: "cell on a rack before a fan, no drop left")
        case .clean7: Text(zh: "先只开风机30分钟，再开高压，拍照", en: "fan alone for 30 minutes, then high voltage, a photograph")
        case .complaintFume: Text(zh: "锅冒油烟", en: "a pan that fumes")
        case .complaintOdour: Text(zh: "鼻子闻到味", en: "a nose and a smell")
        case .complaintDust: Text(zh: "土堆、渣土车起尘", en: "a heap, a lorry, dust")
        case .complaintSmoke: Text(zh: "排气管冒黑烟", en: "a pipe with black smoke")
        case .complaintNoise: Text(zh: "喇叭很响", en: "a loudspeaker")
        case .complaintOther: Text(zh: "三个点", en: "three dots")
        case .partFilter: Text(zh: "滤网", en: "a filter")
        case .partPlates: Text(zh: "极板", en: "plates")
        case .partImpeller: Text(zh: "风机叶轮", en: "a fan wheel")
        case .partDuct: Text(zh: "管道", en: "a duct")
        case .partTray: Text(zh: "集油盘", en: "a grease tray")
        case .partHousing: Text(zh: "箱体", en: "a housing")
        case .damageInsulator: Text(zh: "瓷瓶裂", en: "a cracked insulator")
        case .damageWire: Text(zh: "丝断", en: "a broken wire")
        case .damagePlates: Text(zh: "极板歪", en: "bent plates")
        case .damageNone: Text(zh: "完好", en: "all whole")
        case .bySelf: Text(zh: "厨师", en: "a cook")
        case .byFirm: Text(zh: "清洗工", en: "a cleaner with a spray bottle")
        case .camera: Text(zh: "相机", en: "a camera")
        case .photoDevice: Text(zh: "取景框里是整机和铭牌", en: "the whole device with its nameplate in the frame")
        case .photoPlates: Text(zh: "取景框里是极板", en: "the plates in the frame")
        case .photoTray: Text(zh: "取景框里是叶轮和集油盘", en: "fan wheel and grease tray in the frame")
        case .warnVoltage: Text(zh: "高压电", en: "high voltage")
        case .warnFire: Text(zh: "火", en: "fire")
        case .warnChemicals: Text(zh: "药水", en: "chemicals")
        case .warnBreath: Text(zh: "防毒面具", en: "a gas mask")
        }
    }
}
