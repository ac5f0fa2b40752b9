import Facilities
import Foundation
import Hummingbird

/// Refuses requests that no form and no link of the page makes.
struct RequestChecks: RouterMiddleware {
    let limits: ServingLimits
    /// Returns the page for an unknown address.
    let missing: @Sendable (Request) -> Response

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard [.get, .head, .post].contains(request.method) else {
            var refusal = Response(
                .methodNotAllowed, Text(zh: "本页只能读取和提交表单。", en: "This page can be read, and forms sent to it."))
            refusal.headers[.allow] = "GET, HEAD, POST"
            return refusal
        }
        guard request.uri.string.utf8.count <= limits.targetBytes else {
            return Response(.uriTooLong, Text(zh: "网址太长。请重新扫码。", en: "The address is too long. Scan the code again."))
        }
        guard Self.isPlain(request.uri.path) else { return missing(request) }
        if request.method == .post, CrossSite.isForeign(request.headers, hosts: context.hosts) {
            return Response(
                .forbidden,
                Text(
                    zh: "这个提交来自别的网站，未保存。请扫码打开本页再提交。",
                    en: "This was sent from another site and was not stored. Scan the code and send it from this page.")
            )
        }
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError where error.status == .notFound {
            return missing(request)
        }
    }

    /// Whether a path is unambiguous: its escapes are complete and hide no slash, no control character and no `..`.
    static func isPlain(_ path: String) -> Bool {
        guard let decoded = path.removingPercentEncoding, !path.lowercased().contains("%2f") else { return false }
        let parts = decoded.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        return decoded.first == "/" && !parts.contains { $0 == "." || $0 == ".." }
            && !parts.dropLast().contains("") && !decoded.contains("\\")
            && decoded.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
}

extension Response {
    /// A response with a sentence in both languages as plain text.
    init(_ status: HTTPResponse.Status, _ text: Text) {
        self.init(status: status, text: "\(text.zh)\n\(text.en)\n", type: "text/plain; charset=utf-8")
        headers[.cacheControl] = "no-store"
    }
}
