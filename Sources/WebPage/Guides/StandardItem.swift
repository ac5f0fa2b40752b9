import Facilities

/// The subject of a line of a standard: a part that a person looks at, or a figure that the gateway has.
enum StandardItem: String, Sendable, Hashable, CaseIterable {
    // Fume purifiers.
    case plates, insulator, wire, gap, filter, tray, fanWheel, sound
    case current, pressure, fume, efficiency, together, stood
    // Activated carbon.
    case iodine, fill, depth, seal, pressureDrop, bedTemperature, velocity, inlet, outlet, ledger

    var title: Text {
        switch self {
        case .plates: Text(zh: "极板", en: "plates")
        case .insulator: Text(zh: "瓷瓶（绝缘子）", en: "insulators")
        case .wire: Text(zh: "电离丝/放电针", en: "ionizer wires, needles")
        case .gap: Text(zh: "极板间距", en: "gaps between plates")
        case .filter: Text(zh: "滤网", en: "filter")
        case .tray: Text(zh: "集油盘", en: "grease tray")
        case .fanWheel: Text(zh: "风机叶轮", en: "fan wheel")
        case .sound: Text(zh: "试机声音", en: "sound of the trial run")
        case .current: Text(zh: "净化器电流", en: "purifier's current")
        case .pressure: Text(zh: "压差（有表时）", en: "pressure drop (with a gauge)")
        case .fume: Text(zh: "油烟浓度", en: "fume")
        case .efficiency: Text(zh: "净化效率（有进口表）", en: "removal efficiency (with an inlet gauge)")
        case .together: Text(zh: "开机同步", en: "on together")
        case .stood: Text(zh: "确实停过机", en: "it did stand still")
        case .iodine: Text(zh: "碘值", en: "iodine value")
        case .fill: Text(zh: "装填量", en: "carbon filled in")
        case .depth: Text(zh: "装填厚度", en: "bed depth")
        case .seal: Text(zh: "密封", en: "seal")
        case .pressureDrop: Text(zh: "压差", en: "pressure drop")
        case .bedTemperature: Text(zh: "床层温度", en: "bed temperature")
        case .velocity: Text(zh: "过炭风速", en: "face velocity")
        case .inlet: Text(zh: "进口", en: "inlet")
        case .outlet: Text(zh: "出口/进口", en: "outlet against inlet")
        case .ledger: Text(zh: "台账", en: "ledger")
        }
    }
}
