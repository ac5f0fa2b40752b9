import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import Journal
import ServiceLifecycle
import SiteConfiguration
import UnixSignals

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "run",
        Text(
            zh: "运行网关，直到收到 SIGTERM 或 SIGINT。",
            en: "Runs the gateway until SIGTERM or SIGINT."),
        Text(
            zh:
                "收到 SIGHUP 时重新读取配置；新配置有误时，日志说明错在哪里，网关仍按原配置运行。数据发往 MQTT 服务器和 HJ 212 平台：见 docs/mqtt.zh-Hans.md 和 docs/hj212.zh-Hans.md。",
            en:
                "SIGHUP reads the configuration again. If it is wrong, the log names the mistakes and the gateway still runs with "
                + "the previous one. Data are sent to brokers of MQTT and platforms of HJ 212: see docs/mqtt.md and docs/hj212.md."
        )
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        // A write to a broken connection must return an error, and not end the process.
        signal(SIGPIPE, SIG_IGN)
        let configuration = try options.read()
        let (changes, change) = AsyncStream<Void>.makeStream()
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        let listening = Task { for await _ in hangUps { change.yield() } }
        defer { listening.cancel() }
        let manager = ServiceManager(ProcessInfo.processInfo.environment)
        let gateway = ReloadingGateway(
            configuration, manager: manager, logger: logger, changes: changes,
            read: { [options] in try Configuration.read(file: options.config, folders: options.profiles, files: .disk)
            },
            // `exit` would call handlers, which could block for the same reason as the gateway does.
            giveUp: { _exit(0) }
        )
        do {
            try await untilStopped(gateway).run()
        } catch let error as JournalError {
            throw error.exit()
        }
    }
}
