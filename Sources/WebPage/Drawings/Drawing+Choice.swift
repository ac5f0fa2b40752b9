import Facilities

// The drawings of the choices of forms.

extension Cleaning.Part {
    var drawing: Drawing {
        switch self {
        case .filter: .partFilter
        case .plates: .partPlates
        case .impeller: .partImpeller
        case .duct: .partDuct
        case .tray: .partTray
        case .housing: .partHousing
        }
    }
}

extension Cleaning.Hand {
    var drawing: Drawing {
        switch self {
        case .own: .bySelf
        case .firm: .byFirm
        }
    }
}

extension Cleaning.Damage {
    var drawing: Drawing {
        switch self {
        case .none: .damageNone
        case .insulator: .damageInsulator
        case .wire: .damageWire
        case .plates: .damagePlates
        case .other: .complaintOther
        }
    }
}

extension ComplaintCategory {
    var drawing: Drawing {
        switch self {
        case .fume: .complaintFume
        case .odour: .complaintOdour
        case .dust: .complaintDust
        case .smoke: .complaintSmoke
        case .noise: .complaintNoise
        case .other: .complaintOther
        }
    }
}

extension CarbonInspection.Grade {
    /// Returns the drawing of carbon of this grade; nil if the field is not one of the four looks or the iodine
    /// value.
    ///
    /// - Parameter look: the name of the field of the inspection: `colour`, `form`, `weight`, `bubbles`. The test, which has no grade
    ///   of its own in a record, is called `iodine`.
    func drawing(of look: String) -> Drawing? { Drawing(rawValue: "look-\(look)-\(rawValue)") }
}

extension CarbonInspection.State {
    var drawing: Drawing {
        switch self {
        case .new: .stateNew
        case .used: .stateUsed
        }
    }
}

extension CarbonSettings.Form {
    var drawing: Drawing {
        switch self {
        case .granular: .formGranular
        case .honeycomb: .formHoneycomb
        case .fibre: .formFibre
        }
    }
}

extension SiteMeasure.Item {
    /// The drawing of the measure.
    var drawing: Drawing {
        switch self {
        case .fence: .measureFence
        case .board: .measureBoard
        case .paved: .measurePaved
        case .wash: .measureWash
        case .cover: .measureCover
        case .stock: .measureStock
        case .spray: .measureSpray
        case .cannon: .measureCannon
        case .sprinkle: .measureSprinkle
        case .sweep: .measureSweep
        case .wet: .measureWet
        case .closed: .measureClosed
        case .stop: .measureStop
        case .night: .measureNight
        case .monitor: .measureMonitor
        }
    }
}
