import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import Logging
import SiteConfiguration
import StrictYAML

struct Mashang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "mashang",
        Text(
            zh: "码上 · 读取现场的传感器，判断各设施的状态并发布。",
            en: "码上 · reads a site's sensors, judges its facilities and publishes their status."),
        Text(
            zh: "退出码：0 完成，1 失败，64 用法不对，65 文件有误，69 连接不到，或网关已在运行。",
            en:
                "Exit status: 0 done, 1 failed, 64 wrong usage, 65 a file is wrong, 69 something cannot be reached, or the gateway is running already."
        ),
        version: Release.version,
        subcommands: [
            Run.self, Check.self, Init.self, StatusCommand.self, Read.self, Scan.self, Suspend.self, Resume.self,
            Simulate.self, Demo.self, RecordCommand.self, OperatorCommand.self, LedgerCommand.self, ExportCommand.self,
            BackupCommand.self, CodeCommand.self, LabelCommand.self, ClockCommand.self, RulesCommand.self,
        ]
    )
}
