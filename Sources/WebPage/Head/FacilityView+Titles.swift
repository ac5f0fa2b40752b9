import Facilities

extension Facility.Kind {
    /// The system of Nanjing to which such a facility belongs.
    var system: Text {
        switch self {
        case .activatedCarbon: Text(zh: "码上换 · 活性炭", en: "码上换 · activated carbon")
        case .fumePurifier: Text(zh: "码上洗 · 餐饮油烟", en: "码上洗 · cooking fume")
        case .nonroadMachinery: Text(zh: "码上测 · 移动机械", en: "码上测 · machinery")
        case .dustSite: Text(zh: "码上评 · 扬尘", en: "码上评 · dust")
        case .complaintPoint: Text(zh: "码上办 · 涉气投诉", en: "码上办 · complaints")
        }
    }
}

extension Facilities.Basis {
    var title: Text {
        switch self {
        case .sensors: Text(zh: "按传感器", en: "by instruments")
        case .partial: Text(zh: "部分监测", en: "partly monitored")
        case .records: Text(zh: "按台账", en: "by the ledger")
        }
    }
}
