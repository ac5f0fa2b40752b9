import Facilities

extension GuideView {
    /// Lines with a title. If every line is this program's own suggestion, the list is marked once.
    ///
    /// Its members have other names than those of a line, since a template searches a missing value in the
    /// enclosing values.
    struct LineList {
        var title = ""
        var markOfAll: String?
        var lines: [LineView] = []
        /// Whether every line has a drawing, so that the lines stand side by side.
        var isDrawn = false
    }

    struct LineView {
        var label: String?
        var text: String
        var svg: String?
        var mark: String?
    }

    /// One line of the standard: the part, the required state, and the present state.
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

    /// The lines of the standard that one checker, the gateway or a person, looks at.
    struct Checks {
        var title: String
        var rows: [Row]

        init?(
            _ standards: [Guide.Standard], by checker: Guide.Standard.Checker, ticks: [StandardTick],
            _ language: Language
        ) {
            let own = standards.filter { $0.checker == checker }
            rows = own.map { standard in
                let tick = ticks.first { $0.item == standard.item }
                return Row(standard, tick ?? .unknown(standard), language)
            }
            guard !rows.isEmpty else { return nil }
            title = checker.title[language]
        }
    }

    /// The sources of one line.
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
    /// Makes a list; nil if there are no lines.
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
    /// Returns the sources of all lines of a screen. Lines that are this program's own suggestion are left to their
    /// mark.
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
    /// Returns the source in words: `据转述，未核对原文：…`.
    fileprivate func words(_ language: Language) -> String {
        let colon = Text(zh: "：", en: ": ")[language]
        let parts = [origin.title[language], part?[language], source?.title[language]].compactMap(\.self)
        let words = parts.joined(separator: colon)
        guard let address = source?.address else { return words }
        return "\(words) \(address)"
    }
}
