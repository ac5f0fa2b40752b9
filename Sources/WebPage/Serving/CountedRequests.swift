import Hummingbird

/// Counts every response, including those of later middlewares.
struct CountedRequests: RouterMiddleware {
    let counts: RequestCounts

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do {
            let response = try await next(request, context)
            counts.add(response.status.code)
            return response
        } catch let error as any HTTPResponseError {
            counts.add(error.status.code)
            throw error
        }
    }
}
