import Facilities
import Hummingbird

/// The route of the photographs of records, for people with a role.
struct PhotographRoutes: Sendable {
    let site: PageSite

    func add(to router: Router<PageContext>) {
        router.get("/q/:code/photograph/:sequence/:id") { request, context in
            await photograph(request, context)
        }
    }

    private func photograph(_ request: Request, _ context: PageContext) async -> Response {
        let visitor = await site.visitor(request, context)
        guard let code = Facility.Code(context.parameters.get("code") ?? ""),
            let sequence = Int64(context.parameters.get("sequence") ?? ""),
            let id = PhotographID(rawValue: context.parameters.get("id") ?? ""),
            let status = await site.source.status(of: code)
        else { return site.missing(request) }
        guard let person = visitor.person else { return site.moved("/signin?next=\(request.uri.path)") }
        guard person.mayEnter(at: code) else {
            return site.refused(.notForPerson(person, status.name), visitor, status: .forbidden)
        }
        guard let photograph = await site.door.photograph(id, of: sequence, at: code),
            !photograph.isPublic || person.answersComplaints
        else { return site.missing(request) }
        return Response(
            status: .ok,
            headers: [
                .contentType: photograph.type, .cacheControl: "private, max-age=3600",
                .contentDisposition: "inline; filename=\"\(id.rawValue.prefix(16))\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: photograph.bytes)))
    }
}

extension Text {
    /// The refusal for a person whose role or facility does not permit it. Signing in again would not help.
    fileprivate static func notForPerson(_ person: Operator, _ facility: String) -> Text {
        let role = person.role.title
        return Text(
            zh: "\(person.name)（\(role.zh)）不登记“\(facility)”，不能查看它的照片",
            en: "\(person.name) (\(role.en)) does not enter records at \(facility), and cannot see its photographs")
    }
}
