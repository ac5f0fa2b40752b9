import Facilities

/// The values of `facility.mustache`: the light, its reason, the next action, and the evidence.
struct FacilityView {
    var words: Words
    var head: HeadWords
    var title, code, kind, light, shape, symbol, lightTitle, reason, since: String
    /// Whether a light is shown. A complaint point has none.
    var hasLight: Bool
    var beside: [String]
    /// The age of the newest reading; nil if nothing is measured.
    var dataAge: String?
    /// What is missing for the light and who must act, or how long it still takes.
    var remedy: String?
    var next: DoNow?
    var notice: String?
    var banner: NoticeBanner?
    /// The findings with the leading one, worst first.
    var findings: [FindingRow]
    /// The number of findings that are not listed, in words; nil if all are.
    var more: String?
    var tiles: [TileView]
    var hasTiles: Bool
    var values: [ValueRow]
    var records: [RecordRow]
    var entries: [Line]
    var judged: [JudgedRow]
    var notJudged: [JudgedRow]
    /// The limits that the site has made looser, a line each.
    var loosened: [String]
    var noFindings: String
    /// The strips of the last 30 days: the lights, and the grades of a building site.
    var strips: [StripView] = []
    /// The card of a machine; nil for other kinds.
    var machine: MachineCardView?
    /// The grades and measures of a building site; nil for other kinds.
    var site: SiteView?
    var suspicions: [String]
    var hasSuspicions, hasForms: Bool
    /// The links to the forms that the signed-in person may use here.
    var forms: [PageLink]
    var facts: [PageFact]
    var person: String?
    var signInURL, liveURL, otherURL: String
    /// The address of the inspector's screen; nil for people who may not see it.
    var inspectURL: String?
    /// The address of the QR label; nil if no address is configured that a phone could open.
    var labelURL: String?
    /// The address of the form for complaints; nil if this gateway has no complaint point.
    var complaintURL: String?

    struct Line {
        var time, kind, text: String
    }

    struct JudgedRow {
        var title, text: String
    }

    init(
        _ detail: FacilityDetail, _ person: Operator? = nil, time: PageTime, notice: Text? = nil,
        notices: Notices = Notices(), hasLabel: Bool = true
    ) {
        let (status, language) = (detail.status, time.language)
        words = .of(language)
        head = .of(language)
        title = status.name
        code = status.code.description
        kind = status.kind.system[language]
        light = status.light.rawValue
        hasLight = status.kind != .complaintPoint
        // A light that is red by the ledger is red also if nothing is measured.
        shape = status.unmonitored != nil && status.light == .grey ? "unmonitored" : ""
        symbol = status.light.symbol
        lightTitle = status.light.title[language]
        let headline = Headline(status, time: time)
        reason = headline.text[language]
        since = time.since(headline.since)
        beside = [headline.beside?[language]].compactMap(\.self)
        if headline.finding?.isUnverified == true { beside.append(words.unverified) }
        dataAge = detail.dataAge(time)
        let remedy =
            detail.remedy(headline.finding, time) ?? status.remedy(forTechnician: person?.tendsBuses == true)
        self.remedy = remedy?[language]
        next = DoNow(status, detail.records, time: time)
        self.notice = notice?[language]
        banner = NoticeBanner(notices.inForce(at: time.now).filter { $0.isFor(status.kind) }, time)
        findings = status.shortened.findings.map { FindingRow($0, person, status, time: time) }
        more = status.more > 0 ? Text(zh: "另有\(status.more)项", en: "\(status.more) more")[language] : nil
        tiles = detail.tiles(time)
        hasTiles = !tiles.isEmpty
        values = detail.values(time)
        records = detail.records.compactMap { kept in
            guard case .record(let record) = kept.content else { return nil }
            var row = RecordRow(
                kept, record, person, removed: detail.removedPhotographs[kept.sequence] ?? [], time: time)
            row.effect = kept.effect(detail.site)?[language]
            return row
        }
        entries = detail.entries.filter(\.content.isPublic).map { Line($0, time: time) }
        judged = status.judged.map { rule in
            JudgedRow(title: Finding.subject(of: rule)[language], text: detail.limits(of: rule, language))
        }
        notJudged = status.notJudged.map {
            JudgedRow(title: Finding.subject(of: $0.rule)[language], text: $0.text[language])
        }
        loosened = status.loosened.map { $0.text[language] }
        noFindings = status.notJudged.isEmpty ? words.noFindings : words.noFindingsYet
        machine = MachineCardView(detail, person, time: time)
        site = SiteView(detail, time: time)
        let seesAll = person?.inspects ?? false
        inspectURL = seesAll ? "/q/\(status.code)/inspect" : nil
        suspicions = seesAll ? detail.suspicions.map { "\(time.short($0.from)) \($0.text[language])" } : []
        forms = Self.forms(status, person, language)
        (hasSuspicions, hasForms) = (!suspicions.isEmpty, !forms.isEmpty)
        facts = Self.facts(detail, time) + detail.machineFacts(person, language)
        self.person = person?.name
        signInURL = "/signin?next=/q/\(status.code)"
        labelURL = hasLabel ? "/q/\(status.code)/label.svg" : nil
        liveURL = "/q/\(status.code)"
        otherURL = "/q/\(status.code)?lang=\(Words.of(language).otherTag)"
        complaintURL = detail.complaintPoint.map { "/q/\($0)/do/\(Complaint.kind.rawValue)" }
    }

