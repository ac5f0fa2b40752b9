/// The next thing that somebody has to do at a facility, and the day by which it is due.
public struct NextStep: Codable, Hashable, Sendable {
    /// The actions that rules ask for.
    public enum Action: String, Codable, Hashable, Sendable, CaseIterable {
        case replaceCarbon, inspectCarbon, checkAdsorber, switchOnTreatment
        case cleanPurifier, switchOnPurifier, switchOffPurifier, checkFume
        case coolBed, closeBypass, checkAirVolume, dryInlet, completeRecord, transferWaste
        case cleanDPF, fillUrea, checkExhaustCleaning, registerMachine
        case testExhaust, repairEngine, reduceDust, reduceNoise, switchOnSpray
        case answerComplaint, closeComplaint, findCause, completeSettings, checkSensors, checkClock, putRight

        public var title: Text {
            switch self {
            case .replaceCarbon: Text(zh: "更换活性炭", en: "replace the carbon")
            case .inspectCarbon: Text(zh: "进行“四看一测”", en: "inspect the carbon")
            case .checkAdsorber: Text(zh: "检查吸附箱", en: "check the adsorber")
            case .coolBed: Text(zh: "停机降温，检查床层", en: "stop, cool the bed and check it")
            case .closeBypass: Text(zh: "关闭旁路，检查炭层", en: "close the bypass and check the bed")
            case .checkAirVolume: Text(zh: "调整风量", en: "adjust the air volume")
            case .dryInlet: Text(zh: "检查除湿、降温等预处理", en: "check cooling and drying before the adsorber")
            case .completeRecord: Text(zh: "补全更换记录", en: "complete the record of the replacement")
            case .transferWaste: Text(zh: "转移废活性炭", en: "have the spent carbon taken away")
            case .cleanDPF: Text(zh: "清理颗粒捕集器(DPF)", en: "clean the DPF")
            case .fillUrea: Text(zh: "加注尿素", en: "fill up the urea")
            case .checkExhaustCleaning: Text(zh: "检查尾气后处理装置", en: "check the exhaust aftertreatment")
            case .registerMachine: Text(zh: "办理机械编码登记", en: "register the machine")
            case .cleanPurifier: Text(zh: "清洗油烟净化器", en: "clean the purifier")
            case .switchOnPurifier: Text(zh: "开启油烟净化器", en: "switch the purifier on")
            case .switchOffPurifier: Text(zh: "关闭油烟净化器", en: "switch the purifier off")
            case .switchOnTreatment: Text(zh: "开启治理设施", en: "switch the treatment on")
            case .checkFume: Text(zh: "检查油烟超标原因", en: "find out why the fume is over its limit")
            case .testExhaust: Text(zh: "进行排气检测", en: "have the exhaust tested")
            case .repairEngine: Text(zh: "维修发动机后复测", en: "repair the engine and test again")
            case .reduceDust: Text(zh: "加强降尘措施", en: "reduce the dust")
            case .reduceNoise: Text(zh: "降低施工噪声", en: "reduce the noise")
            case .switchOnSpray: Text(zh: "开启喷淋", en: "switch the spray on")
            case .findCause: Text(zh: "查找反复投诉的原因", en: "find out why the complaints come back")
            case .checkClock: Text(zh: "校准时钟", en: "set the clock")
            case .answerComplaint: Text(zh: "答复投诉", en: "answer the complaint")
            case .closeComplaint: Text(zh: "办结投诉", en: "close the complaint")
            case .completeSettings: Text(zh: "补全设施参数", en: "complete the facility's settings")
            case .checkSensors: Text(zh: "检查传感器", en: "check the sensors")
            case .putRight: Text(zh: "按检查要求整改", en: "put right what the inspection ordered")
            }
        }
    }

    /// The action to take.
    public var action: Action
    /// The day on site by which it has to be done.
    public var due: Day

    public init(_ action: Action, due: Day) {
        self.action = action
        self.due = due
    }
}
