import Facilities
import Hummingbird

/// Stores the language that the reader chose in a cookie, so that links need not carry it.
struct ChosenLanguage: RouterMiddleware {
    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard let choice = request.uri.queryParameters["lang"].map(String.init), Language(tag: choice) != nil else {
            return response
        }
        response.setCookie(
            Cookie(
                name: "lang", value: choice.prefix(2).lowercased(), maxAge: 365 * 86_400, path: "/",
                secure: context.client.isTLS, httpOnly: true, sameSite: .lax))
        return response
    }
}
