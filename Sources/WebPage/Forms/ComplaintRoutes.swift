import Facilities
import Hummingbird

/// The routes of a complaint: its course by its number, and its rating.
struct ComplaintRoutes: Sendable {
    let site: PageSite

    func add(to router: Router<PageContext>) {
        router.get("/c/:number") { request, context in
            await course(request, context)
        }
        router.post("/c/:number/rating") { request, context in
            await rate(request, context)
        }
    }

    private func number(_ context: PageContext) -> String? {
        let text = context.parameters.get("number") ?? ""
        if Origin.isID(text) { return text }
        guard let decoded = text.percentDecoded, decoded.count <= 40 else { return nil }
        return decoded
    }

    private func course(_ request: Request, _ context: PageContext) async -> Response {
        let visitor = await site.visitor(request, context)
        guard let number = number(context) else { return site.missing(request) }
        let key = request.uri.queryParameters["key"].map(String.init)
        let isOwn = ComplaintKey(number, site.door).isRight(key)
        guard let course = await site.door.complaint(number) else {
            // The complaint was sent and waits for the journal.
            guard isOwn, let id = request.uri.queryParameters["id"].map(String.init), Origin.isID(id),
                await site.door.answer(to: id) == .pending
            else { return site.missing(request, number) }
            return site.refused(.complaintWaits(number), visitor, status: .accepted)
        }
        return site.templates.html(CourseView(course, key: isOwn ? key : nil, site, visitor), with: "course")
    }

    private func rate(_ request: Request, _ context: PageContext) async -> Response {
        let visitor = await site.visitor(request, context)
        guard let number = number(context), let course = await site.door.complaint(number) else {
            return site.missing(request)
        }
        return await site.answer(request, visitor) { await rate($0, course, visitor) }
    }

    private func rate(_ input: FormInput, _ course: ComplaintCourse, _ visitor: Visitor) async -> Response {
        let number = course.number
        let key = ComplaintKey(number, site.door)
        guard key.isRight(input.text("key")) else { return site.refused(.noKey, visitor, status: .forbidden) }
        guard let rating = input.text("rating").flatMap(ComplaintRating.Rating.init(rawValue:)) else {
            return site.refused(Text(zh: "请选满意、一般或不满意", en: "choose satisfied, fair or not satisfied"), visitor)
        }
        var body = ComplaintRating(id: number, rating: rating).values
        body["kind"] = .text(ComplaintRating.kind.rawValue)
        // The id contains the time of the closing, so that each closing can be rated once.
        let closed = course.steps.last { $0.state == .closed }?.at.milliseconds ?? 0
        let answer = await site.door.enter(
            RecordDraft(head: ["by": .text("公众")], body: body), at: course.code,
            id: "rating-\(closed)-\(key.value)", by: nil, from: visitor.address)
        switch answer {
        case .kept, .pending: return site.moved("/c/\(number)?key=\(key.value)")
        case .refused(let problems):
            let text = problems.first?.pageText ?? Text(zh: "没有登记", en: "nothing was entered")
            return site.refused(text, visitor, status: .conflict)
        }
    }
}

extension Text {
    fileprivate static let noKey = Text(
        zh: "只有提交时给出的链接可以评价：请打开那个页面",
        en: "only the address shown when the complaint was sent can rate it: open that page")

    fileprivate static func complaintWaits(_ number: String) -> Text {
        Text(
            zh: "编号\(number)：还没有保存，正在排队，不用再提交。过一会儿刷新本页。",
            en: "Number \(number): it waits to be kept and need not be sent again. Load this page again in a while.")
    }
}
