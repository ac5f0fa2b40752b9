import Facilities
import Hummingbird
import NIOCore

/// The routes of the ledger of a month: a page to print, and a CSV table. Both are sent while the journal is read,
/// so that a large journal needs no more memory than a small one.
struct LedgerRoutes: Sendable {
    let site: PageSite
    private let turns = LedgerTurns()

    /// The largest number of entries of one facility on the page. The table has all entries.
    static let most = 2000

    func add(to router: Router<PageContext>) {
        router.get("/ledger") { request, context in await answer(request, context, page) }
        router.get("/ledger.csv") { request, context in await answer(request, context, table) }
    }

    /// The ledger that an address asks for.
    private struct Wanted {
        var ledger: MonthLedger
        var query: OverviewQuery
        var choice: LedgerChoice { ledger.choice }
        var facilities: [ListedFacility]
        /// The number of all facilities, chosen or not.
        var all: Int
        var time: PageTime
        /// The turn, which is held while the ledger is read.
        var turn: LedgerTurns.Turn
    }

    private func answer(
        _ request: Request, _ context: PageContext, _ body: (Wanted) -> Response
    ) async -> Response {
        let visitor = await site.visitor(request, context)
        let parameters = request.uri.queryParameters
        // Only the kind filters a ledger. The present light of a facility says nothing about a past month.
        let query = OverviewQuery { $0 == "kind" ? parameters[Substring($0)].map(String.init) : nil }
        let asked = parameters["month"].map(String.init) ?? ""
        let month = asked.isEmpty ? Month(visitor.time.today) : Month(asked)
        if !query.unknown.isEmpty { return site.refused(.noFilter(query.unknown), visitor) }
        guard let month else { return site.refused(.noMonth(asked), visitor) }
        let choice = LedgerChoice(
            kinds: parameters["kinds"].map(String.init), code: parameters["code"].map(String.init), visitor.person)
        if !choice.unknown.isEmpty { return site.refused(.noFilter(choice.unknown), visitor) }
        guard choice.isAllowed else { return site.refused(.forInspectors, visitor, status: .forbidden) }
        guard month.days.lowerBound <= visitor.time.today else { return site.refused(.notYet(month), visitor) }
        guard let turn = turns.begin() else {
            var busy = site.refused(.ledgersBusy, visitor, status: .serviceUnavailable)
            busy.headers[.retryAfter] = "10"
            return busy
        }
        let all = await site.source.facilities()
        return body(
            Wanted(
                ledger: MonthLedger(
                    source: site.source, month: month, utcOffset: site.utcOffset, choice: choice), query: query,
                facilities: all.filter { query.filter.fits($0, visitor.time) && choice.fits($0.status.code) },
                all: all.count, time: visitor.time,
                turn: turn))
    }

    // MARK: The page

    private func page(_ wanted: Wanted) -> Response {
        let site = site
        return stream("text/html; charset=utf-8") { write in
            let (time, month) = (wanted.time, wanted.ledger.month)
            let counts = (wanted.facilities.count, wanted.all)
            let head = LedgerView(month, wanted.query, wanted.choice, of: counts, site: site.title, time: time)
            try await write(site.templates.text(head, with: "ledger"))
            var (count, isWhole) = (0, true)
            for (index, facility) in wanted.facilities.enumerated() {
                var view = await Self.view(of: facility, wanted)
                view.place = "\(index + 1)/\(wanted.facilities.count)"
                count += view.rows.count
                isWhole = isWhole && view.isWhole
                try await write(site.templates.text(view, with: "ledgerFacility"))
            }
            if wanted.choice.hasGateway {
                var view = await Self.view(of: nil, wanted)
                view.place = ""
                count += view.rows.count
                isWhole = isWhole && view.isWhole
                try await write(site.templates.text(view, with: "ledgerFacility"))
            }
            let words = LedgerWords.of(time.language)
            let isNothing = wanted.facilities.isEmpty && count == 0 && isWhole
            let total =
                if isNothing {
                    words.noFacility
                } else {
                    words.total(month, count, isWhole: isWhole, wanted.choice)
                }
            try await write(site.templates.text(LedgerEndView(total: total), with: "ledgerEnd"))
            withExtendedLifetime(wanted.turn) {}
        }
    }

    private static func view(of facility: ListedFacility?, _ wanted: Wanted) async -> LedgerFacilityView {
        var entries: [KeptEntry]? = []
        do {
            try await wanted.ledger.read(facility?.status.code) { batch in
                entries?.append(contentsOf: batch)
                return entries?.count ?? 0 <= most
            }
        } catch {
            entries = nil
        }
        let isCut = entries?.count ?? 0 > most
        return LedgerFacilityView(
            facility, entries.map { Array($0.prefix(most)) }, isCut: isCut, wanted.choice, time: wanted.time)
    }

    // MARK: The table

    /// Sends the table. If the journal cannot be read, the connection is closed, so that an incomplete file does
    /// not look complete.
    private func table(_ wanted: Wanted) -> Response {
        var response = stream("text/csv; charset=utf-8") { write in
            let table = LedgerTable(time: wanted.time, isWhole: wanted.choice.isWhole)
            try await write(table.head)
            let facilities: [ListedFacility?] = wanted.facilities + (wanted.choice.hasGateway ? [nil] : [])
            for facility in facilities {
                try await wanted.ledger.read(facility?.status.code) { batch in
                    try await write(batch.map { table.line($0, of: facility) }.joined())
                    return true
                }
            }
            withExtendedLifetime(wanted.turn) {}
        }
        response.headers[.contentDisposition] = "attachment; filename=\"ledger-\(wanted.ledger.month).csv\""
        return response
    }

    private func stream(
        _ type: String, _ body: @escaping @Sendable (_ write: (String) async throws -> Void) async throws -> Void
    ) -> Response {
        let headers: HTTPFields = [.contentType: type, .cacheControl: "no-store", .vary: "Accept-Language"]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                var output = writer
                try await body { try await output.write(ByteBuffer(string: $0)) }
                try await output.finish(nil)
            })
    }
}

extension Text {
    static func noMonth(_ text: String) -> Text {
        let shown = text.prefix(40)
        return Text(
            zh: "没有“\(shown)”这个月份：请写成 month=2026-11", en: "there is no month '\(shown)': write it as month=2026-11")
    }

    static func notYet(_ month: Month) -> Text {
        Text(zh: "\(month) 还没有到", en: "\(month) has not begun")
    }

    fileprivate static let ledgersBusy = Text(
        zh: "正在给别人读台账：请过10秒再打开", en: "the ledger is being read for others: open it again in 10 s")

    fileprivate static let forInspectors = Text(
        zh: "这一类记录只给检查人员看：请先用检查人员的PIN登录（/signin）",
        en: "entries of this kind are for inspectors only: sign in as one first (/signin)")

    fileprivate static func noFilter(_ unknown: [String]) -> Text {
        let words = unknown.joined(separator: ", ")
        return Text(
            zh: "没有这样的筛选：\(words)。请从首页打开台账。",
            en: "there is no such filter: \(words); open the ledger from the first page")
    }
}
