import Facilities

extension Guide {
    /// Returns the guide of an action. An action without a guide does not compile.
    static func of(_ action: NextStep.Action) -> Guide {
        switch action {
        case .cleanPurifier: CleaningGuide.guide
        case .replaceCarbon: ReplacementGuide.guide
        case .inspectCarbon: InspectionGuide.guide
        case .checkAdsorber: .short(action, ShortGuides.checkAdsorber)
        case .coolBed: .short(action, ShortGuides.coolBed)
        case .closeBypass: .short(action, ShortGuides.closeBypass)
        case .checkAirVolume: .short(action, ShortGuides.checkAirVolume)
        case .dryInlet: .short(action, ShortGuides.dryInlet)
        case .completeRecord: .short(action, ShortGuides.completeRecord)
        case .transferWaste: .short(action, ShortGuides.transferWaste)
        case .switchOnTreatment: .short(action, ShortGuides.switchOnTreatment)
        case .switchOnPurifier: .short(action, ShortGuides.switchOnPurifier)
        case .switchOffPurifier: .short(action, ShortGuides.switchOffPurifier)
        case .checkFume: .short(action, ShortGuides.checkFume)
        case .cleanDPF: .short(action, ShortGuides.cleanDPF)
        case .fillUrea: .short(action, ShortGuides.fillUrea)
        case .checkExhaustCleaning: .short(action, ShortGuides.checkExhaustCleaning)
        case .registerMachine: .short(action, ShortGuides.registerMachine)
        case .testExhaust: .short(action, ShortGuides.testExhaust)
        case .repairEngine: .short(action, ShortGuides.repairEngine)
        case .reduceDust: .short(action, ShortGuides.reduceDust)
        case .reduceNoise: .short(action, ShortGuides.reduceNoise)
        case .switchOnSpray: .short(action, ShortGuides.switchOnSpray)
        case .answerComplaint: .short(action, ShortGuides.answerComplaint)
        case .closeComplaint: .short(action, ShortGuides.closeComplaint)
        case .findCause: .short(action, ShortGuides.findCause)
        case .completeSettings: .short(action, ShortGuides.completeSettings)
        case .checkSensors: .short(action, ShortGuides.checkSensors)
        case .checkClock: .short(action, ShortGuides.checkClock)
        case .putRight: .short(action, ShortGuides.putRight)
        }
    }

    /// Returns the guide of an action by its name in an address; nil if there is no such action.
    static func named(_ id: String) -> Guide? {
        NextStep.Action(rawValue: id).map(of)
    }

    private static func short(_ action: NextStep.Action, _ steps: [Line]) -> Guide {
        Guide(id: action.rawValue, title: action.title.capitalised, steps: steps)
    }
}

extension Text {
    /// The same words as a title: the English text begins with a capital letter.
    fileprivate var capitalised: Text {
        Text(zh: zh, en: en.prefix(1).uppercased() + en.dropFirst())
    }
}
