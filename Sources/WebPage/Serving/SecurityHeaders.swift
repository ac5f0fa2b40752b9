import Hummingbird

/// The security headers of every response: the page loads nothing from other hosts, is not shown in frames, and is
/// isolated from other windows. `Strict-Transport-Security` is set by the proxy that ends TLS.
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
        // With `no-referrer` browsers would send `Origin: null` with the page's own forms (Fetch standard, section
        // 3.1).
        (HeaderName("Referrer-Policy")!, "same-origin"),
        // Forms use the camera for photographs.
        (
            HeaderName("Permissions-Policy")!,
            "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
        ),
        (HeaderName("Cross-Origin-Opener-Policy")!, "same-origin"),
    ]

    /// The content security policy. `blob:` shows a photograph before it is sent.
    private static let contentSecurityPolicy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' blob:", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")
}
