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
        _ source: some PageSource, door: some PageDoor = TestDoor(), port: UInt16 = 0, logger: Logger = quietLogger,
        access: PageAccess = PageAccess(trustedProxies: [], allowsPlainPIN: false),
        limits: ServingLimits = ServingLimits(), bodies: BodyLimits = PageRoutes.bodies,
        _ body: (Site) async throws -> Void
    ) async throws {
        let (ports, serving) = AsyncStream<UInt16>.makeStream()
        var page = try WebPage(
            host: "127.0.0.1", port: port, site: "测试现场", utcOffset: 28_800, access: access, source: source,
            door: door, logger: logger
        ) { serving.yield($0) }
        (page.limits, page.bodies) = (limits, bodies)
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

extension Site {
    /// Sends a form as a browser does. Redirects are not followed.
    ///
    /// - Parameters:
    ///   - fields: the names and values, in their order.
    ///   - files: the names of fields and the contents of files.
    func post(
        _ path: String, _ fields: [(String, String)], files: [(String, [UInt8])] = [], cookie: String? = nil,
        headers: [String: String] = [:], language: String = "zh"
    ) async throws -> Answer {
        var request = URLRequest(url: URL(string: "http://127.0.0.1:\(port)\(path)")!)
        request.httpMethod = "POST"
        request.httpShouldHandleCookies = false
        let (body, type) = MultipartBody.make(fields, files: files)
        request.httpBody = Data(body)
        request.setValue(type, forHTTPHeaderField: "Content-Type")
        request.setValue(language, forHTTPHeaderField: "Accept-Language")
        if let cookie { request.setValue(cookie, forHTTPHeaderField: "Cookie") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        return try await answer(to: request)
    }

    /// Reads a page with a cookie. Redirects are not followed.
    func get(_ path: String, cookie: String) async throws -> Answer {
        var request = URLRequest(url: URL(string: "http://127.0.0.1:\(port)\(path)")!)
        request.httpShouldHandleCookies = false
        request.setValue(cookie, forHTTPHeaderField: "Cookie")
        request.setValue("zh", forHTTPHeaderField: "Accept-Language")
        return try await answer(to: request)
    }

    private func answer(to request: URLRequest) async throws -> Answer {
        let session = URLSession(configuration: .ephemeral, delegate: Stays(), delegateQueue: nil)
        let (data, response) = try await session.data(for: request)
        let http = response as! HTTPURLResponse
        let headers = http.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        return Answer(
            status: http.statusCode, headers: Dictionary(headers) { first, _ in first },
            body: String(decoding: data, as: UTF8.self))
    }

    /// The hidden token of a form.
    func token(_ path: String, cookie: String = "") async throws -> String {
        let page = try await get(path, cookie: cookie).body
        return String(
            page.components(separatedBy: #"name="token" value=""#).dropFirst().first?.prefix { $0 != "\"" } ?? "")
    }

    /// The cookie of a person who signs in.
    func signIn(_ name: String, _ pin: String) async throws -> String {
        let answer = try await post(
            "/signin", [("token", try await token("/signin")), ("next", "/"), ("name", name), ("pin", pin)])
        return String(answer.headers["set-cookie"]?.prefix { $0 != ";" } ?? "")
    }
}

/// Follows no redirect.
private final class Stays: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) { completionHandler(nil) }
}

/// A body as browsers make it.
enum MultipartBody {
    static func make(
        _ fields: [(String, String)], files: [(String, [UInt8])] = [], boundary: String = "----form7MA4YWxk"
    ) -> (body: [UInt8], type: String) {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for (name, content) in files {
            let head =
                "Content-Disposition: form-data; name=\"\(name)\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg"
            body += Array("--\(boundary)\r\n\(head)\r\n\r\n".utf8) + content + Array("\r\n".utf8)
        }
        return (body + Array("--\(boundary)--\r\n".utf8), "multipart/form-data; boundary=\(boundary)")
    }
}

let quietLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Facilities made by hand, at a moment that stands still.
struct FixedSource: PageSource {
    static let noon = Timestamp("2026-11-24T04:00:00Z")!
    var details: [FacilityDetail] = []
    /// Whether the gateway's address can be opened from a phone.
    var hasLabels = true
    var groups: [Facility.Code: String] = [:]
    /// Whether there is no journal to read from.
    var isUnreadable = false
    /// What is of no single facility, and what inspectors see.
    var ofGateway: [KeptEntry] = []
    var inspections = TestInspections()

    var hasNotice = true
    let machines = TestMachine()
    var past = FixedPast()
    var posted = Notices()

    func notice(for person: Operator?) -> Text? {
        hasNotice ? Text(zh: "配置有误", en: "the <configuration> is wrong") : nil
    }
    func facilities() -> [ListedFacility] {
        details.map { ListedFacility($0.status, group: groups[$0.status.code] ?? "") }.grouped
    }
    func entries(
        of code: Facility.Code, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64, limit: Int
    ) -> [KeptEntry]? {
        let all = detail(of: code).map { $0.records + $0.entries } ?? []
        let found = all.sorted { $0.sequence < $1.sequence }.filter { entry in
            kinds.contains(entry.content.kind) && time.contains(entry.time) && entry.sequence > sequence
        }
        return isUnreadable ? nil : Array(found.prefix(limit))
    }
    func status(of code: Facility.Code) -> Status? { detail(of: code)?.status }
    func labelURL(of code: Facility.Code) -> String? { hasLabels ? "https://ma.example.cn/q/\(code)" : nil }
    func complaintCounts(of code: Facility.Code) -> ComplaintCounts {
        ComplaintCounts(received: 6, answered: 6, closed: 5)
    }
    func detail(of code: Facility.Code) -> FacilityDetail? { details.first { $0.status.code == code } }
    func now() -> Timestamp { Self.noon }
}

extension FacilityDetail {
    static let code = Facility.Code("NJ320104C000018")!
    static let kitchenCode = Facility.Code("NJ320104F000025")!
    static let pointCode = Facility.Code("NJ320104T000056")!

    /// A facility of any kind, with a light.
    static func facility(
        _ code: Facility.Code, _ kind: Facility.Kind, _ name: String, _ light: Light = .green,
        findings: [Finding] = [], next: NextStep? = nil, due: [Status.Due] = []
    ) -> FacilityDetail {
        let status = Status(
            code: code, kind: kind, name: name, light: light, since: FixedSource.noon - .hours(2),
            asOf: FixedSource.noon, findings: findings, next: next, last: nil, due: due)
        return FacilityDetail(status: status)
    }

    static let kitchen = facility(
        kitchenCode, .fumePurifier, "秦淮小馆", .yellow,
        next: NextStep(.cleanPurifier, due: Day("2026-12-03")!),
        due: [.init("fume.cleaning", NextStep(.cleanPurifier, due: Day("2026-12-03")!))])
    static let point = facility(pointCode, .complaintPoint, "夫子庙东入口")

    /// An adsorber whose carbon is past its 500 hours.
    static func adsorber(
        _ light: Light = .red, name: String = "1#活性炭吸附箱", findings: [Finding]? = nil, next: NextStep? = nil,
        readings: [CurrentReading] = [], records: [KeptEntry] = [], entries: [KeptEntry] = []
    ) -> FacilityDetail {
        let status = Status(
            code: code, kind: .activatedCarbon, name: name, light: light, since: FixedSource.noon - .hours(2),
            asOf: FixedSource.noon, findings: findings ?? [.overdue], next: next, last: nil
        )
        return FacilityDetail(
            status: status, readings: readings, records: records, entries: entries
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
