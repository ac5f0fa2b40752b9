import Facilities

extension FacilityDetail {
    /// Returns the tiles of a box of carbon or a building site; none for other kinds.
    func tiles(_ time: PageTime) -> [TileView] {
        guard status.kind == .activatedCarbon else { return siteTiles(time) }
        let order: [Gauge.Kind] = [.runningHours, .load, .stored]
        let followed = order.compactMap { item in gauges.first { $0.item == item } }
        var tiles = followed.map { TileView($0, time) }
        if let days = daysLeft(time) { tiles.insert(days, at: min(1, tiles.count)) }
        if let pressure = pressure(time) { tiles.insert(pressure, at: min(2, tiles.count)) }
        return tiles
    }

    /// Returns the tile of the days until the carbon is to be replaced.
    private func daysLeft(_ time: PageTime) -> TileView? {
        guard let due = status.due.first(where: { $0.action == .replaceCarbon })?.due else { return nil }
        let (language, left) = (time.language, due.number - time.now.day(utcOffset: time.utcOffset).number)
        let value = Text(zh: "\(abs(left)) 天", en: "\(abs(left)) d")[language]
        var tile = TileView(
            title: Text(zh: "离换炭还有", en: "until the replacement")[language], value: value,
            detail: Text(zh: "\(due) 前换", en: "by \(due)")[language])
        if left < 0 {
            tile.title = Text(zh: "换炭逾期", en: "replacement overdue")[language]
            tile.mark = Text(zh: "逾期", en: "overdue")[language]
        }
        return tile
    }

    /// Returns the tile of the pressure drop that is highlighted, or else of the first with a good value. If there
    /// are several boxes, it names the box.
    private func pressure(_ time: PageTime) -> TileView? {
        let title = Quantity.pressureDrop.title[time.language]
        let rows = values(time).filter { $0.title == title }
        let best = rows.first { $0.mark != nil } ?? rows.first { $0.quality.isEmpty } ?? rows.first
        guard let row = best else { return nil }
        let words = HeadWords.of(time.language)
        let detail = [row.limit.map { "\(words.limit) \($0)" }, row.quality.isEmpty ? nil : row.quality, row.age]
        return TileView(
            title: [title, row.place].compactMap(\.self).joined(separator: " · "), value: row.value,
            detail: detail.compactMap(\.self).joined(separator: " · "), mark: row.mark,
            bar: row.bar)
    }
}
