import Foundation
import TestSupport
import Testing

/// A gateway with two kitchens, a facility of each other kind, a simulated fume monitor, and people who may enter records.
final class Kitchen {
    let folder = try! TemporaryFolder()
    private let device: Program
    private let gateway: Program
    /// Who has which PIN.
    private var pins: [String: String] = [:]

    private var file: String { folder.path + "/gateway.yaml" }

    /// - Parameter page: more members of `page:`.
    init(page: String = "") async throws {
        let bus = freePort()
        let profiles = Program.repository + "/device-profiles"
        device = try Program(
            [
                "simulate", "--profile", "mashang-fume-monitor", "--profiles", profiles, "--tcp", "127.0.0.1:\(bus)",
                "--unit", "1",
            ], in: folder)
        // The purifier fell due for cleaning a week ago.
        let cleaned = Date(timeIntervalSinceNow: -68 * 86_400).ISO8601Format().prefix(10)
        // The carbon is past its three months.
        let filled = Date(timeIntervalSinceNow: -120 * 86_400).ISO8601Format().prefix(10)
        let file = folder.path + "/gateway.yaml"
        try """
        gateway: {id: NJ-TEST-0001, site: 秦淮餐饮街}
        journal: {path: \(folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:\(freePort())", publicURL: "https://ma.example.cn/q/{code}"\(page)}
        profiles: [\(profiles)]
        buses:
          plc: {tcp: {host: 127.0.0.1, port: \(bus)}}
        facilities:
          - code: NJ320104F000025
            kind: fume-purifier
            name: 老王饭店油烟净化器
            group: 三楼美食广场
            fume: {stoves: 4, lastCleaned: \(cleaned)}
            devices: [{profile: mashang-fume-monitor, bus: plc, unit: 1, name: monitor}]
          - {code: NJ320104F000033, kind: fume-purifier, name: 隔壁面馆油烟净化器, fume: {stoves: 2}}
          - {code: NJ320104T000056, kind: complaint-point, name: 夫子庙东入口}
          - {code: NJ320104C000018, kind: activated-carbon, name: 1#活性炭吸附箱, carbon: {form: granular, mass: 1000 kg, designCycle: 90d, installed: \(filled)}}
          - {code: NJ320104M000032, kind: nonroad-machinery, name: 3号挖掘机, machinery: {class: II, power: 120 kW, registration: 3-2026-00017, type: excavator, model: PC200-8, maker: 小松, label: blue, stage: III, pin: KMTPC200K56012345}}
          - {code: NJ320104D000049, kind: dust-site, name: 河西工地}

        """.write(toFile: file, atomically: true, encoding: .utf8)
        gateway = try Program(["run", "--config", file], in: folder)
        _ = try await gateway.page()
        try await add("刘大姐", "--role", "operator", "--facilities", "NJ320104F000025")
        try await add("张三", "--role", "operator", "--facilities", "NJ320104F000033")
        try await add("陈师傅", "--role", "operator", "--facilities", "NJ320104C000018")
        try await add("王老板", "--role", "owner")
        try await add("周工", "--role", "technician")
        try await add("李科", "--role", "inspector")
    }

    private func add(_ name: String, _ more: String...) async throws {
        let added = try await run(["operator", "add", name] + more)
        pins[name] = String(try #require(added.firstMatch(of: /PIN ([0-9]{6})/)?.1, "\(added)"))
    }

    func run(_ arguments: [String]) async throws -> String {
        try await Program.run(arguments + ["--config", file], in: folder).output
    }

    /// Plays an act of `Peers/page`; returns how it ended and what it printed.
    func play(_ act: String, _ option: String?) async throws -> (status: CInt, output: String) {
        let scene = folder.path + "/scene.json"
        let url = String(try await gateway.address().dropLast())
        let values: [String: Any] = [
            "url": url, "folder": folder.path, "pins": pins, "gateway": gateway.processID, "device": device.processID,
        ]
        try JSONSerialization.data(withJSONObject: values).write(to: URL(filePath: scene))
        let script = Program.repository + "/Tests/mashangTests/Peers/page/\(act).py"
        return try await result(of: BrowserTests.python, [script, scene] + [option].compactMap(\.self))
    }

    /// The rows of the ledger that are records of a kind.
    func records(of kind: String) async throws -> [Substring] {
        try await run(["export", "ledger"]).split(separator: "\r\n").filter { $0.contains(",record,\(kind),") }
    }

    /// Everything that the gateway has said.
    var log: String { gateway.output }

    @discardableResult func close() async -> CInt { await gateway.end(SIGTERM) }
}
