import Facilities
import Foundation
import FoundationNetworking
import Logging
import ServiceLifecycle

@testable import WebPage

/// A page that is really served, on a free port, while `body` reads it.
struct Site {
    let port: UInt16

    static func serve(
        _ source: some PageSource, port: UInt16 = 0, logger: Logger = quietLogger,
        _ body: (Site) async throws -> Void
    ) async throws {
        let (ports, serving) = AsyncStream<UInt16>.makeStream()
        var page = try WebPage(
            host: "127.0.0.1", port: port, site: "测试现场", utcOffset: 28_800, source: source, logger: logger
        ) { serving.yield($0) }
        page.patience = .milliseconds(50)
        let group = ServiceGroup(services: [page], logger: quietLogger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                try await body(Site(port: port))
                break
            }
            await group.triggerGracefulShutdown()
        }
    }

    struct Answer {
        var status: Int
        var headers: [String: String]
        var body: String
    }

    /// - Parameter language: the browser's, as it says it in `Accept-Language`.
    func get(_ path: String, language: String? = nil, method: String = "GET") async throws -> Answer {
        var request = URLRequest(url: URL(string: "http://127.0.0.1:\(port)\(path)")!)
        request.httpMethod = method
        request.setValue(language ?? "", forHTTPHeaderField: "Accept-Language")
        let (data, response) = try await URLSession(configuration: .ephemeral).data(for: request)
        let http = response as! HTTPURLResponse
        let headers = http.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        return Answer(
            status: http.statusCode, headers: Dictionary(headers) { first, _ in first },
            body: String(decoding: data, as: UTF8.self)
        )
    }
}

let quietLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Facilities made by hand, at a moment that stands still.
struct FixedSource: PageSource {
    static let noon = Timestamp("2026-11-24T04:00:00Z")!
    var details: [FacilityDetail] = []

    func notice() -> Text? { Text(zh: "配置有误", en: "the <configuration> is wrong") }
    func statuses() -> [Status] { details.map(\.status) }
    func detail(of code: Facility.Code) -> FacilityDetail? { details.first { $0.status.code == code } }
    func now() -> Timestamp { Self.noon }
}

extension FacilityDetail {
    static let code = Facility.Code("NJ320104C000018")!

    /// An adsorber whose carbon is past its 500 hours.
    static func adsorber(
        _ light: Light = .red, name: String = "1#活性炭吸附箱", findings: [Finding]? = nil, next: NextStep? = nil,
        samples: [Sample] = [], entries: [KeptEntry] = []
    ) -> FacilityDetail {
        let status = Status(
            code: code, kind: .activatedCarbon, name: name, light: light, since: FixedSource.noon - .hours(2),
            asOf: FixedSource.noon, findings: findings ?? [.overdue], next: next, last: nil
        )
        return FacilityDetail(
            status: status, samples: samples, entries: entries, url: "https://ma.example.cn/q/\(code)"
        )
    }
}

extension Finding {
    static let overdue = Finding(
        rule: "carbon.cycle", level: .red, since: FixedSource.noon - .hours(2), figure: 512.44,
        limit: Limit("cycleHours", 500, .hour, source: "苏环办〔2022〕218号", verified: true),
        text: Text(zh: "累计运行已超500小时", en: "more than 500 hours of running")
    )
}
