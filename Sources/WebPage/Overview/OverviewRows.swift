import Facilities

/// The list of facilities as HTML. It is written without a template, since converting a hundred rows into
/// dictionaries would take most of the time of the page.
struct OverviewRows {
    let time: PageTime
    var made = MadeRows()

    /// Returns one list, or a list below a heading for each group.
    ///
    /// - Parameter hasGroups: whether the site has groups, even if none of the shown facilities is in one.
    func html(_ facilities: [ListedFacility], hasGroups: Bool) -> String {
        guard hasGroups else { return list(facilities[...]) }
        var (html, rest) = ("", facilities[...])
        while let group = rest.first?.group {
            let members = rest.prefix { $0.group == group }
            html += heading(group, members) + list(members)
            rest = rest.dropFirst(members.count)
        }
        return html
    }

    private func heading(_ group: String, _ members: ArraySlice<ListedFacility>) -> String {
        let language = time.language
        let name = group.isEmpty ? Text(zh: "其他", en: "Others")[language] : group
        let counts = Light.worstFirst.compactMap { light in
            let count = members.count { $0.status.light == light }
            return count == 0 ? nil : FacilityMark(light).html(language, count: count)
        }
        return "<h2>\(name.markupEscaped) \(counts.joined(separator: " "))</h2>\n"
    }

    private func list(_ facilities: ArraySlice<ListedFacility>) -> String {
        var html = "<ul class=\"facilities\">\n"
        for facility in facilities { html += made.row(facility.status, time) { row(facility.status) } }
        return html + "</ul>\n"
    }

    func row(_ status: Status) -> String {
        let headline = Headline(status, time: time)
        let due = status.next.map { DueWords($0, status.light, time) }
        // Longer names have smaller letters, so that 24 characters fit on a phone's line.
        let name = status.name.unicodeScalars.count > 19 ? "name long" : "name"
        var html = "<li><a href=\"/q/\(status.code)\">\(FacilityMark(status).html(time.language))"
        html += "<b class=\"\(name)\">\(status.name.markupEscaped)</b>"
        html += "<span class=\"line\"><span class=\"why\">\(headline.text[time.language].markupEscaped)</span>"
        if let beside = beside(status, headline) { html += "<small class=\"since\">\(beside)</small>" }
        if let due { html += "<small class=\"due\(due.isOverdue ? " overdue" : "")\">\(due.text)</small>" }
        return html + "</span></a></li>\n"
    }

    /// Returns the words beside the headline: since when it is true, or the number of complaints; nil for none.
    private func beside(_ status: Status, _ headline: Headline) -> String? {
        let language = time.language
        if let complaints = status.openComplaints { return complaints[language] }
        // A light that does not cover everything says so.
        if let part = headline.beside { return part[language].markupEscaped }
        let days = time.days(since: headline.since)
        // The headline of a duty already contains the days.
        if let finding = headline.finding, finding.headline(time) != finding.short { return nil }
        if days > 0 { return Text(zh: "\(days)天", en: "\(days) d")[language] }
        return time.since(headline.since).replacing(" 起", with: "起")
    }
}

extension Status {
    /// The number of open complaints, and of those that are late; nil if there are none.
    fileprivate var openComplaints: Text? {
        guard kind == .complaintPoint else { return nil }
        let open = findings.filter { ["complaint.answer", "complaint.close"].contains($0.rule) && $0.level != .grey }
        let overdue = open.filter { $0.level == .red }
        let (all, late) = (Set(open.map(\.cause)).count, Set(overdue.map(\.cause)).count)
        guard all > 0 else { return nil }
        guard late > 0 else { return Text(zh: "\(all)件", en: "\(all) open") }
        return Text(zh: "\(all)件，逾期\(late)件", en: "\(all) open, \(late) late")
    }
}
