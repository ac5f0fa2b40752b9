import Facilities

/// The method by which a fume purifier cleans the air. `duct` stands for the exhaust duct.
enum PurifierType: String, Sendable, Hashable, CaseIterable {
    case electrostatic, filter, wet, uv, composite, duct

    var title: Text {
        switch self {
        case .electrostatic: Text(zh: "静电式", en: "electrostatic")
        case .filter: Text(zh: "滤网/机械式", en: "filter, mechanical")
        case .wet: Text(zh: "湿式/水喷淋", en: "wet, water spray")
        case .uv: Text(zh: "UV光解", en: "UV")
        case .composite: Text(zh: "复合式带活性炭", en: "composite with carbon")
        case .duct: Text(zh: "管道", en: "duct")
        }
    }
}
