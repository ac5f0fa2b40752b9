import Facilities

extension FormView {
    init(_ filled: FilledForm, _ site: PageSite, _ visitor: Visitor) {
        let (language, look, place) = (visitor.language, filled.record.look, filled.place)
        words = .of(language)
        form = .of(language)
        title = filled.title(visitor.time)[language]
        facility = place.name
        banner = NoticeBanner(place.notices, visitor.time)
        action = place.path
        back = "/q/\(place.code)"
        otherURL = "\(place.path)?lang=\(Words.of(language).otherTag)"
        guideURL = look.guide.map { "/q/\(place.code)/guide/\($0)" }
        token = filled.token.value(for: place.purpose, site.door)
        send = look.send[language]
        (intro, outro) = (place.kind.intro.map { $0[language] }, place.kind.outro.map { $0[language] })
        intro += filled.about
        if let counts = place.counts { outro.append(counts.text[language]) }
        problems = filled.others.map { $0[language] }
        isWrong = filled.isWrong
        person = visitor.person?.name
        signInURL = "/signin?next=/q/\(place.code)"
        isStepwise = look.isStepwise
        parts = Self.parts(filled, visitor)
        hidden = filled.hidden.map { Hidden(name: $0.name, value: $0.value) }
        completeness = CompletenessView(filled.record, transfer: filled.transfer, language: language)
        draftKey = filled.draftKey
    }

    private static func parts(_ filled: FilledForm, _ visitor: Visitor) -> [FormPartView] {
        let look = filled.record.look
        let fields = look.fields(of: filled.place.kind)
        var parts = look.parts(of: filled.place.kind).map { part in
            let own = part.fields.compactMap { name in fields.first { $0.name == name } }
            var view = FormPartView(
                heading: part.title?[visitor.language],
                cards: part.cards.map { .init(text: $0.text[visitor.language], picture: $0.drawing?.svg(title: nil)) },
                controls: own.map { control($0, filled, visitor) }, isFolded: part.isFolded,
                isOpen: part.fields.contains { name in
                    let isFilled = filled.record.values.has(name) && !look.remembered.contains(name)
                    return isFilled || filled.problems[name] != nil
                },
                isStep: look.isStepwise && !part.isFolded, hasCards: !part.cards.isEmpty)
            view.askEarlier(filled, visitor.time)
            return view
        }
        if let time = time(filled, visitor.time) { parts.insert(time, at: 0) }
        return parts
    }

    /// Returns the question when it was done, which comes before all others; nil if the form does not ask.
    private static func time(_ filled: FilledForm, _ time: PageTime) -> FormPartView? {
        guard [.day, .time].contains(filled.record.look.when) else { return nil }
        let control = FormControl(
            at: filled.typed("at"), otherDay: filled.typed("atDay"), filled.record.look,
            opened: filled.token.opened, problem: filled.problems["at"], time: time)
        return FormPartView(
            cards: [], controls: [control], isFolded: false, isOpen: true, isStep: false, hasCards: false)
    }

    private static func control(_ field: RecordField, _ filled: FilledForm, _ visitor: Visitor) -> FormControl {
        let look = filled.record.look
        var value = filled.record.values[field.name] ?? .nothing
        // The place of a complaint is that of the scanned code, until somebody changes it.
        if field.name == "place", filled.place.kind == Complaint.kind, value.isBlank, !filled.isWrong {
            value = .text(filled.place.name)
        }
        return FormControl(
            field, value: value, problem: filled.problems[field.name], help: look.help[field.name],
            asked: filled.asked(field), isDay: look.days.contains(field.name), time: visitor.time,
            picture: FormPictures.svg,
            optionHelp: { option in
                filled.place.kind.hint(of: option, in: field.name)
            })
    }
}

extension RecordKind {
    /// Returns the hint of an option of a field; nil for none.
    fileprivate func hint(of option: String, in field: String) -> Text? {
        if self == Complaint.kind, field == "category" { return ComplaintCategory(rawValue: option)?.hint }
        if self == SiteMeasure.kind, field == "measures" { return SiteMeasure.Item(rawValue: option)?.view }
        guard self == CarbonInspection.kind, option == CarbonInspection.Grade.bad.rawValue else { return nil }
        return Text(zh: "在用的炭：快饱和了，建议测碘值或更换", en: "in use: nearly saturated; test its iodine value or replace it")
    }
}

extension RecordKind {
    /// The sentences before the fields of a form.
    fileprivate var intro: [Text] {
        switch self {
        case CleaningStart.kind:
            [
                Text(
                    zh: "点了以后4小时内，为烘干只开风机（一共60分钟）不算净化器未开。洗完再登记清洗。",
                    en:
                        "For 4 hours from now the fan may run alone to dry the cell (60 minutes in all): that does not count as a purifier that is off. Enter the cleaning when it is done."
                )
            ]
        case ReplacementStart.kind:
            [
                Text(
                    zh: "停产、停风机以后点。4小时内，换炭引起的压差变化不算旁路。换完请当天登记更换。",
                    en:
                        "Tap it when production and fan are off. For 4 hours what the pressure drop does counts as work on the box. Enter the replacement on the same day."
                )
            ]
        default: []
        }
    }

    /// The sentences after the button of a form.
    fileprivate var outro: [Text] {
        guard self == Complaint.kind else { return [] }
        return [
            Text(
                zh: "有火、有人受伤、气味呛人难受：打119/120；其他急事打12345",
                en: "Fire, injury or a choking smell: call 119 or 120; other urgent matters: 12345"),
            Text(zh: "请如实反映；同一件事不用重复提交", en: "Please be truthful; once is enough"),
            Text(
                zh: "请不要与对方争执，不要进入工地或厨房取证",
                en: "Please do not quarrel with anybody, and do not enter a site or a kitchen"),
            Text(
                zh: "这里是本站的反馈窗口；要向主管部门举报，请打12345",
                en: "This goes to who runs this site; to report to the authority, call 12345"),
        ]
    }
}

extension ComplaintCategory {
    /// Examples of the category.
    var hint: Text {
        switch self {
        case .fume: Text(zh: "饭店、烧烤的油烟", en: "smoke from restaurants")
        case .odour: Text(zh: "油漆味、塑料味、臭味", en: "paint, plastic, foul smell")
        case .dust: Text(zh: "工地、渣土车、料堆起灰", en: "dust of sites, lorries, heaps")
        case .smoke: Text(zh: "机械、车辆、烟囱冒黑烟", en: "black smoke of machines, stacks")
        case .noise: Text(zh: "施工、风机、空调响", en: "building, fans, outdoor units")
        case .other: Text(zh: "说不清就选这个", en: "anything else")
        }
    }
}
