import Facilities

/// What `facility.mustache` shows: the light, why, what next, and what it rests on.
struct FacilityView {
    var words: Words
    var title, code, kind, light, lightTitle, since, asOf: String
    var findings: [Row]
    /// How many findings there are beside those; nil if these are all.
    var more: String?
    /// Who must do what about what is not monitored.
    var remedy: String?
    var judged, unjudged, noFindings: String
    var notJudged: [String]
    /// The shape of the light: it differs for what is not monitored, so that nobody takes it for missing data.
    var shape: String
    /// What the site has made looser, a line each.
    var loosened: [String]
    var next: Next?
    var assessment: AssessmentView?
    var devices: [Device]
    var entries: [Line]
    var labelURL: String
    /// The same page in the other language.
    var otherURL: String

    struct Row {
        var level, levelTitle, text, since: String
        var figure, limit: String?
        var source, verified: String
        /// What people said of it, one line each.
        var life: [String]
    }

    struct Next {
        var action, due, distance: String
        var isOverdue: Bool
    }

    struct Device {
        var name: String
        var age: String
        var readings: [ReadingView]
    }

    struct Line {
        var time, kind, text: String
    }

    init(_ detail: FacilityDetail, time: PageTime) {
        let (status, language) = (detail.status, time.language)
        let words = Words.of(language)
        self.words = words
        title = status.name
        code = status.code.description
        kind = status.kind.title[language]
        light = status.light.rawValue
        lightTitle = status.head[language]
        remedy = status.remedy?[language]
        shape = status.unmonitored == nil ? "" : "unmonitored"
        (judged, unjudged) = ("\(status.judged.count)", "\(status.notJudged.count)")
        noFindings = status.unmonitored == nil ? words.noFindings : words.noFindingsYet
        notJudged = status.notJudged.map { "\($0.rule) · \($0.text[language])" }
        since = time.short(status.since)
        asOf = time.short(status.asOf)
        more = status.more > 0 ? Text(zh: "另有\(status.more)项", en: "\(status.more) more")[language] : nil
        findings = status.shortened.findings.map { Row($0, words: words, time: time) }
        loosened = status.loosened.map { $0.text[language] }
        next = status.next.map { Next($0, time: time) }
        assessment = status.assessment.map { AssessmentView($0, words: words, language: language) }
        devices = detail.samples.map { sample in
            Device(
                name: sample.device.description, age: time.age(of: sample.time),
                readings: sample.readings.map { ReadingView($0, language: language) }
            )
        }
        entries = detail.entries.filter(\.content.isPublic).map { Line($0, time: time) }
        labelURL = "/q/\(status.code)/label.svg"
        otherURL = "/q/\(status.code)?lang=\(words.otherTag)"
    }
}

extension FacilityView.Row {
    init(_ finding: Finding, words: Words, time: PageTime) {
        level = finding.level.rawValue
        levelTitle = finding.level.title[time.language]
        text = finding.text[time.language]
        since = time.short(finding.since)
        let unit = finding.unit ?? .one
        figure = finding.figure.map { Measure($0, unit).pageText }
        limit = finding.limit.map { Measure($0, unit).pageText }
        source = [finding.source, finding.clause].compactMap(\.self).joined(separator: " ")
        verified = finding.verified ? words.verified : words.unverified
        // Who it was is not for everybody who passes by.
        life = [
            finding.over.map { "\(words.over) \(time.short($0))" },
            finding.acknowledged.map { "\(words.acknowledged) \(time.short($0.at))" },
            finding.rectified.map { "\(words.rectified) \(time.short($0.at))" },
            finding.shelvedUntil.map { "\(words.shelved) \(time.short($0))" },
        ].compactMap(\.self)
    }
}

extension FacilityView.Next {
    init(_ next: NextStep, time: PageTime) {
        action = next.action.title[time.language]
        due = next.due.description
        distance = time.distance(to: next.due)
        isOverdue = next.due < time.now.day(utcOffset: time.utcOffset)
    }
}

extension FacilityView.Line {
    init(_ kept: KeptEntry, time: PageTime) {
        self.time = time.short(kept.time)
        kind = kept.content.kind.title[time.language]
        text =
            switch kept.content {
            // Who complained, and of what, is not for everybody who passes by.
            case .record(let record):
                "\(record.kind.title[time.language]) · \(record.at.day(utcOffset: time.utcOffset))"
            case .finding(_, let finding): finding.text[time.language]
            case .reminder(let reminder): reminder.text[time.language]
            case .evidence(let evidence): evidence.summary[time.language]
            case .account(let account): account.summary[time.language]
            case .rebuilt(let rebuilding): rebuilding.text[time.language]
            case .suspicion(let suspicion): suspicion.text[time.language]
            case .loss(let loss): loss.text[time.language]
            case .rechained(let rechaining): rechaining.text[time.language]
            case .seal(let seal): seal.text[time.language]
            case .epoch(let change): change.text[time.language]
            // What it says may not be for everybody.
            case .operatorChange, .erased, .clock, .unknown: kept.content.word
            }
    }
}
