import Hummingbird

/// What browsers are to keep to: the page loads nothing from elsewhere, stands in no frame, and is seen by no other window.
/// Strict-Transport-Security is the proxy's, with TLS.
struct SecurityHeaders: RouterMiddleware {
    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in Self.headers { response.headers[name] = value }
        return response
    }

    private static let headers: [(HeaderName, String)] = [
        (.contentSecurityPolicy, contentSecurityPolicy),
        (.xContentTypeOptions, "nosniff"),
        // Not `no-referrer`, with which browsers send `Origin: null` with the page's own forms (Fetch, section 3.1).
        (HeaderName("Referrer-Policy")!, "same-origin"),
        // The camera is for the photographs of forms.
        (
            HeaderName("Permissions-Policy")!,
            "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
        ),
        (HeaderName("Cross-Origin-Opener-Policy")!, "same-origin"),
    ]

    /// `blob:` shows a photograph before it is sent.
    private static let contentSecurityPolicy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' blob:", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")
}
