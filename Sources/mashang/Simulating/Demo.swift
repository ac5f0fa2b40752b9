import ArgumentParser
import Facilities
import Foundation
import Gateway
import MQTT
import Modbus
import ServiceLifecycle
import SiteConfiguration
import StrictYAML

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "demo",
        Text(
            zh: "用模拟设备和专用的 mosquitto 运行五处设施，并显示收到的状态。",
            en:
                "Runs five facilities with simulated devices and a private mosquitto, and shows the statuses as they arrive."
        ),
        Text(
            zh: """
                结束时列出收到的内容。缺少设施的状态、页面、序号或三种灯之一，或有灯为灰色时，退出码为 1。
                """,
            en: """
                At the end it lists what arrived. Ends with 1 if a facility's status, its page, a sequence number or one of the three lights is missing, or a \
                light is grey.
                """)
    )

    @Option(help: help("从网关启动起运行多少秒。", "How many seconds, from the gateway's start."))
    var seconds = 60

    @Flag(help: help("时间到后继续运行，直到按 Ctrl+C。", "Runs on after that time, until Ctrl+C."))
    var keep = false

    func validate() throws {
        guard 10...86_400 ~= seconds else {
            throw ValidationError(Text(zh: "--seconds：请写 10 到 86400", en: "--seconds: write 10 to 86400"))
        }
    }

    @Option(help: help("设备档案文件夹。", "The folder of the device profiles.", "folder"))
    var profiles = "device-profiles"

    func run() async throws {
        let site = try DemoSite(profiles: profiles)
        defer { site.stop() }
        let configuration: Configuration
        do {
            configuration = try Configuration.read(
                site.configuration, file: "demo.yaml", folders: [profiles], files: .disk)
        } catch {
            throw error.exit()
        }
        let witness = try DemoWitness(port: site.broker.port, codes: DemoSite.codes)
        await witness.waitUntilSubscribed()
        say(
            Text(
                zh: "MQTT 服务器：127.0.0.1:\(site.broker.port)，主题 mashang/2/#",
                en: "broker: 127.0.0.1:\(site.broker.port), topics mashang/2/#"))
        let pages = "http://127.0.0.1:\(site.pagePort)/"
        say(Text(zh: "网页：  \(pages)", en: "pages:  \(pages)"))
        let gateway = Gateway(configuration, logger: logger)
        try await gateway.take(past: site.past(until: .now))
        let services = untilStopped(gateway)
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                try await services.run()
                return .gateway
            }
            group.addTask {
                guard (try? await Task.sleep(for: .seconds(5))) != nil else { return .visit }
                try witness.enterRecords()
                guard (try? await Task.sleep(for: .seconds(max(0, seconds - 5)))) != nil else { return .visit }
                await witness.openPages()
                guard !keep else {
                    say(Text(zh: "继续运行，按 Ctrl+C 结束", en: "still running; Ctrl+C ends it"))
                    return .visit
                }
                await services.triggerGracefulShutdown()
                return .visit
            }
            // After a signal the gateway ends before the time is over.
            for try await part in group where part == .gateway { group.cancelAll() }
        }
        guard witness.report() else { throw ExitCode(1) }
    }

    private enum Part {
        case gateway
        /// The records that are entered and the pages that are opened, at their times.
        case visit
    }
}
