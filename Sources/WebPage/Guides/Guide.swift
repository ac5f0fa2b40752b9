import Facilities

/// A guide: the steps of a piece of work, and how to see that it was done well.
///
/// The texts are those of the trade as far as a source was found. Each line has its source, and the page marks this
/// program's own suggestions.
struct Guide: Sendable, Hashable {
    /// The last part of the guide's address: the name of its action, or `complaint`.
    var id: String
    var title: Text
    /// The heading above the steps.
    var stepsTitle = Text(zh: "怎么做", en: "How to do it")
    /// The warnings in the red box, worst first. The page shows three, and the others on demand.
    var warnings: [Line] = []
    var steps: [Line]
    /// The steps for each type of device, the usual type first; empty if all types have the same steps.
    var variants: [Variant] = []
    /// The looks at carbon, one for each screen.
    var looks: [Look] = []
    /// The standard that the work has to reach.
    var standard: [Standard] = []
    var sections: [Section] = []
    /// The reasons why this must be done. The law is named only here.
    var why: [Line] = []

    /// One line of a guide.
    struct Line: Sendable, Hashable {
        /// The subject of the line: a field, a day or a state; nil for none.
        var label: Text?
        var text: Text
        /// The text for pages without the button that `text` names; nil if they are the same.
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

    /// A list of lines below a title, such as upkeep or photographs.
    struct Section: Sendable, Hashable {
        var title: Text
        var lines: [Line]
    }

    /// The steps for one type of device.
    struct Variant: Sendable, Hashable {
        var id: PurifierType
        var steps: [Line]
    }

    /// One of the looks at carbon: what to do, and how good, doubtful and bad carbon look.
    struct Look: Sendable, Hashable {
        /// The name of its field in the inspection record, which also selects its three drawings.
        var id: String
        var title: Text
        var act: Text
        var good: Text
        var doubtful: Text
        var bad: Text
        var basis: [Basis]
    }

    /// One line of the standard, and who checks it.
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
        /// The types of device that have this part; nil for every type.
        var types: Set<PurifierType>?
        var basis: [Basis]
    }
}

extension Guide.Standard {
    /// Whether the line applies to a type of purifier. All lines apply to nil.
    func applies(to type: PurifierType?) -> Bool {
        guard let type, let types else { return true }
        return types.contains(type)
    }

    /// A line that a person checks by looking.
    ///
    /// - Parameter types: the types of purifier that have the part; nil for all.
    static func look(
        _ item: StandardItem, _ zh: String, _ en: String, for types: Set<PurifierType>? = nil, _ basis: Basis...
    ) -> Self {
        .init(item: item, acceptable: Text(zh: zh, en: en), checker: .person, types: types, basis: basis)
    }

    /// A line that the gateway checks by its own readings.
    static func figure(
        _ item: StandardItem, _ zh: String, _ en: String, for types: Set<PurifierType>? = nil, _ basis: Basis...
    ) -> Self {
        .init(item: item, acceptable: Text(zh: zh, en: en), checker: .gateway, types: types, basis: basis)
    }
}
