import Facilities

extension GuideView {
    /// Lines with their title. Where every line is this program's own suggestion, the list says so once.
    ///
    /// Its members have other names than those of a line: a template looks for a missing value in what is around it.
    struct LineList {
        var title = ""
        var markOfAll: String?
        var lines: [LineView] = []
        /// Whether the lines have drawings and stand beside each other.
        var isDrawn = false
    }

    struct LineView {
        var label: String?
        var text: String
        var svg: String?
        var mark: String?
    }

    /// One line of the standard: the part, what it has to be like, and how it stands.
    struct Row {
        var item, acceptable, shape, style: String
        var now, mark: String?

        init(_ standard: Guide.Standard, _ tick: StandardTick, _ language: Language) {
            item = standard.item.title[language]
            acceptable = standard.acceptable[language]
            shape = tick.shape
            style = tick.style
            now = tick.state == .byPerson ? nil : tick.text[language]
            mark = standard.basis.mark(language)
        }
    }

    /// What one checker looks at: the gateway or a person.
    struct Checks {
        var title: String
        var rows: [Row]

        init?(
            _ standards: [Guide.Standard], by checker: Guide.Standard.Checker, ticks: [StandardTick],
            _ language: Language
        ) {
            rows = standards.filter { $0.checker == checker }.map { standard in
                Row(standard, ticks.first { $0.item == standard.item } ?? .unknown(standard), language)
            }
            guard !rows.isEmpty else { return nil }
            title = checker.title[language]
        }
    }

    /// Where one line comes from.
    struct BasisView {
        var text: String
        var sources: [String]
    }
}

extension Guide.Line {
    /// The line for a page without the button that it names.
    var onItsOwn: Guide.Line {
        var line = self
        line.text = withoutButton ?? text
        return line
    }
}

extension GuideView.LineList {
    /// Nil for no lines.
    init?(_ lines: some Collection<Guide.Line>, _ language: Language, title: String = "") {
        guard !lines.isEmpty else { return nil }
        let isOwn = lines.allSatisfy(\.basis.isOwn)
        self.title = title
        markOfAll = isOwn ? Basis.Origin.own.title[language] : nil
        isDrawn = lines.allSatisfy { $0.drawing != nil }
        self.lines = lines.map { line in
            GuideView.LineView(
                label: line.label?[language], text: line.text[language],
                svg: line.drawing.map { $0.svg(title: $0.caption[language]) },
                mark: isOwn ? nil : line.basis.mark(language))
        }
    }
}

extension GuideView.BasisView {
    /// The sources of every line of a screen that is not wholly this program's own suggestion: that is marked where it stands.
    static func all(
        _ guide: Guide, steps: [Guide.Line], standard: [Guide.Standard], _ language: Language
    ) -> [Self] {
        let lines = guide.warnings + steps + guide.sections.flatMap(\.lines) + guide.why
        return lines.compactMap { Self($0.text, $0.basis, language) }
            + guide.looks.compactMap { Self($0.title, $0.basis, language) }
            + standard.compactMap { Self($0.item.title, $0.basis, language) }
    }

    private init?(_ text: Text, _ basis: [Basis], _ language: Language) {
        guard basis.namesSources else { return nil }
        self.init(text: text[language], sources: basis.map { $0.words(language) })
    }
}

extension Basis {
    /// The basis in words: `据转述，未核对原文：…`.
    fileprivate func words(_ language: Language) -> String {
        let colon = Text(zh: "：", en: ": ")[language]
        let parts = [origin.title[language], part?[language], source?.title[language]].compactMap(\.self)
        let words = parts.joined(separator: colon)
        guard let address = source?.address else { return words }
        return "\(words) \(address)"
    }
}
