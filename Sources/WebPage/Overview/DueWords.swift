import Facilities

/// The next action at a facility and its deadline in a few words: `清洗 12月3日前`.
struct DueWords: Hashable {
    var text: String
    var isOverdue: Bool

    init(_ next: NextStep, _ light: Light, _ time: PageTime) {
        let (language, today) = (time.language, time.today)
        let verb = next.action.short
        // An action that is not entered is never shown as overdue: it is to be done at once.
        isOverdue = next.due < today && next.action.record != nil
        let day = (zh: time.day(next.due, .zh), en: time.day(next.due, .en))
        let words: Text =
            if isOverdue {
                Text(zh: "\(verb.zh) \(day.zh)，已逾期", en: "\(verb.en) was due \(day.en)")
            } else if next.due > today {
                Text(zh: "\(verb.zh) \(day.zh)前", en: "\(verb.en) by \(day.en)")
            } else if light == .red || next.due < today {
                Text(zh: "\(verb.zh) 立即", en: "\(verb.en) now")
            } else {
                Text(zh: "\(verb.zh) 今天", en: "\(verb.en) today")
            }
        text = words[language]
    }
}

extension NextStep.Action {
    /// The title in a word or two, for a short line.
    var short: Text {
        switch self {
        case .replaceCarbon: Text(zh: "换炭", en: "carbon")
        case .inspectCarbon: Text(zh: "四看一测", en: "inspection")
        case .checkAdsorber: Text(zh: "查吸附箱", en: "check adsorber")
        case .coolBed: Text(zh: "停机降温", en: "cool the bed")
        case .closeBypass: Text(zh: "关旁路", en: "close bypass")
        case .checkAirVolume: Text(zh: "调风量", en: "adjust the air")
        case .dryInlet: Text(zh: "查预处理", en: "check drying")
        case .completeRecord: Text(zh: "补记录", en: "complete record")
        case .transferWaste: Text(zh: "转移废炭", en: "spent carbon")
        case .cleanDPF: Text(zh: "清DPF", en: "clean the DPF")
        case .fillUrea: Text(zh: "加尿素", en: "fill up urea")
        case .checkExhaustCleaning: Text(zh: "查尾气装置", en: "check exhaust")
        case .registerMachine: Text(zh: "登记", en: "registration")
        case .cleanPurifier: Text(zh: "清洗", en: "cleaning")
        case .switchOnPurifier: Text(zh: "开净化器", en: "switch on")
        case .switchOffPurifier: Text(zh: "关净化器", en: "switch off")
        case .switchOnTreatment: Text(zh: "开治理设施", en: "switch on")
        case .checkFume: Text(zh: "查油烟", en: "check the fume")
        case .testExhaust: Text(zh: "检测", en: "exhaust test")
        case .repairEngine: Text(zh: "维修复测", en: "repair, test")
        case .reduceDust: Text(zh: "降尘", en: "reduce dust")
        case .reduceNoise: Text(zh: "降噪", en: "reduce noise")
        case .switchOnSpray: Text(zh: "开喷淋", en: "switch on spray")
        case .findCause: Text(zh: "查原因", en: "find the cause")
        case .checkClock: Text(zh: "校时钟", en: "set the clock")
        case .answerComplaint: Text(zh: "答复", en: "answer")
        case .closeComplaint: Text(zh: "办结", en: "closing")
        case .completeSettings: Text(zh: "补参数", en: "add settings")
        case .checkSensors: Text(zh: "查传感器", en: "check sensors")
        case .putRight: Text(zh: "整改", en: "put right")
        }
    }
}