    private static func forms(_ status: Status, _ person: Operator?, _ language: Language) -> [PageLink] {
        guard let person, person.mayEnter(at: status.code) else { return [] }
        let kinds = RecordKind.allCases.filter { kind in
            kind.facilities.contains(status.kind) && kind.roles.contains(person.role) && !kind.isPublic
        }
        return kinds.map {
            PageLink(url: "/q/\(status.code)/do/\($0.rawValue)", title: FormLook.of($0).title[language])
        }
    }

    private static func facts(_ detail: FacilityDetail, _ time: PageTime) -> [PageFact] {
        let (status, language, head) = (detail.status, time.language, HeadWords.of(time.language))
        var facts = [
            PageFact(name: head.kindOfFacility, value: status.kind.title[language]),
            PageFact(name: head.code, value: status.code.description),
        ]
        if status.kind != .complaintPoint {
            let isMeasured = status.basis != .sensors || !detail.readings.isEmpty
            let none = Text(zh: "没有接入传感器", en: "no instrument is connected")
            facts.append(PageFact(name: head.basis, value: (isMeasured ? status.basis.title : none)[language]))
        }
        if let last = status.last {
            facts.append(PageFact(name: head.lastRecord, value: "\(last.record.title[language]) · \(last.at)"))
        }
        for due in status.due {
            facts.append(
                PageFact(name: due.action.title[language], value: "\(due.due) · \(time.distance(to: due.due))"))
        }
        return facts
    }
}

extension FacilityView.Line {
    init(_ kept: KeptEntry, time: PageTime) {
        self.time = time.short(kept.time)
        kind = kept.content.kind.title[time.language]
        text =
            switch kept.content {
            // Who complained about what is not public.
            case .record(let record):
                "\(record.kind.title[time.language]) · \(record.at.day(utcOffset: time.utcOffset))"
            case .finding(_, let finding): finding.text[time.language]
            case .reminder(let reminder): reminder.text[time.language]
            case .evidence(let evidence): evidence.summary[time.language]
            case .account(let account): account.summary[time.language]
            case .rebuilt(let rebuilding): rebuilding.text[time.language]
            case .suspicion(let suspicion): suspicion.text[time.language]
            case .loss(let loss): loss.text[time.language]
            case .photographsRemoved(let removal): removal.text[time.language]
            case .rechained(let rechaining): rechaining.text[time.language]
            case .seal(let seal): seal.text[time.language]
            case .epoch(let change): change.text[time.language]
            // The content of these entries may not be public.
            case .operatorChange, .erased, .clock, .unknown: kept.content.word
            }
    }
}
