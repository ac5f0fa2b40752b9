import Facilities

/// A guide: what a person does, step by step, and how everybody sees that it was done well.
///
/// The texts are those of the trade as far as a source was found. Each line says where it comes from, and the page marks what
/// is this program's own suggestion.
struct Guide: Sendable, Hashable {
    /// The last part of the guide's address: the name of its action, or `complaint`.
    var id: String
    var title: Text
    /// What stands above the steps.
    var stepsTitle = Text(zh: "怎么做", en: "How to do it")
    /// The warnings of the red box, worst first. The page shows three, and the others on demand.
    var warnings: [Line] = []
    var steps: [Line]
    /// The types of device that are done in another way, the usual one first; empty where there is one way only.
    var variants: [Variant] = []
    /// What to look at, one look a screen.
    var looks: [Look] = []
    /// What is reached when the work was done well.
    var standard: [Standard] = []
    var sections: [Section] = []
    /// The reasons why this must be done; the law is named here and nowhere else.
    var why: [Line] = []

    /// One line of a guide.
    struct Line: Sendable, Hashable {
        /// What the line is about: a field, a day, a state.
        var label: Text?
        var text: Text
        /// The text for a page without the button that the text names; `text` if nil.
        var withoutButton: Text?
        var drawing: Drawing?
        var basis: [Basis]

        init(
            _ zh: String, _ en: String, withoutButton: Text? = nil, label: Text? = nil, drawing: Drawing? = nil,
            _ basis: Basis...
        ) {
            text = Text(zh: zh, en: en)
            self.withoutButton = withoutButton
            self.label = label
            self.drawing = drawing
            self.basis = basis
        }
    }

    /// A list of lines below a title: upkeep, what to record, what to photograph, states.
    struct Section: Sendable, Hashable {
        var title: Text
        var lines: [Line]
    }

    /// How one type of device is done.
    struct Variant: Sendable, Hashable {
        var id: PurifierType
        var steps: [Line]
    }

    /// One of the looks at carbon: what to do, and what good, doubtful and bad carbon look like.
    struct Look: Sendable, Hashable {
        /// The name of its field in the inspection, which also finds its three drawings.
        var id: String
        var title: Text
        var act: Text
        var good: Text
        var doubtful: Text
        var bad: Text
        var basis: [Basis]
    }

    /// One line of the standard to reach, and who checks it.
    struct Standard: Sendable, Hashable {
        enum Checker: Sendable, Hashable {
            /// A person looks, and a photograph shows it.
            case person
            /// The gateway compares its own readings.
            case gateway

            var title: Text {
                switch self {
                case .person: Text(zh: "自己看，照片为证", en: "Look yourself; a photograph shows it")
                case .gateway: Text(zh: "网关替你看", en: "The gateway checks it for you")
                }
            }
        }

        var item: StandardItem
        var acceptable: Text
        var checker: Checker
        /// The types of device that have this part; every type if nil.
        var types: Set<PurifierType>?
        var basis: [Basis]
    }
}

/// How a fume purifier takes the fume out of the air.
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

extension Guide.Standard {
    /// A line that a person looks at.
    ///
    /// - Parameter types: the types of purifier that have it; nil for all.
    static func look(
        _ item: StandardItem, _ zh: String, _ en: String, for types: Set<PurifierType>? = nil, _ basis: Basis...
    ) -> Self {
        .init(item: item, acceptable: Text(zh: zh, en: en), checker: .person, types: types, basis: basis)
    }

    /// A line that the gateway compares with its own readings.
    static func figure(
        _ item: StandardItem, _ zh: String, _ en: String, for types: Set<PurifierType>? = nil, _ basis: Basis...
    ) -> Self {
        .init(item: item, acceptable: Text(zh: zh, en: en), checker: .gateway, types: types, basis: basis)
    }
}
