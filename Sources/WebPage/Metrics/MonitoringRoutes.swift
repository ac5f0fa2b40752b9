import Facilities
import Hummingbird

/// The routes for monitoring programs: `/metrics` for Prometheus, and `/healthz`. They answer only this machine
/// unless the configuration says otherwise, since the names of lines and brokers are not public.
struct MonitoringRoutes: Sendable {
    let site: PageSite

    /// The media type of the text exposition format of Prometheus.
    private static let type = "text/plain; version=0.0.4; charset=utf-8"

    func add(to router: Router<PageContext>) {
        router.get("/metrics") { _, context in
            guard mayRead(context.client) else { return Response(.forbidden, Self.onlyHere) }
            return answer(Metric.text(await metrics()), Self.type)
        }
        router.get("/healthz") { _, context in
            guard mayRead(context.client) else { return Response(.forbidden, Self.onlyHere) }
            guard let obstacle = await site.source.obstacle() else {
                return answer("ok\n", "text/plain; charset=utf-8")
            }
            return Response(.serviceUnavailable, obstacle)
        }
    }

    private func mayRead(_ client: ClientAddress) -> Bool { client.isLoopback || site.access.isMetricsOpen }

    private func metrics() async -> [Metric] {
        let streams = Metric(
            "mashang_page_streams", .gauge, "Pages of the buses that are open and are sent what changes.",
            Double(site.streams.count))
        return await site.source.metrics() + [site.requests.metric, streams]
    }

    private func answer(_ text: String, _ type: String) -> Response {
        var response = Response(text: text, type: type)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    static let onlyHere = Text(
        zh: "这里只回答本机。要从别的机器读取，请技术人员在配置中写 page: {metrics: open}",
        en:
            "only this machine is answered here; for others a technician has to write page: {metrics: open} in the configuration"
    )
}
